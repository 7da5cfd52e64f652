//! The Lambda `reschedule`; see the library for what it does.

use reschedule::{Services, handle, handle_event, handle_requester};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), api::BoxError> {
    api::telemetry::init();
    let services = Services::from_env().await?;
    let (requesters, events) = (services.clone(), services.clone());
    api::serve_with_requesters(
        services.records.clone(),
        move |call| {
            let services = services.clone();
            async move { handle(&services, &call).await }
        },
        move |call| {
            let services = requesters.clone();
            async move { handle_requester(&services, &call).await }
        },
        move |event| {
            let services = events.clone();
            async move { handle_event(&services, event).await }
        },
    )
    .await
}

//! The Lambda `verify`; see the library for what it does.

use verify::{Services, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), api::BoxError> {
    api::telemetry::init();
    let services = Services::from_env().await?;
    api::serve_public(move |visit| {
        let services = services.clone();
        async move { handle(&services, &visit).await }
    })
    .await
}

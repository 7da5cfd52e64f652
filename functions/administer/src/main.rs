//! The Lambda `administer`; see the library for what it does.

use administer::{Services, handle};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), api::BoxError> {
    api::telemetry::init();
    let services = Services::from_env().await?;
    api::serve(services.records.clone(), move |call| {
        let services = services.clone();
        async move { handle(&services, &call).await }
    })
    .await
}

//! Settings from the environment, and the clients' shared configuration.

use aws_config::{BehaviorVersion, SdkConfig};
use aws_smithy_http_client::{Builder, tls};

/// A setting that the template should have given.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {0} is not set; infra/template.yaml gives it")]
pub struct MissingSetting(&'static str);

/// Reads a setting.
///
/// # Errors
/// [`MissingSetting`] when it is absent or empty.
#[expect(clippy::disallowed_methods, reason = "called by Services::from_env alone")]
pub fn required(name: &'static str) -> Result<String, MissingSetting> {
    std::env::var(name).ok().filter(|value| !value.is_empty()).ok_or(MissingSetting(name))
}

/// Reads a setting that may be left empty.
#[expect(clippy::disallowed_methods, reason = "called by Services::from_env alone")]
#[must_use]
pub fn optional(name: &'static str) -> String {
    std::env::var(name).unwrap_or_default()
}

/// Region, credentials and the HTTP client for the AWS SDKs. TLS by ring: aws-lc adds tens of milliseconds
/// to a cold start.
pub async fn aws() -> SdkConfig {
    let http = Builder::new()
        .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring))
        .build_https();
    aws_config::defaults(BehaviorVersion::latest()).http_client(http).load().await
}

//! Logs: JSON lines on standard output, as `CloudWatch` takes them. Never names, addresses, numbers of
//! persons, tokens or bodies.

use tracing_subscriber::EnvFilter;

/// Starts logging at the level of `RUST_LOG`, `info` when unset.
pub fn init() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_target(false)
        .with_env_filter(filter)
        .init();
}

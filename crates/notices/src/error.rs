//! Why a message was not sent, or may have been.

use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use aws_sdk_sesv2::{
    config::{
        ConfigBag, Intercept, RuntimeComponents, http::HttpResponse,
        interceptors::BeforeTransmitInterceptorContextRef,
    },
    error::{BoxError, DisplayErrorContext, ProvideErrorMetadata, SdkError},
};

/// A message that was not sent, or may not have been.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The carrier will not send this message, however often it is asked.
    #[error("the carrier refuses the message: {0}")]
    Refused(String),
    /// It was certainly not sent; it may go through later.
    #[error("the carrier: {0}")]
    NotSent(String),
    /// The request went out and its answer did not come: the message may have been sent.
    #[error("the carrier did not say whether it took the message: {0}")]
    Unknown(String),
}

/// Codes of SES and SNS for too many requests, whatever the HTTP status beside them.
///
/// Nothing was sent then (SES: "drops the message and doesn't attempt to redeliver it").
const THROTTLED: [&str; 7] = [
    "KMSThrottling",
    "Throttled",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
];

/// Whether a request came as far as the connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Transmitted(Arc<AtomicBool>);

impl Intercept for Transmitted {
    fn name(&self) -> &'static str {
        "Transmitted"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.store(true, Ordering::Relaxed);
        Ok(())
    }
}

impl Transmitted {
    /// What became of a message whose request failed; `refusals` are the codes that no repeat changes.
    pub(crate) fn judge<E>(&self, error: &SdkError<E, HttpResponse>, refusals: &[&str]) -> SendError
    where
        E: ProvideErrorMetadata + Error + 'static,
    {
        let cause = DisplayErrorContext(error).to_string();
        let code = error.code().unwrap_or_default();
        let status = error.raw_response().map(|response| response.status().as_u16());
        if refusals.contains(&code) {
            SendError::Refused(cause)
        } else if THROTTLED.contains(&code)
            || status.is_some_and(did_nothing)
            || !self.0.load(Ordering::Relaxed)
            || not_connected(error)
        {
            SendError::NotSent(cause)
        } else {
            SendError::Unknown(cause)
        }
    }
}

/// Whether an answer of this status says that nothing was done. 408 is a proxy's word, which does not know.
fn did_nothing(status: u16) -> bool {
    (400..500).contains(&status) && status != 408
}

/// Whether there was no connection to send on.
fn not_connected(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(error) = error.downcast_ref::<hyper_util::client::legacy::Error>() {
            return error.is_connect();
        }
        cause = error.source();
    }
    false
}

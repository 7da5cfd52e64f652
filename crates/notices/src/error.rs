//! Why a message was not sent.

/// A message that was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The carrier will not send this message, however often it is asked.
    #[error("the carrier refuses the message: {0}")]
    Refused(String),
    /// The carrier did not answer, or cannot send now; it may later.
    #[error("the carrier: {0}")]
    Service(String),
}

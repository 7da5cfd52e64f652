//! Why a channel did not take a notice.

use certification::notice::Outcome;
use documents::DocumentsError;
use notices::{SendError, TextError};
use records::RecordsError;

/// Why a channel did not take a notice.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Repeating makes no sense.
    Final(String),
    /// Nothing was sent; it may go through later.
    Passing(String),
    /// It may have been sent: repeating could send it twice.
    Unknown(String),
}

impl Failure {
    /// What the ledger keeps of it; nothing when nobody knows what came of the attempt.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        let (cause, lasting) = match self {
            Self::Final(cause) => (cause, true),
            Self::Passing(cause) => (cause, false),
            Self::Unknown(_) => return None,
        };
        Some(Outcome::Failed { cause: cause.clone(), lasting })
    }

    /// Why, for the log.
    pub(crate) fn cause(&self) -> &str {
        let (Self::Final(cause) | Self::Passing(cause) | Self::Unknown(cause)) = self;
        cause
    }
}

impl From<RecordsError> for Failure {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Corrupt { .. } => Self::Final(error.to_string()),
            _ => Self::Passing(error.to_string()),
        }
    }
}

impl From<DocumentsError> for Failure {
    fn from(error: DocumentsError) -> Self {
        match error {
            DocumentsError::Service(_) => Self::Passing(error.to_string()),
            _ => Self::Final(error.to_string()),
        }
    }
}

impl From<SendError> for Failure {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Refused(_) => Self::Final(error.to_string()),
            SendError::NotSent(_) => Self::Passing(error.to_string()),
            SendError::Unknown(_) => Self::Unknown(error.to_string()),
        }
    }
}

/// A template that is wrong stays wrong.
impl From<TextError> for Failure {
    fn from(error: TextError) -> Self {
        Self::Final(error.to_string())
    }
}

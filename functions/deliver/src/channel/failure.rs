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
    /// It may go through later.
    Passing(String),
}

impl From<Failure> for Outcome {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Final(cause) => Self::Failed { cause, lasting: true },
            Failure::Passing(cause) => Self::Failed { cause, lasting: false },
        }
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
            SendError::Service(_) => Self::Passing(error.to_string()),
        }
    }
}

/// A template that is wrong stays wrong.
impl From<TextError> for Failure {
    fn from(error: TextError) -> Self {
        Self::Final(error.to_string())
    }
}

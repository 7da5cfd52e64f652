//! The stores' errors as problems.

use documents::DocumentsError;
use records::RecordsError;

use crate::{idempotency, problem::Problem};

impl From<RecordsError> for Problem {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Conflict => Self::changed_meanwhile("nội dung"),
            RecordsError::Contended => Self::contended(),
            RecordsError::Superseded => idempotency::superseded(),
            RecordsError::Corrupt { .. } => Self::unexpected(&error),
            RecordsError::Service(_) => {
                tracing::error!(cause = %error, "the table did not answer");
                Self::unavailable()
            }
        }
    }
}

impl From<DocumentsError> for Problem {
    fn from(error: DocumentsError) -> Self {
        match error {
            DocumentsError::Service(_) => {
                tracing::error!(cause = %error, "the document store did not answer");
                Self::unavailable()
            }
            // Keys are new with every request, so an object is there already only when the answer to our own
            // write was lost: repeating the request makes another key.
            DocumentsError::Exists(_) => Self::unavailable(),
            // A document that a record points to is missing or changed: nothing a client can mend.
            _ => Self::unexpected(&error),
        }
    }
}

//! What can go wrong with the document store.

use aws_sdk_s3::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};

/// A read or write of a document that did not happen, or did not give what was stored.
#[derive(Debug, thiserror::Error)]
pub enum DocumentsError {
    /// There is no such object or version.
    #[error("there is no object {0}")]
    Absent(String),
    /// An object of that key exists already.
    #[error("there is an object {0} already")]
    Exists(String),
    /// The object is larger than it may be.
    #[error("the object {key} has {length} bytes")]
    TooLarge {
        /// Its key.
        key: String,
        /// Its length.
        length: u64,
    },
    /// What lies there is not what was stored.
    #[error("the object {key} is not what was stored: {what}")]
    Differs {
        /// Its key.
        key: String,
        /// In what.
        what: &'static str,
    },
    /// S3 did not do what was asked, or did not answer.
    #[error("S3: {0}")]
    Service(String),
}

impl DocumentsError {
    /// Names the object in an error of the SDK.
    pub(crate) fn of<E>(key: &str, error: &SdkError<E>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + 'static,
    {
        let status = error.raw_response().map(|response| response.status().as_u16());
        match (error.code(), status) {
            (Some("NoSuchKey" | "NoSuchVersion" | "NotFound"), _) | (_, Some(404)) => {
                Self::Absent(key.to_owned())
            }
            (Some("PreconditionFailed" | "ConditionalRequestConflict"), _) | (_, Some(412)) => {
                Self::Exists(key.to_owned())
            }
            _ => Self::Service(DisplayErrorContext(error).to_string()),
        }
    }
}

//! What can go wrong with the table.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};

/// A read or write that did not happen.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// A condition did not hold: another writer was first. Load again and decide anew.
    #[error("another writer was first")]
    Conflict,
    /// Others are writing the same items at this moment, or the table is throttled; nothing was written and
    /// the same call may go through later.
    #[error("the table is contended")]
    Contended,
    /// Another attempt of the same request has taken over, or its change took effect before: ask for its answer.
    #[error("another attempt of the request has taken over")]
    Superseded,
    /// An item that no version of this program wrote.
    #[error("the item {key} cannot be read: {cause}")]
    Corrupt {
        /// Sort key of the item; partition keys may hold a person's number.
        key: String,
        /// What is wrong with it.
        cause: String,
    },
    /// `DynamoDB` did not do what was asked, or did not answer.
    #[error("DynamoDB: {0}")]
    Service(String),
}

impl<E> From<SdkError<E>> for RecordsError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    fn from(error: SdkError<E>) -> Self {
        match error.code() {
            Some("ConditionalCheckFailedException") => Self::Conflict,
            Some(
                "TransactionConflictException"
                | "TransactionInProgressException"
                | "ThrottlingException"
                | "ProvisionedThroughputExceededException"
                | "RequestLimitExceeded",
            ) => Self::Contended,
            code => {
                let code = code.unwrap_or("no answer");
                Self::Service(format!("{code}: {}", aws_sdk_dynamodb::error::DisplayErrorContext(&error)))
            }
        }
    }
}

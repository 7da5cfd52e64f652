//! What can go wrong with the pool.

use aws_sdk_cognitoidentityprovider::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};

/// A sign-in that was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum SignInsError {
    /// The pool has a sign-in of that name.
    #[error("the name to sign in with is taken")]
    Taken,
    /// The pool has no such sign-in.
    #[error("there is no such sign-in")]
    Unknown,
    /// Its holder has signed in before, so there is nothing to invite to.
    #[error("the holder has signed in before")]
    SignedIn,
    /// The pool does not take a value; every value was checked before, so this is a fault of ours.
    #[error("Cognito refuses: {0}")]
    Refused(String),
    /// The pool is asked too often; the same call may go through later.
    #[error("Cognito is asked too often")]
    Busy,
    /// Cognito did not do what was asked, or did not answer.
    #[error("Cognito: {0}")]
    Service(String),
}

impl<E> From<SdkError<E>> for SignInsError
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    fn from(error: SdkError<E>) -> Self {
        match error.code() {
            Some("UsernameExistsException") => Self::Taken,
            Some("UserNotFoundException") => Self::Unknown,
            Some("UnsupportedUserStateException") => Self::SignedIn,
            Some("TooManyRequestsException" | "LimitExceededException" | "ThrottlingException") => Self::Busy,
            Some("InvalidParameterException" | "InvalidPasswordException") => {
                Self::Refused(DisplayErrorContext(&error).to_string())
            }
            code => {
                let code = code.unwrap_or("no answer");
                Self::Service(format!("{code}: {}", DisplayErrorContext(&error)))
            }
        }
    }
}

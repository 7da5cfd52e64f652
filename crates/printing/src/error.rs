//! Why no PDF came out.

/// A paper that could not be written. None of these follows from what a user typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// A font in the program cannot be read.
    #[error("the font {0} cannot be read")]
    Font(&'static str),
    /// The writer refused the document.
    #[error("the document cannot be written: {0}")]
    Refused(String),
}

//! What requesters are told, and the services that carry it. Only this crate uses `aws-sdk-sesv2`.
//!
//! Texts are files under `templates/`, reviewed as text; a placeholder that a template does not know, or
//! that is left over, fails a test and never reaches a citizen.

mod email;
mod text;

pub use email::{Attachment, Email, Mailer, SendError};
pub use text::{CopyReleased, EnclosedCopy, Text};

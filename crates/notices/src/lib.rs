//! What requesters are told, and the services that carry it. Only this crate uses `aws-sdk-sesv2` and
//! `aws-sdk-sns`.
//!
//! Texts are files under `templates/`; what they become with sample values stands beside, under `texts/`, to be
//! reviewed. A placeholder that a template does not know fails a test and never reaches a citizen.

mod email;
mod error;
mod sms;
mod text;

pub use email::{Attachment, Email, Mailer};
pub use error::SendError;
pub use sms::Texter;
pub use text::{EnclosedCopy, Letter, Says, Text, TextError};

//! What administrators do: who they are, and what they changed.

mod admins;
mod change;
mod words;

pub use admins::{Admins, LastAdmin};
pub use change::{AdministrationEntry, FieldChange, UnknownField};
pub use words::{AdministrationAction, AdministrationField};

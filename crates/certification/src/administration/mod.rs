//! What administrators do: who they are, and what they changed.

mod admins;
mod change;

pub use admins::{Admins, LastAdmin};
pub use change::{AdministrationEntry, FieldChange};

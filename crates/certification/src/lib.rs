//! The rules of certification, and nothing that touches the world: no I/O, no clock, no randomness.
//!
//! A [`Case`] moves through its [`State`]s by transitions that consume it, take the time and the official
//! who acts, and refuse with a [`TransitionRefusal`]. A [`Book`] gives each certified original its
//! [`RegisterNumber`], without gap or repeat. Identifiers are parsed at the edge into types that are valid
//! by construction. Sources of law are named where a rule is.

pub mod administration;
pub mod agency;
pub mod appointment;
pub mod book;
pub mod calendar;
pub mod case;
pub mod check;
pub mod day;
pub mod delegation;
pub mod document;
pub mod fee;
pub mod history;
pub mod holiday;
pub mod identifier;
pub mod ids;
pub mod letters;
pub mod notice;
pub mod official;
pub mod requester;
pub mod returning;
pub mod statement;
pub mod time;
pub mod time_limit;
pub mod withdrawal;
pub mod words;
mod words_of;

pub use appointment::Appointment;
pub use book::{Book, Entry, RegisterNumber};
pub use calendar::Calendar;
pub use case::{Case, State, StateName, TransitionRefusal};
pub use check::CheckCode;
pub use delegation::Delegation;
pub use document::{DocumentType, StoredObject};
pub use ids::{AgencyId, AppointmentId, BookId, CaseId, OfficialId, PortalEventId};
pub use official::{Official, Role};
pub use requester::Requester;

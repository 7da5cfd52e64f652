//! DynamoDB: what is kept, under which keys, and what is written together.
//!
//! One table. Every key of an agency's record begins with the agency ([`keys`]), so a caller of agency A
//! cannot form a key of agency B. Every item carries a `version`, every write a condition. A change of a
//! case is one transaction: the case under its version, the line of its history, and whatever the change
//! causes (a register entry, a notice in the outbox). Only this crate uses `aws-sdk-dynamodb`.

mod accounts;
mod administration;
mod agencies;
mod appointments;
mod attempts;
mod books;
mod cases;
mod checks;
mod codes;
mod counts;
mod deliveries;
mod duplicates;
mod error;
mod grants;
mod heads;
mod holidays;
mod keys;
mod notices;
mod parked;
mod pointing;
mod portal;
mod queue;
mod reminders;
mod slots;
mod store;
mod trust;
mod versioned;
mod visits;
mod whole;
mod withdrawals;

pub use accounts::{Account, AccountKind, AccountNumber};
pub use administration::Line;
pub use appointments::{AppointmentChange, AppointmentPlace, BookError, InvalidPlace};
pub use attempts::{Claim, KeptAnswer, Keyed, Owner, Reply, Underway};
pub use books::IssueError;
pub use cases::{CasePlace, Change, InvalidCasePlace, Page, QueuePart};
pub use checks::CheckedCopy;
pub use codes::{CodeRequest, request_in_stream};
pub use counts::{Count, MOST_COUNTED};
pub use deliveries::place_of;
pub use error::RecordsError;
pub use grants::DownloadGrant;
pub use heads::HeadMark;
pub use notices::notice_in_stream;
pub use parked::ParkedBooking;
pub use pointing::pointing_in_stream;
pub use portal::InboxItem;
pub use queue::Order;
pub use reminders::Reminder;
pub use trust::TrustRecord;
pub use versioned::Versioned;

/// The table, through one client.
#[derive(Debug, Clone)]
pub struct Records {
    client: aws_sdk_dynamodb::Client,
    table: String,
}

impl Records {
    /// Uses a table.
    #[must_use]
    pub fn new(config: &aws_config::SdkConfig, table: impl Into<String>) -> Self {
        Self { client: aws_sdk_dynamodb::Client::new(config), table: table.into() }
    }
}

//! The local inbox of portal accounts: notices and certified copies.
//!
//! The portal's electronic store has no public interface; this stands in its place, and stores and lists
//! what was sent. Storing the same item twice leaves one.

use certification::{AgencyId, StoredObject, notice::About};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

/// A notice in an account's inbox, with the copy it brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxItem {
    /// The notice it comes from.
    pub notice: Ulid,
    /// The agency that sends it.
    pub agency: AgencyId,
    /// The case or appointment it is about.
    pub about: About,
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// The certified copy.
    pub copy: Option<StoredObject>,
    /// When it was put there.
    pub at: Timestamp,
}

impl Records {
    /// Puts an item into an account's inbox, once.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn put_in_inbox(&self, account: &str, inbox: &InboxItem) -> Result<(), RecordsError> {
        let item = store::item(&keys::inbox(account, inbox.notice), "inbox", 1, None, inbox)?;
        match self.put(item, Expect::Absent).await {
            Err(RecordsError::Conflict) => Ok(()),
            other => other,
        }
    }

    /// An account's inbox, the oldest item first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn inbox(&self, account: &str) -> Result<Vec<InboxItem>, RecordsError> {
        self.whole(&format!("PORTAL#{account}"), keys::ITEM).await
    }
}

//! The local inbox of portal accounts: notices and certified copies.
//!
//! This is the port `PortalInbox`: the national portal's electronic store has no public interface, so this
//! stands in its place, and stores, lists and shows what was sent. An interface of the portal would be called
//! from [`Records::put_in_inbox`]'s place; nothing else knows where the inbox is. Storing the same item twice
//! leaves one.

use aws_sdk_dynamodb::types::AttributeValue;
use certification::{AgencyId, StoredObject, notice::About};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::{
    Records,
    cases::Page,
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

    /// A page of an account's inbox, the newest item first; `after` is the last one of the page before.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn inbox_page(
        &self,
        account: &str,
        after: Option<Ulid>,
        limit: i32,
    ) -> Result<Page<InboxItem>, RecordsError> {
        let start = after.map(|item| store::key_item(&keys::inbox(account, item)));
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(format!("PORTAL#{account}")))
            .expression_attribute_values(":prefix", AttributeValue::S(keys::ITEM.to_owned()))
            .scan_index_forward(false)
            .limit(limit)
            .set_exclusive_start_key(start)
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let items: Vec<InboxItem> =
            answer.items.unwrap_or_default().into_iter().map(store::body).collect::<Result<_, _>>()?;
        let next = items.last().filter(|_| more).map(|item| item.notice.to_string());
        Ok(Page { items, next })
    }

    /// An item of an account's inbox.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn inbox_item(&self, account: &str, item: Ulid) -> Result<Option<InboxItem>, RecordsError> {
        self.get(&keys::inbox(account, item)).await
    }
}

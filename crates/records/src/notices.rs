//! The outbox: notices, written with what causes them, and as the table's stream brings them.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{
    AgencyId,
    notice::{About, Delivery, Notice},
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

impl Records {
    /// The writes that put notices into the outbox, to go into the transaction of what causes them: each
    /// notice, and a line of the ledger for each of its recipients.
    pub(crate) fn notice_writes(&self, notices: &[Notice]) -> Result<Vec<TransactWriteItem>, RecordsError> {
        let mut items = Vec::new();
        for notice in notices {
            let key = keys::notice(&notice.agency, notice.about, notice.id);
            items.push(self.put_in(store::item(&key, "notice", 1, None, notice)?, Expect::Absent)?);
            for line in Delivery::of(notice) {
                items.push(self.delivery_write(&line)?.1);
            }
        }
        Ok(items)
    }

    /// Puts a notice into the outbox that no change of a record causes.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when there is one of that identifier.
    pub async fn put_notice(&self, notice: &Notice) -> Result<(), RecordsError> {
        let items = self.notice_writes(std::slice::from_ref(notice))?;
        Ok(self.transact(items).await?)
    }

    /// Reads a notice.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn notice(
        &self,
        agency: &AgencyId,
        about: About,
        notice: Ulid,
    ) -> Result<Option<Notice>, RecordsError> {
        self.get(&keys::notice(agency, about, notice)).await
    }
}

/// The notice in the new image of a stream record; `None` when the record is not a new notice.
///
/// # Errors
/// [`RecordsError::Corrupt`] when it is one and cannot be read.
pub fn notice_in_stream(record: &Value) -> Result<Option<Notice>, RecordsError> {
    new_in_stream(record, "notice")
}

/// The body of the new image of a stream record, when the record is a new item of a kind.
pub(crate) fn new_in_stream<T: DeserializeOwned>(
    record: &Value,
    kind: &str,
) -> Result<Option<T>, RecordsError> {
    let image = &record["dynamodb"]["NewImage"];
    if record["eventName"] != "INSERT" || image["kind"]["S"] != kind {
        return Ok(None);
    }
    let corrupt = |cause: String| RecordsError::Corrupt {
        key: image["sk"]["S"].as_str().unwrap_or_default().to_owned(),
        cause,
    };
    let item: HashMap<String, serde_dynamo::AttributeValue> =
        serde_json::from_value(image.clone()).map_err(|error| corrupt(error.to_string()))?;
    let body = item.get("body").cloned().ok_or_else(|| corrupt("it has no body".to_owned()))?;
    serde_dynamo::from_attribute_value(body).map(Some).map_err(|error| corrupt(error.to_string()))
}

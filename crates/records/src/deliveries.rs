//! The delivery ledger, and notices as the table's stream brings them.

use std::collections::HashMap;

use certification::{
    AgencyId, CaseId,
    notice::{Channel, Delivery, Notice},
};
use serde_json::Value;
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

impl Records {
    /// Reads the ledger's line of a notice on a channel.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn delivery(
        &self,
        agency: &AgencyId,
        case: CaseId,
        notice: Ulid,
        channel: Channel,
    ) -> Result<Option<Delivery>, RecordsError> {
        self.get(&keys::delivery(agency, case, notice, channel)).await
    }

    /// Stores the ledger's line; version 0 is a new one.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when somebody else attempts the same delivery.
    pub async fn save_delivery(&self, delivery: &Delivery) -> Result<Delivery, RecordsError> {
        let after = Delivery { version: delivery.version + 1, ..delivery.clone() };
        let notice = &delivery.notice;
        let key = keys::delivery(&notice.agency, notice.case, notice.id, delivery.channel);
        let expect = if delivery.version == 0 { Expect::Absent } else { Expect::Version(delivery.version) };
        self.put(store::item(&key, "delivery", after.version, None, &after)?, expect).await?;
        Ok(after)
    }

    /// The notices of a case, sent or not.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn notices(&self, agency: &AgencyId, case: CaseId) -> Result<Vec<Notice>, RecordsError> {
        let key = keys::notices(agency, case);
        Ok(self.list(&key.pk, &key.sk, None, 100).await?.0)
    }

    /// The ledger of a case.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn deliveries(&self, agency: &AgencyId, case: CaseId) -> Result<Vec<Delivery>, RecordsError> {
        self.whole(&keys::case(agency, case).pk, keys::DELIVERY).await
    }
}

/// The notice in the new image of a stream record; `None` when the record is not a new notice.
///
/// # Errors
/// [`RecordsError::Corrupt`] when it is one and cannot be read.
pub fn notice_in_stream(record: &Value) -> Result<Option<Notice>, RecordsError> {
    let image = &record["dynamodb"]["NewImage"];
    if record["eventName"] != "INSERT" || image["kind"]["S"] != "notice" {
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

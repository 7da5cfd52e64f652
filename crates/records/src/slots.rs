//! The counters of slots: how many appointments hold a place in each.
//!
//! A counter is changed by an addition with a condition, never read and written back, so that of many who
//! want the last place one gets it and the others are told at once. The capacity is a setting that may change
//! under it: it is looked at when a place is taken, and never when one is given back.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use certification::{AgencyId, calendar::Slot};
use jiff::civil::{Date, DateTime, Time};

use crate::{Records, error::RecordsError, keys, store};

/// How a counter changes, and when it may not.
struct Count {
    by: i64,
    condition: &'static str,
    bound: u32,
}

impl Records {
    /// How many places are taken in each slot of a day; a slot without a counter has all of them.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn taken_places(
        &self,
        agency: &AgencyId,
        day: Date,
    ) -> Result<BTreeMap<Time, u32>, RecordsError> {
        let counters = self.whole_items(&keys::slots(agency, day), keys::SLOT).await?;
        counters.into_iter().map(|counter| read(&counter)).collect()
    }

    /// One place more is taken, unless the slot is full.
    pub(crate) fn take_place(
        &self,
        agency: &AgencyId,
        slot: Slot,
    ) -> Result<TransactWriteItem, RecordsError> {
        let condition = "attribute_not_exists(#taken) OR #taken < :bound";
        self.count(agency, slot.start, &Count { by: 1, condition, bound: slot.capacity })
    }

    /// One place less is taken.
    pub(crate) fn free_place(
        &self,
        agency: &AgencyId,
        start: DateTime,
    ) -> Result<TransactWriteItem, RecordsError> {
        self.count(agency, start, &Count { by: -1, condition: "#taken > :bound", bound: 0 })
    }

    fn count(
        &self,
        agency: &AgencyId,
        start: DateTime,
        count: &Count,
    ) -> Result<TransactWriteItem, RecordsError> {
        let number = |number: i64| AttributeValue::N(number.to_string());
        let update = Update::builder()
            .table_name(&self.table)
            .set_key(Some(store::key_item(&keys::slot(agency, start))))
            .update_expression("SET #kind = :kind ADD #taken :by, #version :one")
            .condition_expression(count.condition)
            .expression_attribute_names("#kind", "kind")
            .expression_attribute_names("#taken", "taken")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":kind", AttributeValue::S("slot".to_owned()))
            .expression_attribute_values(":by", number(count.by))
            .expression_attribute_values(":one", number(1))
            .expression_attribute_values(":bound", number(count.bound.into()))
            .build()
            .map_err(|error| RecordsError::Service(error.to_string()))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

fn read(counter: &store::Item) -> Result<(Time, u32), RecordsError> {
    let sk = match counter.get("sk") {
        Some(AttributeValue::S(sk)) => sk.as_str(),
        _ => "",
    };
    let start = sk.strip_prefix(keys::SLOT).and_then(|start| start.parse().ok());
    let taken = match counter.get("taken") {
        Some(AttributeValue::N(taken)) => taken.parse().ok(),
        _ => None,
    };
    match (start, taken) {
        (Some(start), Some(taken)) => Ok((start, taken)),
        _ => Err(RecordsError::Corrupt { key: sk.to_owned(), cause: "it is no counter".to_owned() }),
    }
}

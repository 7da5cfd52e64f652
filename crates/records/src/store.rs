//! Items in and out of the table: what every record shares.

use std::collections::HashMap;

use aws_sdk_dynamodb::{
    operation::transact_write_items::TransactWriteItemsError,
    types::{
        AttributeValue, CancellationReason, ConditionCheck, Delete, KeysAndAttributes, Put,
        ReturnValuesOnConditionCheckFailure, TransactWriteItem,
    },
};
use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Records,
    attempts::Reply,
    error::RecordsError,
    keys::{Key, Place},
};

pub(crate) type Item = HashMap<String, AttributeValue>;

/// The condition that there is no such item.
const ABSENT: &str = "attribute_not_exists(pk)";
/// Items that one request may read.
const MOST_AT_ONCE: usize = 100;

/// The condition of a write.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expect {
    /// There is no such item.
    Absent,
    /// The item has this version.
    Version(u64),
    /// There is no such item, or one of an older version.
    Older(u64),
}

impl Expect {
    /// The item is as it was read; version 0 is one that was not there.
    pub(crate) fn since(version: u64) -> Self {
        if version == 0 { Self::Absent } else { Self::Version(version) }
    }
}

/// One item of a transaction was not as expected, or the transaction did not happen at all.
#[derive(Debug)]
pub(crate) enum TransactError {
    /// Positions of the items whose condition did not hold.
    Conditions(Vec<usize>),
    /// Anything else.
    Other(RecordsError),
}

impl From<TransactError> for RecordsError {
    fn from(error: TransactError) -> Self {
        match error {
            TransactError::Conditions(_) => Self::Conflict,
            TransactError::Other(error) => error,
        }
    }
}

/// A record as it lies in the table: keys, kind and version beside a body.
pub(crate) fn item<T: Serialize>(
    key: &Key,
    kind: &'static str,
    version: u64,
    place: Option<&Place>,
    body: &T,
) -> Result<Item, RecordsError> {
    let body: AttributeValue = serde_dynamo::aws_sdk_dynamodb_1::to_attribute_value(body)
        .map_err(|error| corrupt(&key.sk, &error))?;
    let mut item = key_item(key);
    item.insert("kind".to_owned(), AttributeValue::S(kind.to_owned()));
    item.insert("version".to_owned(), AttributeValue::N(version.to_string()));
    item.insert("body".to_owned(), body);
    if let Some(place) = place {
        item.insert("queue".to_owned(), AttributeValue::S(place.queue.clone()));
        item.insert("queue_at".to_owned(), AttributeValue::S(place.queue_at.clone()));
    }
    Ok(item)
}

/// The item with the time after which `DynamoDB` may remove it.
pub(crate) fn ending(mut item: Item, at: Timestamp) -> Item {
    item.insert("expires_at".to_owned(), AttributeValue::N(at.as_second().to_string()));
    item
}

pub(crate) fn key_item(key: &Key) -> Item {
    [("pk", &key.pk), ("sk", &key.sk)]
        .map(|(name, value)| (name.to_owned(), AttributeValue::S(value.clone())))
        .into()
}

fn key_of(item: &Item) -> Option<(String, String)> {
    match (item.get("pk")?, item.get("sk")?) {
        (AttributeValue::S(pk), AttributeValue::S(sk)) => Some((pk.clone(), sk.clone())),
        _ => None,
    }
}

/// The body of an item.
pub(crate) fn body<T: DeserializeOwned>(mut item: Item) -> Result<T, RecordsError> {
    let sk = match item.get("sk") {
        Some(AttributeValue::S(sk)) => sk.clone(),
        _ => String::new(),
    };
    let body = item
        .remove("body")
        .ok_or_else(|| RecordsError::Corrupt { key: sk.clone(), cause: "it has no body".to_owned() })?;
    serde_dynamo::aws_sdk_dynamodb_1::from_attribute_value(body).map_err(|error| corrupt(&sk, &error))
}

fn corrupt(key: &str, cause: &dyn std::error::Error) -> RecordsError {
    RecordsError::Corrupt { key: key.to_owned(), cause: cause.to_string() }
}

impl Records {
    /// Reads one record, strongly consistent.
    pub(crate) async fn get<T: DeserializeOwned>(&self, key: &Key) -> Result<Option<T>, RecordsError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.table)
            .set_key(Some(key_item(key)))
            .consistent_read(true)
            .send()
            .await?;
        answer.item.map(body).transpose()
    }

    /// Reads some records, strongly consistent, in the order of their keys; those that are not there are left
    /// out.
    pub(crate) async fn get_each<T: DeserializeOwned>(&self, keys: Vec<Key>) -> Result<Vec<T>, RecordsError> {
        let mut found = HashMap::new();
        for some in keys.chunks(MOST_AT_ONCE) {
            let mut asked = Some(some.iter().map(key_item).collect::<Vec<_>>());
            while let Some(left) = asked.take().filter(|left| !left.is_empty()) {
                let wanted = KeysAndAttributes::builder().set_keys(Some(left)).consistent_read(true).build();
                let wanted = wanted.map_err(|error| RecordsError::Service(error.to_string()))?;
                let answer = self.client.batch_get_item().request_items(&self.table, wanted).send().await?;
                let items = answer.responses.unwrap_or_default().remove(&self.table).unwrap_or_default();
                // DynamoDB answers what it can at once, at least one, and names what is left.
                if items.is_empty() && answer.unprocessed_keys.as_ref().is_some_and(|left| !left.is_empty()) {
                    return Err(RecordsError::Contended);
                }
                found.extend(items.into_iter().filter_map(|item| Some((key_of(&item)?, item))));
                let left = answer.unprocessed_keys.unwrap_or_default().remove(&self.table);
                asked = left.map(|left| left.keys);
            }
        }
        let items = keys.into_iter().filter_map(|key| found.remove(&(key.pk, key.sk)));
        items.map(body).collect()
    }

    /// Writes one record under a condition. As a transaction of one: a `PutItem` whose answer was lost is
    /// sent again by the SDK and then fails its own condition; a transaction carries a token and does not.
    pub(crate) async fn put(&self, item: Item, expect: Expect) -> Result<(), RecordsError> {
        self.put_replying(item, expect, None).await
    }

    /// As [`Self::put`]; the answer to the request that asks for it is stored with it.
    pub(crate) async fn put_replying(
        &self,
        item: Item,
        expect: Expect,
        reply: Option<&Reply>,
    ) -> Result<(), RecordsError> {
        Ok(self.transact_replying(vec![self.put_in(item, expect)?], reply).await?)
    }

    /// One `Put` of a transaction.
    pub(crate) fn put_in(&self, item: Item, expect: Expect) -> Result<TransactWriteItem, RecordsError> {
        let (condition, names, values) = condition(expect);
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .build()
            .map_err(|error| RecordsError::Service(error.to_string()))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }

    /// One `Put` of a transaction, which shows the item that stands in its way: see [`Self::transact_seeing`].
    pub(crate) fn put_seeing_in(
        &self,
        item: Item,
        expect: Expect,
    ) -> Result<TransactWriteItem, RecordsError> {
        let mut write = self.put_in(item, expect)?;
        if let Some(put) = &mut write.put {
            put.return_values_on_condition_check_failure = Some(ReturnValuesOnConditionCheckFailure::AllOld);
        }
        Ok(write)
    }

    /// One `Delete` of a transaction.
    pub(crate) fn delete_in(&self, key: &Key, version: u64) -> Result<TransactWriteItem, RecordsError> {
        self.delete_under(key, Expect::Version(version))
    }

    /// One `Delete` of a transaction, under any condition; where there is nothing it does nothing.
    pub(crate) fn delete_under(&self, key: &Key, expect: Expect) -> Result<TransactWriteItem, RecordsError> {
        let (condition, names, values) = condition(expect);
        let delete = Delete::builder()
            .table_name(&self.table)
            .set_key(Some(key_item(key)))
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .build()
            .map_err(|error| RecordsError::Service(error.to_string()))?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    /// One item of a transaction that is only looked at.
    pub(crate) fn check_in(&self, key: &Key, expect: Expect) -> Result<TransactWriteItem, RecordsError> {
        let (condition, names, values) = condition(expect);
        let check = ConditionCheck::builder()
            .table_name(&self.table)
            .set_key(Some(key_item(key)))
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .build()
            .map_err(|error| RecordsError::Service(error.to_string()))?;
        Ok(TransactWriteItem::builder().condition_check(check).build())
    }

    /// Writes several items, or none. The SDK sends a client request token and repeats it when it retries,
    /// so an answer that was lost does not write twice.
    pub(crate) async fn transact(&self, items: Vec<TransactWriteItem>) -> Result<(), TransactError> {
        self.transact_replying(items, None).await
    }

    /// As [`Self::transact`]; the answer to the request that asks for it is stored with it.
    pub(crate) async fn transact_replying(
        &self,
        items: Vec<TransactWriteItem>,
        reply: Option<&Reply>,
    ) -> Result<(), TransactError> {
        self.transact_seeing(items, reply).await.map_err(|(error, _)| error)
    }

    /// As [`Self::transact_replying`]; with the refusal comes the item that stood in the way of the first write
    /// made by [`Self::put_seeing_in`], so that it need not be read again.
    ///
    /// When no answer came, whatever the SDK tried, the table is asked whether the transaction took effect.
    pub(crate) async fn transact_seeing(
        &self,
        mut items: Vec<TransactWriteItem>,
        reply: Option<&Reply>,
    ) -> Result<(), (TransactError, Option<Item>)> {
        if let Some(reply) = reply {
            items.push(self.reply_write(reply).map_err(|error| (TransactError::Other(error), None))?);
        }
        let (answered_at, witness) = (items.len() - 1, witness(&items).cloned());
        let sent = self.client.transact_write_items().set_transact_items(Some(items)).send().await;
        let Err(error) = sent else {
            reply.inspect(|reply| reply.was_stored());
            return Ok(());
        };
        if let Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) =
            error.as_service_error()
        {
            let reasons = cancelled.cancellation_reasons();
            let failed = positions(reasons, "ConditionalCheckFailed");
            if reply.is_some() && failed.contains(&answered_at) {
                return Err((TransactError::Other(RecordsError::Superseded), None));
            }
            if !failed.is_empty() {
                let seen = reasons.iter().find_map(|reason| reason.item().filter(|item| !item.is_empty()));
                return Err((TransactError::Conditions(failed), seen.cloned()));
            }
            let passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];
            if passing.iter().any(|code| !positions(reasons, code).is_empty()) {
                return Err((TransactError::Other(RecordsError::Contended), None));
            }
        }
        let error = RecordsError::from(error);
        match witness {
            Some(witness) if self.is_stored(&witness).await => {
                tracing::warn!(cause = %error, "a transaction took effect and its answer was lost");
                reply.inspect(|reply| reply.was_stored());
                Ok(())
            }
            _ => Err((TransactError::Other(error), None)),
        }
    }

    /// Whether an item is stored exactly so.
    async fn is_stored(&self, item: &Item) -> bool {
        let Some((pk, sk)) = key_of(item) else { return false };
        let read = self.client.get_item().table_name(&self.table).set_key(Some(key_item(&Key { pk, sk })));
        // When it cannot be read, the transaction's own failure stands.
        read.consistent_read(true).send().await.is_ok_and(|answer| answer.item.as_ref() == Some(item))
    }

    /// The last of the records whose sort key begins with `prefix`.
    pub(crate) async fn last<T: DeserializeOwned>(
        &self,
        pk: &str,
        prefix: &str,
    ) -> Result<Option<T>, RecordsError> {
        Ok(self.latest(pk, prefix, 1).await?.into_iter().next())
    }

    /// Some of the records whose sort key begins with `prefix`, the last one first.
    pub(crate) async fn latest<T: DeserializeOwned>(
        &self,
        pk: &str,
        prefix: &str,
        limit: i32,
    ) -> Result<Vec<T>, RecordsError> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()))
            .consistent_read(true)
            .scan_index_forward(false)
            .limit(limit)
            .send()
            .await?;
        answer.items.unwrap_or_default().into_iter().map(body).collect()
    }

    /// Reads a page of records whose sort key begins with `prefix`, in the order of the keys.
    pub(crate) async fn list<T: DeserializeOwned>(
        &self,
        pk: &str,
        prefix: &str,
        after: Option<&str>,
        limit: i32,
    ) -> Result<(Vec<T>, bool), RecordsError> {
        let start = after.map(|sk| key_item(&Key { pk: pk.to_owned(), sk: sk.to_owned() }));
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()))
            .consistent_read(true)
            .limit(limit)
            .set_exclusive_start_key(start)
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let records = answer.items.unwrap_or_default().into_iter().map(body).collect::<Result<_, _>>()?;
        Ok((records, more))
    }
}

/// The item that tells a transaction from every other: what answers its request, or a line that it alone writes;
/// else the first item that it puts.
fn witness(items: &[TransactWriteItem]) -> Option<&Item> {
    let puts = || items.iter().filter_map(|item| item.put.as_ref());
    let is_new = |put: &&Put| put.condition_expression.as_deref() == Some(ABSENT);
    let is_answer = |put: &&Put| put.item.get("kind") == Some(&AttributeValue::S("attempt".to_owned()));
    puts().find(is_answer).or_else(|| puts().rfind(is_new)).or_else(|| puts().next()).map(|put| &put.item)
}

fn positions(reasons: &[CancellationReason], code: &str) -> Vec<usize> {
    reasons.iter().enumerate().filter(|(_, reason)| reason.code() == Some(code)).map(|(at, _)| at).collect()
}

type Condition = (&'static str, Option<HashMap<String, String>>, Option<Item>);

fn condition(expect: Expect) -> Condition {
    let (condition, version) = match expect {
        Expect::Absent => return (ABSENT, None, None),
        Expect::Version(version) => ("#version = :version", version),
        Expect::Older(version) => ("attribute_not_exists(pk) OR #version < :version", version),
    };
    (
        condition,
        Some([("#version".to_owned(), "version".to_owned())].into()),
        Some([(":version".to_owned(), AttributeValue::N(version.to_string()))].into()),
    )
}

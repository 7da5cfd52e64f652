//! A page of a partition of the index `queue`.

use aws_sdk_dynamodb::types::AttributeValue;
use serde::de::DeserializeOwned;

use crate::{Page, Records, error::RecordsError, keys::Key, store};

/// In which order a queue is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// From the first place on.
    FirstFirst,
    /// From the last place back.
    LastFirst,
}

impl Records {
    /// Records whose place begins with `prefix`, in an order of their places, after one of them: its key and
    /// its place, which begins with `prefix` too.
    pub(crate) async fn queue_page<T: DeserializeOwned>(
        &self,
        queue: &str,
        prefix: &str,
        after: Option<(Key, &str)>,
        limit: i32,
        order: Order,
    ) -> Result<Page<T>, RecordsError> {
        let start = after.map(|(key, place)| {
            let mut start = store::key_item(&key);
            start.insert("queue".to_owned(), AttributeValue::S(queue.to_owned()));
            start.insert("queue_at".to_owned(), AttributeValue::S(place.to_owned()));
            start
        });
        let mut query = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("queue")
            .expression_attribute_values(":queue", AttributeValue::S(queue.to_owned()))
            .limit(limit)
            .scan_index_forward(order == Order::FirstFirst)
            .set_exclusive_start_key(start);
        // An empty value of a key is refused.
        query = if prefix.is_empty() {
            query.key_condition_expression("queue = :queue")
        } else {
            query
                .key_condition_expression("queue = :queue AND begins_with(queue_at, :prefix)")
                .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()))
        };
        let answer = query.send().await?;
        let next = answer.last_evaluated_key.and_then(|key| match key.get("queue_at") {
            Some(AttributeValue::S(place)) => Some(place.clone()),
            _ => None,
        });
        let items =
            answer.items.unwrap_or_default().into_iter().map(store::body).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }
}

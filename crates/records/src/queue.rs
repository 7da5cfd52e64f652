//! A page of a partition of the index `queue`.

use aws_sdk_dynamodb::{operation::query::builders::QueryFluentBuilder, types::AttributeValue};
use serde::de::DeserializeOwned;

use crate::{Page, Records, error::RecordsError, keys::Key, store};

/// Which places of a partition.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Within<'a> {
    /// All of them.
    Everything,
    /// Those that begin with a text.
    Prefix(&'a str),
    /// Those from a text on.
    From(&'a str),
    /// Those before a text.
    Before(&'a str),
}

impl Within<'_> {
    /// The query, of these places of a partition.
    pub(crate) fn narrow(self, query: QueryFluentBuilder, queue: &str) -> QueryFluentBuilder {
        // An empty value of a key is refused.
        let (condition, place) = match self {
            Self::Everything | Self::Prefix("") => ("queue = :queue", None),
            Self::Prefix(prefix) => ("queue = :queue AND begins_with(queue_at, :place)", Some(prefix)),
            Self::From(first) => ("queue = :queue AND queue_at >= :place", Some(first)),
            Self::Before(end) => ("queue = :queue AND queue_at < :place", Some(end)),
        };
        let query = query
            .key_condition_expression(condition)
            .expression_attribute_values(":queue", AttributeValue::S(queue.to_owned()));
        match place {
            Some(place) => query.expression_attribute_values(":place", AttributeValue::S(place.to_owned())),
            None => query,
        }
    }
}

/// In which direction a queue is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// What was first in its place comes first.
    #[default]
    Oldest,
    /// What was last in its place comes first.
    Newest,
}

impl Records {
    /// Records whose places lie within something, in the order of their places, after one of them: its key and
    /// its place, which must lie within it too.
    pub(crate) async fn queue_page<T: DeserializeOwned>(
        &self,
        queue: &str,
        within: Within<'_>,
        after: Option<(Key, &str)>,
        order: Order,
        limit: i32,
    ) -> Result<Page<T>, RecordsError> {
        let start = after.map(|(key, place)| {
            let mut start = store::key_item(&key);
            start.insert("queue".to_owned(), AttributeValue::S(queue.to_owned()));
            start.insert("queue_at".to_owned(), AttributeValue::S(place.to_owned()));
            start
        });
        let query = within.narrow(self.client.query().table_name(&self.table).index_name("queue"), queue);
        let answer = query
            .scan_index_forward(order == Order::Oldest)
            .limit(limit)
            .set_exclusive_start_key(start)
            .send()
            .await?;
        let next = answer.last_evaluated_key.and_then(|key| match key.get("queue_at") {
            Some(AttributeValue::S(place)) => Some(place.clone()),
            _ => None,
        });
        let items =
            answer.items.unwrap_or_default().into_iter().map(store::body).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }
}

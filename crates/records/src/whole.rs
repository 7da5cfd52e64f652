//! Lists that are wanted whole: page after page, so that nothing is left out in silence.

use aws_sdk_dynamodb::{operation::query::builders::QueryFluentBuilder, types::AttributeValue};
use serde::de::DeserializeOwned;

use crate::{
    Records,
    error::RecordsError,
    store::{self, Item},
};

impl Records {
    /// All records of a partition whose sort key begins with `prefix`, in the order of the keys.
    pub(crate) async fn whole<T: DeserializeOwned>(
        &self,
        pk: &str,
        prefix: &str,
    ) -> Result<Vec<T>, RecordsError> {
        self.whole_items(pk, prefix).await?.into_iter().map(store::body).collect()
    }

    /// The same, of items that have no body.
    pub(crate) async fn whole_items(&self, pk: &str, prefix: &str) -> Result<Vec<Item>, RecordsError> {
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .expression_attribute_values(":prefix", AttributeValue::S(prefix.to_owned()))
            .consistent_read(true);
        every_page(query).await
    }

    /// All records of a partition of the index `queue`, in the order of their places.
    pub(crate) async fn whole_queue<T: DeserializeOwned>(
        &self,
        queue: String,
    ) -> Result<Vec<T>, RecordsError> {
        let query = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("queue")
            .key_condition_expression("queue = :queue")
            .expression_attribute_values(":queue", AttributeValue::S(queue));
        every_page(query).await?.into_iter().map(store::body).collect()
    }
}

async fn every_page(query: QueryFluentBuilder) -> Result<Vec<Item>, RecordsError> {
    let mut records = Vec::new();
    let mut start = None;
    loop {
        let answer = query.clone().set_exclusive_start_key(start).send().await?;
        records.extend(answer.items.unwrap_or_default());
        start = answer.last_evaluated_key;
        if start.is_none() {
            return Ok(records);
        }
    }
}

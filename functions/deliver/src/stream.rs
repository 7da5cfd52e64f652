//! The table's stream: each new notice is carried, each request for a code becomes one, what a case points to is kept; a
//! batch is answered record by record.

use api::BoxError;
use records::{notice_in_stream, pointing_in_stream, request_in_stream};
use serde_json::{Value, json};

use crate::{Services, carry, code, keep};

/// Carries every notice of the batch. Lambda repeats a batch from its first failed record on.
pub(crate) async fn take(services: &Services, event: &Value) -> Value {
    let none = Vec::new();
    let records = event["Records"].as_array().unwrap_or(&none);
    let mut failures = Vec::new();
    for record in records {
        if let Err(error) = take_one(services, record).await {
            tracing::warn!(cause = %error, "a record of the stream has to come again");
            failures.push(json!({ "itemIdentifier": record["dynamodb"]["SequenceNumber"] }));
        }
    }
    json!({ "batchItemFailures": failures })
}

async fn take_one(services: &Services, record: &Value) -> Result<(), BoxError> {
    if let Some((agency, case)) = pointing_in_stream(record) {
        return keep::of_case(services, &agency, case).await;
    }
    let read = match notice_in_stream(record) {
        Ok(Some(notice)) => return carry::to_all(services, &notice).await,
        Ok(None) => request_in_stream(record),
        Err(error) => Err(error),
    };
    match read {
        Ok(Some(request)) => Ok(code::requested(services, &request).await?),
        Ok(None) => Ok(()),
        Err(error) => {
            // Repeating cannot make it readable; it would hold the shard for ever.
            tracing::error!(cause = %error, "a record of the stream cannot be read");
            Ok(())
        }
    }
}

//! The table's stream: each new notice is carried; a batch is answered record by record.

use records::notice_in_stream;
use serde_json::{Value, json};

use crate::{Services, carry};

/// Carries every notice of the batch. Lambda repeats a batch from its first failed record on.
pub(crate) async fn take(services: &Services, event: &Value) -> Value {
    let none = Vec::new();
    let records = event["Records"].as_array().unwrap_or(&none);
    let mut failures = Vec::new();
    for record in records {
        let notice = match notice_in_stream(record) {
            Ok(Some(notice)) => notice,
            Ok(None) => continue,
            Err(error) => {
                // Repeating cannot make it readable; it would hold the shard for ever.
                tracing::error!(cause = %error, "a notice in the stream cannot be read");
                continue;
            }
        };
        if let Err(error) = carry::to_all(services, &notice).await {
            tracing::warn!(notice = %notice.id, cause = %error, "a notice has to come again");
            failures.push(json!({ "itemIdentifier": record["dynamodb"]["SequenceNumber"] }));
        }
    }
    json!({ "batchItemFailures": failures })
}

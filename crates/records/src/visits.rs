//! How often an address has asked the public check in a minute.
//!
//! Addresses are not kept: what is counted under is the digest of the address and of a salt that is drawn anew
//! each day, and both are gone after two days.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue};
use certification::time;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

const MINUTE: i64 = 60;

impl Records {
    /// Counts a visit; gives the visits of the address in this minute, this one too. `lot` becomes the day's
    /// salt if there is none yet.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn count_visit(&self, address: &str, lot: Ulid, now: Timestamp) -> Result<u64, RecordsError> {
        let salt = self.salt_of_today(lot, now).await?;
        let digest = Sha256::new().chain_update(salt.to_bytes()).chain_update(address).finalize();
        let key = keys::visits(&hex::encode(digest), now.as_second().div_euclid(MINUTE));
        let ends = now.as_second() + 2 * MINUTE;
        let answer = self
            .client
            .update_item()
            .table_name(&self.table)
            .set_key(Some(store::key_item(&key)))
            .update_expression("ADD visits :one SET expires_at = :ends")
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
            .expression_attribute_values(":ends", AttributeValue::N(ends.to_string()))
            .return_values(ReturnValue::UpdatedNew)
            .send()
            .await?;
        let counted = answer.attributes.as_ref().and_then(|attributes| attributes.get("visits"));
        match counted {
            Some(AttributeValue::N(count)) => count.parse().map_err(|_| not_a_count(&key.sk)),
            _ => Err(not_a_count(&key.sk)),
        }
    }

    async fn salt_of_today(&self, lot: Ulid, now: Timestamp) -> Result<Ulid, RecordsError> {
        let key = keys::salt(time::day(now));
        if let Some(salt) = self.get(&key).await? {
            return Ok(salt);
        }
        let ends = now.checked_add(SignedDuration::from_hours(48)).unwrap_or(now);
        let item = store::ending(store::item(&key, "salt", 1, None, &lot)?, ends);
        match self.put(item, Expect::Absent).await {
            Ok(()) => Ok(lot),
            // Somebody else was first; theirs is the day's.
            Err(RecordsError::Conflict) => self.get(&key).await?.ok_or(RecordsError::Conflict),
            Err(error) => Err(error),
        }
    }
}

fn not_a_count(key: &str) -> RecordsError {
    RecordsError::Corrupt { key: key.to_owned(), cause: "it counts no visits".to_owned() }
}

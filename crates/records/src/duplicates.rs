//! Cases that look like one that was taken in before: found by marks that every write of a draft leaves under
//! what it has in common with others, so that nobody scans the table for them.
//!
//! A mark only says where to look. It is never taken back: what it leads to is read and compared as it is now
//! ([`Case::looks_like`]), and the mark ends by itself.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use certification::{Case, CaseId, State, case::DuplicateReason};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys::{self, Key},
    store::{self, Expect},
};

/// Cases that are compared for each reason, the last ones; more would tell the officer nothing more.
const MOST_COMPARED: i32 = 10;
/// How long after its receipt a case is found: longer than any draft waits.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    case: CaseId,
}

/// Where the marks of a case stand: under its scan as it was uploaded, if that was found fit, and under its requester, type and day.
fn marks(case: &Case) -> impl Iterator<Item = Key> {
    let scan = case.state.uploaded_scan().map(|scan| keys::same_scan(&case.agency, &scan.sha256, case.id));
    scan.into_iter().chain([keys::same_request(case)])
}

impl Records {
    /// The marks that are written with a draft.
    pub(crate) fn duplicate_writes(&self, after: &Case) -> Result<Vec<TransactWriteItem>, RecordsError> {
        if !matches!(after.state, State::Draft { .. }) {
            return Ok(Vec::new());
        }
        let received = after.time_limit.received;
        let ends = received.checked_add(KEPT).unwrap_or(Timestamp::MAX);
        let mark = Mark { case: after.id };
        marks(after)
            .map(|key| {
                let item = store::ending(store::item(&key, "mark", after.version, None, &mark)?, ends);
                self.put_in(item, Expect::Older(after.version))
            })
            .collect()
    }

    /// Cases of the same agency that look like this one, and why, the last one first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn duplicates_of(&self, case: &Case) -> Result<Vec<(Case, DuplicateReason)>, RecordsError> {
        let mut others = BTreeSet::new();
        for key in marks(case) {
            others.extend(self.marked(&key.pk).await?);
        }
        others.remove(&case.id);
        let mut duplicates = Vec::new();
        for other in others.into_iter().rev() {
            let Some(other) = self.case(&case.agency, other).await? else { continue };
            if let Some(reason) = case.looks_like(&other) {
                duplicates.push((other, reason));
            }
        }
        Ok(duplicates)
    }

    /// The last cases that have a mark in a partition.
    async fn marked(&self, pk: &str) -> Result<Vec<CaseId>, RecordsError> {
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .consistent_read(true)
            .scan_index_forward(false)
            .limit(MOST_COMPARED + 1)
            .send()
            .await?;
        let marks = answer.items.unwrap_or_default().into_iter().map(store::body::<Mark>);
        marks.map(|mark| Ok(mark?.case)).collect()
    }
}

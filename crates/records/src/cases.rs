//! Cases, their history and the notices that their changes cause.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use certification::{AgencyId, Case, CaseId, StateName, history::HistoryEntry, notice::Notice};
use jiff::Timestamp;
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect, Item},
};

/// What is written together with a case.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The line of the history, with its identifier.
    pub history: Option<(Ulid, HistoryEntry)>,
    /// Notices for the outbox.
    pub notices: Vec<Notice>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The records.
    pub items: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// Whether a text may be the place of a case in a queue, as [`Page::next`] gives it: time and identifier.
#[must_use]
pub fn is_place(text: &str) -> bool {
    text.rsplit_once('#')
        .is_some_and(|(at, case)| at.parse::<Timestamp>().is_ok() && case.parse::<CaseId>().is_ok())
}

impl Records {
    /// Stores a new case.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when there is one of that identifier.
    pub async fn open_case(&self, case: &Case, change: &Change) -> Result<Case, RecordsError> {
        self.write_case(case, Expect::Absent, change).await
    }

    /// Reads a case; `None` when the agency has none of that identifier.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn case(&self, agency: &AgencyId, case: CaseId) -> Result<Option<Case>, RecordsError> {
        self.get(&keys::case(agency, case)).await
    }

    /// Stores the next state of a case, if nobody has changed it since `case.version` was read.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when somebody has.
    pub async fn save_case(&self, case: &Case, change: &Change) -> Result<Case, RecordsError> {
        self.write_case(case, Expect::Version(case.version), change).await
    }

    async fn write_case(&self, case: &Case, expect: Expect, change: &Change) -> Result<Case, RecordsError> {
        let (after, items) = self.case_writes(case, expect, change)?;
        self.transact(items).await?;
        Ok(after)
    }

    /// The writes that store a case: itself first, then what goes with it.
    pub(crate) fn case_writes(
        &self,
        case: &Case,
        expect: Expect,
        change: &Change,
    ) -> Result<(Case, Vec<TransactWriteItem>), RecordsError> {
        let after = Case { version: case.version + 1, ..case.clone() };
        let mut items = vec![self.put_in(case_item(&after)?, expect)?];
        if let Some((id, line)) = &change.history {
            let key = keys::history(&case.agency, case.id, *id);
            items.push(self.put_in(store::item(&key, "history", 1, None, line)?, Expect::Absent)?);
        }
        items.extend(self.notice_writes(&change.notices)?);
        Ok((after, items))
    }

    /// A page of the agency's cases in a state, the oldest first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn cases(
        &self,
        agency: &AgencyId,
        state: StateName,
        after: Option<&str>,
        limit: i32,
    ) -> Result<Page<Case>, RecordsError> {
        let queue = keys::case_queue(agency, state);
        // A cursor is the place of the last case; the case's key follows from it, under the caller's agency.
        let start = after.and_then(|place| {
            let case: CaseId = place.rsplit_once('#')?.1.parse().ok()?;
            let mut start = store::key_item(&keys::case(agency, case));
            start.insert("queue".to_owned(), AttributeValue::S(queue.clone()));
            start.insert("queue_at".to_owned(), AttributeValue::S(place.to_owned()));
            Some(start)
        });
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("queue")
            .key_condition_expression("queue = :queue")
            .expression_attribute_values(":queue", AttributeValue::S(queue.clone()))
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

    /// The history of a case, the oldest line first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn history(&self, agency: &AgencyId, case: CaseId) -> Result<Vec<HistoryEntry>, RecordsError> {
        self.whole(&keys::case(agency, case).pk, keys::HISTORY).await
    }

    /// The last line of a case's history.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn last_line(
        &self,
        agency: &AgencyId,
        case: CaseId,
    ) -> Result<Option<HistoryEntry>, RecordsError> {
        self.last(&keys::case(agency, case).pk, keys::HISTORY).await
    }
}

/// A queue is sorted by the time at which its cases are due, and those due at one time by their identifiers:
/// who came first is served first, also after a return.
fn case_item(case: &Case) -> Result<Item, RecordsError> {
    let place = keys::case_place(&case.agency, case.state.name(), case.time_limit.due(), case.id);
    store::item(&keys::case(&case.agency, case.id), "case", case.version, Some(&place), case)
}

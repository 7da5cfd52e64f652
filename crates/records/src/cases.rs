//! Cases, their history and the notices that their changes cause.

use std::{fmt, str::FromStr};

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{AgencyId, Case, CaseId, StateName, history::HistoryEntry, notice::Notice};
use jiff::Timestamp;
use ulid::Ulid;

use crate::{
    Records,
    attempts::Reply,
    error::RecordsError,
    keys,
    queue::{Order, Within},
    store::{self, Expect, Item},
    versioned::Versioned as _,
};

/// An official's act and what the system adds by itself: a scan that was asked for and has arrived.
const LINES_OF_ONE_ACT: i32 = 3;

/// What is written together with a case.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The line of the history, with its identifier.
    pub history: Option<(Ulid, HistoryEntry)>,
    /// Notices for the outbox.
    pub notices: Vec<Notice>,
    /// The answer to the request that makes the change.
    pub reply: Option<Reply>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The records.
    pub items: Vec<T>,
    /// Where the next page begins; none at the end.
    pub next: Option<String>,
}

/// Which part of a queue of cases is read, and in which direction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueuePart {
    /// Only what is due at this time or later.
    pub due_from: Option<Timestamp>,
    /// Only what comes after this place; it lies within `due_from`.
    pub after: Option<CasePlace>,
    /// The direction.
    pub order: Order,
}

/// The place of a case in its queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasePlace {
    case: CaseId,
    due: Timestamp,
    text: String,
}

/// A text that is no place in a queue of cases.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a queue of cases")]
pub struct InvalidCasePlace;

impl CasePlace {
    /// Where a case stands.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let due = case.time_limit.due();
        Self { case: case.id, due, text: keys::case_place_text(due, case.id) }
    }

    /// When the case that stands there is due.
    #[must_use]
    pub fn due(&self) -> Timestamp {
        self.due
    }
}

impl fmt::Display for CasePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for CasePlace {
    type Err = InvalidCasePlace;

    fn from_str(text: &str) -> Result<Self, InvalidCasePlace> {
        let (due, case) = text.rsplit_once('#').ok_or(InvalidCasePlace)?;
        let due: Timestamp = due.parse().map_err(|_| InvalidCasePlace)?;
        let case = case.parse().map_err(|_| InvalidCasePlace)?;
        let place = keys::case_place_text(due, case);
        if place == text { Ok(Self { case, due, text: place }) } else { Err(InvalidCasePlace) }
    }
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

    /// Some cases of any agencies, in the order of their identifiers; those that are not there are left out. Only
    /// for whoever has a copy of each: what is asked for here belongs to no caller's agency.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn some_cases<'a>(
        &self,
        cases: impl IntoIterator<Item = (&'a AgencyId, CaseId)>,
    ) -> Result<Vec<Case>, RecordsError> {
        self.get_each(cases.into_iter().map(|(agency, case)| keys::case(agency, case)).collect()).await
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
        self.transact_replying(items, change.reply.as_ref()).await?;
        Ok(after)
    }

    /// The writes that store a case: itself first, then what goes with it.
    pub(crate) fn case_writes(
        &self,
        case: &Case,
        expect: Expect,
        change: &Change,
    ) -> Result<(Case, Vec<TransactWriteItem>), RecordsError> {
        let after = case.stored();
        let mut items = vec![self.put_in(case_item(&after)?, expect)?];
        if let Some((id, line)) = &change.history {
            let key = keys::history(&case.agency, case.id, *id);
            let place = keys::reached_place(&case.agency, case.id, line);
            let item = store::item(&key, "history", 1, place.as_ref(), line)?;
            items.push(self.put_in(item, Expect::Absent)?);
        }
        items.extend(self.notice_writes(&change.notices)?);
        items.extend(self.duplicate_writes(&after)?);
        Ok((after, items))
    }

    /// A page of the agency's cases in a state, in the order of their due times.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn cases(
        &self,
        agency: &AgencyId,
        state: StateName,
        part: &QueuePart,
        limit: i32,
    ) -> Result<Page<Case>, RecordsError> {
        let first = part.due_from.map(keys::due_text);
        let within = first.as_deref().map_or(Within::Everything, Within::From);
        let after = part.after.as_ref().map(|place| (keys::case(agency, place.case), place.text.as_str()));
        self.queue_page(&keys::case_queue(agency, state), within, after, part.order, limit).await
    }

    /// The history of a case, the oldest line first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn history(&self, agency: &AgencyId, case: CaseId) -> Result<Vec<HistoryEntry>, RecordsError> {
        self.whole(&keys::case(agency, case).pk, keys::HISTORY).await
    }

    /// The last line of a case's history, of a person when there is one: the system's own lines only follow.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn last_line(
        &self,
        agency: &AgencyId,
        case: CaseId,
    ) -> Result<Option<HistoryEntry>, RecordsError> {
        let pk = keys::case(agency, case).pk;
        let lines: Vec<HistoryEntry> = self.latest(&pk, keys::HISTORY, LINES_OF_ONE_ACT).await?;
        Ok(lines.iter().find(|line| line.by.is_some()).or(lines.first()).cloned())
    }
}

/// A queue is sorted by the time at which its cases are due, and those due at one time by their identifiers:
/// who came first is served first, also after a return.
fn case_item(case: &Case) -> Result<Item, RecordsError> {
    let place = keys::case_place(&case.agency, case.state.name(), case.time_limit.due(), case.id);
    store::item(&keys::case(&case.agency, case.id), "case", case.version, Some(&place), case)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_goes_on_only_from_a_place_in_a_queue() {
        let text = "2026-11-23T10:00:00.000Z#01K8E5V3YJ9X0W6P2R4T7Q1Z5B";
        let place: CasePlace = text.parse().unwrap();
        assert_eq!(
            (place.to_string(), place.due()),
            (text.to_owned(), "2026-11-23T10:00:00Z".parse().unwrap())
        );
        for wrong in [
            "",
            "#",
            "nowhere",
            "2026-11-23T10:00:00.000Z#x",
            "2026-11-23T10:00:00Z#01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
            "2026-11-23T17:00:00.000+07:00#01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
        ] {
            assert_eq!(wrong.parse::<CasePlace>(), Err(InvalidCasePlace), "{wrong}");
        }
    }
}

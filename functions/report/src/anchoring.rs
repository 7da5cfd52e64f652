//! The schedule at the end of each day: the head of every open book goes into the bucket of registers, where
//! nobody can change it.
//!
//! A head is written only when the entries since the one before lead from there to it. So each speaks for all
//! before it, and whoever rewrites an entry that has been anchored is found the same day, and by every proof
//! after it. A day has one head per book (`If-None-Match: *`), so a repeated event changes nothing.

use std::ops::ControlFlow;

use api::BoxError;
use certification::{
    Book,
    book::{Anchor, Proof, Reconciliation},
    time,
};
use documents::DocumentsError;
use futures_util::{StreamExt as _, stream};
use jiff::{Timestamp, civil::Date};
use records::{HeadMark, RecordsError};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Services;

/// Books at once: each waits for four or five answers of AWS.
const AT_ONCE: usize = 16;

/// What a schedule sends: `EventBridge`'s `Scheduled Event`.
#[derive(Debug, Deserialize)]
struct Scheduled {
    #[serde(rename = "detail-type")]
    detail_type: String,
    time: Timestamp,
}

/// What was anchored.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Anchored {
    /// The day: `yyyy-mm-dd`.
    pub day: String,
    /// Heads written.
    pub written: u32,
    /// Books that had their head of the day, or a later one.
    pub present: u32,
    /// Books whose entries do not lead from the last anchored head to theirs. Each is an error in the log.
    pub broken: u32,
    /// Books that could not be read or written; the event ends as failed, and is repeated.
    pub failed: u32,
}

enum Outcome {
    Written,
    Present,
    Broken,
}

#[derive(Debug, thiserror::Error)]
enum AnchoringError {
    #[error(transparent)]
    Records(#[from] RecordsError),
    #[error(transparent)]
    Documents(#[from] DocumentsError),
}

/// Answers the schedule.
///
/// # Errors
/// When the event is none of a schedule, or a book could not be read or written.
pub async fn handle_event(services: &Services, event: Value) -> Result<Value, BoxError> {
    let Scheduled { detail_type, time } = serde_json::from_value(event)?;
    if detail_type != "Scheduled Event" {
        return Err(format!("an event of another kind: {detail_type}").into());
    }
    let day = time::day(time);
    let marks = services.records.head_marks().await?;
    let mut anchored = Anchored { day: day.to_string(), ..Anchored::default() };
    let mut outcomes = stream::iter(marks)
        .map(|mark| async move {
            let outcome = anchor(services, &mark, day).await;
            (mark, outcome)
        })
        .buffer_unordered(AT_ONCE);
    while let Some((mark, outcome)) = outcomes.next().await {
        match outcome {
            Ok(Outcome::Written) => anchored.written += 1,
            Ok(Outcome::Present) => anchored.present += 1,
            Ok(Outcome::Broken) => anchored.broken += 1,
            Err(error) => {
                tracing::warn!(agency = %mark.agency, book = %mark.book, %error, "a head was not anchored");
                anchored.failed += 1;
            }
        }
    }
    tracing::info!(
        written = anchored.written,
        present = anchored.present,
        broken = anchored.broken,
        failed = anchored.failed,
        "the heads of the day were anchored"
    );
    if anchored.failed > 0 {
        return Err(format!("{} books have no head of {day} yet", anchored.failed).into());
    }
    Ok(serde_json::to_value(anchored)?)
}

async fn anchor(services: &Services, mark: &HeadMark, day: Date) -> Result<Outcome, AnchoringError> {
    let Some(book) = services.records.book(&mark.agency, mark.book).await? else {
        // Deleted since the marks were read, with its mark.
        return Ok(Outcome::Present);
    };
    let last = services.heads.last(&book.agency, book.id).await?;
    let (outcome, anchored) = match last {
        Some(last) if last.day >= day => (Outcome::Present, last.head == book.head),
        last => {
            let proof = since(services, &book, last.as_ref()).await?;
            if !proof.is_sound() {
                tracing::error!(
                    agency = %book.agency, book = %book.id, findings = proof.found,
                    "a register book does not continue from its anchored head"
                );
                return Ok(Outcome::Broken);
            }
            match services.heads.write(&Anchor::of(&book, day, services.clock.now())).await {
                Ok(()) => (Outcome::Written, true),
                // Another run of the same day was first.
                Err(DocumentsError::Exists(_)) => (Outcome::Present, false),
                Err(error) => return Err(error.into()),
            }
        }
    };
    // The last head of a closed book is there: no other will follow.
    if anchored && book.closing.is_some() {
        match services.records.remove_head_mark(mark).await {
            Ok(()) | Err(RecordsError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(outcome)
}

/// Reconciles what was issued since the last head; all of it before the first.
async fn since(services: &Services, book: &Book, last: Option<&Anchor>) -> Result<Proof, RecordsError> {
    let mut reconciliation = match last {
        Some(last) => Reconciliation::since(book, last),
        None => Reconciliation::begin(book, None),
    };
    let after = last.filter(|last| last.entries > 0).and_then(|last| last.next.preceding());
    let take = |entry| {
        reconciliation.take(&entry);
        ControlFlow::Continue(())
    };
    services.records.each_entry(book, after, take).await?;
    Ok(reconciliation.finish())
}

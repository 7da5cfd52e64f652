//! Requests that carry an idempotency key: the first attempt of each, and what it was answered.
//!
//! ```text
//! none ──claim──► in progress (leased) ──commit or keep──► answered ──24 h──► none
//!                     │        ▲
//!                     └ lease ends without an answer: the next claim goes on from it
//! ```
//!
//! The answer is stored in the transaction of the change that it answers ([`Reply`]): a change that took effect
//! has its answer, whatever became of the function or of the connection, and a repeat of the request gets it. The
//! same write ends the attempt's version, so that an attempt whose lease has ended changes nothing any more once
//! another one has begun.
//!
//! An attempt that died before its change leaves a lease that ends. The next claim is given the same `thing`, the
//! identifier of what the request makes, so that making it again meets the first one.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{AgencyId, OfficialId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys::{self, Key},
    store::{self, Expect, Item},
};

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How often a claim looks again when another one of the same key is first.
const TRIES: u32 = 3;
/// The longest text that is kept; an item has at most 400 KB.
const MAX_ANSWER: usize = 300_000;

/// Whose a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner<'a> {
    /// An official's.
    Official {
        /// The official's agency.
        agency: &'a AgencyId,
        /// Who.
        official: &'a OfficialId,
    },
    /// A requester's.
    Requester {
        /// The account of the national portal.
        account: &'a str,
    },
}

/// The request that a key stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed<'a> {
    /// Who chose it; nobody else's keys meet.
    pub owner: Owner<'a>,
    /// The key, as the client chose it.
    pub key: &'a str,
    /// Digest of what is asked.
    pub request: &'a str,
}

/// An attempt as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Attempt {
    /// Digest of what is asked.
    request: String,
    /// Identifier of what the request makes, the same for every attempt.
    thing: Ulid,
    /// Until when the attempt may be under way.
    leased_until: Timestamp,
    /// When the key is forgotten.
    kept_until: Timestamp,
    /// What was answered.
    answer: Option<KeptAnswer>,
    /// Counts the writes.
    version: u64,
}

/// An attempt that may go ahead.
#[derive(Debug, Clone)]
pub struct Underway {
    key: Key,
    attempt: Arc<Mutex<Attempt>>,
    replied: Arc<AtomicBool>,
}

/// The answer of a request with a key, stored with the change that it answers.
#[derive(Debug, Clone)]
pub struct Reply {
    underway: Underway,
    answer: KeptAnswer,
}

impl Underway {
    /// Identifier of what the request makes, the same for every attempt.
    #[must_use]
    pub fn thing(&self) -> Ulid {
        self.stored().thing
    }

    /// Whether an earlier attempt was begun and got no answer.
    #[must_use]
    pub fn is_repeated(&self) -> bool {
        self.stored().version > 1
    }

    /// The answer, to be stored with the change that it answers.
    #[must_use]
    pub fn reply(&self, answer: KeptAnswer) -> Reply {
        Reply { underway: self.clone(), answer }
    }

    /// The answer that was stored with a change.
    #[must_use]
    pub fn kept(&self) -> Option<KeptAnswer> {
        self.stored().answer
    }

    /// Whether a change with an answer was sent to the table, whatever came of it.
    #[must_use]
    pub fn has_replied(&self) -> bool {
        self.replied.load(Ordering::Relaxed)
    }

    fn stored(&self) -> Attempt {
        self.attempt.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn is_now(&self, attempt: Attempt) {
        *self.attempt.lock().unwrap_or_else(PoisonError::into_inner) = attempt;
    }
}

impl Reply {
    /// The attempt as it is with the answer.
    fn after(&self) -> Attempt {
        let attempt = self.underway.stored();
        let answer = Some(self.answer.clone()).filter(|answer| answer.body.len() <= MAX_ANSWER);
        Attempt { answer, version: attempt.version + 1, ..attempt }
    }

    /// Notes that the answer was stored.
    pub(crate) fn was_stored(&self) {
        self.underway.is_now(self.after());
    }
}

/// An answer, to be given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// HTTP status code.
    pub status: u16,
    /// Body as sent.
    pub body: String,
    /// `Location`.
    pub location: Option<String>,
}

/// What a claim of a key came to.
#[derive(Debug, Clone)]
pub enum Claim {
    /// Go ahead, and keep the answer.
    First(Underway),
    /// It was answered before.
    Answered(KeptAnswer),
    /// Another attempt may be under way.
    UnderWay {
        /// Until when, at the latest.
        until: Timestamp,
    },
    /// The key was used for another request.
    OtherRequest,
}

impl Records {
    /// Claims a key for an attempt that ends by `leased_until`; `thing` is the identifier of what it makes,
    /// if it is the first.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn claim(
        &self,
        keyed: &Keyed<'_>,
        thing: Ulid,
        now: Timestamp,
        leased_until: Timestamp,
    ) -> Result<Claim, RecordsError> {
        let key = keys::attempt(keyed.owner, keyed.key);
        for _ in 0..TRIES {
            let stored: Option<Attempt> = self.get(&key).await?;
            // DynamoDB removes ended items late.
            let live = stored.as_ref().filter(|stored| now < stored.kept_until);
            let thing = match live {
                None => thing,
                Some(stored) if stored.request != keyed.request => return Ok(Claim::OtherRequest),
                Some(Attempt { answer: Some(answer), .. }) => return Ok(Claim::Answered(answer.clone())),
                Some(stored) if now < stored.leased_until => {
                    return Ok(Claim::UnderWay { until: stored.leased_until });
                }
                Some(stored) => stored.thing,
            };
            let attempt = Attempt {
                request: keyed.request.to_owned(),
                thing,
                leased_until,
                kept_until: live.map_or(now + KEPT, |stored| stored.kept_until),
                answer: None,
                version: stored.as_ref().map_or(1, |stored| stored.version + 1),
            };
            let expect = stored.map_or(Expect::Absent, |stored| Expect::Version(stored.version));
            match self.put(attempt_item(&key, &attempt)?, expect).await {
                Ok(()) => {
                    let (attempt, replied) = (Arc::new(Mutex::new(attempt)), Arc::default());
                    return Ok(Claim::First(Underway { key, attempt, replied }));
                }
                Err(RecordsError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Claim::UnderWay { until: leased_until })
    }

    /// The answer that is stored for an attempt by now: by a change whose own answer was lost, or by the attempt
    /// that has taken over.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn answer_of(&self, underway: &Underway) -> Result<Option<KeptAnswer>, RecordsError> {
        let stored: Option<Attempt> = self.get(&underway.key).await?;
        Ok(stored.and_then(|stored| stored.answer))
    }

    /// Keeps the answer of an attempt that changed nothing; `None` (or one too long to keep) ends its lease, and
    /// the request can be made again.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when the attempt took longer than its lease and another one has begun, or has
    /// stored its answer with a change.
    pub async fn keep_answer(
        &self,
        underway: &Underway,
        answer: Option<KeptAnswer>,
        now: Timestamp,
    ) -> Result<(), RecordsError> {
        let attempt = underway.stored();
        let after = Attempt {
            leased_until: now,
            answer: answer.filter(|answer| answer.body.len() <= MAX_ANSWER),
            version: attempt.version + 1,
            ..attempt
        };
        self.put(attempt_item(&underway.key, &after)?, Expect::Version(attempt.version)).await
    }

    /// The write that stores an answer with the change that it answers.
    pub(crate) fn reply_write(&self, reply: &Reply) -> Result<TransactWriteItem, RecordsError> {
        let after = reply.after();
        reply.underway.replied.store(true, Ordering::Relaxed);
        self.put_in(attempt_item(&reply.underway.key, &after)?, Expect::Version(after.version - 1))
    }
}

fn attempt_item(key: &Key, attempt: &Attempt) -> Result<Item, RecordsError> {
    let item = store::item(key, "attempt", attempt.version, None, attempt)?;
    Ok(store::ending(item, attempt.kept_until))
}

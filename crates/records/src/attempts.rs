//! Requests that carry an idempotency key: the first attempt of each, and what it was answered.
//!
//! ```text
//! none ──claim──► in progress (leased) ──keep──► answered ──24 h──► none
//!                     │        ▲
//!                     └ lease ends without an answer: the next claim goes on from it
//! ```
//!
//! An attempt that died between its write and its answer leaves a lease that ends. The next claim is given
//! the same `thing`, the identifier of what the request makes, so that making it again meets the first one.

use certification::{AgencyId, OfficialId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

/// How long an answer is kept.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// How often a claim looks again when another one of the same key is first.
const TRIES: u32 = 3;
/// The longest text that is kept; an item has at most 400 KB.
const LONGEST_ANSWER: usize = 300_000;

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

/// An attempt that may go ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Digest of what is asked.
    request: String,
    /// Identifier of what the request makes, the same for every attempt.
    pub thing: Ulid,
    /// Until when the attempt may be under way.
    leased_until: Timestamp,
    /// When the key is forgotten.
    kept_until: Timestamp,
    /// What was answered.
    answer: Option<KeptAnswer>,
    /// Counts the writes.
    version: u64,
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// Go ahead, and keep the answer.
    First(Attempt),
    /// It was answered before.
    Answered(KeptAnswer),
    /// Another attempt is under way.
    UnderWay,
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
                Some(stored) if now < stored.leased_until => return Ok(Claim::UnderWay),
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
            match self.put_attempt(keyed, &attempt, expect).await {
                Ok(()) => return Ok(Claim::First(attempt)),
                Err(RecordsError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Claim::UnderWay)
    }

    /// Keeps the answer of an attempt; `None` (or one too long to keep) ends its lease, and the request can
    /// be made again.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when the attempt took longer than its lease and another one has begun.
    pub async fn keep_answer(
        &self,
        keyed: &Keyed<'_>,
        attempt: &Attempt,
        answer: Option<KeptAnswer>,
        now: Timestamp,
    ) -> Result<(), RecordsError> {
        let after = Attempt {
            leased_until: now,
            answer: answer.filter(|answer| answer.body.len() <= LONGEST_ANSWER),
            version: attempt.version + 1,
            ..attempt.clone()
        };
        self.put_attempt(keyed, &after, Expect::Version(attempt.version)).await
    }

    async fn put_attempt(
        &self,
        keyed: &Keyed<'_>,
        attempt: &Attempt,
        expect: Expect,
    ) -> Result<(), RecordsError> {
        let key = keys::attempt(keyed.owner, keyed.key);
        let item = store::item(&key, "attempt", attempt.version, None, attempt)?;
        self.put(store::ending(item, attempt.kept_until), expect).await
    }
}

//! Changes that took effect and whose answers were lost: what a repeat of the request is told.
//!
//! A fault proxy stands between the function and the stack ([`journeys::faults`]).

mod administration;
mod appointments;
mod books;
mod cases;
mod notices;

use anyhow::{Context as _, Result, ensure};
use jiff::SignedDuration;
use journeys::{
    Answer, Api, Stack,
    faults::{At, Breakage, Fault, Function, Invocation, Request},
};
use serde_json::Value;

/// The ways in which a change takes effect and nobody hears of it.
const LOST: [Fault; 2] = [Fault::After, Fault::KilledAfter];

/// When an invocation has to end that begins now.
fn deadline() -> jiff::Timestamp {
    api::Clock.now() + SignedDuration::from_secs(20)
}

/// A function whose changes take effect and whose answers are lost.
struct Losing {
    function: Function,
    fault: Fault,
}

impl Losing {
    async fn new(stack: &Stack, function: &str, fault: Fault) -> Result<Self> {
        Ok(Self { function: Function::of(stack, function).await?, fault })
    }

    /// Makes a request that loses its answer, and repeats it twice under its key as a client does; gives the
    /// answer to the repeats.
    async fn ask(&mut self, api: &Api, route: &str, path: &[(&str, &str)], body: &Value) -> Result<Value> {
        let key = api::Clock.ulid().to_string();
        let request = Request::new(api, route, path, body, Some(&key))?;
        let breakage = Breakage { at: At::Commit, fault: self.fault };
        let first = self.function.invoke(request.event(), deadline(), Some(breakage)).await?;
        let (calls, broken) = self.function.calls();
        ensure!(broken, "{route} has no change to break: {calls:?} {first:?}");
        ensure!((first == Invocation::Died) == (self.fault == Fault::KilledAfter), "{route}: {first:?}");
        let second = self.repeat(&request).await?;
        ensure!(second.replayed, "{route} was carried out again: {}", second.body);
        let third = self.repeat(&request).await?;
        ensure!(second == third, "{route}: {second:?} and then {third:?}");
        second.done().with_context(|| format!("{route} {:?}", self.fault))
    }

    async fn repeat(&mut self, request: &Request) -> Result<Answer> {
        let invocation = self.function.invoke(request.event(), deadline(), None).await?;
        Request::answer(&invocation).with_context(|| format!("no answer: {invocation:?}"))
    }
}

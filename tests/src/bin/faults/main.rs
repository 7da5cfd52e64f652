//! `faults`: every step of the walk-in and of an appointment, with each of its AWS calls broken in turn.
//!
//! A cell is a step, one of its calls and a fault. The step is made with the fault, repeated as a client would
//! under the same `Idempotency-Key` (or as Lambda repeats an event), and then looked at: done once, one line of
//! history, one number, one message. Cells run in chains: one case goes through all steps, and the n-th call of
//! each is broken in the same way. A chain ends at a cell that is not as it should be, and another one goes on
//! with the step after it.

mod chain;
mod look;
mod report;
mod steps;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Context as _, Result};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use journeys::{Office, Signing, Stack, faults::Fault};
use lexopt::{Arg, Parser, ValueExt as _};

use crate::{chain::Chain, report::Report, steps::Step};

/// Chains under way at the same time: most of their time is the SDKs' pauses between retries.
const AT_ONCE: usize = 6;
/// No step makes as many calls.
const MAX_CALLS: usize = 40;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("faults: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What is asked for on the command line.
struct Wanted {
    /// Only this step is broken.
    step: Option<Step>,
    /// Where the report goes.
    out: PathBuf,
}

async fn run() -> Result<bool> {
    let wanted = wanted()?;
    let office = Arc::new(Office::found(&Stack::from_env()?, &Signing::chair()).await?);
    office.equip().await?;
    steps::open_all_day(&office).await?;
    let book = office.book().await?;
    let chains = (0..MAX_CALLS).flat_map(|call| Fault::ALL.map(|fault| (call, fault)));
    let report = Report::default();
    // The calls of each step are known after a chain without a fault.
    let calls = Chain::new(office.clone(), book.clone()).await?.count().await?;
    let most = calls.values().map(Vec::len).max().unwrap_or(0);
    let chains = chains.filter(|(call, _)| *call < most);
    stream::iter(chains)
        .map(|(call, fault)| {
            let (office, book, report, calls) = (office.clone(), book.clone(), &report, &calls);
            async move {
                let steps: Vec<_> = Step::ALL
                    .into_iter()
                    .filter(|step| wanted.step.is_none_or(|wanted| wanted == *step))
                    .filter(|step| calls.get(step).is_some_and(|calls| call < calls.len()))
                    .collect();
                chain::all(&office, &book, (call, fault), &steps, report).await
            }
        })
        .buffer_unordered(AT_ONCE)
        .try_collect::<()>()
        .await?;
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    let counted = look::counters(&office).await?;
    report.finish(&proof, counted, &wanted.out)
}

fn wanted() -> Result<Wanted> {
    let mut wanted = Wanted { step: None, out: PathBuf::from("target/faults") };
    let mut arguments = Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("step") => {
                let name = arguments.value()?.string()?;
                let step = Step::ALL.into_iter().find(|step| step.name() == name);
                let names = Step::ALL.map(Step::name).join(", ");
                wanted.step = Some(step.with_context(|| format!("no step {name}; there are {names}"))?);
            }
            Arg::Long("out") => wanted.out = arguments.value()?.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(wanted)
}

//! `faults`: every step of the walk-in and of an appointment, with each of its AWS calls broken in turn.
//!
//! A cell is a step, one of its calls and a fault. The step is made with the fault, repeated as a client would
//! under the same `Idempotency-Key` (or as Lambda repeats an event), and then looked at: done once, one line of
//! history, one number, one message. Cells run in chains: one case goes through all steps, and the n-th call of
//! each is broken in the same way. A chain ends at a cell that is not as it should be, and another one goes on
//! with the step after it. S3 tells nobody of the scans here: the stack's own function would often be first, and
//! leave nothing to be broken.

mod chain;
mod look;
mod report;
mod steps;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Context as _, Result};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use journeys::{Office, Signing, Stack, faults::Fault, keep_scans_from_function};
use lexopt::{Arg, Parser, ValueExt as _};

use crate::{chain::Chain, report::Report, steps::Step};

/// Chains under way at the same time: most of their time is the SDKs' pauses between retries.
const AT_ONCE: usize = 6;
/// How often a cell is tried whose call was not made: a step may make fewer calls than in another chain.
const MAX_TRIES: usize = 3;

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

/// A step, the place of one of its calls, what happens to it.
type Cell = (Step, usize, Fault);

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
    keep_scans_from_function(&office.stack).await?;
    let report = Report::default();
    // The calls of each step are known after a chain without a fault.
    let calls = Chain::new(office.clone(), book.clone()).await?.count().await?;
    let most = calls.values().map(Vec::len).max().unwrap_or(0);
    let mut left: Vec<Cell> = Step::ALL
        .into_iter()
        .filter(|step| wanted.step.is_none_or(|wanted| wanted == *step))
        .flat_map(|step| (0..calls.get(&step).map_or(0, Vec::len)).map(move |call| (step, call)))
        .flat_map(|(step, call)| Fault::ALL.map(|fault| (step, call, fault)))
        .collect();
    for _ in 0..MAX_TRIES {
        let chains = (0..most).flat_map(|call| Fault::ALL.map(|fault| (call, fault)));
        stream::iter(chains)
            .map(|(call, fault)| {
                let (office, book, report, left) = (office.clone(), book.clone(), &report, &left);
                async move {
                    let steps: Vec<_> =
                        Step::ALL.into_iter().filter(|step| left.contains(&(*step, call, fault))).collect();
                    chain::all(&office, &book, (call, fault), &steps, report).await
                }
            })
            .buffer_unordered(AT_ONCE)
            .try_collect::<()>()
            .await?;
        left.retain(|cell| !report.has(*cell));
    }
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    let counted = look::counters(&office).await?;
    report.finish(&proof, counted, &left, &wanted.out)
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

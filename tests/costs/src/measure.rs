//! One measure: what a process of this program does when it is started for it, and the line that it prints.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use pdf_signing::digest::Hasher;
use pdf_signing::increment::{Embedded, Prepared, SignedCopy, after, embed, seal, signature};
use pdf_signing::plan::ScanPlan;
use pdf_signing::scan::inspect;
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::{meter, requests};

/// Runs of a work that is short, at most.
const MAX_RUNS: usize = 400;
/// Work is repeated until it has taken so long.
const ENOUGH: Duration = Duration::from_millis(800);

/// What one process found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// The shortest processor time of one run, in nanoseconds.
    pub cpu: u64,
    /// The same of one SHA-256 pass over the file, where the process holds the file.
    pub pass: u64,
    /// Bytes that the process had in memory at the most, above what it had before it read its input.
    pub memory: u64,
    /// Bytes that were read and written.
    pub moved: u64,
    /// Whether the file was accepted, or the code of its refusal.
    pub outcome: String,
}

/// Reads a scan, as intake does.
///
/// # Errors
/// When the file cannot be read.
pub fn inspect_file(path: &Path) -> Result<Measure> {
    let before = meter::memory()?;
    let scan = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let pass = shortest(|| pass(&scan));
    let cpu = shortest(|| inspect(&scan).is_ok());
    let memory = meter::peak_memory()?.saturating_sub(before);
    let outcome = inspect(&scan).err().map_or("accepted", |refusal| refusal.code()).to_owned();
    Ok(Measure { cpu, pass, memory, moved: scan.len() as u64, outcome })
}

/// Hashes a file, for the unit of what other processes do with it.
///
/// # Errors
/// When the file cannot be read.
pub fn pass_over(path: &Path) -> Result<Measure> {
    let bytes = fs::read(path)?;
    let pass = shortest(|| pass(&bytes));
    Ok(Measure { cpu: pass, pass, moved: bytes.len() as u64, ..Measure::default() })
}

/// Keeps the plan of a scan, which is all that the measures below read.
///
/// # Errors
/// When the scan is refused.
pub fn keep_plan(scan: &Path, plan: &Path) -> Result<()> {
    let scan = fs::read(scan)?;
    let inspection = inspect(&scan)?;
    let kept = ScanPlan { plan: inspection.plan, digest: inspection.state };
    Ok(fs::write(plan, serde_json::to_vec(&kept)?)?)
}

/// Which of the phases of a signature are measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phases {
    /// Increment A and its digest.
    Prepare,
    /// The CMS around the desk's answer, put into its place.
    Embed,
    /// Both, for the leader's signature.
    Sign,
    /// Both, for the agency's seal.
    Seal,
}

/// Signs from a plan. The desk's own work is outside the measure.
///
/// # Errors
/// When the plan does not serve.
pub fn sign(plan: &Path, phases: Phases) -> Result<Measure> {
    let desk = Desk::create()?;
    let reserve = desk.contents_reserve()?;
    let before = meter::memory()?;
    let stored = fs::read(plan)?;
    let scan: ScanPlan = serde_json::from_slice(&stored)?;
    let leader = requests::signature(reserve)?;
    let prepare = || signature::prepare(&scan.plan, &scan.digest, &leader);
    let prepared = prepare()?;
    let (attributes, answer) = desk.answer(prepared.digest)?;
    let embed_it = || complete(&desk, &prepared, &attributes, &answer);
    let embedded = embed_it()?;
    let cpu = match phases {
        Phases::Prepare => shortest(prepare),
        Phases::Embed => shortest(embed_it),
        Phases::Sign => shortest(prepare) + shortest(embed_it),
        Phases::Seal => {
            let copy = after(&prepared, &embedded, &scan.digest)?;
            return seal_copy(&desk, &copy, before);
        }
    };
    let moved = moved(stored.len(), &prepared, &embedded)?;
    let memory = meter::peak_memory()?.saturating_sub(before);
    Ok(Measure { cpu, memory, moved, outcome: "signed".to_owned(), ..Measure::default() })
}

fn seal_copy(desk: &Desk, copy: &SignedCopy, before: u64) -> Result<Measure> {
    let clerk = requests::seal(desk.contents_reserve()?)?;
    let prepare = || seal::prepare(&copy.plan, &copy.digest, &clerk);
    let prepared = prepare()?;
    let (attributes, answer) = desk.answer(prepared.digest)?;
    let embed_it = || complete(desk, &prepared, &attributes, &answer);
    let embedded = embed_it()?;
    let cpu = shortest(prepare) + shortest(embed_it);
    let moved = moved(serde_json::to_vec(copy)?.len(), &prepared, &embedded)?;
    let memory = meter::peak_memory()?.saturating_sub(before);
    Ok(Measure { cpu, memory, moved, outcome: "sealed".to_owned(), ..Measure::default() })
}

fn complete(
    desk: &Desk,
    prepared: &Prepared,
    attributes: &pdf_signing::cms::SignedAttributes,
    answer: &[u8],
) -> Result<Embedded> {
    Ok(embed(prepared, &desk.cms(attributes, answer)?)?)
}

/// What is read and written between intake and the joined copy: the plan, what was prepared (written and read again),
/// and the increment.
fn moved(plan: usize, prepared: &Prepared, embedded: &Embedded) -> Result<u64> {
    let prepared = serde_json::to_vec(prepared)?.len();
    Ok((plan + 2 * prepared + embedded.increment.len()) as u64)
}

/// Hashes bytes once.
#[must_use]
pub fn pass(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finish()
}

/// The shortest of several runs, in nanoseconds.
fn shortest<T>(work: impl Fn() -> T) -> u64 {
    let (mut best, mut spent) = (Duration::MAX, Duration::ZERO);
    for _ in 0..MAX_RUNS {
        let took = meter::cpu_of(&work);
        best = best.min(took);
        spent += took;
        if spent > ENOUGH {
            break;
        }
    }
    u64::try_from(best.as_nanos()).unwrap_or(u64::MAX)
}

impl std::str::FromStr for Phases {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        Ok(match name {
            "prepare" => Self::Prepare,
            "embed" => Self::Embed,
            "sign" => Self::Sign,
            "seal" => Self::Seal,
            other => bail!("there are no phases `{other}`"),
        })
    }
}

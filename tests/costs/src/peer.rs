//! Our side of the comparison with other libraries: the same page and signature, the key's own work included, in a
//! process like theirs.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use pdf_signing::increment::image::PreparedImage;
use pdf_signing::increment::{embed, signature};
use pdf_signing::plan::ScanPlan;
use pdf_signing::scan::inspect;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::{meter, requests};

/// The image as it is kept since its upload.
const PREPARED_IMAGE: &str = "signature.image";

/// Where a run begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// The plan that intake has kept: as the server signs.
    Plan,
    /// The scan itself, which is inspected first and written out with its increment: as a library signs.
    Scan,
}

/// Writes what every peer needs beside the key: signature image and wording.
///
/// # Errors
/// When the folder cannot be written.
pub fn prepare_job(job: &Path) -> Result<()> {
    let image = requests::signature_png()?;
    fs::write(job.join("signature.png"), &image)?;
    fs::write(job.join(PREPARED_IMAGE), PreparedImage::from_png(&image)?.to_bytes())?;
    let statement = requests::statement();
    let mut lines = statement.agency;
    lines.extend([statement.title, statement.number_label, statement.book_label]);
    lines.extend(statement.position);
    lines.push(statement.name);
    lines.extend(statement.notes);
    lines
        .extend(statement.check.map(|check| [check.address, check.code, check.advice]).into_iter().flatten());
    Ok(fs::write(job.join("statement.txt"), lines.join("\n"))?)
}

/// Signs `runs` times, and gives the shortest run, the whole process, and its peak memory.
///
/// # Errors
/// When the input does not serve.
pub fn sign(job: &Path, from: From, input: &Path, out: &Path, runs: usize) -> Result<Value> {
    let desk = desk(job)?;
    let image = PreparedImage::from_bytes(&fs::read(job.join(PREPARED_IMAGE))?)?;
    let request = requests::signature_with(image, desk.contents_reserve()?)?;
    let run = || -> Result<()> {
        let bytes = fs::read(input)?;
        let mut written = Vec::new();
        let kept: ScanPlan = match from {
            From::Plan => serde_json::from_slice(&bytes)?,
            From::Scan => {
                let inspection = inspect(&bytes)?;
                written = bytes;
                ScanPlan { plan: inspection.plan, digest: inspection.state }
            }
        };
        let prepared = signature::prepare(&kept.plan, &kept.digest, &request)?;
        let (attributes, answer) = desk.answer(prepared.digest)?;
        let embedded = embed(&prepared, &desk.cms(&attributes, &answer)?)?;
        written.extend_from_slice(&embedded.increment);
        Ok(fs::write(out, written)?)
    };
    let mut best = Duration::MAX;
    for _ in 0..runs {
        let begin = meter::cpu();
        run()?;
        best = best.min(meter::cpu().saturating_sub(begin));
    }
    let nanoseconds = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
    Ok(json!({
        "cpu": nanoseconds(best),
        "process": nanoseconds(meter::cpu()),
        "memory": meter::peak_memory()?,
    }))
}

fn desk(job: &Path) -> Result<Desk> {
    let key = job.join("key.pem");
    Desk::with_rsa_key(&fs::read_to_string(&key).with_context(|| format!("reading {}", key.display()))?)
}

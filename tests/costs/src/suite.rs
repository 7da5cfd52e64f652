//! The whole suite: makes the files, starts a process for each measure, keeps the worst of each kind.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use scans::Layout;

use crate::figures::{Row, Work};
use crate::inputs::{self, Hostile, MB, SIZES};
use crate::measure::Measure;

/// Layouts of ordinary scans: as scanners, office programs, web servers' tools and editors write them.
const LAYOUTS: [Layout; 4] = [Layout::Classic, Layout::Stream, Layout::Linearised, Layout::Updated];

/// Measures everything, with its files in a folder; `say` gets a line for each step.
///
/// # Errors
/// When a file cannot be made, or a process fails.
pub fn run(folder: &Path, say: impl Fn(&str)) -> Result<Vec<Row>> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let file = folder.join("measured.pdf");
    let mut rows = Vec::new();
    for size in SIZES {
        say(&format!("Measuring at {size} MB"));
        let mut own = ordinary(&file, folder, size)?;
        own.push(hostile(&file, size)?);
        rows.append(&mut own);
    }
    fs::remove_file(&file)?;
    rows.sort_by_key(|row| (Work::ALL.iter().position(|work| *work == row.work), row.size));
    Ok(rows)
}

/// Inspecting ordinary scans, and signing and sealing one of them.
fn ordinary(file: &Path, folder: &Path, size: usize) -> Result<Vec<Row>> {
    let mut inspected = Vec::new();
    let mut rows = Vec::new();
    for layout in LAYOUTS {
        fs::write(file, inputs::scan(layout, size))?;
        let measure = measured(&["inspect"], file)?;
        if measure.outcome != "accepted" {
            bail!("an ordinary scan ({layout:?}) was refused: {}", measure.outcome);
        }
        if layout == Layout::Classic {
            let plan = folder.join("plan.json");
            output(Command::new(env::current_exe()?).arg("plan").arg(file).arg(&plan))?;
            for (work, phases) in [
                (Work::Prepare, "prepare"),
                (Work::Embed, "embed"),
                (Work::Sign, "sign"),
                (Work::Seal, "seal"),
            ] {
                let measure = Measure { pass: measure.pass, ..measured(&["sign", phases], &plan)? };
                rows.push(Row { work, size, of: String::new(), measure });
            }
            fs::remove_file(plan)?;
        }
        inspected.push((format!("{layout:?}"), measure));
    }
    rows.push(worst(Work::Inspect, size, inspected)?);
    Ok(rows)
}

fn hostile(file: &Path, size: usize) -> Result<Row> {
    let mut inspected = Vec::new();
    for kind in Hostile::ALL {
        fs::write(file, kind.bytes(size * MB))?;
        inspected.push((format!("{kind:?}"), measured(&["inspect"], file)?));
    }
    worst(Work::InspectHostile, size, inspected)
}

/// The one that takes the most time, with the most memory of all.
fn worst(work: Work, size: usize, measures: Vec<(String, Measure)>) -> Result<Row> {
    let memory = measures.iter().map(|(_, measure)| measure.memory).max().unwrap_or_default();
    let ratio = |measure: &Measure| measure.cpu.saturating_mul(1_000) / measure.pass.max(1);
    let slowest = measures.into_iter().max_by_key(|(_, measure)| ratio(measure));
    let (of, measure) = slowest.context("nothing was measured")?;
    Ok(Row { work, size, of, measure: Measure { memory, ..measure } })
}

fn measured(work: &[&str], file: &Path) -> Result<Measure> {
    let printed = output(Command::new(env::current_exe()?).args(work).arg(file))?;
    serde_json::from_str(&printed).with_context(|| format!("reading what was measured: {printed}"))
}

fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        bail!("a measure failed: {command:?}");
    }
    Ok(String::from_utf8(output.stdout)?)
}

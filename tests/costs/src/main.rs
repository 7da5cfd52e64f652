//! `costs run FOLDER` measures everything; its other commands are the measures, each a process of its own.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use costs::measure::{self, Measure};
use costs::peer::{self, From};
use costs::{figures, inputs, plot, suite};
use lexopt::{Arg, Parser};
use scans::Layout;
use serde_json::json;

fn main() -> Result<()> {
    let mut words = words()?.into_iter();
    let command = words.next().context("no command")?;
    let mut path = || words.next().map(PathBuf::from).context("a path is missing");
    match command.to_string_lossy().as_ref() {
        "run" => run(&path()?),
        "inspect" => print(&measure::inspect_file(&path()?)?),
        "plan" => measure::keep_plan(&path()?, &path()?),
        "sign" => {
            let phases = path()?.to_string_lossy().parse()?;
            print(&measure::sign(&path()?, phases)?)
        }
        "scan" => {
            let size: usize = path()?.to_string_lossy().parse()?;
            Ok(fs::write(path()?, inputs::scan(Layout::Classic, size))?)
        }
        "pass" => print(&measure::pass_over(&path()?)?),
        "peer-job" => peer::prepare_job(&path()?),
        "peer-from-plan" => peer(From::Plan, path),
        "peer-from-scan" => peer(From::Scan, path),
        other => bail!("there is no command `{other}`"),
    }
}

fn words() -> Result<Vec<OsString>> {
    let mut arguments = Parser::from_env();
    let mut words = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Value(word) => words.push(word),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(words)
}

fn print(measure: &Measure) -> Result<()> {
    Ok(writeln!(io::stdout(), "{}", json!(measure))?)
}

/// JOB INPUT OUT RUNS, as the other peers take them.
fn peer(from: From, mut path: impl FnMut() -> Result<PathBuf>) -> Result<()> {
    let (job, input, out) = (path()?, path()?, path()?);
    let runs = path()?.to_string_lossy().parse()?;
    println!("{}", peer::sign(&job, from, &input, &out, runs)?);
    Ok(())
}

/// The table on screen; `costs.json` and `costs.svg` in the folder.
fn run(folder: &Path) -> Result<()> {
    let rows = suite::run(folder, |step| eprintln!("{step}"))?;
    println!("\n{}", figures::table(&rows));
    fs::write(folder.join("costs.svg"), plot::svg(&rows))?;
    fs::write(folder.join("costs.json"), serde_json::to_string_pretty(&figures::report(&rows))?)?;
    Ok(())
}

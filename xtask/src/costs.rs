//! What reading and signing a scan cost: the suite of `tests/costs`, built as the functions are for AWS.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{
    functions::Compiler,
    steps::{run, say},
    workspace,
};

/// Builds the suite's program.
///
/// # Errors
/// When it does not build.
pub(crate) fn program() -> Result<PathBuf> {
    say("Building the suite of costs (release profile)");
    run(&mut Compiler::Plain.cargo(&["build", "--quiet", "--release", "--package", "costs"]))?;
    Ok(workspace::root().join("target/release/costs"))
}

/// Measures, prints the table, and gives the figures; the plot is `costs.svg` in the folder.
///
/// # Errors
/// When a measure fails.
pub(crate) fn measure(program: &Path, folder: &Path) -> Result<Value> {
    say("Measuring inspect, prepare and embed against one SHA-256 pass");
    run(Command::new(program).arg("run").arg(folder))?;
    let figures = folder.join("costs.json");
    let content = fs::read(&figures).with_context(|| format!("reading {}", figures.display()))?;
    fs::remove_file(&figures)?;
    say(&format!("Wrote {}", folder.join("costs.svg").display()));
    serde_json::from_slice(&content).context("understanding the figures")
}

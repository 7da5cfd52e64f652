//! `faults`: the steps of the workflow with each of their AWS calls broken in turn, on a local stack.

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use lexopt::{Arg, Parser};

use crate::{
    functions::{self, Compiler},
    programs::Programs,
    python::Python,
    stack::Stack,
    steps::{say, status},
    workspace,
};

/// Runs the campaign (package `journeys`); its exit status says whether every cell is as it should be.
pub(crate) fn faults(mut arguments: Parser) -> Result<ExitCode> {
    let mut step = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("step") => step = Some(arguments.value()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let python = Python::with(&["stack"])?;
    functions::build(Compiler::Plain, &["--bins"])?;
    let stack = Stack::up(&python, Programs::of_stack()?, None)?;
    say("Breaking the AWS calls of each step (some minutes)");
    let mut driver = Command::new(workspace::binaries()?.join("faults"));
    stack.connect(driver.current_dir(workspace::root()));
    if let Some(step) = step {
        driver.arg("--step").arg(step);
    }
    let ended = status(driver.arg("--out").arg(workspace::root().join("target/faults")))?;
    stack.keep_logs(&python)?;
    let code = ended.code().and_then(|code| u8::try_from(code).ok()).context("the campaign was stopped")?;
    Ok(ExitCode::from(code))
}

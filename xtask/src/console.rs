//! The console: its packages, its checks, its build, its server on this machine, its tests in a browser.
//!
//! Programs of the packages are started by `node` itself and not through `npx`, so that what is stopped here is
//! the program and not a wrapper around it.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, PoisonError},
    thread::{self, JoinHandle},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    stack::Stack,
    steps::{output, say, status},
    workspace,
};

/// The oldest Node.js that Vite takes.
const OLDEST_NODE: (u32, u32) = (20, 19);
/// Where the API, S3 and the signing services expect the console.
pub(crate) const PORT: u16 = 5173;

/// What is to be done with the sources beside the Rust build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Types of the contract, and the three applications.
    Build,
    /// That, after format, lints, types and unit tests.
    CheckAndBuild,
}

/// Does the work in a thread of its own: Node's work fits beside cargo's. Says what failed at the end of it.
pub(crate) fn begin(work: Work) -> JoinHandle<Result<()>> {
    thread::spawn(move || make(work))
}

/// Waits for what [`begin`] began.
///
/// # Errors
/// What failed.
pub(crate) fn end(work: JoinHandle<Result<()>>) -> Result<()> {
    work.join().unwrap_or_else(|_| bail!("the work on the console panicked"))
}

/// Installs the packages that the lock names, and does the work.
///
/// # Errors
/// Which step failed, with what it said.
pub(crate) fn make(work: Work) -> Result<()> {
    packages()?;
    let program = |name: &str, words: &[&str]| quietly(node(name)?.args(words));
    let types = ["../infra/openapi.json", "--output", "src/api/schema.d.ts"];
    program("openapi-typescript/bin/cli.js", &types)?;
    if work == Work::CheckAndBuild {
        say("Checking the console: format, lints, types, unit tests");
        program("prettier/bin/prettier.cjs", &["--check", "--log-level", "warn", "."])?;
        program("eslint/bin/eslint.js", &[".", "--max-warnings", "0"])?;
        program("typescript/bin/tsc", &["--noEmit"])?;
        program("vitest/vitest.mjs", &["run"])?;
    }
    say("Building the console");
    program("vite/bin/vite.js", &["build", "--logLevel", "warn"])
}

/// Runs the browser tests, or those whose names contain a filter, on a running stack. What one of them measures
/// it writes to `measures`.
///
/// # Errors
/// When they could not be started.
pub(crate) fn browser_tests(
    stack: &Stack,
    filter: Option<&std::ffi::OsStr>,
    measures: Option<&Path>,
) -> Result<ExitStatus> {
    say("Running the browser tests");
    let mut tests = node("@playwright/test/cli.js")?;
    stack.connect(tests.arg("test")).env_remove("CONSOLE_PORT").env("BROWSER_PORT", free_port()?);
    if let Some(measures) = measures {
        tests.env("MEASURES", measures);
    }
    if let Some(filter) = filter {
        tests.arg("--grep").arg(filter);
    }
    status(&mut tests)
}

/// What each application of the built console loads before its first screen, as JSON.
///
/// # Errors
/// When it was not built, or a first screen is not where the report looks for it.
pub(crate) fn first_load() -> Result<String> {
    output(Command::new("node").arg("bench/first-load.mjs").current_dir(folder()))
}

/// The built console at [`PORT`]; it stops when this is dropped.
pub(crate) struct Served(Child);

/// Serves what was built, or the sources as they are changed; `None` when something else is at the port.
///
/// # Errors
/// When the server could not be started.
pub(crate) fn serve(stack: &Stack, sources: bool) -> Result<Option<Served>> {
    if TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).is_err() {
        return Ok(None);
    }
    let mut server = node("vite/bin/vite.js")?;
    stack.connect(server.arg(if sources { "dev" } else { "preview" }).args(["--host", "127.0.0.1"]));
    // It ends with its standard input, so at the latest with this process, however that ends.
    server.env("STOP_WITH_STDIN", "1").stdin(Stdio::piped()).stdout(Stdio::null());
    Ok(Some(Served(server.spawn().context("starting the console's server")?)))
}

impl Drop for Served {
    fn drop(&mut self) {
        // It is gone either way; there is nobody to tell of an error.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One installation at a time: the console's own work and the Rust tests ask for it beside one another.
static INSTALLING: Mutex<()> = Mutex::new(());

/// `npm ci`, when the lock has changed.
///
/// # Errors
/// When Node.js is missing or too old, or a package cannot be installed.
pub(crate) fn packages() -> Result<()> {
    let _installing = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    usable_node()?;
    let (lock, installed) =
        (folder().join("package-lock.json"), folder().join("node_modules/.lock-of-install"));
    let wanted = fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    if fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    say("Installing the console's packages (once)");
    quietly(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder()))?;
    fs::write(installed, wanted).context("noting which packages were installed")
}

fn usable_node() -> Result<()> {
    let (major, minor) = OLDEST_NODE;
    let needed = format!("Node.js {major}.{minor} or newer with npm is needed for the console (nodejs.org)");
    let Ok(output) = Command::new("node").arg("--version").output() else {
        bail!("{needed}, but there is no `node` on PATH");
    };
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut numbers = said.trim_start_matches('v').split('.').map_while(|number| number.parse().ok());
    let found: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < OLDEST_NODE {
        bail!("{needed}, but `node` is {said}");
    }
    if Command::new("npm").arg("--version").output().is_err() {
        bail!("{needed}, but there is no `npm` on PATH");
    }
    Ok(())
}

/// A program of the installed packages.
fn node(program: &str) -> Result<Command> {
    let path = folder().join("node_modules").join(program);
    if !path.exists() {
        bail!("{} is missing: remove console/node_modules and begin again", path.display());
    }
    let mut command = Command::new("node");
    command.arg(path).current_dir(folder());
    Ok(command)
}

/// Runs a program and shows what it said only when it failed: others speak at the same time.
fn quietly(command: &mut Command) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let words: Vec<_> = command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting `{program}`"))?;
    if !output.status.success() {
        bail!(
            "`{program} {}` ended with {}\n{}{}",
            words.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(())
}

fn free_port() -> Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port().to_string())
}

fn folder() -> PathBuf {
    workspace::root().join("console")
}

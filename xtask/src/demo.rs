//! `demo` and `up`: the whole workflow on a local stack, or the stack for trying it by hand.

use std::{
    fs,
    path::PathBuf,
    process::{Command, ExitCode},
};

use anyhow::{Context as _, Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};
use serde_json::Value;

use crate::{
    deployment,
    python::Python,
    stack::Stack,
    steps::{run, say, status},
    workspace,
};

/// Where `up` listens, so that addresses stay the same from day to day.
const PORT: u16 = 4566;

/// Takes one scan through the whole workflow; its exit status says whether the copy was delivered.
pub(crate) fn demo(mut arguments: Parser) -> Result<ExitCode> {
    let mut scan = None;
    let mut out = workspace::root().join("target/demo");
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("scan") => scan = Some(existing(arguments.value()?.into())?),
            Arg::Long("out") => out = std::path::absolute(PathBuf::from(arguments.value()?))?,
            other => return Err(other.unexpected().into()),
        }
    }
    fs::create_dir_all(&out).with_context(|| format!("making {}", out.display()))?;
    let python = Python::with(&["stack"])?;
    let stack = Stack::up(&python, None)?;
    say("Taking a scan through the workflow");
    let mut driver = driver(&stack)?;
    if let Some(scan) = scan {
        driver.arg("--scan").arg(scan);
    }
    let ended = status(driver.arg("--out").arg(&out))?;
    stack.keep_logs(&python)?;
    if !ended.success() {
        eprintln!("\nThe demo ended with {ended}; see .local/functions.log and .local/ministack.log");
    }
    let code = ended.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// Keeps a stack with demo data until the program is interrupted.
pub(crate) fn up(mut arguments: Parser) -> Result<ExitCode> {
    let mut port = PORT;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = arguments.value()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let mut stack = Stack::up(&Python::with(&["stack"])?, Some(port))?;
    say("Making the demo data");
    run(driver(&stack)?.arg("--seed-only"))?;
    print_addresses(&stack.description);
    let ended = stack.wait()?;
    bail!("the local stack ended by itself with {ended}; its log is .local/ministack.log")
}

/// The program that plays the workflow over HTTP (package `journeys`).
fn driver(stack: &Stack) -> Result<Command> {
    let mut command = Command::new(workspace::binaries()?.join("demo"));
    command.envs(stack.environment()).current_dir(workspace::root());
    Ok(command)
}

fn existing(scan: PathBuf) -> Result<PathBuf> {
    if !scan.is_file() {
        bail!("there is no file {}", scan.display());
    }
    Ok(std::path::absolute(scan)?)
}

fn print_addresses(stack: &Value) {
    let text = |name: &str| stack[name].as_str().unwrap_or_default().to_owned();
    println!("\nAPI            {}", text("api_url"));
    println!("AWS endpoint   {} (region {}, key `test`, secret `test`)", text("endpoint"), text("region"));
    println!("Sent mail      {}/_ministack/ses/messages", text("endpoint"));
    println!("For programs   {}", deployment::file().display());
    println!("\nSign-ins (pool {}, client {}):", text("user_pool_id"), text("client_id"));
    for user in stack["users"].as_array().into_iter().flatten() {
        let text = |name: &str| user[name].as_str().unwrap_or_default().to_owned();
        let groups: Vec<_> =
            user["groups"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        println!(
            "  {:<12} {:<24} {:<16} {}",
            text("username"),
            text("password"),
            text("agency"),
            groups.join(", ")
        );
    }
    println!("\nCtrl-C stops everything.");
}

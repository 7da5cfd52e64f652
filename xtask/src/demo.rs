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
    console::{self, Work},
    deployment,
    desk::{self, Desk},
    functions::{self, Compiler},
    programs::Programs,
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
    functions::build(Compiler::Plain, &["--bins"])?;
    let stack = Stack::up(&python, Programs::of_stack()?, None)?;
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
    let (mut port, mut desk, mut sources) = (PORT, Desk::Signer, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("port") => port = arguments.value()?.parse()?,
            Arg::Long("sources") => sources = true,
            Arg::Long("desk") => desk = arguments.value()?.string()?.parse()?,
            other => return Err(other.unexpected().into()),
        }
    }
    let console = console::begin(Work::Build);
    let python = Python::with(&["stack"])?;
    functions::build(Compiler::Plain, &["--bins"])?;
    let mut stack = Stack::up(&python, Programs::of_stack()?, Some(port))?;
    say("Making the demo data");
    run(driver(&stack)?.arg("--seed-only"))?;
    console::end(console)?;
    let served = console::serve(&stack, sources)?;
    let service = desk.serve(&stack.programs)?;
    print_addresses(&stack.description);
    print_desk(desk, served.is_some(), service.is_some());
    let ended = stack.wait()?;
    bail!("the local stack ended by itself with {ended}; its log is .local/ministack.log")
}

/// The program that plays the workflow over HTTP (package `journeys`).
fn driver(stack: &Stack) -> Result<Command> {
    let mut command = Command::new(workspace::binaries()?.join("demo"));
    stack.connect(command.current_dir(workspace::root()));
    Ok(command)
}

/// Says what is there for a browser.
fn print_desk(desk: Desk, served: bool, service: bool) {
    if served {
        println!("\nConsole        http://localhost:{}", console::PORT);
    } else {
        println!("\nThe console is not served: port {} is taken.", console::PORT);
    }
    if service {
        println!("Signing        {desk} at wss://127.0.0.1:{}, unasked", desk::PORT);
        println!("               open https://127.0.0.1:{} once and trust its certificate", desk::PORT);
        println!("               the other desk: cargo xtask up --desk {}", desk.other());
    } else {
        println!("No signing service was started: port {} is taken.", desk::PORT);
    }
    println!("\nCtrl-C stops everything.");
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
}

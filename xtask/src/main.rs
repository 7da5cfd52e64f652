//! `cargo xtask`: the project's list of commands.
//!
//! A command prepares what it needs by itself (Python packages, certificates, the functions), says each
//! step, and leaves nothing running.

mod bench;
mod console;
mod contract;
mod costs;
mod debian;
mod demo;
mod deny;
mod deploy;
mod deployment;
mod desk;
mod faults;
mod functions;
mod peers;
mod programs;
mod python;
mod stack;
mod steps;
mod test;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

const HELP: &str = "\
cargo xtask demo [--scan FILE.pdf] [--out DIR]
    Takes one scan through the whole workflow on a local stack and writes the certified copy,
    the register and the case to DIR (default target/demo).

cargo xtask up [--port PORT] [--desk signer|clerk] [--sources]
    Keeps the local stack running with demo data until Ctrl-C, with the console at
    http://localhost:5173 and the signing service of one desk; prints addresses and sign-ins.
    With --sources the console is served as its files are changed, without its security headers.

cargo xtask test [--browser] [FILTER]
    Format, lints, dependency rules and every test, the console's in a browser too, on a local
    stack. With FILTER only the Rust tests whose names contain it, and no lints; with --browser
    only the browser tests (whose names contain FILTER).

cargo xtask bench [--signing] [--peers]
    Measures inspect, prepare and embed against one SHA-256 pass over the same scan (with a
    plot, target/bench/costs.svg), what the console's applications load before their first screen, and
    what a batch of 50 takes a leader on a local stack; the figures are also in target/bench/report.json.
    With --signing only the first; with --peers also the same page and signature by pyHanko, PDFBox and
    @signpdf, whose packages it installs, and nothing of the console.

cargo xtask faults [--step NAME]
    Makes every step of the walk-in and of an appointment with each of its AWS calls broken in turn
    (before it, after it, twice, the function killed), repeats it as a client does, and looks whether
    it was done once. The table is also in target/faults/report.json; with --step only that step.

cargo xtask contract
    Writes infra/openapi.json, the contract of the HTTP API, from the functions' types.

cargo xtask deploy --stage NAME [--x86-64] [--parameter NAME=VALUE]...
    Builds the functions for AWS and the console, deploys infra/template.yaml with the credentials
    and the region of the environment, and uploads the console. Parameters are described in infra/README.md.

cargo xtask help
    This list.
";

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("\nStopped: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let mut arguments = Parser::from_env();
    let command = match arguments.next()? {
        Some(Arg::Value(command)) => command.to_string_lossy().into_owned(),
        Some(Arg::Long("help") | Arg::Short('h')) | None => "help".to_owned(),
        Some(other) => return Err(other.unexpected().into()),
    };
    match command.as_str() {
        "demo" => demo::demo(arguments),
        "up" => demo::up(arguments),
        "test" => test::test(arguments),
        "bench" => bench::bench(arguments),
        "faults" => faults::faults(arguments),
        "contract" => contract::contract(arguments),
        "deploy" => deploy::deploy(arguments),
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => bail!("there is no command `{unknown}`; the commands are\n\n{HELP}"),
    }
}

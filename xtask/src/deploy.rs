//! `deploy`: builds the functions for AWS and the console, deploys the template, uploads the console.

use std::{
    env,
    ffi::OsString,
    process::{Command, ExitCode},
};

use anyhow::{Context as _, Result};
use lexopt::{Arg, Parser, ValueExt as _};

use crate::{
    console::{self, Work},
    functions,
    python::Python,
    steps::{self, run, say},
    workspace,
};

/// Deploys to the account and region of the environment.
pub(crate) fn deploy(mut arguments: Parser) -> Result<ExitCode> {
    let mut stage = None;
    let mut parameters: Vec<String> = Vec::new();
    let (mut flag, mut architecture) = ("--arm64", "arm64");
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("stage") => stage = Some(arguments.value()?.string()?),
            Arg::Long("parameter") => parameters.push(arguments.value()?.string()?),
            Arg::Long("x86-64") => (flag, architecture) = ("--x86-64", "x86_64"),
            other => return Err(other.unexpected().into()),
        }
    }
    let stage = stage.context("which installation? Give --stage NAME")?;
    parameters.push(format!("Architecture={architecture}"));

    let console = console::begin(Work::Build);
    let cargo_lambda = Python::at(workspace::local().join("cargo-lambda"), &["lambda"])?;
    say(&format!("Building the functions for {architecture}"));
    let mut build = Command::new("cargo");
    build.args(["lambda", "build", "--release", flag]).current_dir(workspace::root());
    for name in functions::names()? {
        build.args(["--package", &name, "--bin", &name]);
    }
    // cargo finds `cargo lambda`, and cargo-lambda finds zig, on PATH.
    run(build.env("PATH", first_on_path(&cargo_lambda)?))?;

    say(&format!("Deploying the stack of {stage}"));
    let mut deploy = Python::with(&["stack"])?.script("infra/local/deploy.py");
    deploy.args(["--stage", &stage]);
    for parameter in parameters {
        deploy.args(["--parameter", &parameter]);
    }
    let outputs = steps::output(&mut deploy)?;
    print!("{outputs}");
    console::end(console)?;
    say("Uploading the console");
    let mut upload = Python::with(&["stack"])?.script("infra/local/upload_console.py");
    upload.arg(workspace::root().join("console/dist"));
    steps::run_on(&mut upload, &outputs)?;
    Ok(ExitCode::SUCCESS)
}

fn first_on_path(environment: &Python) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(environment.programs()).chain(env::split_paths(&path));
    env::join_paths(folders).context("putting cargo-lambda on PATH")
}

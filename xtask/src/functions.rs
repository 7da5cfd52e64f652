//! Building the functions for the local stack.

use std::{env, fs, process::Command};

use anyhow::{Context as _, Result};

use crate::{
    steps::{run, say},
    workspace,
};

/// Who compiles the packages of the workspace.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Compiler {
    /// rustc.
    Plain,
    /// The driver of clippy, which is rustc with its lints, warnings being errors.
    ///
    /// `cargo clippy` would check every dependency and the workspace a second time, for minutes, only to throw
    /// away what a build could have used.
    Linting,
}

impl Compiler {
    /// Cargo, with this compiler.
    pub(crate) fn cargo(self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(arguments).current_dir(workspace::root());
        // What `cargo run` says of this program, the build of `ring` would take for its own: it, and whatever
        // uses TLS, would be built anew at each change between `cargo build` and `cargo xtask`.
        let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
        for name in names.filter(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
        {
            cargo.env_remove(name);
        }
        if matches!(self, Self::Linting) {
            // What `cargo clippy -- -D warnings` sets before it runs `cargo check`.
            cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
            cargo.env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
        }
        if env::var_os("CI").is_some() {
            // What is built once is built without notes for the next build: they are a quarter of the workspace's time.
            cargo.env("CARGO_INCREMENTAL", "0");
        }
        cargo
    }
}

/// The names of the functions: the folders of `functions/`.
pub(crate) fn names() -> Result<Vec<String>> {
    let folder = workspace::root().join("functions");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))? {
        let entry = entry?;
        if entry.path().join("Cargo.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Builds targets of the workspace in one go, its programs among them, and lays the functions out as
/// cargo-lambda does.
pub(crate) fn build(compiler: Compiler, targets: &[&str]) -> Result<()> {
    say("Building (the first time takes minutes)");
    run(compiler.cargo(&["build", "--workspace"]).args(targets))?;
    let binaries = workspace::binaries()?;
    for name in names()? {
        let folder = workspace::root().join("target/lambda").join(&name);
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        fs::copy(binaries.join(&name), folder.join("bootstrap"))
            .with_context(|| format!("packaging the function {name}"))?;
    }
    Ok(())
}

//! Building the functions for the local stack.

use std::{fs, process::Command};

use anyhow::{Context as _, Result};

use crate::{
    steps::{run, say},
    workspace,
};

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

/// Builds every program of the workspace once and lays the functions out as cargo-lambda does.
pub(crate) fn build() -> Result<()> {
    say("Building (the first time takes minutes)");
    run(Command::new("cargo").args(["build", "--workspace", "--bins"]).current_dir(workspace::root()))?;
    let binaries = workspace::binaries()?;
    for name in names()? {
        let folder = workspace::root().join("target/lambda").join(&name);
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        fs::copy(binaries.join(&name), folder.join("bootstrap"))
            .with_context(|| format!("packaging the function {name}"))?;
    }
    Ok(())
}

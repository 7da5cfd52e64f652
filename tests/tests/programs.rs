//! The programs that a test can start: those of `infra/local/programs.txt`, and no others.

use std::{
    collections::BTreeSet,
    env, fs,
    io::ErrorKind,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};

/// Installed on every system, and declared by nobody.
const UNDECLARED: [&str; 6] = ["ls", "cat", "sh", "env", "cargo", "npm"];

#[test]
fn a_program_that_is_not_declared_cannot_be_started() -> Result<()> {
    for program in UNDECLARED {
        let mut command = Command::new(program);
        let started = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        let error = started.err().with_context(|| {
            format!(
                "`{program}` was started: run the tests by `cargo xtask test`, which gives them their PATH"
            )
        })?;
        assert_eq!(error.kind(), ErrorKind::NotFound, "{program}");
    }
    Ok(())
}

#[test]
fn the_path_is_one_folder_of_the_declared_programs() -> Result<()> {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/local/programs.txt");
    let list = fs::read_to_string(list)?;
    let packages = list.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()));
    let mut declared: BTreeSet<_> = packages
        .flat_map(|line| line.split_whitespace().skip(1))
        .map(|word| word.split('=').next().unwrap_or(word).to_owned())
        .collect();
    declared.insert("node".to_owned());

    let path = env::var_os("PATH").context("no PATH")?;
    let folders: Vec<_> = env::split_paths(&path).collect();
    ensure!(folders.len() == 1, "PATH has {folders:?}: run the tests by `cargo xtask test`");
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(&folders[0])? {
        let entry = entry?;
        ensure!(entry.path().is_file(), "{} leads nowhere", entry.path().display());
        there.insert(entry.file_name().to_string_lossy().into_owned());
    }
    assert_eq!(there, declared);
    Ok(())
}

//! The system's packages that tests need: the validators and the software token.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::steps::{run, say};

/// Installs those of these packages that are missing.
///
/// # Errors
/// When packages are missing and this user may not install them: which, and the command for it.
pub(crate) fn ensure_packages(wanted: &[&str]) -> Result<()> {
    if !answers("dpkg-query", &["--version"]) {
        say(&format!("This is no Debian system; the tests need the programs of: {}", wanted.join(", ")));
        return Ok(());
    }
    let missing: Vec<_> = wanted.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let Some(apt_get) = apt_get() else {
        bail!("these packages are missing: sudo apt-get install {}", missing.join(" "));
    };
    say(&format!("Installing {}", missing.join(", ")));
    // A stale index names versions that are gone, so a first failure is followed by one update.
    if run(apt_get(&["install"]).args(&missing)).is_err() {
        run(&mut apt_get(&["update"]))?;
        run(apt_get(&["install"]).args(&missing))?;
    }
    Ok(())
}

fn is_installed(package: &str) -> bool {
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output();
    output.is_ok_and(|output| output.stdout == b"installed")
}

/// How this user runs apt-get: as root, by sudo without a password, or not at all.
fn apt_get() -> Option<fn(&[&str]) -> Command> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    if is_root {
        return Some(|arguments| quiet(Command::new("apt-get"), arguments));
    }
    answers("sudo", &["-n", "true"]).then_some(|arguments: &[&str]| {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        quiet(sudo, arguments)
    })
}

fn quiet(mut apt_get: Command, arguments: &[&str]) -> Command {
    apt_get.args(["--quiet", "--quiet", "--yes", "--no-install-recommends"]).args(arguments);
    apt_get.env("DEBIAN_FRONTEND", "noninteractive");
    apt_get
}

fn answers(program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

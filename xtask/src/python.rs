//! Python environments made from the locks in `infra/local/python`.
//!
//! Every package is installed by its hash. An environment keeps a copy of each lock that it was made from
//! and is made anew when one of them has changed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{
    steps::{run, say},
    workspace,
};

/// The Python that the stack's packages support.
const OLDEST: (u32, u32) = (3, 10);

/// An environment: its folder.
pub(crate) struct Python(PathBuf);

impl Python {
    /// The environment of the stack and the tests.
    ///
    /// # Errors
    /// When there is no Python that will do, or a package cannot be installed.
    pub(crate) fn with(locks: &[&str]) -> Result<Self> {
        Self::at(workspace::local().join("python"), locks)
    }

    /// An environment at a folder, with everything in the named locks.
    ///
    /// # Errors
    /// As [`Python::with`].
    pub(crate) fn at(folder: PathBuf, locks: &[&str]) -> Result<Self> {
        let environment = Self(folder);
        // Without its first lock it is new, or was left half made.
        let is_made = locks.first().is_some_and(|first| environment.has(first));
        if !is_made || locks.iter().any(|lock| environment.has_another(lock)) {
            environment.make()?;
        }
        for lock in locks {
            environment.install(lock)?;
        }
        Ok(environment)
    }

    /// The interpreter.
    pub(crate) fn interpreter(&self) -> PathBuf {
        self.programs().join("python")
    }

    /// The folder of installed programs.
    pub(crate) fn programs(&self) -> PathBuf {
        self.0.join("bin")
    }

    /// A script of the repository, to be run.
    pub(crate) fn script(&self, path: &str) -> Command {
        let mut command = Command::new(self.interpreter());
        command.arg(workspace::root().join(path));
        command
    }

    fn make(&self) -> Result<()> {
        let python = usable_python()?;
        say("Making a Python environment");
        if self.0.exists() {
            fs::remove_dir_all(&self.0).with_context(|| format!("removing {}", self.0.display()))?;
        }
        run(Command::new(&python).args(["-m", "venv"]).arg(&self.0)).with_context(|| {
            format!(
                "`{python}` cannot make environments (on Debian and Ubuntu: apt-get install python3-venv)"
            )
        })
    }

    fn install(&self, lock: &str) -> Result<()> {
        if self.has(lock) {
            return Ok(());
        }
        let path = lock_path(lock);
        say(&format!("Installing the Python packages of {lock}.lock (once)"));
        run(Command::new(self.interpreter())
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
            ])
            .arg(&path))?;
        fs::copy(&path, self.marker(lock)).context("noting what was installed")?;
        Ok(())
    }

    /// Whether this very lock is installed.
    fn has(&self, lock: &str) -> bool {
        let (installed, wanted) = (fs::read(self.marker(lock)), fs::read(lock_path(lock)));
        matches!((installed, wanted), (Ok(installed), Ok(wanted)) if installed == wanted)
    }

    /// Whether another version of this lock is installed.
    fn has_another(&self, lock: &str) -> bool {
        self.marker(lock).exists() && !self.has(lock)
    }

    fn marker(&self, lock: &str) -> PathBuf {
        self.0.join(format!("{lock}.lock"))
    }
}

fn lock_path(lock: &str) -> PathBuf {
    Path::new(workspace::root()).join("infra/local/python").join(format!("{lock}.lock"))
}

/// The first interpreter on PATH that is new enough.
fn usable_python() -> Result<String> {
    let names = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"];
    let found: Vec<_> = names.into_iter().filter_map(|name| Some((name, version(name)?))).collect();
    if let Some((name, _)) = found.iter().find(|(_, version)| *version >= OLDEST) {
        return Ok((*name).to_owned());
    }
    match found.first() {
        Some((name, (major, minor))) => bail!(
            "Python {}.{} or newer is needed, but `{name}` is {major}.{minor}: install a newer one",
            OLDEST.0,
            OLDEST.1
        ),
        None => bail!("Python {}.{} or newer is needed: install python3", OLDEST.0, OLDEST.1),
    }
}

fn version(python: &str) -> Option<(u32, u32)> {
    let output = Command::new(python)
        .args(["-c", "import sys; print(sys.version_info[0], sys.version_info[1])"])
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let (major, minor) = text.trim().split_once(' ')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

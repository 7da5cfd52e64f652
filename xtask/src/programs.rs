//! The programs that are started by name, and folders of links to them.
//!
//! Such a folder is the whole `PATH` of the stack, the tests and the browsers: a program that
//! `infra/local/programs.txt` does not declare is not found on any machine. Builds keep the `PATH` of the developer.

use std::{
    collections::BTreeMap,
    env, fs,
    io::ErrorKind,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};

use crate::{debian, steps, workspace};

/// A folder of links to programs.
pub(crate) struct Programs(PathBuf);

impl Programs {
    /// The programs of the tests; installs those that are missing.
    ///
    /// # Errors
    /// When a program is missing and cannot be installed.
    pub(crate) fn of_tests() -> Result<Self> {
        let declared = declared()?;
        let packages: Vec<_> = declared.iter().map(|(package, _)| package.as_str()).collect();
        debian::ensure_packages(&packages)?;
        let mut links = BTreeMap::from([("node".to_owned(), Entry::Link(node()?))]);
        for (package, programs) in &declared {
            for program in programs {
                let entry = program.entry().with_context(|| {
                    format!("the program `{}` is missing (Debian: {package})", program.name)
                })?;
                links.insert(program.name.clone(), entry);
            }
        }
        Self::linked("tests", &links)
    }

    /// The programs of a stack without tests: Node.js where it is installed, for the console.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub(crate) fn of_stack() -> Result<Self> {
        let node = node().ok().map(|node| ("node".to_owned(), Entry::Link(node)));
        Self::linked("stack", &node.into_iter().collect())
    }

    /// Lets a command and what it starts find these programs and no others.
    pub(crate) fn only<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("PATH", &self.0)
    }

    /// The setting with which cargo, on a `PATH` of its own, starts each test with these programs and no others.
    ///
    /// # Errors
    /// When the path of the checkout is not UTF-8.
    pub(crate) fn cargo_runner(&self) -> Result<String> {
        let folder = self.0.to_str().context("the path of the checkout is not UTF-8")?;
        let runner = serde_json::json!(["/usr/bin/env", format!("PATH={folder}")]);
        Ok(format!("target.'cfg(all())'.runner={runner}"))
    }

    /// Makes the folder hold these entries and nothing else. An entry that is right stays: another command of this
    /// checkout may be using it.
    fn linked(name: &str, entries: &BTreeMap<String, Entry>) -> Result<Self> {
        let folder = workspace::local().join("programs").join(name);
        let make = || -> std::io::Result<()> {
            fs::create_dir_all(&folder)?;
            for found in fs::read_dir(&folder)? {
                let found = found?;
                let wanted = found.file_name().to_str().and_then(|name| entries.get(name));
                if !wanted.is_some_and(|wanted| wanted.is_at(&found.path())) {
                    fs::remove_file(found.path())?;
                }
            }
            for (name, entry) in entries {
                match entry.make(&folder.join(name)) {
                    Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                    _ => {}
                }
            }
            Ok(())
        };
        make().with_context(|| format!("linking programs into {}", folder.display()))?;
        Ok(Self(folder))
    }
}

/// What stands in the folder under a program's name.
#[derive(Debug, PartialEq, Eq)]
enum Entry {
    /// A link to the program.
    Link(PathBuf),
    /// A script that becomes the program, for one that looks beside the path by which it was started.
    Script(String),
}

impl Entry {
    fn script(program: &Path) -> Self {
        Self::Script(format!("#!/bin/sh\nexec '{}' \"$@\"\n", program.display()))
    }

    fn is_at(&self, path: &Path) -> bool {
        match self {
            Self::Link(program) => fs::read_link(path).is_ok_and(|found| found == *program),
            Self::Script(script) => {
                !path.is_symlink() && fs::read_to_string(path).is_ok_and(|found| found == *script)
            }
        }
    }

    fn make(&self, path: &Path) -> std::io::Result<()> {
        match self {
            Self::Link(program) => symlink(program, path),
            Self::Script(_) if path.exists() => Ok(()),
            Self::Script(script) => {
                fs::write(path, script)?;
                fs::set_permissions(path, fs::Permissions::from_mode(0o755))
            }
        }
    }
}

/// A program as it is declared.
#[derive(Debug, PartialEq, Eq)]
struct Program {
    name: String,
    /// The file to start in its place, where it exists.
    itself: Option<PathBuf>,
}

impl Program {
    fn of(word: &str) -> Self {
        let (name, itself) = word.split_once('=').map_or((word, None), |(name, path)| (name, Some(path)));
        Self { name: name.to_owned(), itself: itself.map(PathBuf::from) }
    }

    fn entry(&self) -> Option<Entry> {
        let itself = self.itself.as_deref().filter(|path| path.is_file()).map(Entry::script);
        itself.or_else(|| on_path(&self.name).map(Entry::Link))
    }
}

/// Debian packages with their programs, from `infra/local/programs.txt`.
fn declared() -> Result<Vec<(String, Vec<Program>)>> {
    let path = workspace::root().join("infra/local/programs.txt");
    let list = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    parsed(&list).with_context(|| format!("understanding {}", path.display()))
}

/// The lines of packages. `README:` and `Debian:` name programs that are not installed here.
fn parsed(list: &str) -> Result<Vec<(String, Vec<Program>)>> {
    let mut packages = Vec::new();
    for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let Some((package, programs)) = line.split_once(": ") else { bail!("`{line}` has no colon") };
        // Names of Debian packages are in lower case.
        if package.chars().next().is_some_and(|first| !first.is_ascii_uppercase()) {
            packages.push((package.to_owned(), programs.split_whitespace().map(Program::of).collect()));
        }
    }
    Ok(packages)
}

/// The file of a program on this process's `PATH`, without links: a link from elsewhere would change what it finds
/// beside itself.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let found = env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())?;
    fs::canonicalize(found).ok()
}

/// The file of Node.js. It says so itself: what is on `PATH` may be a script of a version manager.
fn node() -> Result<PathBuf> {
    let mut node = Command::new("node");
    let said = steps::output(node.args(["--print", "process.execPath"]).stdin(Stdio::null()))?;
    Ok(Path::new(said.trim()).to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_read_with_their_programs_and_what_stands_for_a_script() {
        let list = "# a remark\n\npoppler-utils: pdfinfo pdfsig\nchromium: chromium=/opt/c\nREADME: cargo\n";
        let program = |name: &str, itself: Option<&str>| Program {
            name: name.to_owned(),
            itself: itself.map(PathBuf::from),
        };
        assert_eq!(
            parsed(list).unwrap(),
            [
                ("poppler-utils".to_owned(), vec![program("pdfinfo", None), program("pdfsig", None)]),
                ("chromium".to_owned(), vec![program("chromium", Some("/opt/c"))]),
            ]
        );
        assert_eq!(parsed("qpdf").unwrap_err().to_string(), "`qpdf` has no colon");
    }
}

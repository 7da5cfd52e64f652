//! Validators that nobody here wrote: qpdf, poppler's pdfsig, pdftotext and pdftoppm, zbarimg, pyHanko.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;

use crate::Stack;

/// What pyHanko says of one signature.
#[expect(clippy::struct_excessive_bools, reason = "pyHanko's own answers, each by itself")]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Verdict {
    /// Name of the signature field.
    pub field: String,
    /// The digest fits the bytes that the signature covers.
    pub intact: bool,
    /// The signature fits the digest.
    pub valid: bool,
    /// The certificate chains to the root, and may sign.
    pub trusted: bool,
    /// All of the above, and nothing else is wrong: pyHanko's `bottom_line`.
    pub sound: bool,
    /// How much of the file is covered: `ENTIRE_FILE`, `ENTIRE_REVISION`, ….
    pub coverage: String,
    /// What it permits to change afterwards: `NO_CHANGES`, `FILL_FORMS`, `ANNOTATE`, `ANYTHING`.
    pub permits: String,
    /// What was changed afterwards: `NONE`, `LTA_UPDATES`, `FORM_FILLING`, ….
    pub modifications: String,
}

/// What pyHanko says of a sealed copy after each change that was appended to it, by the name of the change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Changes {
    /// After changes that the seal forbids.
    pub forbidden: BTreeMap<String, Vec<Verdict>>,
    /// After what proves later that the signatures held.
    pub permitted: BTreeMap<String, Vec<Verdict>>,
}

/// A certified copy in a file, so that other programs can read it, with a folder of their own beside it.
#[derive(Debug)]
pub struct Examined {
    folder: tempfile::TempDir,
    copy: PathBuf,
}

impl Examined {
    /// Puts a copy where the validators find it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(copy: &[u8]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("certified.pdf");
        std::fs::write(&path, copy)?;
        Ok(Self { folder, copy: path })
    }

    /// `qpdf --check`: the whole structure; warnings count as errors.
    ///
    /// # Errors
    /// What qpdf found.
    pub fn qpdf(&self) -> Result<()> {
        let output = run(Command::new("qpdf").arg("--check").arg(&self.copy))?;
        ensure!(output.status.success(), "qpdf --check: {}", said(&output));
        Ok(())
    }

    /// What `pdfsig` prints, with a certificate database that holds the root alone. It does not ask the OCSP
    /// service that the certificates name: the test PKI's services run only where a test starts them.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub fn pdfsig(&self, stack: &Stack) -> Result<String> {
        let database = self.folder.path().join("nss");
        std::fs::create_dir(&database)?;
        let database = format!("sql:{}", database.display());
        let made = run(Command::new("certutil").args(["-N", "--empty-password", "-d", &database]))?;
        ensure!(made.status.success(), "certutil -N: {}", said(&made));
        let mut add = Command::new("certutil");
        add.args(["-A", "-d", &database, "-n", "root", "-t", "CT,C,C", "-i"]).arg(stack.pki.join("root.pem"));
        let added = run(&mut add)?;
        ensure!(added.status.success(), "certutil -A: {}", said(&added));
        let output = run(Command::new("pdfsig").args(["-no-ocsp", "-nssdir", &database]).arg(&self.copy))?;
        Ok(said(&output))
    }

    /// What pyHanko says of each signature, in the order of the file.
    ///
    /// # Errors
    /// When it cannot read the copy.
    pub fn pyhanko(&self, stack: &Stack) -> Result<Vec<Verdict>> {
        self.judged(stack, "pyhanko_check.py")
    }

    /// What pyHanko says when changes are appended to the copy, each to the copy as it is.
    ///
    /// # Errors
    /// When it cannot read the copy, or make a change.
    pub fn changes(&self, stack: &Stack) -> Result<Changes> {
        self.judged(stack, "pyhanko_changes.py")
    }

    fn judged<T: serde::de::DeserializeOwned>(&self, stack: &Stack, script: &str) -> Result<T> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("validators").join(script);
        let mut check = Command::new(&stack.python);
        check.arg(path).arg(stack.pki.join("root.pem")).arg(&self.copy);
        let output = run(&mut check)?;
        ensure!(output.status.success(), "{script}: {}", said(&output));
        serde_json::from_slice(&output.stdout).with_context(|| format!("understanding {script}"))
    }

    /// What a camera reads from the code in squares on the last page, drawn as a printer would.
    ///
    /// # Errors
    /// When there is none.
    pub fn squares(&self) -> Result<String> {
        let picture = self.folder.path().join("page");
        let pages = run(Command::new("pdfinfo").arg(&self.copy))?;
        let pages = said(&pages);
        let last = pages.lines().find_map(|line| line.strip_prefix("Pages:")).map(str::trim);
        let last = last.with_context(|| format!("pdfinfo: {pages}"))?;
        let mut draw = Command::new("pdftoppm");
        draw.args(["-r", "150", "-f", last, "-l", last, "-png", "-singlefile"]).arg(&self.copy).arg(&picture);
        let drawn = run(&mut draw)?;
        ensure!(drawn.status.success(), "pdftoppm: {}", said(&drawn));
        let picture = picture.with_extension("png");
        let read = run(Command::new("zbarimg").args(["--quiet", "--raw"]).arg(picture))?;
        ensure!(read.status.success(), "zbarimg: {}", said(&read));
        Ok(String::from_utf8(read.stdout)?.trim_end().to_owned())
    }

    /// The text of the copy, a line each.
    ///
    /// # Errors
    /// When there is none.
    pub fn text(&self) -> Result<String> {
        let output = run(Command::new("pdftotext").arg("-layout").arg(&self.copy).arg("-"))?;
        ensure!(output.status.success(), "pdftotext: {}", said(&output));
        Ok(String::from_utf8(output.stdout)?)
    }
}

fn run(command: &mut Command) -> Result<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.output().with_context(|| {
        format!("running {program}; `cargo xtask test` installs what infra/local/programs.txt lists")
    })
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

//! The judges: pyHanko and pdfsig for signatures, `inspect` for scans, three renderers for what is shown.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use pdf_signing::scan::inspect;
use serde::Deserialize;

use crate::copy::{certify, office, sealed};
use crate::drawing;

/// The moment at which certificates are judged: just after the seal.
const MOMENT: &str = "2026-11-23T03:10:00+00:00";

/// A changed copy, and what must become of it.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    pub(crate) file: Vec<u8>,
    /// Why the seal is refused: part of pyHanko's words. `None` when nothing that is shown or said may differ.
    pub(crate) cause: Option<&'static str>,
}

/// A scan that is made to be read two ways, and what must become of it.
pub(crate) struct Shadow {
    pub(crate) name: &'static str,
    pub(crate) file: Vec<u8>,
    /// Code of the refusal. `None` when every reader shows the same.
    pub(crate) code: Option<&'static str>,
}

/// An attack that pyHanko refuses with these words.
pub(crate) fn refused(name: &'static str, cause: &'static str, file: Vec<u8>) -> Attack {
    assert!(!cause.is_empty(), "{name} has no cause");
    Attack { name, file, cause: Some(cause) }
}

/// A change that comes to nothing.
pub(crate) fn idle(name: &'static str, file: Vec<u8>) -> Attack {
    Attack { name, file, cause: None }
}

/// A scan that is refused with this code.
pub(crate) fn shadow(name: &'static str, code: &'static str, file: Vec<u8>) -> Shadow {
    Shadow { name, file, code: Some(code) }
}

/// A scan that all readers show alike.
pub(crate) fn alike(name: &'static str, file: Vec<u8>) -> Shadow {
    Shadow { name, file, code: None }
}

#[derive(Debug, Deserialize)]
struct Said {
    error: String,
    signatures: Vec<Signature>,
}

#[derive(Debug, Deserialize)]
struct Signature {
    field: String,
    sound: bool,
    level: String,
    cause: String,
}

impl Said {
    /// Whether the leader's signature and the seal hold, and there is nothing else.
    fn holds(&self) -> bool {
        let fields: Vec<_> = self.signatures.iter().map(|signature| signature.field.as_str()).collect();
        fields == ["Signature1", "Signature2"] && self.signatures.iter().all(|signature| signature.sound)
    }

    fn words(&self) -> String {
        let mut words = self.error.clone();
        for Signature { field, sound, level, cause } in &self.signatures {
            let verdict = if *sound { "holds" } else { "refused" };
            let _ = write!(words, "{field} {verdict} {level}: {cause}. ");
        }
        if self.signatures.len() < 2 {
            words.push_str("A signature is missing.");
        }
        words
    }
}

/// Judges changed copies; fails with all that went wrong.
pub(crate) fn judge(family: &str, attacks: &[Attack]) {
    let folder = folder(family);
    let root = root(&folder);
    let files: Vec<PathBuf> =
        (1..).zip(attacks).map(|(number, attack)| write(&folder, number, &attack.file)).collect();
    let said = pyhanko(&root, &files);
    assert_eq!(said.len(), attacks.len());
    let mut wrong = Vec::new();
    let mut shown = Vec::new();
    for ((attack, said), file) in attacks.iter().zip(&said).zip(&files) {
        let (name, words) = (attack.name, said.words());
        match attack.cause {
            Some(cause) if said.holds() => {
                wrong.push(format!("{name}: STILL HOLDS instead of {cause}: {words}"));
            }
            Some(cause) if !words.contains(cause) => wrong.push(format!("{name}: not {cause}: {words}")),
            Some(_) => {}
            None if said.holds() => shown.push((name, file.clone())),
            None => wrong.push(format!("{name}: refused: {words}")),
        }
        // what is signed anew may arrive with another CMS: its own tests say which
        if attack.file.len() != sealed().file.len() {
            if sealed().arrive(&attack.file).is_ok() {
                wrong.push(format!("{name}: arrives as if it were what was handed out"));
            }
            let pdfsig = pdfsig(file);
            let whole = pdfsig.matches("Signature is Valid").count() >= 2
                && pdfsig.contains("Total document signed")
                && !pdfsig.contains("Not total document signed");
            if whole {
                wrong.push(format!("{name}: pdfsig finds nothing: {pdfsig}"));
            }
        }
    }
    if !shown.is_empty() {
        let honest = write(&folder, 0, &sealed().file);
        let files: Vec<_> = shown.iter().map(|(_, file)| file.clone()).chain([honest.clone()]).collect();
        drawing::draw(&files);
        for (name, file) in shown {
            wrong.extend(drawing::differences(&file, &honest).map(|said| format!("{name}: {said}")));
        }
    }
    assert!(wrong.is_empty(), "{} of {} in {family}:\n{}", wrong.len(), attacks.len(), wrong.join("\n"));
}

/// Whether pyHanko finds both signatures of a copy sound.
pub(crate) fn holds(family: &str, file: &Path) -> bool {
    let root = root(&folder(family));
    pyhanko(&root, &[file.to_path_buf()]).iter().all(Said::holds)
}

/// The office's root certificate as a file.
fn root(folder: &Path) -> PathBuf {
    let root = folder.join("root.pem");
    std::fs::write(&root, office().authority.root.pem()).unwrap();
    root
}

/// Judges scans; those that are accepted are certified, and drawn with their copies.
pub(crate) fn inspect_all(family: &str, shadows: &[Shadow]) {
    let folder = folder(family);
    let mut wrong = Vec::new();
    let mut shown = Vec::new();
    for (number, Shadow { name, file, code }) in (1..).zip(shadows) {
        let scan = write(&folder, number * 2, file);
        match (inspect(file), code) {
            (Err(refusal), Some(code)) if refusal.code() == *code => assert!(!refusal.message().is_empty()),
            (Err(refusal), code) => {
                wrong.push(format!("{name}: {refusal} ({}), not {code:?}", refusal.code()));
            }
            (Ok(_), code) => {
                if let Some(code) = code {
                    wrong.push(format!("{name}: ACCEPTED instead of {code}"));
                }
                let copy = write(&folder, number * 2 + 1, &certify(file).unwrap().file);
                shown.push((name, scan, copy));
            }
        }
    }
    let files: Vec<_> = shown.iter().flat_map(|(_, scan, copy)| [scan.clone(), copy.clone()]).collect();
    drawing::draw(&files);
    for (name, scan, copy) in &shown {
        wrong.extend(drawing::disagreement(scan).map(|said| format!("{name}: {said}")));
        wrong.extend(drawing::disagreement(copy).map(|said| format!("{name}, certified: {said}")));
    }
    if !shown.is_empty() {
        let copies: Vec<PathBuf> = shown.iter().map(|(.., copy)| copy.clone()).collect();
        let root = root(&folder);
        for (said, (name, ..)) in pyhanko(&root, &copies).iter().zip(&shown) {
            if !said.holds() {
                wrong.push(format!("{name}: its copy does not hold: {}", said.words()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} in {family}:\n{}", wrong.len(), shadows.len(), wrong.join("\n"));
}

pub(crate) fn folder(family: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attacks").join(family);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn write(folder: &Path, number: usize, bytes: &[u8]) -> PathBuf {
    let path = folder.join(format!("{number:03}.pdf"));
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A script of this folder in the Python environment of the tests.
pub(crate) fn python(script: &str) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("../../.local/python/bin/python");
    assert!(python.exists(), "{} is missing: `cargo xtask test` makes it", python.display());
    let mut command = Command::new(python);
    command.arg(root.join("tests/attacks/judges").join(script));
    command
}

/// What a program printed.
pub(crate) fn run(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn pyhanko(root: &Path, files: &[PathBuf]) -> Vec<Said> {
    let said = run(python("pyhanko_says.py").arg(root).arg(MOMENT).args(files));
    serde_json::from_slice(&said).unwrap()
}

/// What pdfsig says; it fails on files that it cannot read.
fn pdfsig(file: &Path) -> String {
    let output = Command::new("pdfsig").arg("-nocert").arg(file).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

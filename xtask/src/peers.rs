//! The same page and signature by other libraries, in the same run: pyHanko, `PDFBox`, and @signpdf with pdf-lib.
//!
//! Each peer is a program of `infra/local/peers`, started once for the figures of a whole process and once with
//! several runs for the shortest of them. A peer that cannot be installed or fails is named with the reason.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use crate::{
    debian,
    python::Python,
    steps::{output, run, say},
    workspace,
};

/// Sizes of the scans, in millions of bytes.
const SIZES: [usize; 4] = [1, 5, 15, 30];
/// Runs in one process, of which the shortest counts.
const RUNS: &str = "7";
/// Packages of Debian that `PDFBox` needs.
const PDFBOX: [&str; 3] = ["default-jdk-headless", "libpdfbox2-java", "libbcpkix-java"];
/// Where they put the classes that are used.
const JARS: &str = "/usr/share/java/pdfbox2.jar:/usr/share/java/fontbox2.jar:/usr/share/java/commons-logging.jar:\
                    /usr/share/java/bcprov.jar:/usr/share/java/bcutil.jar:/usr/share/java/bcpkix.jar";

/// A library, ready to sign.
struct Peer {
    name: &'static str,
    /// How its program is started, without the arguments of the job; or why it cannot be.
    start: Result<Vec<PathBuf>>,
}

/// What one library took for a scan.
struct Taken {
    /// The shortest run, in nanoseconds.
    cpu: f64,
    /// The whole process with one run.
    process: f64,
    /// Peak memory of that process, in bytes.
    memory: f64,
}

/// Measures ours and theirs, prints the table, and gives its figures.
///
/// # Errors
/// When ours cannot be measured; a peer's failure is a row of the table.
pub(crate) fn compare(costs: &Path, folder: &Path) -> Result<Value> {
    let job = folder.join("job");
    make_job(costs, &job)?;
    let peers = [
        Peer { name: "pyHanko 0.38", start: pyhanko() },
        Peer { name: "PDFBox 2.0", start: pdfbox(folder) },
        Peer { name: "@signpdf 3.3 + pdf-lib 1.17", start: signpdf() },
    ];
    let mut figures = Map::new();
    let mut lines = vec![
        "| Scan | By | CPU of one signature, SHA-256 passes | theirs ÷ ours | CPU of the process, ms | theirs ÷ ours | Peak memory, MiB | theirs ÷ ours |"
            .to_owned(),
        "|---|---|---|---|---|---|---|---|".to_owned(),
    ];
    let (scan, plan, out) = (job.join("scan.pdf"), job.join("plan.json"), job.join("signed.pdf"));
    for size in SIZES {
        say(&format!("Comparing at {size} MB"));
        run(Command::new(costs).args(["scan", &size.to_string()]).arg(&scan))?;
        run(Command::new(costs).arg("plan").arg(&scan).arg(&plan))?;
        let pass = output(Command::new(costs).arg("pass").arg(&scan))?;
        let pass = number(&serde_json::from_str(&pass)?, "pass")?;
        let from = |command: &str, input: &Path| taken(&[costs.into(), command.into()], &job, input, &out);
        let ours = from("peer-from-plan", &plan)?;
        lines.push(line(size, "ours, from the plan", &ours, &ours, pass));
        record(&mut figures, size, "ours_from_plan", &ours, &ours, pass);
        let whole = from("peer-from-scan", &scan)?;
        lines.push(line(size, "ours, with intake", &whole, &ours, pass));
        record(&mut figures, size, "ours_with_intake", &whole, &ours, pass);
        for peer in &peers {
            let found = match &peer.start {
                Ok(start) => taken(start, &job, &scan, &out).map_err(|error| format!("{error:#}")),
                Err(reason) => Err(format!("{reason:#}")),
            };
            match found {
                Ok(theirs) => {
                    lines.push(line(size, peer.name, &theirs, &ours, pass));
                    record(&mut figures, size, peer.name, &theirs, &ours, pass);
                }
                Err(reason) => {
                    lines.push(format!("| {size} MB | {} | not measured: {reason} | | | | | |", peer.name));
                    figures.insert(key(size, peer.name, "not_measured"), json!(reason));
                }
            }
        }
    }
    fs::remove_dir_all(&job).with_context(|| format!("removing {}", job.display()))?;
    println!("\n{}\n", lines.join("\n"));
    Ok(Value::Object(figures))
}

/// Makes key, certificate and images; all for this run.
fn make_job(costs: &Path, job: &Path) -> Result<()> {
    fs::create_dir_all(job).with_context(|| format!("making {}", job.display()))?;
    fs::copy(workspace::root().join("fonts/LiberationSerif-Regular.ttf"), job.join("font.ttf"))?;
    let openssl = |arguments: &[&str]| run(Command::new("openssl").args(arguments).current_dir(job));
    openssl(&[
        "genpkey",
        "-quiet",
        "-algorithm",
        "RSA",
        "-pkeyopt",
        "rsa_keygen_bits:2048",
        "-out",
        "key.pem",
    ])?;
    run(Command::new(costs).arg("peer-job").arg(job))?;
    openssl(&["req", "-x509", "-key", "key.pem", "-subj", "/CN=Official", "-out", "certificate.pem"])?;
    openssl(&[
        "pkcs12",
        "-export",
        "-inkey",
        "key.pem",
        "-in",
        "certificate.pem",
        "-passout",
        "pass:peers",
        "-out",
        "key.p12",
    ])
}

fn pyhanko() -> Result<Vec<PathBuf>> {
    let python = Python::at(workspace::local().join("peers-python"), &["peers"])?;
    Ok(vec![python.interpreter(), program("pyhanko_peer.py")])
}

fn pdfbox(folder: &Path) -> Result<Vec<PathBuf>> {
    debian::ensure_packages(&PDFBOX)?;
    let classes = folder.join("classes");
    run(Command::new("javac").args(["-cp", JARS, "-d"]).arg(&classes).arg(program("PdfBoxPeer.java")))?;
    let path = format!("{}:{JARS}", classes.display());
    Ok(["java", "-cp", &path, "PdfBoxPeer"].map(PathBuf::from).to_vec())
}

fn signpdf() -> Result<Vec<PathBuf>> {
    let folder = program("");
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--silent"]).current_dir(&folder))?;
    Ok(vec!["node".into(), program("signpdf_peer.mjs")])
}

fn program(name: &str) -> PathBuf {
    workspace::root().join("infra/local/peers").join(name)
}

/// Starts a program twice: with one run for the process, with several for the shortest.
fn taken(start: &[PathBuf], job: &Path, input: &Path, out: &Path) -> Result<Taken> {
    let once = |runs: &str| -> Result<Value> {
        let (program, arguments) = start.split_first().context("a peer without a program")?;
        let mut command = Command::new(program);
        command.args(arguments).arg(job).arg(input).arg(out).arg(runs);
        let printed = output(&mut command)?;
        serde_json::from_str(&printed).with_context(|| format!("reading `{printed}`"))
    };
    let (single, several) = (once("1")?, once(RUNS)?);
    Ok(Taken {
        cpu: number(&several, "cpu")?,
        process: number(&single, "process")?,
        memory: number(&single, "memory")?,
    })
}

fn number(value: &Value, name: &str) -> Result<f64> {
    value[name].as_f64().with_context(|| format!("no number `{name}`"))
}

fn line(size: usize, name: &str, taken: &Taken, ours: &Taken, pass: f64) -> String {
    format!(
        "| {size} MB | {name} | {:.2} | {:.0} | {:.0} | {:.0} | {:.0} | {:.1} |",
        taken.cpu / pass,
        taken.cpu / ours.cpu,
        taken.process / 1e6,
        taken.process / ours.process,
        taken.memory / f64::from(1 << 20),
        taken.memory / ours.memory,
    )
}

fn record(figures: &mut Map<String, Value>, size: usize, name: &str, taken: &Taken, ours: &Taken, pass: f64) {
    let mut put = |what, value: f64, unit| {
        let value = (value * 1_000.0).round() / 1_000.0;
        figures.insert(key(size, name, what), json!({ "value": value, "unit": unit }));
    };
    put("cpu", taken.cpu / pass, "SHA-256 passes over the file");
    put("cpu_ratio", taken.cpu / ours.cpu, "theirs / ours");
    put("process", taken.process / 1e6, "ms of processor time");
    put("process_ratio", taken.process / ours.process, "theirs / ours");
    put("memory", taken.memory / f64::from(1 << 20), "MiB");
    put("memory_ratio", taken.memory / ours.memory, "theirs / ours");
}

/// E.g. `peer_pyhanko_30mb_cpu`.
fn key(size: usize, name: &str, what: &str) -> String {
    let name: String = name.chars().filter(|letter| letter.is_ascii_alphabetic() || *letter == '_').collect();
    format!("peer_{}_{size}mb_{what}", name.to_lowercase())
}

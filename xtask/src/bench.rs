//! `bench`: figures of quality, as a table on screen and in `target/bench/report.json` for programs. It asserts none.

use std::{ffi::OsStr, fs, path::Path, process::ExitCode};

use anyhow::{Context as _, Result};
use lexopt::{Arg, Parser};
use serde_json::{Value, json};

use crate::{
    console::{self, Work},
    costs, peers,
    steps::say,
    test, workspace,
};

/// What a first load is made of, in the order of the table.
const PARTS: [&str; 5] = ["page", "scripts", "styles", "fonts", "total"];

/// The browser test that times a leader's batch, in the real browser with the real signing service.
const BATCH: &str = "signs a batch of 50";

/// Measures signing, and the console unless only signing is asked for.
pub(crate) fn bench(mut arguments: Parser) -> Result<ExitCode> {
    let (mut signing_only, mut with_peers) = (false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("signing") => signing_only = true,
            Arg::Long("peers") => with_peers = true,
            other => return Err(other.unexpected().into()),
        }
    }
    let folder = workspace::root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let program = costs::program()?;
    let mut report = json!({ "signing": costs::measure(&program, &folder)? });
    if with_peers {
        report["peers"] = peers::compare(&program, &folder)?;
    }
    if !signing_only && !with_peers {
        report["first_load_bytes"] = first_load()?;
        report["batch"] = batch(&folder)?;
    }
    let file = folder.join("report.json");
    fs::write(&file, serde_json::to_string_pretty(&report)?)
        .with_context(|| format!("writing {}", file.display()))?;
    say(&format!("Wrote {}", file.display()));
    Ok(ExitCode::SUCCESS)
}

/// What the console's applications load before their first screen.
fn first_load() -> Result<Value> {
    console::make(Work::Build)?;
    say("Measuring the first load of each application (Brotli, without the viewer of documents)");
    let first_load: Value =
        serde_json::from_str(&console::first_load()?).context("reading the report of the first load")?;
    print_first_load(&first_load);
    Ok(first_load)
}

/// What a batch of 50 takes a leader.
fn batch(folder: &Path) -> Result<Value> {
    let measures = folder.join("batch.json");
    test::in_the_browser(Some(OsStr::new(BATCH)), Some(&measures))?;
    let batch = fs::read(&measures).with_context(|| format!("no test wrote {}", measures.display()))?;
    let batch: Value = serde_json::from_slice(&batch).context("reading what the batch took")?;
    print_batch(&batch);
    Ok(batch)
}

fn print_batch(batch: &Value) {
    let seconds = |name: &str| batch[name].as_f64().unwrap_or(f64::NAN) / 1000.0;
    println!(
        "\nA leader's batch of {}: {} actions (at most 3); asked to sign, it is to be confirmed within {:.1} s; \
         done after {:.1} s\n",
        batch["copies"],
        batch["actions"],
        seconds("person_ms"),
        seconds("whole_ms"),
    );
}

fn print_first_load(report: &Value) {
    println!("\n{:<12}{:>10}{:>10}{:>10}{:>10}{:>10}", "KiB", "page", "scripts", "styles", "fonts", "total");
    for (name, sizes) in report.as_object().into_iter().flatten() {
        print!("{name:<12}");
        for part in PARTS {
            print!("{:>10.1}", sizes[part].as_f64().unwrap_or(0.0) / 1024.0);
        }
        println!("  {} 200", if sizes["within"] == true { "within" } else { "over" });
    }
    println!();
}

//! `bench`: figures of quality, as a table on screen and in `target/bench/report.json` for programs. It asserts none.

use std::{fs, process::ExitCode};

use anyhow::{Context as _, Result};
use lexopt::Parser;
use serde_json::{Value, json};

use crate::{
    console::{self, Work},
    steps::say,
    workspace,
};

/// What a first load is made of, in the order of the table.
const PARTS: [&str; 5] = ["page", "scripts", "styles", "fonts", "total"];

/// Measures what the console's applications load before their first screen.
pub(crate) fn bench(mut arguments: Parser) -> Result<ExitCode> {
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    console::make(Work::Build)?;
    say("Measuring the first load of each application (Brotli, without the viewer of documents)");
    let first_load: Value =
        serde_json::from_str(&console::first_load()?).context("reading the report of the first load")?;
    print_first_load(&first_load);
    let folder = workspace::root().join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let report = folder.join("report.json");
    let content = serde_json::to_string_pretty(&json!({ "first_load_bytes": first_load }))?;
    fs::write(&report, content).with_context(|| format!("writing {}", report.display()))?;
    say(&format!("Wrote {}", report.display()));
    Ok(ExitCode::SUCCESS)
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

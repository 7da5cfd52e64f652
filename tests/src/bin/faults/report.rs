//! What came of the cells: a table on the screen, `report.json` for programs.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};

use anyhow::{Context as _, Result};
use journeys::faults::Fault;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{Cell, steps::Step};

/// What came of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Outcome {
    /// Done once, and the client knows.
    Ok,
    /// It is not known whether a message went out: it is not sent again by itself, and an official sees it.
    Held,
    /// The client was told that it is done, and it is not.
    Lost,
    /// Done more than once.
    Doubled,
    /// Neither done nor refused, however often it was repeated.
    Stuck,
    /// Done once, and the client was refused by it.
    RefusedByOwnSuccess,
}

/// A cell and what came of it.
#[derive(Debug, Serialize)]
struct Line {
    step: &'static str,
    call: String,
    place: usize,
    fault: &'static str,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<String>,
}

/// The cells so far.
#[derive(Debug, Default)]
pub(crate) struct Report(Mutex<Vec<Line>>);

impl Report {
    pub(crate) fn add(
        &self,
        step: Step,
        (place, called): (usize, &str),
        fault: Fault,
        (outcome, seen): (Outcome, Option<String>),
    ) {
        let cell =
            Line { step: step.name(), call: called.to_owned(), place, fault: fault.as_str(), outcome, seen };
        if !matches!(outcome, Outcome::Ok | Outcome::Held) {
            eprintln!("{cell:?}");
        }
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(cell);
    }

    /// Whether something came of a cell.
    pub(crate) fn has(&self, (step, place, fault): Cell) -> bool {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |line: &Line| (line.step, line.place, line.fault) == (step.name(), place, fault.as_str());
        lines.iter().any(is_it)
    }

    /// Prints the table and writes the report, with the cells that were left out because their call was never made;
    /// says whether everything is as it should be.
    pub(crate) fn finish(self, proof: &Value, counted: bool, left: &[Cell], out: &Path) -> Result<bool> {
        let mut cells = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        cells.sort_by_key(|cell| (cell.step, cell.place, cell.fault));
        let mut table: BTreeMap<&str, BTreeMap<Outcome, usize>> = BTreeMap::new();
        let mut sum: BTreeMap<Outcome, usize> = BTreeMap::new();
        for cell in &cells {
            *table.entry(cell.step).or_default().entry(cell.outcome).or_default() += 1;
            *sum.entry(cell.outcome).or_default() += 1;
        }
        let all = [
            Outcome::Ok,
            Outcome::Held,
            Outcome::Lost,
            Outcome::Doubled,
            Outcome::Stuck,
            Outcome::RefusedByOwnSuccess,
        ];
        println!(
            "{:<20} {:>6} {:>6} {:>6} {:>8} {:>6} {:>8}",
            "step", "ok", "held", "lost", "doubled", "stuck", "refused"
        );
        let steps = Step::ALL.map(Step::name);
        let rows = steps.iter().filter_map(|step| Some((*step, table.get(step)?)));
        for (step, counts) in rows.chain([("all", &sum)]) {
            let count = |outcome: Outcome| counts.get(&outcome).copied().unwrap_or(0);
            let [ok, held, lost, doubled, stuck, refused] = all.map(count);
            println!("{step:<20} {ok:>6} {held:>6} {lost:>6} {doubled:>6} {stuck:>8} {refused:>8}");
        }
        let sound = proof["sound"] == true;
        let said = |holds: bool| if holds { "yes" } else { "NO" };
        println!("{} cells. Book sound: {}. Counters right: {}.", cells.len(), said(sound), said(counted));
        for (step, place, fault) in left {
            println!("left out: {}, call {place} {}", step.name(), fault.as_str());
        }
        let left_out: Vec<_> = left
            .iter()
            .map(|(step, place, fault)| json!({ "step": step.name(), "place": place, "fault": fault.as_str() }))
            .collect();
        let names: BTreeMap<_, _> = sum
            .iter()
            .map(|(outcome, count)| {
                Ok((serde_json::to_value(outcome)?.as_str().unwrap_or_default().to_owned(), count))
            })
            .collect::<Result<_>>()?;
        let report = json!({
            "cells": cells.len(), "outcomes": names, "left_out": left_out, "book": proof, "counters": counted,
            "each": cells,
        });
        fs::create_dir_all(out).with_context(|| format!("making {}", out.display()))?;
        let file = out.join("report.json");
        fs::write(&file, serde_json::to_string_pretty(&report)? + "\n").context("writing the report")?;
        println!("{}", file.display());
        let wrong = sum.keys().any(|outcome| !matches!(outcome, Outcome::Ok | Outcome::Held));
        Ok(sound && counted && !wrong && left.is_empty() && !cells.is_empty())
    }
}

//! Rows of the table, with the goals that they are held to, and the report for programs.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::inputs::MB;
use crate::measure::Measure;

/// A mebibyte.
const MIB: u64 = 1 << 20;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Reading an ordinary scan.
    Inspect,
    /// Reading a hostile file.
    InspectHostile,
    /// Building increment A.
    Prepare,
    /// CMS and its place.
    Embed,
    /// Both: the leader's signature.
    Sign,
    /// The same for the agency's seal.
    Seal,
}

/// A row: one work on a file of one size. Of several files of that size the worst counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What was done.
    pub work: Work,
    /// Size of the file, in [`MB`].
    pub size: usize,
    /// The worst file, where there are several.
    pub of: String,
    /// What was measured.
    pub measure: Measure,
}

/// A number, and the most that it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its key in the report.
    pub key: String,
    /// Its value.
    pub value: f64,
    /// What it counts.
    pub unit: &'static str,
    /// The most that it should be.
    pub goal: Option<f64>,
}

impl Work {
    /// Every work, in the order of the table.
    pub const ALL: [Self; 6] =
        [Self::Inspect, Self::InspectHostile, Self::Prepare, Self::Embed, Self::Sign, Self::Seal];

    /// As it stands in the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Inspect => "inspect",
            Self::InspectHostile => "inspect, hostile",
            Self::Prepare => "prepare",
            Self::Embed => "CMS + embed",
            Self::Sign => "sign: both",
            Self::Seal => "seal: both",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Inspect => "inspect",
            Self::InspectHostile => "inspect_hostile",
            Self::Prepare => "prepare",
            Self::Embed => "embed",
            Self::Sign => "sign",
            Self::Seal => "seal",
        }
    }

    /// The most processor time, in passes over the file.
    fn most_passes(self, size: usize) -> Option<f64> {
        match self {
            Self::Inspect => Some(1.5),
            Self::InspectHostile => Some(5.0),
            // The cost does not depend on the scan, so it is held to the longest.
            Self::Sign | Self::Seal => (size == 30).then_some(0.03),
            Self::Prepare | Self::Embed => None,
        }
    }

    /// The most memory above the process, in bytes.
    fn most_memory(self, size: usize) -> u64 {
        let file = (size * MB) as u64;
        match self {
            Self::Inspect | Self::InspectHostile => file + 64 * MIB,
            Self::Prepare | Self::Embed | Self::Sign | Self::Seal => 16 * MIB,
        }
    }

    /// The most bytes read and written.
    fn most_moved(self, size: usize) -> Option<u64> {
        (matches!(self, Self::Sign | Self::Seal) && size >= 5).then_some(256 * 1024)
    }
}

impl Row {
    /// Its processor time in passes over the file.
    #[must_use]
    pub fn passes(&self) -> f64 {
        real(self.measure.cpu) / real(self.measure.pass)
    }

    /// Its numbers, with their goals.
    #[must_use]
    pub fn figures(&self) -> Vec<Figure> {
        let key = |what| format!("{}_{}mb_{what}", self.work.key(), self.size);
        let goal = |bytes: u64| mebibytes(bytes);
        let mut figures = vec![
            Figure {
                key: key("cpu"),
                value: self.passes(),
                unit: "SHA-256 passes over the file",
                goal: self.work.most_passes(self.size),
            },
            Figure {
                key: key("memory"),
                value: mebibytes(self.measure.memory),
                unit: "MiB above the process",
                goal: Some(goal(self.work.most_memory(self.size))),
            },
        ];
        if self.measure.moved > 0 {
            figures.push(Figure {
                key: key("moved"),
                value: mebibytes(self.measure.moved),
                unit: "MiB read and written",
                goal: self.work.most_moved(self.size).map(goal),
            });
        }
        figures
    }
}

impl Figure {
    /// Whether the goal holds; `None` without one.
    #[must_use]
    pub fn holds(&self) -> Option<bool> {
        self.goal.map(|goal| self.value <= goal)
    }
}

/// The report for programs: one key a figure.
#[must_use]
pub fn report(rows: &[Row]) -> Value {
    let mut report = Map::new();
    for figure in rows.iter().flat_map(Row::figures) {
        let mut entry = json!({ "value": rounded(figure.value), "unit": figure.unit });
        if let (Some(goal), Some(holds)) = (figure.goal, figure.holds()) {
            entry["goal"] = json!(rounded(goal));
            entry["holds"] = json!(holds);
        }
        report.insert(figure.key, entry);
    }
    Value::Object(report)
}

/// The table for the screen.
#[must_use]
pub fn table(rows: &[Row]) -> String {
    let mut table = format!(
        "{:<18}{:>5}{:>12}{:>10}{:>8}{:>11}{:>8}{:>12}  {}\n",
        "", "MB", "CPU, ms", "passes", "goal", "memory MiB", "goal", "moved MiB", "holds"
    );
    for row in rows {
        let figures = row.figures();
        let goal =
            |index: usize| figures.get(index).and_then(|figure| figure.goal).map(shown).unwrap_or_default();
        let broken: Vec<&str> = figures
            .iter()
            .filter(|figure| figure.holds() == Some(false))
            .filter_map(|figure| figure.key.rsplit('_').next())
            .collect();
        let holds = if broken.is_empty() { "yes".to_owned() } else { format!("NO: {}", broken.join(", ")) };
        let moved = if row.measure.moved == 0 { String::new() } else { shown(mebibytes(row.measure.moved)) };
        let _ = writeln!(
            table,
            "{:<18}{:>5}{:>12.3}{:>10.4}{:>8}{:>11}{:>8}{:>12}  {holds}{}",
            row.work.name(),
            row.size,
            real(row.measure.cpu) / 1e6,
            row.passes(),
            goal(0),
            shown(mebibytes(row.measure.memory)),
            goal(1),
            moved,
            if row.of.is_empty() {
                String::new()
            } else {
                format!("  ({}: {})", row.of, row.measure.outcome)
            },
        );
    }
    table
}

fn shown(value: f64) -> String {
    if value < 1.0 { format!("{value:.2}") } else { format!("{value:.1}") }
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// Bytes in mebibytes.
#[must_use]
pub fn mebibytes(bytes: u64) -> f64 {
    real(bytes) / real(MIB)
}

/// A count as a number to divide by.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "nanoseconds and bytes are far below 2^52")]
pub fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(work: Work, size: usize, cpu: u64, memory: u64) -> Row {
        let measure = Measure { cpu, pass: 1_000, memory, moved: 0, outcome: String::new() };
        Row { work, size, of: String::new(), measure }
    }

    #[test]
    fn a_figure_is_held_to_its_goal_and_says_so_in_report_and_table() {
        let rows = [row(Work::Inspect, 1, 1_500, 65 * MIB), row(Work::Sign, 30, 31, 16 * MIB)];
        assert_eq!(
            report(&rows),
            json!({
                "inspect_1mb_cpu":
                    { "value": 1.5, "unit": "SHA-256 passes over the file", "goal": 1.5, "holds": true },
                "inspect_1mb_memory":
                    { "value": 65.0, "unit": "MiB above the process", "goal": 64.9537, "holds": false },
                "sign_30mb_cpu":
                    { "value": 0.031, "unit": "SHA-256 passes over the file", "goal": 0.03, "holds": false },
                "sign_30mb_memory":
                    { "value": 16.0, "unit": "MiB above the process", "goal": 16.0, "holds": true },
            })
        );
        let table = table(&rows);
        assert!(table.contains("NO: memory") && table.contains("NO: cpu"), "{table}");
    }

    #[test]
    fn a_figure_without_a_goal_neither_holds_nor_fails() {
        let row = row(Work::Prepare, 5, 400, 0);
        assert_eq!(row.figures().first().map(Figure::holds), Some(None));
        assert_eq!(
            report(&[row])["prepare_5mb_cpu"],
            json!({ "value": 0.4, "unit": "SHA-256 passes over the file" })
        );
    }
}

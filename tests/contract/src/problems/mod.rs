//! The problems of the API: every stable code, its status and its meaning.

mod documents;
mod list;

use anyhow::{Result, bail};
use serde_json::{Value, json};

pub use list::GROUPS;

/// What every `type` begins with.
const URN: &str = "urn:chung-thuc:problem:";

/// One problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// HTTP status code.
    pub status: u16,
    /// Stable code, the end of `type`.
    pub code: &'static str,
    /// What happened; what to do is in the answer's `detail`.
    pub meaning: &'static str,
}

/// Problems that an operation names together in `x-problems`.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The name; empty when each is named by its own code.
    pub name: &'static str,
    /// Its problems.
    pub problems: &'static [Problem],
}

/// Every problem.
pub fn all() -> impl Iterator<Item = &'static Problem> {
    GROUPS.iter().flat_map(|group| group.problems)
}

/// The problems of a status.
pub fn of_status(status: u16) -> impl Iterator<Item = &'static Problem> {
    all().filter(move |problem| problem.status == status)
}

/// The problems of some codes and names of groups.
///
/// # Errors
/// When one of them is neither.
pub fn named(names: &[&str]) -> Result<Vec<&'static Problem>> {
    let mut found = Vec::new();
    for name in names {
        let group = GROUPS.iter().find(|group| group.name == *name);
        match (group, all().find(|problem| problem.code == *name)) {
            (Some(group), None) if !name.is_empty() => found.extend(group.problems),
            (_, Some(problem)) => found.push(problem),
            _ => bail!("there is no problem `{name}`"),
        }
    }
    Ok(found)
}

/// The schema of a problem's `type`.
pub(crate) fn types() -> Value {
    let types: Vec<_> = all().map(|problem| format!("{URN}{}", problem.code)).collect();
    json!({
        "type": "string",
        "description": "Which problem it is. Later versions may add some: judge an unknown one by its status.",
        "enum": types,
    })
}

/// The introduction of the document.
pub(crate) fn guide() -> String {
    let mut text = String::from(
        "Texts for people (`title`, `detail`, names of states) are Vietnamese. Times are ISO 8601 with \
         `+07:00`. An answer leaves out what there is not.\n\n\
         A change of a case takes the `version` that was seen, and is refused with `changed-meanwhile` when \
         somebody else changed the case since then. A thing of another agency is answered as one that does \
         not exist.\n\n\
         Every write takes the header `Idempotency-Key`, so that a client which got no answer may repeat it. \
         The answer is stored with the change that it answers, so a repeat gets it whatever became of the \
         first attempt. When the first attempt died before its change, a repeat is carried out as soon as the \
         attempt's time is over, which is at most 30 seconds and is said by `Retry-After`.\n\n\
         What goes wrong is answered as `application/problem+json` (RFC 9457); its `type` is \
         `urn:chung-thuc:problem:` and one of these codes:\n\n\
         | Status | Code | Meaning |\n|---|---|---|\n",
    );
    let mut problems: Vec<_> = all().collect();
    problems.sort();
    for problem in problems {
        let Problem { status, code, meaning } = problem;
        text.extend(["| ", &status.to_string(), " | `", code, "` | ", meaning, " |\n"]);
    }
    text
}

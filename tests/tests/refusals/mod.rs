//! What bad input gets: a clear problem with its cause, and nothing changed.

mod accounts;
mod certificates;
mod days;
mod every_operation;
mod images;
mod letters;
mod numbers;
mod roles;
mod scans;
mod signatures;
mod states;

use anyhow::{Result, ensure};
use journeys::{Answer, Office, problem::Problem};
use serde_json::Value;

/// Reads a refusal, and that it is said in Vietnamese.
pub(crate) fn refused(answer: Answer) -> Result<Problem> {
    let problem = answer.problem()?;
    // Letters that only Vietnamese has; none of our details does without.
    let letters = "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ";
    ensure!(problem.detail.chars().any(|c| letters.contains(c)), "not in Vietnamese: {problem:?}");
    Ok(problem)
}

/// The cause of a refusal: status and code.
pub(crate) fn cause(answer: Answer) -> Result<(u16, String)> {
    let Problem { status, code, .. } = refused(answer)?;
    Ok((status, code))
}

/// A cause to compare with.
pub(crate) fn of(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

/// The case and its history, to be the same before and after a refusal.
pub(crate) async fn all_of(office: &Office, case: &str) -> Result<(Value, Value)> {
    let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
    Ok((office.read(case).await?, history))
}

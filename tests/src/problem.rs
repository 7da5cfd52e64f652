//! A refusal of the API (RFC 9457), read as strictly as a client may.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::Answer;

/// A refusal.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// HTTP status code.
    pub status: u16,
    /// The stable code at the end of `type`.
    pub code: String,
    /// What happened and what to do, in Vietnamese.
    pub detail: String,
    /// Facts; `Null` when there are none.
    pub facts: Value,
}

impl Problem {
    /// Reads a refusal and insists on its form: media type, `type`, the same status inside and outside, a
    /// title, a detail and a request to quote.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn from_answer(answer: Answer) -> Result<Self> {
        let Answer { status, content_type, body, .. } = answer;
        ensure!((400..600).contains(&status), "not refused: {status} {body}");
        ensure!(content_type == "application/problem+json", "refused as {content_type}: {body}");
        ensure!(body["status"] == status, "{status} outside, {} inside", body["status"]);
        let text = |name: &str| {
            body[name]
                .as_str()
                .filter(|text| !text.is_empty())
                .with_context(|| format!("the problem has no {name}: {body}"))
        };
        text("title")?;
        text("request_id")?;
        let code = text("type")?.strip_prefix("urn:chung-thuc:problem:");
        Ok(Self {
            status,
            code: code.with_context(|| format!("a foreign problem: {body}"))?.to_owned(),
            detail: text("detail")?.to_owned(),
            facts: body["facts"].clone(),
        })
    }
}

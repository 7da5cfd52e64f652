//! An answer as it goes out: status, headers, text.

use lambda_http::{
    Body, Response,
    http::{HeaderValue, StatusCode},
};
use records::KeptAnswer;
use serde_json::Value;

use crate::{answer::Answer, problem::Problem};

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sent {
    /// HTTP status code.
    pub(crate) status: u16,
    body: String,
    location: Option<String>,
    retry_after: Option<i64>,
    /// Whether it was sent before, to the same request.
    again: bool,
}

impl Sent {
    /// The answer of an operation.
    pub(crate) fn answer(answer: Answer) -> Self {
        Self { location: answer.location, ..Self::new(answer.status, &answer.body) }
    }

    /// A problem.
    pub(crate) fn problem(problem: &Problem, request_id: &str) -> Self {
        let body = serde_json::to_value(problem.body(request_id)).unwrap_or_default();
        Self { retry_after: problem.retry_after, ..Self::new(problem.status, &body) }
    }

    /// An answer that was given before.
    pub(crate) fn again(kept: KeptAnswer) -> Self {
        let KeptAnswer { status, body, location } = kept;
        Self { status, body, location, retry_after: None, again: true }
    }

    fn new(status: u16, body: &Value) -> Self {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        Self { status, body, location: None, retry_after: None, again: false }
    }

    /// As the runtime takes it.
    pub(crate) fn into_response(self) -> Response<Body> {
        let text = if self.body.is_empty() { Body::Empty } else { Body::Text(self.body) };
        let mut response = Response::new(text);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        let headers = response.headers_mut();
        let content_type = if self.status < 400 { "application/json" } else { "application/problem+json" };
        headers.insert("content-type", HeaderValue::from_static(content_type));
        headers.insert("cache-control", HeaderValue::from_static("no-store"));
        if let Some(location) = self.location.and_then(|location| location.parse().ok()) {
            headers.insert("location", location);
        }
        if let Some(seconds) = self.retry_after {
            headers.insert("retry-after", seconds.into());
        }
        if self.again {
            headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
        }
        response
    }
}

impl From<&Sent> for KeptAnswer {
    fn from(sent: &Sent) -> Self {
        Self { status: sent.status, body: sent.body.clone(), location: sent.location.clone() }
    }
}

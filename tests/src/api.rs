//! The HTTP API, as a signed-in official's console calls it.

use anyhow::{Context as _, Result, bail, ensure};
use reqwest::Method;
use serde_json::Value;

use crate::problem::Problem;

/// The API with one official's token.
#[derive(Debug, Clone)]
pub struct Api {
    http: reqwest::Client,
    base: String,
    token: Option<String>,
    key: Option<String>,
}

/// What the API answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// HTTP status code.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: String,
    /// Body; `Null` when there is none.
    pub body: Value,
    /// `Retry-After`.
    pub retry_after: Option<String>,
    /// Whether it is the answer of an earlier attempt (`Idempotent-Replayed`).
    pub replayed: bool,
}

impl Api {
    /// Calls as nobody.
    #[must_use]
    pub fn signed_out(base: &str) -> Self {
        Self { http: reqwest::Client::new(), base: base.to_owned(), token: None, key: None }
    }

    /// Calls with a token.
    #[must_use]
    pub fn signed_in(base: &str, token: String) -> Self {
        Self { token: Some(token), ..Self::signed_out(base) }
    }

    /// The same official, whose every request carries an idempotency key.
    #[must_use]
    pub fn with_key(&self, key: &str) -> Self {
        Self { key: Some(key.to_owned()), ..self.clone() }
    }

    /// The token, for another program that calls in the same name; empty when nobody is signed in.
    #[must_use]
    pub fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// The token with one letter of its claims changed, as somebody would who wants another's rights.
    #[must_use]
    pub fn changed_token(&self) -> String {
        let token = self.token.clone().unwrap_or_default();
        let Some((head, rest)) = token.split_once('.') else { return token };
        let (claims, signature) = rest.split_once('.').unwrap_or((rest, ""));
        let middle = claims.len() / 2;
        let (before, after) = claims.split_at(middle);
        let changed = if after.starts_with('A') { 'B' } else { 'A' };
        format!("{head}.{before}{changed}{}.{signature}", after.get(1..).unwrap_or_default())
    }

    /// Reads.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn get(&self, path: &str) -> Result<Answer> {
        self.call(Method::GET, path, None).await
    }

    /// Does.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        self.call(Method::POST, path, Some(body)).await
    }

    /// Sets.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn put(&self, path: &str, body: &Value) -> Result<Answer> {
        self.call(Method::PUT, path, Some(body)).await
    }

    /// Changes.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn patch(&self, path: &str, body: &Value) -> Result<Answer> {
        self.call(Method::PATCH, path, Some(body)).await
    }

    /// Removes.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn delete(&self, path: &str) -> Result<Answer> {
        self.call(Method::DELETE, path, None).await
    }

    /// Fetches a short-lived link.
    ///
    /// # Errors
    /// When it is not answered with the document.
    pub async fn fetch(&self, url: &str) -> Result<Vec<u8>> {
        let answer = self.http.get(url).send().await?.error_for_status()?;
        Ok(answer.bytes().await?.to_vec())
    }

    async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Answer> {
        let what = format!("{method} {path}");
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if let Some(key) = &self.key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.with_context(|| what.clone())?;
        let status = answer.status().as_u16();
        let header = |name| answer.headers().get(name)?.to_str().ok().map(str::to_owned);
        let content_type = header("content-type").unwrap_or_default();
        let (retry_after, replayed) = (header("retry-after"), header("idempotent-replayed").is_some());
        let text = answer.text().await?;
        let body = match serde_json::from_str(&text) {
            Ok(body) => body,
            Err(_) if text.is_empty() => Value::Null,
            Err(_) => bail!("{what} answered {status} with something that is not JSON: {text}"),
        };
        Ok(Answer { status, content_type, body, retry_after, replayed })
    }
}

impl Answer {
    /// The body of an answer that says yes.
    ///
    /// # Errors
    /// The problem, when it says no.
    pub fn done(self) -> Result<Value> {
        ensure!((200..300).contains(&self.status), "the API answered {}: {}", self.status, self.body);
        Ok(self.body)
    }

    /// The problem of an answer that says no.
    ///
    /// # Errors
    /// When it is none.
    pub fn problem(self) -> Result<Problem> {
        Problem::from_answer(self)
    }
}

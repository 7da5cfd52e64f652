//! A request of a signed-in person, as the HTTP API brings it to a function.

use std::collections::HashMap;

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use super::Invocation;
use crate::{Answer, Api};

/// A request that can be made again.
#[derive(Debug, Clone)]
pub struct Request {
    event: Value,
}

impl Request {
    /// A request by the holder of a token, under an idempotency key.
    ///
    /// # Errors
    /// When the token is none.
    pub fn new(
        api: &Api,
        route: &str,
        path: &[(&str, &str)],
        body: &Value,
        key: Option<&str>,
    ) -> Result<Self> {
        let (method, template) = route.split_once(' ').context("a route is a method and a path")?;
        let raw = path
            .iter()
            .fold(template.to_owned(), |raw, (name, value)| raw.replace(&format!("{{{name}}}"), value));
        let parameters: HashMap<_, _> = path.iter().copied().collect();
        let mut headers = json!({ "content-type": "application/json", "host": "api.example.vn" });
        if let Some(key) = key {
            headers["idempotency-key"] = key.into();
        }
        let event = json!({
            "version": "2.0",
            "routeKey": route,
            "rawPath": raw,
            "rawQueryString": "",
            "headers": headers,
            "pathParameters": parameters,
            "requestContext": {
                "accountId": "000000000000",
                "apiId": "tried",
                "domainName": "api.example.vn",
                "domainPrefix": "api",
                "http": {
                    "method": method,
                    "path": raw,
                    "protocol": "HTTP/1.1",
                    "sourceIp": "203.0.113.10",
                    "userAgent": "tried",
                },
                "requestId": api::Clock.ulid().to_string(),
                "routeKey": route,
                "stage": "$default",
                "time": "23/Nov/2026:02:00:00 +0000",
                "timeEpoch": api::Clock.now().as_millisecond(),
                "authorizer": { "jwt": { "claims": claims(api.token())?, "scopes": null } },
            },
            "body": body.to_string(),
            "isBase64Encoded": false,
        });
        Ok(Self { event })
    }

    /// The event.
    #[must_use]
    pub fn event(&self) -> &Value {
        &self.event
    }

    /// What the API would give to its client; `None` when the function gave nothing, which is a 503 there.
    #[must_use]
    pub fn answer(invocation: &Invocation) -> Option<Answer> {
        let Invocation::Answered(answer) = invocation else { return None };
        let headers = answer["headers"].as_object().cloned().unwrap_or_default();
        let header = |name: &str| {
            let many = answer["multiValueHeaders"][name][0].as_str();
            headers.get(name).and_then(Value::as_str).or(many).map(str::to_owned)
        };
        let text = answer["body"].as_str().unwrap_or_default();
        Some(Answer {
            status: answer["statusCode"].as_u64().and_then(|status| u16::try_from(status).ok())?,
            content_type: header("content-type").unwrap_or_default(),
            body: serde_json::from_str(text).unwrap_or_default(),
            retry_after: header("retry-after"),
            replayed: header("idempotent-replayed").is_some(),
        })
    }
}

/// The claims of a token as the authorizer passes them on: texts, and lists in brackets.
fn claims(token: &str) -> Result<Map<String, Value>> {
    let claims = token.split('.').nth(1).context("no token")?;
    let claims: Map<String, Value> = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims)?)?;
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => {
            let texts: Vec<_> = list.iter().filter_map(Value::as_str).collect();
            format!("[{}]", texts.join(" "))
        }
        other => other.to_string(),
    };
    Ok(claims.iter().map(|(name, value)| (name.clone(), text(value).into())).collect())
}

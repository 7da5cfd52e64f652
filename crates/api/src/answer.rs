//! What a function answers when all went well.

use serde::Serialize;

use crate::problem::Problem;

/// A status code and a JSON body.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// HTTP status code.
    pub status: u16,
    /// Body; `Null` sends none.
    pub body: serde_json::Value,
    /// Where the client is to go instead.
    pub location: Option<String>,
}

impl Answer {
    /// 200 with a body.
    ///
    /// # Errors
    /// [`Problem::unexpected`] when the body cannot be written as JSON, which no type of ours causes.
    pub fn ok(body: &impl Serialize) -> Result<Self, Problem> {
        Self::with(200, body)
    }

    /// 201 with a body.
    ///
    /// # Errors
    /// As [`Self::ok`].
    pub fn created(body: &impl Serialize) -> Result<Self, Problem> {
        Self::with(201, body)
    }

    /// 202 with a body.
    ///
    /// # Errors
    /// As [`Self::ok`].
    pub fn accepted(body: &impl Serialize) -> Result<Self, Problem> {
        Self::with(202, body)
    }

    /// 204.
    #[must_use]
    pub fn nothing() -> Self {
        Self { status: 204, body: serde_json::Value::Null, location: None }
    }

    /// 303: the client fetches another address.
    #[must_use]
    pub fn see(location: String) -> Self {
        Self { status: 303, body: serde_json::Value::Null, location: Some(location) }
    }

    fn with(status: u16, body: &impl Serialize) -> Result<Self, Problem> {
        let body = serde_json::to_value(body).map_err(|error| Problem::unexpected(&error))?;
        Ok(Self { status, body, location: None })
    }
}

//! The form by which a browser sends a scan to S3 (presigned POST).

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use reqwest::multipart::{Form, Part};
use serde::Deserialize;
use serde_json::Value;

/// A place that was given out for a scan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Upload {
    /// Address of the form.
    pub url: String,
    /// Fields, before the part `file`.
    pub fields: BTreeMap<String, String>,
}

impl Upload {
    /// Reads the answer of `POST /cases/{case}/scan`.
    ///
    /// # Errors
    /// When it is none.
    pub fn from_answer(answer: &Value) -> Result<Self> {
        serde_json::from_value(answer.clone()).with_context(|| format!("no place for a scan: {answer}"))
    }

    /// Sends the form; gives S3's status code and what it said.
    ///
    /// # Errors
    /// When nothing answers.
    pub async fn send(&self, scan: Vec<u8>) -> Result<(u16, String)> {
        let mut form = Form::new();
        for (name, value) in &self.fields {
            form = form.text(name.clone(), value.clone());
        }
        let file = Part::bytes(scan).file_name("scan.pdf").mime_str("application/pdf")?;
        let answer = reqwest::Client::new().post(&self.url).multipart(form.part("file", file)).send().await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    }
}

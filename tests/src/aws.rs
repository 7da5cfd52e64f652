//! Calls of AWS services that no SDK of the project covers: JSON over HTTP, signed with version 4.

use std::{
    collections::BTreeMap,
    time::{Duration, UNIX_EPOCH},
};

use anyhow::{Context as _, Result, bail, ensure};
use aws_sigv4::{
    http_request::{SignableBody, SignableRequest, SigningSettings, sign},
    sign::v4,
};
use serde_json::{Value, json};

use crate::Stack;

/// An action of Cognito user pools.
///
/// # Errors
/// What Cognito answered when it was not done.
pub(crate) async fn cognito(stack: &Stack, action: &str, input: &Value) -> Result<Value> {
    let target = format!("AWSCognitoIdentityProviderService.{action}");
    let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target.as_str())];
    let answer = post(stack, "cognito-idp", "/", &headers, input).await?;
    answer.with_context(|| format!("Cognito's {action}"))
}

/// Invokes a function of the stack by its folder's name and gives what it answers.
///
/// # Errors
/// What it answered when it failed.
pub async fn invoke(stack: &Stack, function: &str, event: &Value) -> Result<Value> {
    let path = format!("/2015-03-31/functions/chung-thuc-local-{function}/invocations");
    let answer = post(stack, "lambda", &path, &[("content-type", "application/json")], event).await?;
    answer.with_context(|| format!("invoking {function}"))
}

/// An action of `DynamoDB` on the raw items, for what no program of ours would do.
///
/// # Errors
/// What `DynamoDB` answered when it was not done.
pub async fn dynamodb(stack: &Stack, action: &str, input: &Value) -> Result<Value> {
    let target = format!("DynamoDB_20120810.{action}");
    let headers = [("content-type", "application/x-amz-json-1.0"), ("x-amz-target", target.as_str())];
    let answer = post(stack, "dynamodb", "/", &headers, input).await?;
    answer.with_context(|| format!("DynamoDB's {action}"))
}

/// The environment variables that the template gives a function.
///
/// # Errors
/// What Lambda answered when there is no such function.
pub(crate) async fn settings(stack: &Stack, function: &str) -> Result<BTreeMap<String, String>> {
    let path = format!("/2015-03-31/functions/chung-thuc-local-{function}/configuration");
    let answer = send(stack, "GET", "lambda", &path, &[], Vec::new()).await?;
    let answer = answer.with_context(|| format!("the settings of {function}"))?;
    Ok(serde_json::from_value(answer["Environment"]["Variables"].clone())?)
}

/// Puts an event on the bus of the national portal, as the portal does.
///
/// # Errors
/// What `EventBridge` refused.
pub async fn publish_from_portal(stack: &Stack, detail_type: &str, detail: &Value) -> Result<()> {
    let headers = [("content-type", "application/x-amz-json-1.1"), ("x-amz-target", "AWSEvents.PutEvents")];
    let entry = json!({
        "EventBusName": "chung-thuc-local-portal",
        "Source": "vn.gov.dichvucong",
        "DetailType": detail_type,
        "Detail": detail.to_string(),
    });
    let answer = post(stack, "events", "/", &headers, &json!({ "Entries": [entry] })).await?;
    let answer = answer.context("EventBridge's PutEvents")?;
    ensure!(answer["FailedEntryCount"] == 0, "EventBridge took no event: {answer}");
    Ok(())
}

/// Takes away that S3 tells the stack's own function of scans, for whoever brings it the events himself.
///
/// # Errors
/// What S3 answered when it was not done.
pub async fn keep_scans_from_function(stack: &Stack) -> Result<()> {
    let path = format!("/{}?notification", stack.scans_bucket);
    let none = br#"<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>"#;
    let answer =
        send(stack, "PUT", "s3", &path, &[("content-type", "application/xml")], none.to_vec()).await?;
    answer.map(drop).context("the notification of scans")
}

/// Posts JSON; the inner result is the service's refusal.
async fn post(
    stack: &Stack,
    service: &str,
    path: &str,
    headers: &[(&str, &str)],
    input: &Value,
) -> Result<Result<Value>> {
    send(stack, "POST", service, path, headers, serde_json::to_vec(input)?).await
}

async fn send(
    stack: &Stack,
    method: &str,
    service: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> Result<Result<Value>> {
    let url = format!("{}{path}", stack.endpoint.trim_end_matches('/'));
    let identity = stack.credentials().into();
    let seconds = u64::try_from(api::Clock.now().as_second())?;
    let parameters = v4::SigningParams::builder()
        .identity(&identity)
        .region(&stack.region)
        .name(service)
        .time(UNIX_EPOCH + Duration::from_secs(seconds))
        .settings(SigningSettings::default())
        .build()?;
    let signable = SignableRequest::new(method, &url, headers.iter().copied(), SignableBody::Bytes(&body))?;
    let (instructions, _signature) = sign(signable, &parameters.into())?.into_parts();
    let mut request = reqwest::Client::new().request(method.parse()?, &url);
    for (name, value) in headers.iter().copied().chain(instructions.headers()) {
        request = request.header(name, value);
    }
    let answer = request.body(body).send().await?;
    let (status, failed) = (answer.status(), answer.headers().contains_key("x-amz-function-error"));
    let text = answer.text().await?;
    if !status.is_success() || failed {
        return Ok((|| bail!("{status}: {text}"))());
    }
    Ok(Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? }))
}

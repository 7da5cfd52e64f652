//! How often one address may ask.

use anyhow::{Context as _, Result};
use api::{Clock, Visit};
use journeys::invoke;
use serde_json::{Value, json};

use crate::scene::unequipped;

const MOST: u64 = 4;

/// A visit from an address, made from the sample event.
fn visit(address: &str) -> Result<Visit> {
    let mut event: Value = serde_json::from_str(include_str!("../../../events/verify-check-code.json"))?;
    event["requestContext"]["http"]["sourceIp"] = json!(address);
    Ok(Visit::from_request(lambda_http::request::from_str(&event.to_string())?))
}

/// An address that no other test has.
fn address() -> String {
    let lot = Clock.ulid().random();
    format!("2001:db8:{:x}:{:x}::1", lot & 0xffff, (lot >> 16) & 0xffff)
}

#[tokio::test]
async fn an_address_that_asks_too_often_waits_and_nobody_else() -> Result<()> {
    let stack = unequipped(&journeys::Signing::chair()).await?.stack;
    let services = verify::Services {
        records: stack.records(),
        documents: stack.documents(),
        clock: Clock,
        most_visits: MOST,
        most_codes: 3,
    };
    let ask = async |address: &str| anyhow::Ok(verify::handle(&services, &visit(address)?).await.err());
    let (busy, other) = (address(), address());
    // A minute may end in between, and its visits are counted anew: never more than twice as many pass.
    let mut held = None;
    let mut passed = 0;
    while held.is_none() && passed <= 2 * MOST {
        held = ask(&busy).await?;
        passed += u64::from(held.is_none());
    }
    let problem = held.context("everything passed")?;
    assert!((MOST..=2 * MOST).contains(&passed), "{passed} passed");
    assert_eq!((problem.status, problem.code), (429, "too-many-checks"));
    let wait = problem.retry_after.context("no time to wait")?;
    assert!((1..=60).contains(&wait) && problem.detail.contains(&format!("Chờ {wait} giây")), "{problem:?}");
    assert_eq!(ask(&other).await?, None);
    Ok(())
}

#[tokio::test]
async fn the_sample_events_are_answered_by_the_function() -> Result<()> {
    let stack = unequipped(&journeys::Signing::chair()).await?.stack;
    for (event, status) in [
        (include_str!("../../../events/verify-check-code.json"), 200),
        (include_str!("../../../events/verify-check-digest.json"), 200),
        (include_str!("../../../events/verify-ask-for-download-code.json"), 202),
        (include_str!("../../../events/verify-fetch-copy.json"), 403),
        (include_str!("../../../events/verify-download-copy.json"), 404),
    ] {
        let answer = invoke(&stack, "verify", &serde_json::from_str(event)?).await?;
        assert_eq!(answer["statusCode"], status, "{answer}");
    }
    let request = serde_json::from_str(include_str!("../../../events/deliver-code-request.json"))?;
    assert_eq!(invoke(&stack, "deliver", &request).await?, json!({ "batchItemFailures": [] }));
    Ok(())
}

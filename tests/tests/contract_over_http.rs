//! The API keeps its contract whatever is sent: Schemathesis reads `infra/openapi.json`, makes requests that
//! it allows and requests that it forbids, and holds every answer against it.
//!
//! The requests come from somebody who has every role in an agency of her own, and name things that exist
//! as often as things that do not. What she breaks is hers alone.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use journeys::{Office, Person, Requester, Signing};
use serde_json::{Value, json};
use tokio::process::Command;

use crate::scene::{nothing, office, small_scan};

/// No 5xx, and no answer outside the contract; what the contract forbids is not taken.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance,negative_data_rejection";

/// Requests to an operation, beside those that the contract's own bounds give.
const MOST_EXAMPLES: &str = "12";

#[tokio::test]
async fn no_request_gets_an_answer_outside_the_contract() -> Result<()> {
    let office = office().await?;
    let everybody = Person::with_every_role(&office.stack, &office.agency).await?;
    office.add_signer(&everybody, &Signing::vice_chair()).await?;
    let known = things(&office).await?;
    let folder = tempfile::tempdir()?;
    let settings = folder.path().join("schemathesis.toml");
    std::fs::write(&settings, configuration(&known))?;

    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/openapi.json");
    // One worker: CPython's `ast.parse`, which Hypothesis calls, fails when threads meet in it
    // (python/cpython#106905).
    let output = Command::new(&office.stack.python)
        .args(["-m", "schemathesis.cli", "--no-color", "--config-file"])
        .arg(&settings)
        .arg("run")
        .arg(&contract)
        .args(["--url", &office.stack.api_url, "--checks", CHECKS, "--max-examples", MOST_EXAMPLES])
        .args(["--phases", "examples,coverage,fuzzing", "--workers", "1", "--continue-on-failure"])
        .args(["--request-timeout", "60", "--suppress-health-check", "all", "--seed", "1"])
        .env("TOKEN", everybody.api.token())
        .current_dir(folder.path())
        .output()
        .await
        .context("starting Schemathesis")?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "Schemathesis found something:\n{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

/// Identifiers of things that exist, by the name of the parameter that takes them.
async fn things(office: &Office) -> Result<Vec<(&'static str, Vec<String>)>> {
    let requester = Requester::by_email();
    let draft = office.open_case(&requester).await?;
    office.attach_scan(&draft, small_scan()).await?;
    let awaiting = office.submitted(&requester, small_scan()).await?;
    let returned = office.submitted(&requester, small_scan()).await?;
    let reason = json!({ "code": "other", "text": "Quét lại giúp." });
    office.signer.api.post(&format!("/cases/{returned}/return"), &reason).await?.done()?;
    let signed = office.submitted(&requester, small_scan()).await?;
    office.sign(&signed).await?;
    let released = office.certify(&requester, small_scan()).await?.case;
    let deliveries = office.delivered(&released).await?;
    let ids = |lines: &[Value]| -> Vec<String> {
        lines.iter().filter_map(|line| line["id"].as_str().map(str::to_owned)).collect()
    };
    let empty = office.open_book("01-01", "12-31").await?;
    office.officer.api.post(&format!("/cases/{draft}/scan"), &nothing()).await?.done()?;
    let officials = office.administrator().await?.api.get("/agency/officials").await?.done()?;
    let officials = officials["officials"].as_array().context("no list")?;
    Ok(vec![
        ("appointment", vec![appointment(office, &requester).await?]),
        ("official", ids(officials)),
        ("case", vec![draft, awaiting, returned, signed, released]),
        ("book", vec![office.book().await?, empty["id"].as_str().context("no identifier")?.to_owned()]),
        ("delivery", ids(&deliveries)),
    ])
}

/// An appointment at the first free hour.
async fn appointment(office: &Office, requester: &Requester) -> Result<String> {
    let today = certification::time::day(api::Clock.now());
    for days in 1..10 {
        let day = today.saturating_add(jiff::Span::new().days(days));
        let free = office.officer.api.get(&format!("/slots?date={day}")).await?.done()?;
        let Some(slot) = free["slots"][0]["slot"].as_str() else { continue };
        let booking = json!({
            "requester": requester.body(), "document_type": "bang-tot-nghiep", "slot": slot,
        });
        let booked = office.officer.api.post("/appointments", &booking).await?.done()?;
        return Ok(booked["id"].as_str().context("no identifier")?.to_owned());
    }
    anyhow::bail!("no hour is free for ten days")
}

fn configuration(known: &[(&str, Vec<String>)]) -> String {
    let mut text = String::from("headers = { Authorization = \"Bearer ${TOKEN}\" }\n");
    for (name, values) in known {
        text.extend(["\n[dictionaries.", name, "]\nvalues = ", &json!(values).to_string(), "\n"]);
    }
    text.push_str("\n[parameters]\n");
    for (name, _) in known {
        text.extend(["\"path.", name, "\" = { dictionary = \"", name, "\", probability = 0.7 }\n"]);
    }
    text
}

//! The public check: what anybody can learn of a certified copy, and nobody of a person.

mod answers;
mod download;
mod limit;

use anyhow::{Context as _, Result, ensure};
use journeys::{Api, Certified, Office, Requester};
use serde_json::Value;

use crate::scene::small_scan;

/// The name that [`Requester::by_email`] gives.
const REQUESTER: &str = "Trần Thị Bình";

/// Somebody who does not sign in.
fn public(office: &Office) -> Api {
    Api::signed_out(&office.stack.api_url)
}

/// A released copy and the code on its statement page.
async fn certified(office: &Office, requester: &Requester) -> Result<(Certified, String)> {
    let certified = office.certify(requester, small_scan()).await?;
    let code = certified.view["check_code"].as_str().context("no code")?.to_owned();
    Ok((certified, code))
}

/// What the public check says of a code, and that it names nobody.
async fn check(office: &Office, code: &str) -> Result<Value> {
    let answer = public(office).get(&format!("/verify/{code}")).await?;
    ensure!(answer.status == 200, "{answer:?}");
    names_nobody(office, &answer.body)?;
    Ok(answer.body)
}

/// Neither the requester nor any official, nor the original.
fn names_nobody(office: &Office, answer: &Value) -> Result<()> {
    let text = answer.to_string();
    for name in
        [REQUESTER, "@", &office.signer.name, &office.clerk.name, &office.officer.name, "Bằng tốt nghiệp"]
    {
        ensure!(!text.contains(name), "{name} stands in {text}");
    }
    Ok(())
}

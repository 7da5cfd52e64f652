//! What administrators and officials set up.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::time;
use jiff::ToSpan as _;
use journeys::{Signing, images};
use serde_json::{Value, json};

use super::{LOST, Losing};
use crate::scene::{nothing, unequipped};

#[tokio::test]
async fn what_an_administrator_sets_answers_a_repeat_with_what_was_set() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let admin = office.administrator().await?.api;
    let agency = office.agency.to_string();
    let from = time::day(api::Clock.now()).saturating_add(30.days());
    let version = async || {
        let agency = admin.get(&format!("/agencies/{agency}")).await?.done()?;
        anyhow::Ok(agency["version"].clone())
    };
    for (fault, days) in LOST.into_iter().zip([0, 1]) {
        let mut function = Losing::new(&office.stack, "administer", fault).await?;
        let from = from.saturating_add(days.days()).to_string();
        let path = [("agency", agency.as_str())];
        let body =
            json!({ "version": version().await?, "name": format!("Ủy ban nhân dân phường Thử {days}") });
        let changed = function.ask(&admin, "PATCH /agencies/{agency}", &path, &body).await?;
        assert_eq!(changed["name"], body["name"]);

        let types = json!({
            "version": version().await?,
            "document_types": [{ "code": "khac", "name": format!("Giấy tờ khác {days}") }],
        });
        let set = function.ask(&admin, "PUT /agency/document-types", &[], &types).await?;
        assert_eq!(set["document_types"][0]["name"], types["document_types"][0]["name"]);
        let path = [("from", from.as_str())];
        let fee = json!({
            "version": version().await?, "basis": "NQ 01/2026/NQ-HĐND",
            "first_page": 1_000, "first_pages": 2, "further_page": 500, "ceiling": 100_000,
        });
        function.ask(&admin, "PUT /agency/fees/{from}", &path, &fee).await?;
        let wording = json!({
            "version": version().await?, "title": "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
            "number_label": "Số chứng thực:", "book_label": "quyển số:",
        });
        let set = function.ask(&admin, "PUT /agency/wordings/{from}", &path, &wording).await?;
        assert_eq!(set["version"], version().await?);
    }
    let history = admin.get("/agency/history").await?.done()?;
    let lines = history["changes"].as_array().context("no history")?;
    assert_eq!(lines.len(), 8, "each change has one line: {history}");
    Ok(())
}

#[tokio::test]
async fn a_change_of_an_official_goes_on_when_it_was_cut_off_before_the_sign_in_followed() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let admin = office.administrator().await?.api;
    for (fault, disabled) in LOST.into_iter().zip([true, false]) {
        let clerk = office.signer.id.to_string();
        let seen = admin.get(&format!("/agency/officials/{clerk}")).await?.done()?;
        let body = json!({ "version": seen["version"], "disabled": disabled });
        let route = "PATCH /agency/officials/{official}";
        let key = api::Clock.ulid().to_string();
        let request =
            journeys::faults::Request::new(&admin, route, &[("official", &clerk)], &body, Some(&key))?;
        let mut function = Losing::new(&office.stack, "administer", fault).await?;
        let breakage = journeys::faults::Breakage { at: journeys::faults::At::Commit, fault };
        // The lease of an attempt that dies before its answer ends soon here.
        let deadline = api::Clock.now() + jiff::SignedDuration::from_secs(1);
        function.function.invoke(request.event(), deadline, Some(breakage)).await?;
        let answer = function.repeat(&request).await?.done()?;
        assert_eq!(answer["disabled"], disabled, "{answer}");
        let known = admin.get(&format!("/agency/officials/{clerk}")).await?.done()?;
        assert_eq!((&known["disabled"], &known["version"]), (&json!(disabled), &answer["version"]));
    }
    Ok(())
}

#[tokio::test]
async fn images_and_challenges_answer_a_repeat_with_what_was_stored() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    for fault in LOST {
        let mut signing = Losing::new(&office.stack, "sign-finalize", fault).await?;
        let signer = &office.signer.api;
        let challenge = signing.ask(signer, "POST /me/certificate/challenge", &[], &nothing()).await?;
        let hash = challenge["hash"].as_str().context("no hash")?;
        let answer = office.signer_desk.sign(hash).await?;
        let body = json!({ "signature": answer.signature, "certificate": answer.certificate });
        let bound = signing.ask(signer, "PUT /me/certificate", &[], &body).await?;
        assert!(bound["fingerprint"].is_string() || bound["subject"].is_string(), "{bound}");
        let image = json!({ "png": STANDARD.encode(images::signature()?) });
        assert_eq!(signing.ask(signer, "PUT /me/signature-image", &[], &image).await?, Value::Null);

        let mut sealing = Losing::new(&office.stack, "stamp-finalize", fault).await?;
        let clerk = &office.clerk.api;
        let challenge = sealing.ask(clerk, "POST /agency/certificate/challenge", &[], &nothing()).await?;
        let hash = challenge["hash"].as_str().context("no hash")?;
        let answer = office.agency_desk.sign(hash).await?;
        let body = json!({ "signature": answer.signature, "certificate": answer.certificate });
        sealing.ask(clerk, "PUT /agency/certificate", &[], &body).await?;
        let image = json!({ "png": STANDARD.encode(images::seal()?), "size_mm": 36 });
        assert_eq!(sealing.ask(clerk, "PUT /agency/seal-image", &[], &image).await?, Value::Null);
    }
    Ok(())
}

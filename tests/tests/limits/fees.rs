//! What copies cost: the agency's dated table, and waivers.

use anyhow::{Context as _, Result};
use certification::{
    fee::{FeeRate, FeeTable},
    time,
};
use jiff::ToSpan as _;
use journeys::{Requester, Signing};
use serde_json::{Value, json};

use super::with_agency;
use crate::{
    refusals::{cause, of, refused},
    scene::{office, small_scan, unequipped},
};

#[tokio::test]
async fn a_case_keeps_the_fee_of_the_day_on_which_it_was_received() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let today = time::day(api::Clock.now());
    let rate = |from, first_page| FeeRate {
        from,
        first_page,
        basis: "Nghị quyết 01/2026/NQ-HĐND".to_owned(),
        ..FeeRate::of_the_circular()
    };
    let (yesterday, tomorrow) = (today.checked_sub(1.day())?, today.checked_add(1.day())?);
    let table = FeeTable::new(vec![FeeRate::of_the_circular(), rate(yesterday, 500), rate(tomorrow, 1)])?;
    with_agency(&office, |agency| agency.fees = table).await?;

    let case = office.open_case(&Requester::by_email()).await?;
    assert_eq!(office.read(&case).await?["fee"], Value::Null);
    assert_eq!(office.attach_scan(&case, small_scan()).await?["fee"], 500);

    // The table changes; what the requester has been told does not.
    with_agency(&office, |agency| agency.fees = FeeTable::default()).await?;
    assert_eq!(office.read(&case).await?["fee"], 500);
    let more = json!({ "copies": 3 });
    let more = office.officer.api.patch(&format!("/cases/{case}"), &more).await?.done()?;
    assert_eq!(more["fee"], 1_500);
    Ok(())
}

#[tokio::test]
async fn a_waiver_is_in_the_case_and_in_the_register_with_its_reason() -> Result<()> {
    let office = office().await?;
    let body = json!({
        "requester": { "name": "Trần Thị Bình", "email": "binh@thu.example.vn" },
        "document_type": "khac",
        "copies": 3,
        "fee_waiver": { "percent": 50, "reason": "Hộ cận nghèo" },
    });
    let case = office.officer.api.post("/cases", &body).await?.done()?;
    let id = case["id"].as_str().context("no id")?.to_owned();
    assert_eq!(office.attach_scan(&id, small_scan()).await?["fee"], 3_000);

    let path = format!("/cases/{id}");
    let none = office.officer.api.patch(&path, &json!({ "fee_waiver": null })).await?.done()?;
    assert_eq!((&none["fee"], &none["fee_waiver"]), (&json!(6_000), &Value::Null));
    let waiver = json!({ "fee_waiver": { "reason": "Người có công với cách mạng" } });
    let all = office.officer.api.patch(&path, &waiver).await?.done()?;
    assert_eq!(all["fee"], 0);
    assert_eq!(all["fee_waiver"], json!({ "percent": 100, "reason": "Người có công với cách mạng" }));
    // A change of something else leaves it.
    let other = office.officer.api.patch(&path, &json!({ "copies": 2 })).await?.done()?;
    assert_eq!(other["fee_waiver"], all["fee_waiver"]);

    office.submit(&id).await?;
    office.sign(&id).await?;
    let book = office.book().await?;
    office.number(&id, &book).await?;
    let entries = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    let entry = &entries["entries"][0];
    assert_eq!((&entry["fee"], &entry["note"]), (&json!(0), &json!("Miễn phí: Người có công với cách mạng")));
    Ok(())
}

#[tokio::test]
async fn a_waiver_needs_a_reason_and_waives_something() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let before = office.read(&case).await?;
    let path = format!("/cases/{case}");
    let api = &office.officer.api;
    for (waiver, field) in [
        (json!({ "reason": " " }), "reason"),
        (json!({ "reason": "a".repeat(201) }), "reason"),
        (json!({ "percent": 0, "reason": "Hộ nghèo" }), "percent"),
        (json!({ "percent": 101, "reason": "Hộ nghèo" }), "percent"),
    ] {
        let problem = refused(api.patch(&path, &json!({ "fee_waiver": waiver })).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{waiver}");
        assert_eq!(problem.facts, json!({ "field": field }), "{waiver}");
    }
    for waiver in [json!({ "percent": 50 }), json!({ "percent": 256, "reason": "abc" }), json!("all")] {
        let answer = api.patch(&path, &json!({ "fee_waiver": waiver })).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{waiver}");
    }
    assert_eq!(office.read(&case).await?, before);
    Ok(())
}

//! What was not sent is found and sent again.

use anyhow::{Context as _, Result};
use certification::notice::{Attempt, Delivery, DeliveryStatus, NoticeSubject};
use jiff::ToSpan as _;
use journeys::{Person, Requester, emulator};
use serde_json::json;

use super::{booked, new_address, notice, put, resend, settled};
use crate::scene::{column, office, small_scan};

#[tokio::test]
async fn what_failed_is_sent_again_one_by_one_or_all_at_once() -> Result<()> {
    let office = office().await?;
    let admin = Person::official(&office.stack, &office.agency, "admin", "Hoàng Thị Quản Trị").await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    // There is no copy to send yet, so both are given up at the first attempt.
    let ((first, to_first), (second, to_second)) = (new_address()?, new_address()?);
    let about = case.parse::<certification::CaseId>()?.into();
    let mut early =
        [to_first, to_second].map(|to| notice(&office, about, NoticeSubject::CopyReleased, vec![to]));
    // Of one millisecond, perhaps: then their identifiers say which is the first.
    early.sort_by_key(|notice| (notice.at.as_millisecond(), notice.id));
    for notice in &early {
        put(&office, notice).await?;
        let lines = settled(&office, notice).await?;
        assert_eq!(
            (&lines[0]["status"], &lines[0]["attempts"][0]["outcome"]),
            (&json!("failed"), &json!("failed"))
        );
    }
    let page = office.officer.api.get("/deliveries?state=failed&limit=1").await?.done()?;
    let next = page["next"].as_str().context("there is another page")?;
    let cursor = next.replace('#', "%23").replace(':', "%3A");
    let rest = office.officer.api.get(&format!("/deliveries?state=failed&cursor={cursor}")).await?.done()?;
    let found = [&page, &rest].map(|page| page["deliveries"][0]["id"].clone());
    assert_eq!(found, early.each_ref().map(|notice| json!(format!("{}-1", notice.id))));
    assert!(rest["next"].is_null());

    office.sign(&case).await?;
    office.number(&case, &office.book().await?).await?;
    office.seal(&case).await?;
    office.release(&case).await?;
    assert_eq!(resend(&office, &early[0], 1).await?.done()?["status"], "sent");
    let replayed = admin.api.post("/deliveries/replay", &json!({ "state": "failed" })).await?.done()?;
    let replayed = replayed["deliveries"].as_array().context("what was replayed")?;
    assert_eq!(column(replayed, "id"), [format!("{}-1", early[1].id)]);
    assert_eq!(column(replayed, "status"), ["sent"]);
    assert_eq!(replayed[0]["attempts"][1]["by"], "Hoàng Thị Quản Trị");
    for address in [first, second] {
        assert_eq!(emulator::mail_to(&office.stack, &address).await?.len(), 1, "{address}");
    }
    let left = office.officer.api.get("/deliveries?state=failed").await?.done()?;
    assert_eq!(left["deliveries"], json!([]));
    Ok(())
}

#[tokio::test]
async fn a_delivery_that_was_cut_off_is_sent_again_only_when_somebody_asks() -> Result<()> {
    let office = office().await?;
    let admin = Person::official(&office.stack, &office.agency, "admin", "Hoàng Thị Quản Trị").await?;
    let (address, email) = new_address()?;
    let notice = booked(&office, vec![email]);
    put(&office, &notice).await?;
    settled(&office, &notice).await?;
    // As a function leaves it that ended between the sending and the ledger.
    let records = office.stack.records();
    let line = records.deliveries(&office.agency, notice.about).await?.remove(0);
    let cut = |minutes: i64, line: Delivery| Delivery {
        status: DeliveryStatus::Sending,
        attempts: vec![Attempt {
            at: api::Clock.now() - minutes.minutes(),
            by: None,
            outcome: None,
            reports: Vec::new(),
        }],
        ..line
    };
    let line = records.save_delivery(&cut(1, line)).await?;
    let problem = resend(&office, &notice, 1).await?.problem()?;
    assert_eq!((problem.status, &*problem.code), (409, "delivery-under-way"));
    let replay = json!({ "state": "sending" });
    let replayed = admin.api.post("/deliveries/replay", &replay).await?.done()?;
    assert_eq!(replayed["deliveries"], json!([]));

    records.save_delivery(&cut(6, line)).await?;
    journeys::invoke(&office.stack, "deliver", &super::stream_event(&notice)?).await?;
    assert_eq!(emulator::mail_to(&office.stack, &address).await?.len(), 1);
    let replayed = admin.api.post("/deliveries/replay", &replay).await?.done()?;
    assert_eq!(replayed["deliveries"][0]["status"], "sent");
    assert_eq!(emulator::mail_to(&office.stack, &address).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn a_replay_is_the_administrator_s_and_a_list_names_a_state_that_waits() -> Result<()> {
    let office = office().await?;
    let admin = Person::official(&office.stack, &office.agency, "admin", "Hoàng Thị Quản Trị").await?;
    let api = &admin.api;
    let answers = [
        (
            office.officer.api.post("/deliveries/replay", &json!({ "state": "failed" })).await?,
            403,
            "wrong-role",
        ),
        (api.post("/deliveries/replay", &json!({ "state": "sent" })).await?, 422, "invalid-field"),
        (api.post("/deliveries/replay", &json!({ "state": "complained" })).await?, 422, "invalid-field"),
        (api.post("/deliveries/replay", &json!({})).await?, 400, "malformed-request"),
        (api.get("/deliveries").await?, 400, "malformed-request"),
        (api.get("/deliveries?state=sent").await?, 400, "malformed-request"),
        (api.get("/deliveries?state=failed&limit=0").await?, 400, "malformed-request"),
    ];
    for (answer, status, code) in answers {
        let problem = answer.problem()?;
        assert_eq!((problem.status, &*problem.code), (status, code));
    }
    let beyond = api.get("/deliveries?state=failed&cursor=nothing").await?.done()?;
    assert_eq!(beyond["deliveries"], json!([]));
    Ok(())
}

//! The numbers beside the menu.

use anyhow::{Context as _, Result};
use certification::{CaseId, StateName};
use jiff::SignedDuration;
use journeys::{Api, Office, Person, Requester, Signing};
use records::{Change, Count};
use serde_json::{Value, json};

use crate::{
    appointments,
    scene::{nothing, office, small_scan, unequipped},
};

/// `(queue, count, overdue)` of each queue that a caller sees.
async fn counts(api: &Api) -> Result<Vec<(String, u64, Option<u64>)>> {
    let answer = api.get("/queues").await?.done()?;
    let queues = answer["queues"].as_array().context("no queues")?;
    let one = |queue: &Value| {
        assert_eq!(queue["more"], false, "{queue}");
        let name = queue["queue"].as_str()?.to_owned();
        Some((name, queue["count"].as_u64()?, queue["overdue"].as_u64()))
    };
    queues.iter().map(one).collect::<Option<_>>().context("a queue without name or number")
}

fn seen(expected: &[(&str, u64, Option<u64>)]) -> Vec<(String, u64, Option<u64>)> {
    expected.iter().map(|(name, count, overdue)| ((*name).to_owned(), *count, *overdue)).collect()
}

async fn overdue(office: &Office, case: &str) -> Result<()> {
    let records = office.stack.records();
    let id: CaseId = case.parse()?;
    let mut case = records.case(&office.agency, id).await?.context("no case")?;
    case.time_limit.lawful = api::Clock.now() - SignedDuration::from_mins(1);
    records.save_case(&case, &Change::default()).await?;
    Ok(())
}

#[tokio::test]
async fn each_role_sees_how_many_wait_for_it_and_how_many_are_overdue() -> Result<()> {
    let office = office().await?;
    let (officer, signer, clerk) = (&office.officer.api, &office.signer.api, &office.clerk.api);
    assert_eq!(
        counts(officer).await?,
        seen(&[("draft", 0, Some(0)), ("returned", 0, Some(0)), ("appointments", 0, None)])
    );
    let draft = office.open_case(&Requester::by_email()).await?;
    office.open_case(&Requester::by_email()).await?;
    overdue(&office, &draft).await?;
    let returned = office.submitted(&Requester::by_email(), small_scan()).await?;
    let reason = json!({ "code": "illegible", "text": "Trang 1 mờ." });
    signer.post(&format!("/cases/{returned}/return"), &reason).await?.done()?;
    assert_eq!(
        counts(officer).await?,
        seen(&[("draft", 2, Some(1)), ("returned", 1, Some(0)), ("appointments", 0, None)])
    );

    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    overdue(&office, &case).await?;
    assert_eq!(counts(signer).await?, seen(&[("awaiting_signature", 1, Some(1)), ("signed_today", 0, None)]));
    office.sign(&case).await?;
    assert_eq!(counts(signer).await?, seen(&[("awaiting_signature", 0, Some(0)), ("signed_today", 1, None)]));
    let of_clerk = |signed, numbered, sealed, released| {
        let overdue = |count| Some(count);
        seen(&[
            ("signed", signed, overdue(signed)),
            ("numbered", numbered, overdue(numbered)),
            ("sealed", sealed, overdue(sealed)),
            ("released_today", released, None),
            ("deliveries", 0, None),
        ])
    };
    assert_eq!(counts(clerk).await?, of_clerk(1, 0, 0, 0));
    office.number(&case, &office.book().await?).await?;
    assert_eq!(counts(clerk).await?, of_clerk(0, 1, 0, 0));
    office.seal(&case).await?;
    assert_eq!(counts(clerk).await?, of_clerk(0, 0, 1, 0));
    office.release(&case).await?;
    assert_eq!(counts(clerk).await?, of_clerk(0, 0, 0, 1));
    // What was signed today stays signed today, wherever it has gone since.
    assert_eq!(counts(signer).await?[1], ("signed_today".to_owned(), 1, None));
    Ok(())
}

#[tokio::test]
async fn a_booked_appointment_is_counted_and_other_agencies_are_not() -> Result<()> {
    let (office, neighbour) = (appointments::office(1).await?, unequipped(&Signing::chair()).await?);
    neighbour.open_case(&Requester::by_email()).await?;
    let appointment = appointments::booked(&office, &appointments::at(1, 9)).await?;
    let path = format!("/appointments/{}/open", appointment["id"].as_str().context("no identifier")?);
    assert_eq!(counts(&office.officer.api).await?[2], ("appointments".to_owned(), 1, None));
    assert_eq!(counts(&office.officer.api).await?[0], ("draft".to_owned(), 0, Some(0)));
    office.officer.api.post(&path, &nothing()).await?.done()?;
    assert_eq!(counts(&office.officer.api).await?[2], ("appointments".to_owned(), 0, None));
    assert_eq!(counts(&office.officer.api).await?[0], ("draft".to_owned(), 1, Some(0)));
    Ok(())
}

#[tokio::test]
async fn an_administrator_has_no_queue_and_a_requester_no_numbers() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let admin = Person::official(&office.stack, &office.agency, "admin", "Hoàng Thị Quản").await?;
    assert_eq!(counts(&admin.api).await?, seen(&[]));
    let stranger = Person::requester(&office.stack, "dvcqg-quay-dem", "Trần Thị Bình").await?;
    assert_eq!(stranger.api.get("/queues").await?.status, 403);
    Ok(())
}

#[tokio::test]
async fn a_count_ends_at_a_thousand_and_says_so() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let now = api::Clock.now();
    super::received_at(&office, (0..1_000).map(|_| now), "Lê Văn Tám").await?;
    let records = office.stack.records();
    let draft = StateName::Draft;
    let all = Count { count: 1_000, more: false };
    assert_eq!(records.count_cases(&office.agency, draft).await?, all);
    super::received_at(&office, [now], "Lê Văn Chín").await?;
    assert_eq!(records.count_cases(&office.agency, draft).await?, Count { more: true, ..all });
    assert_eq!(records.count_due_before(&office.agency, draft, now).await?, Count::default());
    let answer = office.officer.api.get("/queues").await?.done()?;
    let expected = json!({ "queue": "draft", "role": "officer", "count": 1_000, "more": true, "overdue": 0 });
    assert_eq!(answer["queues"][0], expected);
    Ok(())
}

//! The time limit: by the calendar, extended, overdue; queues in its order.

use anyhow::{Context as _, Result};
use certification::{Calendar, CaseId, calendar::Exception, time, time_limit};
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use journeys::{Office, Requester, Signing, emulator};
use records::Change;
use serde_json::{Value, json};

use super::with_agency;
use crate::{
    refusals::{all_of, cause, of, refused},
    scene::{column, nothing, unequipped},
};

fn instant(view: &Value, name: &str) -> Result<Timestamp> {
    Ok(view[name].as_str().context("no time")?.parse()?)
}

/// Lets the time limit of a case end so long ago.
async fn overdue_since(office: &Office, case: &str, ago: SignedDuration) -> Result<()> {
    let records = office.stack.records();
    let id: CaseId = case.parse()?;
    let mut case = records.case(&office.agency, id).await?.context("no case")?;
    case.time_limit.lawful = api::Clock.now() - ago;
    records.save_case(&case, &Change::default()).await?;
    Ok(())
}

#[tokio::test]
async fn a_case_is_due_by_the_agencys_calendar() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.read(&office.open_case(&Requester::by_email()).await?).await?;
    let due = time_limit::due(&Calendar::standard(), instant(&case, "received_at")?);
    assert_eq!(instant(&case, "due_at")?, due);
    assert_eq!((&case["overdue"], &case["held_by"]), (&json!(false), &json!("officer")));

    // Closed for ten days: due at the end of the first working day after them.
    let today = time::day(api::Clock.now());
    let closed = Exception::Closed { reason: "Nghỉ lễ".to_owned() };
    let days = today.series(1.day()).take(10).map(|day| (day, closed.clone())).collect();
    let calendar = Calendar::standard().with_exceptions(days)?;
    let opens = calendar.next_working_day(today).context("never open")?;
    with_agency(&office, |agency| agency.calendar = calendar).await?;
    let case = office.read(&office.open_case(&Requester::by_email()).await?).await?;
    assert_eq!(case["due_at"], format!("{opens}T17:00:00+07:00"));
    Ok(())
}

#[tokio::test]
async fn an_extension_moves_the_due_time_and_is_in_the_history() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let before = office.read(&case).await?;
    let path = format!("/cases/{case}/extend");

    let body = json!({ "ground": "many_pages", "days": 1, "version": before["version"] });
    let once = office.officer.api.post(&path, &body).await?.done()?;
    let due = instant(&before, "due_at")?;
    assert_eq!(instant(&once, "due_at")?, time_limit::extended(&Calendar::standard(), due, 1));
    let extension = &once["extension"];
    assert_eq!(
        (&extension["ground"], &extension["days"], &extension["by"]),
        (&json!("many_pages"), &json!(1), &json!(office.officer.name))
    );

    // The signer goes on to four days, counted from the same day, by agreement.
    let agreement = "Văn bản thỏa thuận số 01 ngày 25/11/2026";
    let body = json!({ "ground": "complex", "days": 4, "agreement": agreement });
    let twice = office.signer.api.post(&path, &body).await?.done()?;
    assert_eq!(instant(&twice, "due_at")?, time_limit::extended(&Calendar::standard(), due, 4));
    assert_eq!(twice["extension"]["agreement"], agreement);
    let (_, history) = all_of(&office, &case).await?;
    let lines = history["history"].as_array().context("no history")?;
    assert_eq!(column(lines, "action"), ["open", "extend", "extend"]);
    assert_eq!(column(lines, "role"), ["officer", "officer", "signer"]);
    assert_eq!(
        lines[2]["facts"],
        json!({ "kind": "extended", "ground": "complex", "days": 4, "due_at": twice["due_at"] })
    );
    Ok(())
}

#[tokio::test]
async fn the_requester_is_told_of_an_extension() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let requester = Requester::by_email();
    let Requester::Email { address, .. } = &requester else { panic!("a requester with an address") };
    let case = office.open_case(&requester).await?;
    let before = instant(&office.read(&case).await?, "due_at")?;
    let body = json!({ "ground": "many_pages", "days": 2 });
    let after = office.officer.api.post(&format!("/cases/{case}/extend"), &body).await?.done()?;
    let ledger = office.delivered(&case).await?;
    assert_eq!(column(&ledger, "subject"), ["time_limit_extended"]);

    let mail = emulator::mail_to(&office.stack, address).await?;
    let [mail] = &mail[..] else { panic!("one e-mail, not {mail:?}") };
    let day = |at: Timestamp| time::local(at).strftime("%d/%m/%Y").to_string();
    let due = day(instant(&after, "due_at")?);
    assert!(mail.subject.contains("Kéo dài thời hạn") && mail.subject.contains(&due), "{}", mail.subject);
    for said in ["Bằng tốt nghiệp", "bản chính có nhiều trang", "Trần Thị Bình", &day(before), &due]
    {
        assert!(mail.text.contains(said), "{said} is not in: {}", mail.text);
    }
    // A refused extension tells nobody anything.
    office.officer.api.post(&format!("/cases/{case}/extend"), &body).await?.problem()?;
    assert_eq!(office.delivered(&case).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn what_the_law_does_not_allow_extends_nothing() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let path = format!("/cases/{case}/extend");
    let extend = |days: u32| json!({ "ground": "many_pages", "days": days });
    office.officer.api.post(&path, &extend(2)).await?.done()?;
    let before = all_of(&office, &case).await?;
    let api = &office.officer.api;

    for (body, field) in [
        (extend(0), "days"),
        (extend(61), "days"),
        (extend(3), "agreement"),
        (json!({ "ground": "complex", "days": 3, "agreement": "  " }), "agreement"),
        (json!({ "ground": "complex", "days": 3, "agreement": "a".repeat(201) }), "agreement"),
    ] {
        let problem = refused(api.post(&path, &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{body}");
        assert_eq!(problem.facts, json!({ "field": field }), "{body}");
    }
    let again = refused(api.post(&path, &extend(2)).await?)?;
    assert_eq!((again.status, &*again.code, again.facts), (409, "already-extended", json!({ "days": 2 })));
    for body in [
        json!({ "ground": "lazy", "days": 1 }),
        json!({ "days": 1 }),
        json!({ "ground": "complex", "days": -1 }),
        json!([]),
    ] {
        assert_eq!(cause(api.post(&path, &body).await?)?, of(400, "malformed-request"), "{body}");
    }
    let stale = json!({ "ground": "many_pages", "days": 2, "version": 1 });
    let stale = refused(api.post(&path, &stale).await?)?;
    assert_eq!((stale.status, &*stale.code), (409, "changed-meanwhile"));
    assert_eq!(stale.facts["last"]["action"], "extend");
    assert!(
        stale.detail.starts_with(&format!("{} (cán bộ tư pháp) đã kéo dài", office.officer.name)),
        "{}",
        stale.detail
    );
    assert_eq!(cause(office.clerk.api.post(&path, &extend(3)).await?)?, of(403, "wrong-role"));
    let elsewhere = unequipped(&Signing::chair()).await?;
    assert_eq!(cause(elsewhere.officer.api.post(&path, &extend(1)).await?)?, of(404, "not-found"));
    assert_eq!(all_of(&office, &case).await?, before);

    api.post(&format!("/cases/{case}/cancel"), &nothing()).await?.done()?;
    let agreed = json!({ "ground": "complex", "days": 9, "agreement": "01/2026" });
    assert_eq!(cause(api.post(&path, &agreed).await?)?, of(409, "wrong-state"));
    Ok(())
}

#[tokio::test]
async fn a_queue_begins_with_what_is_due_first_and_says_who_holds_what_is_overdue() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let mut cases = Vec::new();
    for _ in 0..4 {
        cases.push(office.open_case(&Requester::by_email()).await?);
    }
    let extension = json!({ "ground": "many_copies", "days": 2 });
    office.officer.api.post(&format!("/cases/{}/extend", cases[0]), &extension).await?.done()?;
    overdue_since(&office, &cases[2], SignedDuration::from_mins(1)).await?;
    overdue_since(&office, &cases[3], SignedDuration::from_hours(1)).await?;

    let queue = office.officer.api.get("/cases?state=draft").await?.done()?;
    let lines = queue["cases"].as_array().context("no cases")?;
    assert_eq!(column(lines, "id"), [&*cases[3], &*cases[2], &*cases[1], &*cases[0]]);
    assert_eq!(column(lines, "overdue"), [true, true, false, false]);
    assert_eq!(column(lines, "held_by"), ["officer"; 4]);

    // Nobody holds what is cancelled, so it is not overdue.
    let cancelled =
        office.officer.api.post(&format!("/cases/{}/cancel", cases[3]), &nothing()).await?.done()?;
    assert_eq!((&cancelled["overdue"], &cancelled["held_by"]), (&json!(false), &Value::Null));
    Ok(())
}

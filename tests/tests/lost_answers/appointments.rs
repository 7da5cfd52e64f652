//! Booking, moving, opening and ending appointments, by officers and by requesters.

use anyhow::{Context as _, Result};
use certification::AppointmentId;
use journeys::{Office, Person};
use serde_json::{Value, json};

use super::{LOST, Losing};
use crate::{
    appointments::{at, booked, day, form, id_of, office, taken},
    scene::nothing,
};

const BOOK: &str = "POST /appointments";
const MOVE: &str = "POST /appointments/{appointment}/reschedule";

async fn actions(office: &Office, id: &str) -> Result<Vec<&'static str>> {
    let lines = office.stack.records().appointment_history(&office.agency, id.parse()?).await?;
    Ok(lines.into_iter().map(|line| line.action.as_str()).collect())
}

/// How many notices the requester gets of an appointment.
async fn notices(office: &Office, id: &str) -> Result<usize> {
    let about = id.parse::<AppointmentId>()?.into();
    let lines = office.stack.records().deliveries(&office.agency, about).await?;
    let notices: std::collections::BTreeSet<_> = lines.iter().map(|line| line.id.notice).collect();
    Ok(notices.len())
}

#[tokio::test]
async fn an_officer_s_booking_move_and_cancelling_answers_a_repeat_with_what_it_did() -> Result<()> {
    // One place an hour: a repeat that booked again would find its own appointment in the way.
    let office = office(1).await?;
    let api = &office.officer.api;
    for (fault, hour) in LOST.into_iter().zip([8, 10]) {
        let mut function = Losing::new(&office.stack, "reschedule", fault).await?;
        let booked = function.ask(api, BOOK, &[], &form(&at(2, hour), None)).await?;
        let id = id_of(&booked)?;
        let path = [("appointment", id.as_str())];
        assert_eq!(taken(&office, 2, hour).await?, 1);

        let there = json!({ "version": 1, "slot": at(3, hour), "reason": "Cán bộ họp đột xuất." });
        let moved = function.ask(api, MOVE, &path, &there).await?;
        assert_eq!((&moved["slot"], &moved["version"]), (&json!(at(3, hour)), &json!(2)));
        assert_eq!((taken(&office, 2, hour).await?, taken(&office, 3, hour).await?), (0, 1));
        let reason = json!({ "version": 2, "reason": "Cơ quan mất điện." });
        let cancelled = function.ask(api, "POST /appointments/{appointment}/cancel", &path, &reason).await?;
        assert_eq!(cancelled["state"], "cancelled");
        assert_eq!(taken(&office, 3, hour).await?, 0);

        assert_eq!(actions(&office, &id).await?, ["book", "reschedule", "cancel"]);
        assert_eq!(notices(&office, &id).await?, 3);
    }
    Ok(())
}

#[tokio::test]
async fn opening_an_appointment_answers_a_repeat_with_the_case_that_it_opened() -> Result<()> {
    let office = office(2).await?;
    for fault in LOST {
        let id = id_of(&booked(&office, &at(2, 9)).await?)?;
        let mut function = Losing::new(&office.stack, "reschedule", fault).await?;
        let route = "POST /appointments/{appointment}/open";
        let case = function.ask(&office.officer.api, route, &[("appointment", &id)], &nothing()).await?;
        assert_eq!((&case["state"], &case["version"]), (&json!("draft"), &json!(1)));
        assert_eq!(actions(&office, &id).await?, ["book", "open"]);
    }
    let drafts = office.officer.api.get("/cases?state=draft").await?.done()?;
    assert_eq!(drafts["cases"].as_array().map(Vec::len), Some(2));
    Ok(())
}

async fn citizen(office: &Office) -> Result<Person> {
    let account = format!("dvcqg-{}", api::Clock.ulid());
    let number = format!("001099{:06}", api::Clock.ulid().random() % 1_000_000);
    office.add_account(&number, &account, "Trần Văn Thử").await?;
    Person::requester(&office.stack, &account, "Trần Văn Thử").await
}

#[tokio::test]
async fn a_requester_s_booking_move_and_cancelling_answers_a_repeat_with_what_it_did() -> Result<()> {
    let office = office(1).await?;
    for (fault, hour) in LOST.into_iter().zip([13, 14]) {
        let citizen = citizen(&office).await?;
        let mut function = Losing::new(&office.stack, "reschedule", fault).await?;
        let asked =
            json!({ "agency": office.agency, "slot": at(2, hour), "document_type": "bang-tot-nghiep" });
        let booked = function.ask(&citizen.api, "POST /booking/appointments", &[], &asked).await?;
        let id = id_of(&booked)?;
        let path = [("appointment", id.as_str())];
        let there = json!({ "version": 1, "slot": at(3, hour) });
        let route = "POST /booking/appointments/{appointment}/move";
        let moved = function.ask(&citizen.api, route, &path, &there).await?;
        assert_eq!(moved["slot"], at(3, hour));
        let route = "POST /booking/appointments/{appointment}/cancel";
        let cancelled = function.ask(&citizen.api, route, &path, &json!({ "version": 2 })).await?;
        assert_eq!(cancelled["state"], "cancelled");
        assert_eq!((taken(&office, 2, hour).await?, taken(&office, 3, hour).await?), (0, 0));
        assert_eq!(actions(&office, &id).await?, ["book", "reschedule", "cancel"]);
    }
    Ok(())
}

#[tokio::test]
async fn a_conflict_about_an_appointment_says_who_changed_it() -> Result<()> {
    let office = office(1).await?;
    let api = &office.officer.api;
    let id = id_of(&booked(&office, &at(2, 15)).await?)?;
    let there = json!({ "version": 1, "slot": at(3, 15), "reason": "Cán bộ họp đột xuất." });
    let path = format!("/appointments/{id}/reschedule");
    api.post(&path, &there).await?.done()?;

    let name = &office.officer.name;
    let last = |action: &str, state: &str| json!({ "action": action, "by": name, "role": "officer", "state": state });
    let facts = |problem: &journeys::problem::Problem| {
        let mut last = problem.facts["last"].clone();
        // The hour is the one that the detail says.
        last.as_object_mut().map(|last| last.remove("at"));
        last
    };
    let stale = api.post(&path, &there).await?.problem()?;
    assert_eq!((stale.status, &*stale.code), (409, "changed-meanwhile"));
    assert_eq!(facts(&stale), last("reschedule", "booked"));
    assert!(
        stale.detail.starts_with(&format!("{name} (cán bộ tư pháp) đã dời lịch hẹn này lúc ")),
        "{}",
        stale.detail
    );
    let same = json!({ "slot": at(3, 15), "reason": "Cán bộ họp đột xuất." });
    let same = api.post(&path, &same).await?.problem()?;
    assert_eq!((&*same.code, facts(&same)), ("same-hour", last("reschedule", "booked")));

    let reason = json!({ "reason": "Cơ quan mất điện." });
    api.post(&format!("/appointments/{id}/cancel"), &reason).await?.done()?;
    for (step, body) in [("open", nothing()), ("cancel", reason)] {
        let ended = api.post(&format!("/appointments/{id}/{step}"), &body).await?.problem()?;
        assert_eq!((&*ended.code, facts(&ended)), ("wrong-state", last("cancel", "cancelled")), "{step}");
        assert!(
            ended.detail.starts_with(&format!("{name} (cán bộ tư pháp) đã hủy lịch hẹn này lúc ")),
            "{}",
            ended.detail
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_requester_is_told_that_the_office_changed_the_appointment_and_no_name() -> Result<()> {
    let office = office(1).await?;
    let citizen = citizen(&office).await?;
    let asked = json!({ "agency": office.agency, "slot": at(2, 16), "document_type": "bang-tot-nghiep" });
    let booked = citizen.api.post("/booking/appointments", &asked).await?.done()?;
    let id = id_of(&booked)?;
    let there = json!({ "slot": at(3, 16), "reason": "Cán bộ họp đột xuất." });
    office.officer.api.post(&format!("/appointments/{id}/reschedule"), &there).await?.done()?;

    let path = format!("/booking/appointments/{id}/cancel");
    let stale = citizen.api.post(&path, &json!({ "version": 1 })).await?.problem()?;
    assert_eq!((stale.status, &*stale.code), (409, "changed-meanwhile"));
    assert!(stale.detail.starts_with("Đơn vị đã dời lịch hẹn này lúc "), "{}", stale.detail);
    assert_eq!(
        (&stale.facts["last"]["action"], &stale.facts["last"]["by"]),
        (&json!("reschedule"), &Value::Null)
    );
    assert!(!stale.detail.contains(&office.officer.name), "{}", stale.detail);
    citizen.api.post(&path, &json!({ "version": 2 })).await?.done().context("cancelling as seen")?;
    assert_eq!(taken(&office, 3, 16).await?, 0, "{}", day(3));
    Ok(())
}

//! Dời lịch hẹn: to another hour, with a reason, and the requester is told.

use anyhow::{Context as _, Result};
use certification::notice::{DeliveryStatus, NoSms, NoticeKind, Recipient};
use serde_json::{Value, json};

use super::{
    all_of, at, booked, booked_by_portal, form, free, id_of, last_of, notified, office, taken, texted,
};
use crate::{
    refusals::{cause, of, refused},
    scene::column,
};

/// Whom it is moved to, and why.
fn to(slot: &str) -> Value {
    json!({ "slot": slot, "reason": "Cán bộ tư pháp họp đột xuất ở quận" })
}

/// Whether every character is one of the basic alphabet of GSM 03.38 that is also ASCII.
fn is_gsm7(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '\n' | ' '..='_' | 'a'..='z') && !matches!(c, '[' | '\\' | ']' | '^'))
}

#[tokio::test]
async fn who_is_moved_gets_an_sms_and_a_notice_in_the_portal() -> Result<()> {
    let office = office(2).await?;
    let (appointment, account, number) = booked_by_portal(&office, &at(2, 9)).await?;
    let id = id_of(&appointment)?;
    let path = format!("/appointments/{id}/reschedule");

    let moved = office.officer.api.post(&path, &to(&at(3, 10))).await?.done()?;

    let mut expected = appointment.clone();
    expected["slot"] = json!(at(3, 10));
    expected["version"] = json!(2);
    assert_eq!(moved, expected);
    assert_eq!((taken(&office, 2, 9).await?, taken(&office, 3, 10).await?), (0, 1));
    assert_eq!((free(&office, &at(2, 9)).await?, free(&office, &at(3, 10)).await?), (Some(2), Some(1)));

    let sms = texted(&office, &number, "doi sang").await?;
    assert!(is_gsm7(&sms) && sms.len() <= 160, "{} characters: {sms}", sms.len());
    let hour = super::day(3).at(10, 0, 0, 0).strftime("%H:%M %d/%m/%Y").to_string();
    assert!(sms.contains(&hour), "{sms}");
    let notice = notified(&office, &account, "Dời lịch hẹn").await?;
    assert!(notice.contains("Cán bộ tư pháp họp đột xuất ở quận"), "{notice}");

    let (_, history) = all_of(&office, &id).await?;
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(column(lines, "action"), ["book", "reschedule"]);
    assert_eq!((&lines[0]["by"], &lines[0]["role"]), (&Value::Null, &Value::Null));
    assert_eq!(lines[0]["facts"], json!({ "kind": "booked", "slot": at(2, 9) }));
    assert_eq!(lines[1]["facts"], json!({ "kind": "moved", "before": at(2, 9), "slot": at(3, 10) }));
    assert!(lines[1]["note"].as_str().is_some_and(|note| note.starts_with("Cán bộ tư pháp họp")));
    Ok(())
}

#[tokio::test]
async fn a_landline_is_moved_too_and_the_ledger_says_why_no_sms_went() -> Result<()> {
    let office = office(2).await?;
    let form = form(&at(2, 9), Some("024 3825 1234"));
    let id = id_of(&office.officer.api.post("/appointments", &form).await?.done()?)?;
    let path = format!("/appointments/{id}/reschedule");
    let moved = office.officer.api.post(&path, &to(&at(2, 10))).await?.done()?;
    assert_eq!(moved["slot"], at(2, 10));
    let lines = super::ledger(&office, &id).await?;
    let of_move: Vec<_> = lines.iter().filter(|line| line.subject == NoticeKind::AppointmentMoved).collect();
    assert_eq!(of_move.len(), 2);
    assert_eq!(of_move[1].to, Recipient::NoSms { cause: NoSms::Landline });
    assert_eq!(of_move[1].status, DeliveryStatus::NotSent);
    Ok(())
}

#[tokio::test]
async fn an_hour_that_cannot_be_had_leaves_the_appointment_where_it_is() -> Result<()> {
    let office = office(1).await?;
    let id = id_of(&booked(&office, &at(2, 9)).await?)?;
    booked(&office, &at(2, 10)).await?;
    let (api, path, before) =
        (&office.officer.api, format!("/appointments/{id}/reschedule"), all_of(&office, &id).await?);
    let refusals: [(Value, (u16, String)); 9] = [
        (to(&at(2, 10)), of(409, "slot-full")),
        (to(&at(2, 9)), of(409, "same-hour")),
        (to(&at(-1, 9)), of(422, "hour-passed")),
        (to(&at(61, 9)), of(422, "beyond-horizon")),
        (to(&at(2, 18)), of(422, "no-such-slot")),
        (to("10 giờ"), of(422, "invalid-field")),
        (json!({ "slot": at(2, 11), "reason": " ab " }), of(422, "invalid-field")),
        (json!({ "slot": at(2, 11), "reason": "ộ".repeat(1_001) }), of(422, "invalid-field")),
        (json!({ "slot": at(2, 11) }), of(400, "malformed-request")),
    ];
    for (body, expected) in refusals {
        assert_eq!(cause(api.post(&path, &body).await?)?, expected, "{body}");
    }
    assert_eq!(all_of(&office, &id).await?, before);
    assert_eq!((taken(&office, 2, 9).await?, taken(&office, 2, 10).await?), (1, 1));
    assert_eq!(super::ledger(&office, &id).await?.len(), 2, "notices of the booking and of nothing else");
    Ok(())
}

#[tokio::test]
async fn a_decision_on_an_older_version_is_refused() -> Result<()> {
    let office = office(2).await?;
    let id = id_of(&booked(&office, &at(2, 9)).await?)?;
    let path = format!("/appointments/{id}");
    office.officer.api.post(&format!("{path}/reschedule"), &to(&at(2, 10))).await?.done()?;
    let before = all_of(&office, &id).await?;
    let stale = |mut body: Value| {
        body["version"] = json!(1);
        body
    };
    for (step, body) in [
        ("reschedule", stale(to(&at(2, 11)))),
        ("cancel", stale(json!({ "reason": "Người dân xin hủy." }))),
        ("open", stale(json!({}))),
        ("no-show", stale(json!({}))),
    ] {
        let problem = refused(office.officer.api.post(&format!("{path}/{step}"), &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (409, "changed-meanwhile"), "{step}");
        let last = last_of(&before.1);
        assert_eq!(problem.facts, json!({ "version": 2, "state": "booked", "last": last }), "{step}");
    }
    assert_eq!(all_of(&office, &id).await?, before);
    Ok(())
}

#[tokio::test]
async fn of_two_officers_who_move_it_at_once_one_is_heard() -> Result<()> {
    let office = office(1).await?;
    let id = id_of(&booked(&office, &at(2, 9)).await?)?;
    let (api, path) = (&office.officer.api, format!("/appointments/{id}/reschedule"));
    let body = |hour| {
        let mut body = to(&at(2, hour));
        body["version"] = json!(1);
        body
    };
    let (ten, eleven) = (body(10), body(11));
    let (one, other) =
        futures_util::future::try_join(api.post(&path, &ten), api.post(&path, &eleven)).await?;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let taken = [taken(&office, 2, 9).await?, taken(&office, 2, 10).await?, taken(&office, 2, 11).await?];
    assert_eq!((taken[0], taken[1] + taken[2]), (0, 1), "{taken:?}");
    Ok(())
}

//! Hours that the calendar has no longer: who is concerned is listed, moved, and not called to a closed office.

use anyhow::{Context as _, Result};
use certification::{
    calendar::{Exception, OpeningDay},
    notice::NoticeKind,
    time,
};
use jiff::{Timestamp, civil::Time};
use journeys::{Office, invoke};
use serde_json::{Value, json};

use super::{
    at, booked, booked_by_portal, calendar, closed, day, free, id_of, ledger, notified, office, set_calendar,
    taken, texted,
};
use crate::{
    refusals::{cause, of, refused},
    scene::column,
};

const HOLIDAY: &str = "Nghỉ bù ngày lễ";

async fn displaced(office: &Office) -> Result<Value> {
    office.officer.api.get("/appointments/displaced").await?.done()
}

/// A day is closed after it was booked.
async fn close(office: &Office, capacity: u32, days: i32) -> Result<()> {
    set_calendar(office, calendar(capacity, (7, 17))?.with_exceptions(closed(day(days), HOLIDAY))?).await
}

async fn to_next(office: &Office, of: &Value) -> Result<journeys::Answer> {
    let id = id_of(of)?;
    let body = json!({ "version": of["version"], "reason": "Đơn vị nghỉ lễ, xin dời lịch hẹn." });
    office.officer.api.post(&format!("/appointments/{id}/reschedule"), &body).await
}

/// How many reminders an appointment has caused, for any hour.
async fn reminders(office: &Office, id: &str) -> Result<usize> {
    let lines = ledger(office, id).await?;
    Ok(lines
        .iter()
        .filter(|line| line.subject == NoticeKind::AppointmentReminder && line.id.recipient == 1)
        .count())
}

/// The schedule of the day before an hour that many days ahead.
async fn schedule(office: &Office, days: i32) -> Result<()> {
    let time: Timestamp = at(days - 1, 9).parse()?;
    invoke(&office.stack, "reschedule", &json!({ "schedule": "reminders", "time": time })).await?;
    Ok(())
}

#[tokio::test]
async fn a_holiday_on_a_booked_day_shows_officers_whom_it_concerns() -> Result<()> {
    let office = office(2).await?;
    assert_eq!(displaced(&office).await?, json!({ "count": 0, "displaced": [] }));
    let (early, late) = (booked(&office, &at(30, 9)).await?, booked(&office, &at(30, 10)).await?);
    booked(&office, &at(31, 9)).await?;
    close(&office, 2, 30).await?;
    let list = displaced(&office).await?;
    let line = |of: &Value| json!({ "appointment": of, "cause": "closed", "closed": HOLIDAY });
    assert_eq!(list, json!({ "count": 2, "displaced": [line(&early), line(&late)] }));
    let admin = office.administrator().await?;
    assert_eq!(admin.api.get("/appointments/displaced").await?.done()?, list);
    let leader = office.signer.api.get("/appointments/displaced").await?;
    assert_eq!(cause(leader)?, of(403, "wrong-role"));
    Ok(())
}

#[tokio::test]
async fn nobody_is_reminded_of_an_hour_at_which_the_office_is_closed() -> Result<()> {
    let office = office(2).await?;
    let id = id_of(&booked_by_portal(&office, &at(32, 9)).await?.0)?;
    close(&office, 2, 32).await?;
    schedule(&office, 32).await?;
    assert_eq!(reminders(&office, &id).await?, 0);
    // The holiday is taken back on the day before: the next run of that day reminds.
    set_calendar(&office, calendar(2, (7, 17))?).await?;
    schedule(&office, 32).await?;
    assert_eq!(reminders(&office, &id).await?, 1);
    Ok(())
}

#[tokio::test]
async fn an_abolished_office_reminds_nobody() -> Result<()> {
    let office = office(2).await?;
    let id = id_of(&booked_by_portal(&office, &at(33, 9)).await?.0)?;
    super::abolish(&office).await?;
    schedule(&office, 33).await?;
    assert_eq!(reminders(&office, &id).await?, 0);
    Ok(())
}

#[tokio::test]
async fn each_is_moved_to_the_next_free_hour_and_told() -> Result<()> {
    let office = office(1).await?;
    let (first, account, number) = booked_by_portal(&office, &at(34, 9)).await?;
    let second = booked(&office, &at(34, 10)).await?;
    // The first hour of the next day is taken.
    booked(&office, &at(35, 7)).await?;
    close(&office, 1, 34).await?;

    let half_past = |hour| time::iso_local(day(35).at(hour, 30, 0, 0));
    assert_eq!(to_next(&office, &first).await?.done()?["slot"], half_past(7));
    assert_eq!(to_next(&office, &second).await?.done()?["slot"], at(35, 8));
    assert_eq!(displaced(&office).await?["count"], 0);
    assert_eq!((taken(&office, 34, 9).await?, taken(&office, 34, 10).await?), (0, 0));
    assert_eq!((taken(&office, 35, 7).await?, taken(&office, 35, 8).await?), (1, 1));

    let told = notified(&office, &account, "Dời lịch hẹn").await?;
    assert!(told.contains("Đơn vị nghỉ lễ, xin dời lịch hẹn."), "{told}");
    texted(&office, &number, "doi sang").await?;
    let id = id_of(&first)?;
    let history = office.officer.api.get(&format!("/appointments/{id}/history")).await?.done()?;
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(column(lines, "action"), ["book", "reschedule"]);
    // One reminder, for the new day.
    schedule(&office, 34).await?;
    assert_eq!(reminders(&office, &id).await?, 0);
    schedule(&office, 35).await?;
    assert_eq!(reminders(&office, &id).await?, 1);
    Ok(())
}

#[tokio::test]
async fn without_a_free_hour_the_appointment_stays_and_the_officer_is_told() -> Result<()> {
    let office = office(1).await?;
    let appointment = booked(&office, &at(2, 9)).await?;
    let horizon = calendar(1, (7, 17))?.with_horizon(3)?;
    let exceptions = [2, 3].map(|days| (day(days), Exception::Closed { reason: HOLIDAY.to_owned() }));
    set_calendar(&office, horizon.with_exceptions(exceptions.into())?).await?;
    let problem = refused(to_next(&office, &appointment).await?)?;
    assert_eq!((problem.status, &*problem.code), (409, "no-free-hour"));
    assert!(problem.detail.starts_with("Không còn giờ trống nào sau giờ hẹn này"), "{}", problem.detail);
    let id = id_of(&appointment)?;
    assert_eq!(office.officer.api.get(&format!("/appointments/{id}")).await?.done()?, appointment);
    assert_eq!(taken(&office, 2, 9).await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_next_free_hour_is_taken_once_however_often_it_is_asked_for() -> Result<()> {
    let office = office(1).await?;
    let appointment = booked(&office, &at(2, 9)).await?;
    let id = id_of(&appointment)?;
    let path = format!("/appointments/{id}/reschedule");
    let unseen = office.officer.api.post(&path, &json!({ "reason": "Đơn vị nghỉ lễ" })).await?;
    let problem = refused(unseen)?;
    assert_eq!((problem.status, &*problem.code), (422, "invalid-field"));
    assert!(problem.detail.contains("Thiếu phiên bản của lịch hẹn"), "{}", problem.detail);
    let moved = to_next(&office, &appointment).await?.done()?;
    assert_eq!(moved["slot"], time::iso_local(day(2).at(9, 30, 0, 0)));
    assert_eq!(cause(to_next(&office, &appointment).await?)?, of(409, "changed-meanwhile"));
    assert_eq!(office.officer.api.get(&format!("/appointments/{id}")).await?.done()?, moved);
    Ok(())
}

#[tokio::test]
async fn an_hour_of_another_length_is_listed_counted_and_still_served() -> Result<()> {
    let office = office(2).await?;
    let half_past = |hour| time::iso_local(day(2).at(hour, 30, 0, 0));
    let mut of_old_length = Vec::new();
    for _ in 0..2 {
        of_old_length.push(booked(&office, &half_past(8)).await?);
    }
    let shorter = calendar(2, (7, 17))?;
    let week: [OpeningDay; 7] = shorter.week().clone();
    set_calendar(&office, shorter.with_week(week, 20)?).await?;

    let list = displaced(&office).await?;
    let line = |of: &Value| json!({ "appointment": of, "cause": "no_such_slot" });
    assert_eq!(list, json!({ "count": 2, "displaced": [line(&of_old_length[0]), line(&of_old_length[1])] }));
    // Both places of 8:30 reach into 8:20 and 8:40.
    let at_minute = |minute| time::iso_local(day(2).at(8, minute, 0, 0));
    for minute in [20, 40] {
        assert_eq!(free(&office, &at_minute(minute)).await?, None, "8:{minute}");
        let answer = office.officer.api.post("/appointments", &super::form(&at_minute(minute), None)).await?;
        assert_eq!(cause(answer)?, of(409, "slot-full"), "8:{minute}");
    }
    assert_eq!((free(&office, &at(2, 8)).await?, free(&office, &at(2, 9)).await?), (Some(2), Some(2)));
    // The office is open at 8:30, so the reminder is sent.
    let [first, second] = [id_of(&of_old_length[0])?, id_of(&of_old_length[1])?];
    schedule(&office, 2).await?;
    // One is moved, the other cancelled: the hours around are free again.
    let moved = to_next(&office, &of_old_length[0]).await?.done()?;
    assert_eq!((&moved["slot"], &moved["minutes"]), (&json!(at(2, 9)), &json!(20)));
    assert_eq!(free(&office, &at_minute(20)).await?, Some(1));
    let reason = json!({ "reason": "Người dân báo không đến được." });
    office.officer.api.post(&format!("/appointments/{second}/cancel"), &reason).await?.done()?;
    assert_eq!(free(&office, &at_minute(20)).await?, Some(2));
    assert_eq!(
        office.stack.records().taken_places(&office.agency, day(2)).await?.get(&Time::constant(8, 30, 0, 0)),
        Some(&0)
    );
    office.officer.api.post(&format!("/appointments/{first}/open"), &json!({})).await?.done()?;
    Ok(())
}

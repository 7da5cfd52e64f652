//! Which hours are offered, and what is said of the others.

use anyhow::{Context as _, Result};
use certification::time;
use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::{at, booked, calendar, closed, day, form, free, office, set_calendar};
use crate::refusals::{cause, of, refused};

#[tokio::test]
async fn a_full_hour_is_not_offered() -> Result<()> {
    let office = office(2).await?;
    assert_eq!(free(&office, &at(2, 9)).await?, Some(2));
    booked(&office, &at(2, 9)).await?;
    assert_eq!(free(&office, &at(2, 9)).await?, Some(1));
    booked(&office, &at(2, 9)).await?;
    assert_eq!(free(&office, &at(2, 9)).await?, None);
    let full = office.officer.api.post("/appointments", &form(&at(2, 9), None)).await?;
    assert_eq!(cause(full)?, of(409, "slot-full"));
    // The hours around it are as they were.
    assert_eq!((free(&office, &at(2, 8)).await?, free(&office, &at(2, 10)).await?), (Some(2), Some(2)));
    Ok(())
}

#[tokio::test]
async fn a_past_hour_is_not_offered() -> Result<()> {
    let office = office(2).await?;
    set_calendar(&office, calendar(2, (0, 23))?).await?;
    let before = time::local(api::Clock.now());
    let path = format!("/slots?date={}", before.date());
    let today = office.officer.api.get(&path).await?.done()?;
    let after = time::local(api::Clock.now());
    let slots = today["slots"].as_array().context("no slots")?;
    let starts: Vec<_> = slots.iter().filter_map(|slot| slot["slot"].as_str()).collect();
    assert!(starts.iter().all(|start| *start > time::iso_local(before).as_str()), "{starts:?}");
    // All that are still to come are there: every half hour until 23:00.
    let minutes = 23 * 60 - (i64::from(after.hour()) * 60 + i64::from(after.minute()));
    let to_come = usize::try_from(((minutes - 1) / 30).max(0))?;
    assert!(starts.len() >= to_come, "{} of {to_come} at {after}", starts.len());
    let passed = time::iso_local(before.date().at(0, 0, 0, 0));
    let answer = office.officer.api.post("/appointments", &form(&passed, None)).await?;
    assert_eq!(cause(answer)?, of(422, "hour-passed"));
    Ok(())
}

#[tokio::test]
async fn a_day_that_cannot_be_booked_says_why() -> Result<()> {
    let office = office(2).await?;
    let calendar = calendar(2, (7, 17))?.with_exceptions(closed(day(3), "Nghỉ lễ"))?.with_horizon(30)?;
    set_calendar(&office, calendar).await?;
    let (api, last) = (&office.officer.api, day(30));
    let closed = api.get(&format!("/slots?date={}", day(3))).await?.done()?;
    let nothing = json!({ "date": day(3), "minutes": 30, "slots": [], "closed": "Nghỉ lễ" });
    assert_eq!(closed, nothing);
    assert_eq!(cause(api.get(&format!("/slots?date={}", day(-1))).await?)?, of(422, "hour-passed"));
    let problem = refused(api.get(&format!("/slots?date={}", day(31))).await?)?;
    assert_eq!((problem.status, &*problem.code), (422, "beyond-horizon"));
    assert_eq!(problem.facts, json!({ "until": last }));
    for wrong in ["/slots", "/slots?date=", "/slots?date=26/11/2026", "/slots?date=2026-02-30"] {
        assert_eq!(cause(api.get(wrong).await?)?, of(400, "malformed-request"), "{wrong}");
    }

    let half_past = time::iso_local(day(2).at(9, 0, 0, 0) + 10.minutes());
    let refusals: [(String, &str, &str); 6] = [
        (at(-1, 9), "hour-passed", "đã qua"),
        (at(31, 9), "beyond-horizon", "đến hết ngày"),
        (at(3, 9), "agency-closed", "Nghỉ lễ"),
        (at(2, 6), "no-such-slot", "danh sách giờ trống"),
        (at(2, 17), "no-such-slot", "danh sách giờ trống"),
        (half_past, "no-such-slot", "danh sách giờ trống"),
    ];
    for (slot, code, words) in refusals {
        let problem = refused(api.post("/appointments", &form(&slot, None)).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, code), "{slot}");
        assert!(problem.detail.contains(words), "{slot}: {}", problem.detail);
    }
    assert!(api.post("/appointments", &form(&at(30, 9), None)).await?.done().is_ok());
    Ok(())
}

#[tokio::test]
async fn a_smaller_capacity_takes_nobody_s_place_and_frees_none_twice() -> Result<()> {
    let office = office(3).await?;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(super::id_of(&booked(&office, &at(2, 9)).await?)?);
    }
    set_calendar(&office, calendar(1, (7, 17))?).await?;
    let reason = json!({ "reason": "Người dân báo không đến được." });
    for (id, left) in ids.iter().zip([2, 1, 0]) {
        assert_eq!(free(&office, &at(2, 9)).await?, None);
        office.officer.api.post(&format!("/appointments/{id}/cancel"), &reason).await?.done()?;
        assert_eq!(super::taken(&office, 2, 9).await?, left);
    }
    assert_eq!(free(&office, &at(2, 9)).await?, Some(1));
    Ok(())
}

#[tokio::test]
async fn another_agency_s_appointments_take_no_place_of_ours() -> Result<()> {
    let (office, neighbour) = (office(1).await?, super::office(1).await?);
    booked(&neighbour, &at(2, 9)).await?;
    assert_eq!(free(&office, &at(2, 9)).await?, Some(1));
    let list = office.officer.api.get("/appointments").await?.done()?;
    assert_eq!(list["appointments"], Value::Array(Vec::new()));
    Ok(())
}

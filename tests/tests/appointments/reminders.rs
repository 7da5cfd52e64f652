//! The reminder of the day before: sent once, and only for an hour that still stands.

use anyhow::{Context as _, Result};
use certification::notice::{About, NoticeKind};
use jiff::{Timestamp, ToSpan as _};
use journeys::{Office, invoke};
use serde_json::{Value, json};

use super::{at, booked_by_portal, day, id_of, notified, office, texted};
use crate::scene::nothing;

/// The schedule of the day before an hour that many days ahead.
async fn schedule(office: &Office, days: i32) -> Result<Value> {
    let time: Timestamp = at(days - 1, 9).parse()?;
    invoke(&office.stack, "reschedule", &json!({ "schedule": "reminders", "time": time })).await
}

/// How many notices of a reminder an appointment has caused.
async fn reminded(office: &Office, id: &str) -> Result<usize> {
    let about: About = id.parse::<certification::AppointmentId>()?.into();
    let lines = office.stack.records().deliveries(&office.agency, about).await?;
    let notices: std::collections::BTreeSet<_> = lines
        .iter()
        .filter(|line| line.subject == NoticeKind::AppointmentReminder)
        .map(|line| line.id.notice)
        .collect();
    Ok(notices.len())
}

/// Whether a reminder of the office's waits for a day.
async fn waits(office: &Office, days: i32) -> Result<bool> {
    let reminders = office.stack.records().reminders(day(days)).await?;
    Ok(reminders.iter().any(|reminder| reminder.agency == office.agency))
}

#[tokio::test]
async fn who_has_an_appointment_tomorrow_is_reminded_once() -> Result<()> {
    let office = office(2).await?;
    let (appointment, account, number) = booked_by_portal(&office, &at(20, 9)).await?;
    let id = id_of(&appointment)?;
    // Two days before, nobody is reminded.
    invoke(&office.stack, "reschedule", &json!({ "schedule": "reminders", "time": at(18, 9) })).await?;
    assert_eq!((reminded(&office, &id).await?, waits(&office, 20).await?), (0, true));

    let (one, other) = futures_util::future::try_join(schedule(&office, 20), schedule(&office, 20)).await?;
    assert!(one["sent"].is_u64() && other["sent"].is_u64(), "{one} {other}");
    schedule(&office, 20).await?;

    assert_eq!((reminded(&office, &id).await?, waits(&office, 20).await?), (1, false));
    let text = notified(&office, &account, "Nhắc lịch hẹn").await?;
    assert!(text.contains(&day(20).strftime("%d/%m/%Y").to_string()), "{text}");
    texted(&office, &number, "nhac").await?;
    Ok(())
}

#[tokio::test]
async fn a_reminder_dies_with_the_hour_it_was_for() -> Result<()> {
    let office = office(3).await?;
    let moved = id_of(&booked_by_portal(&office, &at(21, 9)).await?.0)?;
    let cancelled = id_of(&booked_by_portal(&office, &at(21, 9)).await?.0)?;
    let opened = id_of(&booked_by_portal(&office, &at(21, 9)).await?.0)?;
    let api = &office.officer.api;
    let reason = "Cán bộ tư pháp họp đột xuất";
    api.post(&format!("/appointments/{moved}/reschedule"), &json!({ "slot": at(23, 9), "reason": reason }))
        .await?
        .done()?;
    api.post(&format!("/appointments/{cancelled}/cancel"), &json!({ "reason": reason })).await?.done()?;
    api.post(&format!("/appointments/{opened}/open"), &nothing()).await?.done()?;

    assert_eq!((waits(&office, 21).await?, waits(&office, 23).await?), (false, true));
    schedule(&office, 21).await?;
    for id in [&moved, &cancelled, &opened] {
        assert_eq!(reminded(&office, id).await?, 0);
    }
    // The new hour has a reminder of its own, also when it is moved again after the first one was sent.
    schedule(&office, 23).await?;
    assert_eq!(reminded(&office, &moved).await?, 1);
    api.post(&format!("/appointments/{moved}/reschedule"), &json!({ "slot": at(25, 9), "reason": reason }))
        .await?
        .done()?;
    schedule(&office, 25).await?;
    assert_eq!(reminded(&office, &moved).await?, 2);
    Ok(())
}

#[tokio::test]
async fn who_books_for_tomorrow_knows_it() -> Result<()> {
    let office = office(2).await?;
    booked_by_portal(&office, &at(1, 9)).await?;
    assert!(!waits(&office, 1).await?);
    Ok(())
}

#[tokio::test]
async fn a_schedule_without_its_time_sends_nothing() -> Result<()> {
    let office = office(2).await?;
    for wrong in [json!({ "schedule": "reminders" }), json!({ "schedule": "reminders", "time": "mai" })] {
        assert!(invoke(&office.stack, "reschedule", &wrong).await.is_err(), "{wrong}");
    }
    let late = Timestamp::MAX.checked_sub(1.hour()).context("no hour before the end of time")?;
    let end = json!({ "schedule": "reminders", "time": late });
    assert!(invoke(&office.stack, "reschedule", &end).await.is_err());
    Ok(())
}

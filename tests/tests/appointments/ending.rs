//! Cancelling, and nobody coming; and that an appointment that has ended stays as it is.

use anyhow::{Context as _, Result};
use certification::{
    Appointment, AppointmentId, Official, Requester,
    appointment::{Booking, Origin, StateName},
    calendar::Slot,
    document::standard_types,
    history::{AppointmentAction, HistoryEntry},
    requester::Destination,
    time,
};
use jiff::ToSpan as _;
use journeys::Office;
use records::AppointmentChange;
use serde_json::{Value, json};

use super::{
    all_of, at, booked, booked_by_portal, form, free, id_of, last_of, notified, office, taken, texted,
};
use crate::{
    refusals::{cause, of, refused},
    scene::{column, nothing},
};

/// An appointment whose hour is over, as time would have made it.
async fn past(office: &Office) -> Result<Appointment> {
    let start = time::local(api::Clock.now() - 31.minutes());
    let slot = Slot { start, capacity: 1, minutes: 30 };
    let booking = Booking {
        requester: Requester {
            name: "Trần Thị Bình".to_owned(),
            destination: Destination::PortalAccount { account: super::account() },
        },
        phone: None,
        document_type: standard_types().swap_remove(0),
        notes: None,
    };
    let by = Official { id: office.officer.id.clone(), name: office.officer.name.clone() };
    let (id, at) = (AppointmentId::from_ulid(api::Clock.ulid()), api::Clock.now() - 48.hours());
    let origin = Origin::Officer { by: by.clone() };
    let appointment = Appointment::book(id, office.agency.clone(), booking, origin, slot, at);
    let line = HistoryEntry {
        at,
        by: Some(by),
        role: None,
        action: AppointmentAction::Book,
        from: None,
        to: StateName::Booked,
        request_id: String::new(),
        facts: None,
        note: None,
    };
    let change = AppointmentChange { history: (api::Clock.ulid(), line), notices: Vec::new(), reply: None };
    Ok(office.stack.records().book_appointment(&appointment, slot, 1, &change).await?)
}

#[tokio::test]
async fn a_cancelled_appointment_frees_its_place_and_the_requester_is_told_why() -> Result<()> {
    let office = office(1).await?;
    let (appointment, account, number) = booked_by_portal(&office, &at(2, 9)).await?;
    let (id, api) = (id_of(&appointment)?, &office.officer.api);
    let path = format!("/appointments/{id}/cancel");
    for wrong in [json!({ "reason": "ab" }), json!({ "reason": "a".repeat(1_001) })] {
        assert_eq!(cause(api.post(&path, &wrong).await?)?, of(422, "invalid-field"));
    }
    assert_eq!(free(&office, &at(2, 9)).await?, None);

    let cancelled = api.post(&path, &json!({ "reason": "Mất điện cả ngày" })).await?.done()?;

    assert_eq!((&cancelled["state"], &cancelled["state_text"]), (&json!("cancelled"), &json!("Đã hủy")));
    assert_eq!(cancelled["cancelled"]["reason"], "Mất điện cả ngày");
    assert_eq!((free(&office, &at(2, 9)).await?, taken(&office, 2, 9).await?), (Some(1), 0));
    assert!(notified(&office, &account, "Hủy lịch hẹn").await?.contains("Mất điện cả ngày"));
    texted(&office, &number, "da huy").await?;
    let again = api.post("/appointments", &form(&at(2, 9), None)).await?;
    assert_eq!(again.status, 201);
    Ok(())
}

#[tokio::test]
async fn who_did_not_come_is_missed_only_when_the_hour_is_over() -> Result<()> {
    let office = office(1).await?;
    let api = &office.officer.api;
    let ahead = id_of(&booked(&office, &at(2, 9)).await?)?;
    let early = refused(api.post(&format!("/appointments/{ahead}/no-show"), &nothing()).await?)?;
    assert_eq!((early.status, &*early.code), (409, "hour-not-over"));
    assert!(early.detail.contains("09:30"), "{}", early.detail);

    let over = past(&office).await?;
    let missed = api.post(&format!("/appointments/{}/no-show", over.id), &nothing()).await?.done()?;
    assert_eq!((&missed["state"], &missed["state_text"]), (&json!("no_show"), &json!("Không đến")));
    let (_, history) = all_of(&office, &over.id.to_string()).await?;
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(column(lines, "action"), ["book", "no-show"]);
    let counters = office.stack.records().taken_places(&office.agency, over.slot.date()).await?;
    assert_eq!(counters.values().sum::<u32>(), 1, "nobody else can come at an hour that is over");
    Ok(())
}

#[tokio::test]
async fn an_appointment_that_has_ended_stays_as_it_is() -> Result<()> {
    let office = office(3).await?;
    let api = &office.officer.api;
    let cancelled = id_of(&booked(&office, &at(2, 9)).await?)?;
    let reason = json!({ "reason": "Người dân xin hủy." });
    api.post(&format!("/appointments/{cancelled}/cancel"), &reason).await?.done()?;
    let opened = id_of(&booked(&office, &at(2, 9)).await?)?;
    api.post(&format!("/appointments/{opened}/open"), &nothing()).await?.done()?;
    let missed = past(&office).await?.id.to_string();
    api.post(&format!("/appointments/{missed}/no-show"), &nothing()).await?.done()?;

    let moved = json!({ "slot": at(2, 10), "reason": "Cán bộ bận." });
    let steps: [(&str, Value); 4] =
        [("open", nothing()), ("reschedule", moved), ("cancel", reason), ("no-show", nothing())];
    for (id, state) in [(cancelled, "cancelled"), (opened, "opened"), (missed, "no_show")] {
        let before = all_of(&office, &id).await?;
        for (step, body) in &steps {
            // Asked again, an opened one answers with its case.
            if (*step, state) == ("open", "opened") {
                continue;
            }
            let problem = refused(api.post(&format!("/appointments/{id}/{step}"), body).await?)?;
            assert_eq!((problem.status, &*problem.code), (409, "wrong-state"), "{step} of {state}");
            assert_eq!(problem.facts, json!({ "state": state, "last": last_of(&before.1) }), "{step}");
            let shown = before.0["state_text"].as_str().unwrap_or_default();
            assert!(problem.detail.contains(shown), "{step}: {}", problem.detail);
        }
        assert_eq!(all_of(&office, &id).await?, before);
    }
    assert_eq!((taken(&office, 2, 9).await?, taken(&office, 2, 10).await?), (1, 0));
    Ok(())
}

//! The schedule: whoever has an appointment tomorrow is reminded of it, once.
//!
//! Nobody is called to a closed office: a reminder for an hour at which the office is closed is held back until the
//! appointment is moved.
//!
//! A reminder's notice and the end of the reminder are one transaction, under the version of the appointment.
//! So a run that was cut off, or comes twice, sends nothing twice and leaves nothing out: what is still there
//! is sent by the next run of the day.

use std::collections::{HashMap, hash_map::Entry};

use api::BoxError;
use certification::{AgencyId, Appointment, Calendar, agency::AgencyStatus, notice::NoticeSubject, time};
use jiff::{Timestamp, ToSpan as _};
use records::{RecordsError, Reminder};
use serde_json::{Value, json};

use crate::{Services, notice};

/// What the schedule's event says in `schedule`.
pub(crate) const SCHEDULE: &str = "reminders";

/// Sends the reminders of the day after the event's `time`.
pub(crate) async fn send(services: &Services, event: &Value) -> Result<Value, BoxError> {
    let at: Timestamp = event["time"].as_str().ok_or("the event has no time")?.parse()?;
    let tomorrow = time::day(at).checked_add(1.day())?;
    let (mut sent, mut closed, mut failed) = (0, 0, 0);
    let mut offices = Offices::default();
    for reminder in services.records.reminders(tomorrow).await? {
        match remind(services, &mut offices, &reminder, at).await {
            Ok(Reminded::Sent) => sent += 1,
            Ok(Reminded::Closed) => closed += 1,
            // Moved, cancelled or opened since the list was read, or sent by another run.
            Ok(Reminded::Stale) | Err(RecordsError::Conflict) => {}
            Err(error) => {
                failed += 1;
                tracing::warn!(agency = %reminder.agency, appointment = %reminder.appointment, cause = %error, "a reminder was not sent");
            }
        }
    }
    tracing::info!(day = %tomorrow, sent, closed, failed, "reminders were sent");
    if failed > 0 {
        return Err(format!("{failed} reminders were not sent").into());
    }
    Ok(json!({ "sent": sent, "closed": closed }))
}

/// What became of a reminder.
enum Reminded {
    /// It was sent.
    Sent,
    /// The office is closed at that hour. The reminder waits: the appointment is moved, or the office opens.
    Closed,
    /// The appointment is no longer the one that it was written for.
    Stale,
}

/// When the agencies of a run are open; `None` for one that was abolished.
type Offices = HashMap<AgencyId, Option<Calendar>>;

async fn remind(
    services: &Services,
    offices: &mut Offices,
    reminder: &Reminder,
    at: Timestamp,
) -> Result<Reminded, RecordsError> {
    let stored = services.records.appointment(&reminder.agency, reminder.appointment).await?;
    let Some(appointment) = stored.filter(|appointment| appointment.version == reminder.version) else {
        return Ok(Reminded::Stale);
    };
    let calendar = match offices.entry(reminder.agency.clone()) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(place) => place.insert(calendar(services, &reminder.agency).await?),
    };
    if !calendar.as_ref().is_some_and(|calendar| calendar.is_open_at(appointment.slot)) {
        return Ok(Reminded::Closed);
    }
    services.records.send_reminder(&appointment, &notice_of(services, &appointment, at)).await?;
    Ok(Reminded::Sent)
}

async fn calendar(services: &Services, agency: &AgencyId) -> Result<Option<Calendar>, RecordsError> {
    let found = services.records.agency(agency).await?;
    match found.filter(|agency| agency.status == AgencyStatus::Active) {
        Some(agency) => services.records.calendar(&agency).await.map(Some),
        None => Ok(None),
    }
}

fn notice_of(services: &Services, appointment: &Appointment, at: Timestamp) -> certification::notice::Notice {
    let subject = NoticeSubject::AppointmentReminder { at: appointment.slot };
    notice::about(services, appointment, subject, at)
}

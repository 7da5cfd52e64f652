//! The schedule: whoever has an appointment tomorrow is reminded of it, once.
//!
//! A reminder's notice and the end of the reminder are one transaction, under the version of the appointment.
//! So a run that was cut off, or comes twice, sends nothing twice and leaves nothing out: what is still there
//! is sent by the next run of the day.

use api::BoxError;
use certification::{Appointment, notice::NoticeSubject, time};
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
    let (mut sent, mut failed) = (0, 0);
    for reminder in services.records.reminders(tomorrow).await? {
        match remind(services, &reminder, at).await {
            Ok(true) => sent += 1,
            // Moved, cancelled or opened since the list was read, or sent by another run.
            Ok(false) | Err(RecordsError::Conflict) => {}
            Err(error) => {
                failed += 1;
                tracing::warn!(agency = %reminder.agency, appointment = %reminder.appointment, cause = %error, "a reminder was not sent");
            }
        }
    }
    tracing::info!(day = %tomorrow, sent, failed, "reminders were sent");
    if failed > 0 {
        return Err(format!("{failed} reminders were not sent").into());
    }
    Ok(json!({ "sent": sent }))
}

async fn remind(services: &Services, reminder: &Reminder, at: Timestamp) -> Result<bool, RecordsError> {
    let stored = services.records.appointment(&reminder.agency, reminder.appointment).await?;
    let Some(appointment) = stored.filter(|appointment| appointment.version == reminder.version) else {
        return Ok(false);
    };
    services.records.send_reminder(&appointment, &notice_of(services, &appointment, at)).await?;
    Ok(true)
}

fn notice_of(services: &Services, appointment: &Appointment, at: Timestamp) -> certification::notice::Notice {
    let subject = NoticeSubject::AppointmentReminder { at: appointment.slot };
    notice::about(services, appointment, subject, at)
}

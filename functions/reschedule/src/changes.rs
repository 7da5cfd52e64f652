//! Booking, moving and cancelling, whoever does it: the same transaction, history and notice.

use api::{Answer, Problem};
use certification::{
    Appointment,
    agency::Agency,
    appointment::{Party, Reason},
    calendar::Slot,
    history::{AppointmentAction, HistoryFacts},
    notice::NoticeSubject,
    time,
};
use jiff::{Timestamp, civil::DateTime};
use records::{AppointmentChange, Versioned as _};

use crate::{
    Services, notice, placing,
    stored::{self, Asked, Doer},
};

/// Stores a new appointment with the answer that shows it; a repeat of the request that made it gets it again.
pub(crate) async fn book(
    services: &Services,
    asked: &impl Asked,
    agency: &Agency,
    appointment: &Appointment,
    slot: Slot,
    view: impl Fn(&Appointment) -> Result<Answer, Problem>,
) -> Result<Answer, Problem> {
    let answer = view(&appointment.stored())?;
    let change = of_new(services, asked.doer(), appointment);
    let change = AppointmentChange { reply: asked.reply(&answer), ..change };
    let booked = placing::take(services, agency, slot, |slot| {
        let change = &change;
        async move { services.records.book_appointment(appointment, slot, services.most_open, change).await }
    });
    match booked.await {
        Ok(_) => Ok(answer),
        Err(error) => match services.records.appointment(&appointment.agency, appointment.id).await? {
            // A repeat of a request that booked; it may have taken the last place.
            Some(booked) => view(&booked),
            None => Err(placing::refused(error)),
        },
    }
}

/// What is stored with a new appointment.
pub(crate) fn of_new(services: &Services, doer: Doer, appointment: &Appointment) -> AppointmentChange {
    let at = appointment.booked_at;
    let subject = NoticeSubject::AppointmentBooked { at: appointment.slot };
    let notices = vec![notice::about(services, appointment, subject, at)];
    let facts = Some(HistoryFacts::Booked { at: appointment.slot });
    let step = stored::Step { action: AppointmentAction::Book, from: None, at, facts, note: None };
    stored::change(services, doer, appointment, step, notices)
}

/// Moves an appointment to the hour that begins at `start`, by the agency's calendar.
pub(crate) async fn shift(
    services: &Services,
    asked: &impl Asked,
    agency: &Agency,
    before: &Appointment,
    (start, reason, at): (DateTime, Reason, Timestamp),
    view: impl FnOnce(&Appointment) -> Result<Answer, Problem>,
) -> Result<Answer, Problem> {
    let slot = agency.calendar.bookable(start, time::local(at))?;
    let after = before.clone().reschedule(slot)?;
    let (from, to) = (before.slot, after.slot);
    let subject = NoticeSubject::AppointmentMoved { from, to, reason: reason.as_str().to_owned() };
    let notices = vec![notice::about(services, &after, subject, at)];
    let step = stored::Step {
        action: AppointmentAction::Reschedule,
        from: Some(before.state.name()),
        at,
        facts: Some(HistoryFacts::Moved { from, to }),
        note: Some(reason.as_str().to_owned()),
    };
    let answer = view(&after.stored())?;
    let change = stored::change(services, asked.doer(), &after, step, notices);
    let change = AppointmentChange { reply: asked.reply(&answer), ..change };
    let moved = placing::take(services, agency, slot, |slot| {
        let (after, change) = (&after, &change);
        async move { services.records.move_appointment(before, after, slot, change).await }
    });
    moved.await.map_err(placing::refused)?;
    Ok(answer)
}

/// Cancels an appointment.
pub(crate) async fn cancel(
    services: &Services,
    asked: &impl Asked,
    before: &Appointment,
    (by, reason, at): (Party, Reason, Timestamp),
    view: impl FnOnce(&Appointment) -> Result<Answer, Problem>,
) -> Result<Answer, Problem> {
    let said = reason.as_str().to_owned();
    let after = before.clone().cancel(by, reason, at)?;
    let subject = NoticeSubject::AppointmentCancelled { at: before.slot, reason: said.clone() };
    let notices = vec![notice::about(services, &after, subject, at)];
    let from = Some(before.state.name());
    let step = stored::Step { action: AppointmentAction::Cancel, from, at, facts: None, note: Some(said) };
    let answer = view(&after.stored())?;
    let change = stored::change(services, asked.doer(), &after, step, notices);
    let change = AppointmentChange { reply: asked.reply(&answer), ..change };
    services.records.save_appointment(before, &after, &change).await?;
    Ok(answer)
}

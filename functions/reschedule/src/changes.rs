//! Booking, moving and cancelling, whoever does it: the same transaction, history and notice.

use api::Problem;
use certification::{
    Appointment,
    agency::Agency,
    appointment::{Party, Reason},
    calendar::Slot,
    notice::NoticeSubject,
    time,
};
use jiff::{Timestamp, civil::DateTime};

use crate::{
    Services, notice, placing,
    stored::{self, Doer},
};

/// Stores a new appointment; a repeat of the request that made it gets it again.
pub(crate) async fn book(
    services: &Services,
    doer: Doer,
    appointment: &Appointment,
    slot: Slot,
) -> Result<Appointment, Problem> {
    let change = of_new(services, doer, appointment);
    let booked = placing::take(services, &appointment.agency, slot, || {
        services.records.book_appointment(appointment, slot, services.most_open, &change)
    });
    match booked.await {
        Ok(booked) => Ok(booked),
        Err(error) => match services.records.appointment(&appointment.agency, appointment.id).await? {
            // A repeat of a request that booked and got no answer; it may have taken the last place.
            Some(booked) => Ok(booked),
            None => Err(placing::refused(error)),
        },
    }
}

/// What is stored with a new appointment.
pub(crate) fn of_new(
    services: &Services,
    doer: Doer,
    appointment: &Appointment,
) -> records::AppointmentChange {
    let at = appointment.booked_at;
    let subject = NoticeSubject::AppointmentBooked { at: appointment.slot };
    let notices = vec![notice::about(services, appointment, subject, at)];
    let note = Some(time::iso_local(appointment.slot));
    let step = stored::Step { action: "book", from: None, at, note };
    stored::change(services, doer, appointment, step, notices)
}

/// Moves an appointment to the hour that begins at `start`, by the agency's calendar.
pub(crate) async fn shift(
    services: &Services,
    doer: Doer,
    agency: &Agency,
    before: &Appointment,
    (start, reason): (DateTime, Reason),
    at: Timestamp,
) -> Result<Appointment, Problem> {
    let slot = agency.calendar.bookable(start, time::local(at))?;
    let after = before.clone().reschedule(slot)?;
    let (from, to) = (before.slot, after.slot);
    let subject = NoticeSubject::AppointmentMoved { from, to, reason: reason.as_str().to_owned() };
    let notices = vec![notice::about(services, &after, subject, at)];
    let note = format!("{} → {}; {}", time::iso_local(from), time::iso_local(to), reason.as_str());
    let step = stored::Step { action: "reschedule", from: Some(before.state.name()), at, note: Some(note) };
    let change = stored::change(services, doer, &after, step, notices);
    let moved = placing::take(services, &agency.id, slot, || {
        services.records.move_appointment(before, &after, slot, &change)
    });
    moved.await.map_err(placing::refused)
}

/// Cancels an appointment.
pub(crate) async fn cancel(
    services: &Services,
    doer: Doer,
    before: &Appointment,
    (by, reason): (Party, Reason),
    at: Timestamp,
) -> Result<Appointment, Problem> {
    let said = reason.as_str().to_owned();
    let after = before.clone().cancel(by, reason, at)?;
    let subject = NoticeSubject::AppointmentCancelled { at: before.slot, reason: said.clone() };
    let notices = vec![notice::about(services, &after, subject, at)];
    let step = stored::Step { action: "cancel", from: Some(before.state.name()), at, note: Some(said) };
    let change = stored::change(services, doer, &after, step, notices);
    Ok(services.records.save_appointment(before, &after, &change).await?)
}

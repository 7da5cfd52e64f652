//! The portal's event `AppointmentRequested`: somebody asks for an hour.
//!
//! Its own identifier makes repeats harmless. What cannot be booked is parked with its cause, and the
//! requester is told when there is an address and a reason that a person can do something about. Only what
//! may pass (the table does not answer) ends the invocation, so that the event comes again.

mod parking;
mod request;

use api::BoxError;
use certification::{
    Appointment, AppointmentId,
    agency::{Agency, AgencyStatus},
    appointment::{Booking, Origin},
    calendar::Slot,
    time,
};
use jiff::Timestamp;
use records::BookError;
use serde_json::Value;

use crate::{Services, changes, placing, stored::Doer};
use parking::Unbookable;
use request::Requested;

/// What the event is called.
pub(crate) const DETAIL_TYPE: &str = "AppointmentRequested";

/// Books what is asked for, once.
pub(crate) async fn requested(services: &Services, event: &Value) -> Result<(), BoxError> {
    let detail = &event["detail"];
    let id = request::identifier(detail);
    if services.records.parked(&id).await?.is_some() {
        tracing::info!(event = %id, "an event came again that was parked");
        return Ok(());
    }
    let requested = match Requested::read(detail) {
        Ok(requested) => requested,
        Err(cause) => {
            return parking::park(services, &id, detail, None, &Unbookable::Malformed(cause)).await;
        }
    };
    let certifies = requested.agency != services.centre;
    let agency = if certifies { services.records.agency(&requested.agency).await? } else { None };
    let Some(agency) = agency else {
        return parking::park(services, &id, detail, None, &Unbookable::UnknownAgency).await;
    };
    if is_booked(services, &requested).await? {
        return Ok(());
    }
    let at = services.clock.now();
    let agency = Agency { calendar: services.records.calendar(&agency).await?, ..agency };
    let refusal = match prepare(services, &agency, &requested, at) {
        Ok((appointment, slot)) => {
            let doer = Doer::of_event(event["id"].as_str().unwrap_or_default());
            let change = changes::of_new(services, doer, &appointment);
            let booked = placing::take(services, &agency, slot, |slot| {
                let (records, appointment, change) = (&services.records, &appointment, &change);
                async move { records.book_appointment(appointment, slot, services.most_open, change).await }
            });
            match booked.await {
                Ok(booked) => {
                    tracing::info!(event = %id, agency = %agency.id, appointment = %booked.id, "the portal booked");
                    return Ok(());
                }
                Err(BookError::Repeated) => return Ok(()),
                Err(BookError::Full) => Unbookable::Full,
                Err(BookError::TooMany) => Unbookable::TooMany,
                Err(BookError::Records(error)) => return Err(error.into()),
            }
        }
        Err(refusal) => refusal,
    };
    // A twin of the event may have been booked since, and have taken the last place itself.
    if is_booked(services, &requested).await? {
        return Ok(());
    }
    parking::park(services, &id, detail, Some(&requested), &refusal).await
}

async fn is_booked(services: &Services, requested: &Requested) -> Result<bool, BoxError> {
    let booked = services.records.booked_by_event(&requested.agency, &requested.id).await?;
    if let Some(appointment) = booked {
        tracing::info!(event = %requested.id, %appointment, "an event came again that was booked");
    }
    Ok(booked.is_some())
}

/// The appointment that is asked for, and its slot.
fn prepare(
    services: &Services,
    agency: &Agency,
    requested: &Requested,
    at: Timestamp,
) -> Result<(Appointment, Slot), Unbookable> {
    if agency.status == AgencyStatus::Abolished {
        return Err(Unbookable::Abolished);
    }
    let known = agency.document_types.iter().find(|known| known.code == requested.document_type);
    let document_type = known.cloned().ok_or(Unbookable::UnknownDocumentType)?;
    let slot = agency.calendar.bookable(requested.slot, time::local(at)).map_err(Unbookable::Slot)?;
    let booking = Booking {
        requester: requested.requester.clone(),
        phone: requested.phone.clone(),
        document_type,
        notes: requested.notes.clone(),
    };
    let id = AppointmentId::from_ulid(services.clock.ulid());
    let origin = Origin::Portal { event: requested.id.clone() };
    Ok((Appointment::book(id, agency.id.clone(), booking, origin, slot, at), slot))
}

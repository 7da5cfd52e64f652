//! `POST /appointments`: an officer books for somebody who called or came.

use api::{Answer, Call, Problem, request};
use certification::{
    Appointment, AppointmentId, Role,
    appointment::{Booking, Origin},
    identifier::{InvalidPhone, Phone},
    time,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, changes, hours, view::AppointmentView};

/// The longest note.
pub(crate) const LONGEST_NOTES: usize = 1_000;

/// A new appointment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookBody {
    /// For whom.
    pub requester: request::RequesterBody,
    /// Telephone; a mobile number gets SMS, a landline none.
    #[schema(example = "0912345678")]
    pub phone: Option<String>,
    /// Code of the document type.
    #[schema(example = "bang-tot-nghiep")]
    pub document_type: String,
    /// When: one of the hours of `GET /slots`.
    #[schema(format = DateTime, example = "2026-11-26T08:00:00+07:00")]
    pub slot: String,
    /// What else the office has to know, at most 1,000 characters.
    #[schema(max_length = 1_000)]
    pub notes: Option<String>,
}

/// Books an appointment for somebody who called or came.
#[utoipa::path(
    post,
    path = "/appointments",
    operation_id = "bookAppointment",
    request_body = BookBody,
    responses((status = 201, description = "The appointment.", body = AppointmentView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!([
            "account-not-found", "agency-closed", "beyond-horizon", "changed-meanwhile", "hour-passed",
            "invalid-field", "no-such-slot", "not-found", "slot-full",
        ])),
    ),
)]
pub(crate) async fn book(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: BookBody = call.json()?;
    let start = hours::hour(&body.slot)?;
    let agency = request::agency(&services.records, &call.caller.agency).await?;
    let at = services.clock.now();
    let slot = agency.calendar.bookable(start, time::local(at))?;
    let booking = Booking {
        requester: request::requester(&services.records, &body.requester).await?,
        phone: phone(body.phone.as_deref())?,
        document_type: request::document_type_of(&agency, &body.document_type)?,
        notes: notes(body.notes)?,
    };
    let id = AppointmentId::from_ulid(call.id_of_new(services.clock));
    let origin = Origin::Officer { by: call.caller.official.clone() };
    let appointment = Appointment::book(id, agency.id.clone(), booking, origin, slot, at);
    let view = |booked: &Appointment| Answer::created(&AppointmentView::from(booked));
    changes::book(services, call, &agency, &appointment, slot, view).await
}

pub(crate) fn phone(text: Option<&str>) -> Result<Option<Phone>, InvalidPhone> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::parse).transpose()
}

pub(crate) fn notes(text: Option<String>) -> Result<Option<String>, Problem> {
    let notes = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if notes.as_ref().is_some_and(|notes| notes.chars().count() > LONGEST_NOTES) {
        return Err(Problem::field("notes", "Ghi chú tối đa 1.000 ký tự."));
    }
    Ok(notes)
}

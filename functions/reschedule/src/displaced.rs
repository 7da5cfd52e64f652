//! `GET /appointments/displaced`: booked appointments whose hours the calendar has no longer.

use api::{Answer, Call, Problem, request};
use certification::{Appointment, Role, appointment::StateName, calendar::SlotRefusal, time};
use records::AppointmentPlace;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, view::AppointmentView};

/// Appointments that are listed one by one.
const MAX_SHOWN: usize = 200;
/// Appointments read at a time.
const PAGE: i32 = 500;

/// Booked appointments to come that the opening hours no longer have room for.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "count": 1,
    "displaced": [{
        "appointment": {
            "id": "01K8E5V3YJ1A2B3C4D5E6F7G8H",
            "version": 1,
            "state": "booked",
            "state_text": "Chờ xử lý",
            "slot": "2027-01-01T08:00:00+07:00",
            "minutes": 30,
            "requester": { "name": "Lê Thị Bình", "account": "tk-000001" },
            "phone": "+84912345678",
            "gets_sms": true,
            "document_type": "bang-tot-nghiep",
            "document_type_text": "Bằng tốt nghiệp",
            "origin": "portal",
            "booked_at": "2026-11-23T09:14:00+07:00",
        },
        "cause": "closed",
        "closed": "Nghỉ Tết Dương lịch",
    }],
}))]
pub struct DisplacedAppointmentsView {
    /// How many there are.
    #[schema(example = 1)]
    pub count: usize,
    /// The first 200, in the order of their hours.
    pub displaced: Vec<DisplacedAppointmentView>,
}

/// An appointment that has to be moved, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct DisplacedAppointmentView {
    /// The appointment.
    pub appointment: AppointmentView,
    /// Why its hour is none any more.
    pub cause: DisplacedCause,
    /// Why the agency is closed on that day, when it is a holiday or a closure.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Nghỉ Tết Dương lịch")]
    pub closed: Option<String>,
}

/// Why a booked hour is none any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DisplacedCause {
    /// The agency is closed on that day.
    Closed,
    /// The agency is open on that day, and no slot begins at that hour.
    NoSuchSlot,
}

/// The booked appointments whose hours the opening hours no longer have: after a holiday, a closure, other hours or
/// another length of slots. No reminder is sent for a closed hour, so they have to be moved.
#[utoipa::path(
    get,
    path = "/appointments/displaced",
    operation_id = "listDisplacedAppointments",
    responses((status = 200, description = "The appointments to be moved.", body = DisplacedAppointmentsView)),
    extensions(
        ("x-roles" = json!(["officer", "admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer, Role::Admin])?;
    let agency = request::agency(&services.records, &call.caller.agency).await?;
    let now = time::local(services.clock.now());
    let mut view = DisplacedAppointmentsView { count: 0, displaced: Vec::new() };
    let mut after = None;
    loop {
        let booked = StateName::Booked;
        let page = services.records.appointments(&agency.id, booked, None, after.as_ref(), PAGE).await?;
        for appointment in page.items.iter().filter(|appointment| appointment.slot > now) {
            let Some(cause) = agency.calendar.displaced(appointment.slot) else { continue };
            view.count += 1;
            if view.displaced.len() < MAX_SHOWN {
                view.displaced.push(shown(appointment, cause));
            }
        }
        after = page.next.and_then(|next| next.parse::<AppointmentPlace>().ok());
        if after.is_none() {
            return Answer::ok(&view);
        }
    }
}

fn shown(appointment: &Appointment, cause: SlotRefusal) -> DisplacedAppointmentView {
    let appointment = AppointmentView::from(appointment);
    match cause {
        SlotRefusal::Closed { reason } => {
            DisplacedAppointmentView { appointment, cause: DisplacedCause::Closed, closed: reason }
        }
        _ => DisplacedAppointmentView { appointment, cause: DisplacedCause::NoSuchSlot, closed: None },
    }
}

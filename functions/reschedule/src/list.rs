//! `GET /appointments` ([Lịch hẹn chờ duyệt]) and `GET /appointments/{appointment}`.

use api::{
    Answer, Call, Problem,
    contract::{self, AppointmentPath},
};
use certification::{Role, appointment::StateName};
use records::AppointmentPlace;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, stored, view::AppointmentView};

/// A page of appointments, in the order of their hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppointmentsView {
    /// The appointments.
    pub appointments: Vec<AppointmentView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The agency's appointments in a state, in the order of their hours.
#[utoipa::path(
    get,
    path = "/appointments",
    operation_id = "listAppointments",
    params(
        ("state" = Option<contract::AppointmentState>, Query, description = "In which state; `booked` when left out.", example = "booked"),
        ("day" = Option<String>, Query, format = Date, description = "Only those of a day: `yyyy-mm-dd`.", example = "2026-11-26"),
        ("limit" = Option<i32>, Query, description = "Appointments on a page; 50 when left out.", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "`next` of the page before, with the same `state` and `day`."),
    ),
    responses((status = 200, description = "A page of appointments.", body = AppointmentsView)),
    extensions(
        ("x-roles" = json!(["officer", "admin"])),
        ("x-problems" = json!(["malformed-request"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer, Role::Admin])?;
    let state: StateName = call.query("state")?.unwrap_or(StateName::Booked);
    let day = call.day("day")?;
    let limit = call.query::<i32>("limit")?.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 100."));
    }
    let after: Option<AppointmentPlace> = call.query("cursor")?;
    if let (Some(day), Some(after)) = (day, &after)
        && !after.is_of(day)
    {
        return Err(Problem::malformed("Tham số cursor không thuộc ngày này."));
    }
    let agency = &call.caller.agency;
    let page = services.records.appointments(agency, state, day, after.as_ref(), limit).await?;
    let appointments = page.items.iter().map(AppointmentView::from).collect();
    Answer::ok(&AppointmentsView { appointments, next: page.next })
}

/// One appointment.
#[utoipa::path(
    get,
    path = "/appointments/{appointment}",
    operation_id = "readAppointment",
    params(AppointmentPath),
    responses((status = 200, description = "The appointment.", body = AppointmentView)),
    extensions(
        ("x-roles" = json!(["officer", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer, Role::Admin])?;
    Answer::ok(&AppointmentView::from(&stored::load(services, call).await?))
}

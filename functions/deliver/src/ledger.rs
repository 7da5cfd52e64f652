//! `GET /cases/{case}/deliveries`, `GET /appointments/{appointment}/deliveries`: the delivery ledger of one
//! thing.

use api::{
    Answer, Call, Problem,
    contract::{AppointmentPath, CasePath},
    stored,
};
use certification::{
    AppointmentId, Role,
    notice::{About, Delivery},
};

use crate::{Services, view::DeliveriesView, whom};

pub(crate) const OFFICIALS: [Role; 4] = [Role::Officer, Role::Signer, Role::Clerk, Role::Admin];

/// The delivery ledger of a case.
#[utoipa::path(
    get,
    path = "/cases/{case}/deliveries",
    operation_id = "listDeliveries",
    params(CasePath),
    responses((status = 200, description = "The ledger.", body = DeliveriesView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn of_case(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let case = stored::load(&services.records, call).await?;
    let lines = services.records.deliveries(&case.agency, About::Case(case.id)).await?;
    let whom = whom::of_lines(services, &call.caller.roles, &lines).await?;
    Answer::ok(&DeliveriesView::of(&lines, &whom))
}

/// The delivery ledger of an appointment.
#[utoipa::path(
    get,
    path = "/appointments/{appointment}/deliveries",
    operation_id = "listDeliveriesOfAppointment",
    params(AppointmentPath),
    responses((status = 200, description = "The ledger.", body = DeliveriesView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn of_appointment(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let (_, lines) = appointment(services, call).await?;
    let whom = whom::of_lines(services, &call.caller.roles, &lines).await?;
    Answer::ok(&DeliveriesView::of(&lines, &whom))
}

/// An appointment of the caller's agency, by its ledger: whoever books is told so, so it has at least a line.
pub(crate) async fn appointment(services: &Services, call: &Call) -> Result<(About, Vec<Delivery>), Problem> {
    let appointment: AppointmentId = call.path("appointment", "lịch hẹn")?;
    let about = About::Appointment(appointment);
    let lines = services.records.deliveries(&call.caller.agency, about).await?;
    if lines.is_empty() { Err(Problem::not_found("lịch hẹn")) } else { Ok((about, lines)) }
}

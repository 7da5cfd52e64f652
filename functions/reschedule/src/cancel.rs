//! `POST /appointments/{appointment}/cancel`: the place is free again, and the requester is told why.

use api::{Answer, Call, Problem, contract::AppointmentPath};
use certification::{
    Appointment, Role,
    appointment::{Party, Reason},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, changes, stored, view::AppointmentView};

/// Why an appointment is cancelled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelAppointmentBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// Why; the requester reads it.
    #[schema(min_length = 3, max_length = 1_000, example = "Người dân báo không đến được.")]
    pub reason: String,
}

/// Cancels an appointment.
#[utoipa::path(
    post,
    path = "/appointments/{appointment}/cancel",
    operation_id = "cancelAppointment",
    params(AppointmentPath),
    request_body = CancelAppointmentBody,
    responses((status = 200, description = "The appointment, cancelled.", body = AppointmentView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn cancel(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: CancelAppointmentBody = call.json()?;
    let reason: Reason = body.reason.parse()?;
    let before = stored::load(services, call).await?;
    stored::insist_on_version(&before, body.version)?;
    let at = services.clock.now();
    let by = Party::Official(call.caller.official.clone());
    let view = |after: &Appointment| Answer::ok(&AppointmentView::from(after));
    changes::cancel(services, call, &before, (by, reason, at), view).await
}

//! `POST /appointments/{appointment}/reschedule`: [Dời lịch hẹn], [Đặt lại lịch hẹn].

use api::{Answer, Call, Problem, contract::AppointmentPath, request};
use certification::{Appointment, Role, appointment::Reason};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, changes, hours, next_hour, stored, view::AppointmentView};

/// Another hour, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RescheduleBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// When: one of the hours of `GET /slots`. Left out, the next free hour after the appointment's own; `version` is
    /// needed then, so that a repeat does not move it once more.
    #[schema(format = DateTime, example = "2026-11-27T08:00:00+07:00")]
    pub slot: Option<String>,
    /// Why; the requester reads it.
    #[schema(min_length = 3, max_length = 1_000, example = "Cán bộ họp đột xuất.")]
    pub reason: String,
}

/// Moves an appointment to another hour; the requester is told by SMS and in the portal (Dời lịch hẹn).
#[utoipa::path(
    post,
    path = "/appointments/{appointment}/reschedule",
    operation_id = "rescheduleAppointment",
    params(AppointmentPath),
    request_body = RescheduleBody,
    responses((status = 200, description = "The appointment at its new hour.", body = AppointmentView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!([
            "agency-closed", "beyond-horizon", "changed-meanwhile", "hour-passed", "invalid-field", "no-free-hour", "no-such-slot",
            "not-found", "same-hour", "slot-full", "wrong-state",
        ])),
    ),
)]
pub(crate) async fn reschedule(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: RescheduleBody = call.json()?;
    let reason: Reason = body.reason.parse()?;
    let start = body.slot.as_deref().map(hours::hour).transpose()?;
    if start.is_none() && body.version.is_none() {
        return Err(Problem::field(
            "version",
            "Thiếu phiên bản của lịch hẹn. Tải lại danh sách rồi thử lại.",
        ));
    }
    let before = stored::load(services, call).await?;
    stored::insist_on_version(&before, body.version)?;
    let agency = request::agency(&services.records, &call.caller.agency).await?;
    let at = services.clock.now();
    let view = |moved: &Appointment| Answer::ok(&AppointmentView::from(moved));
    match start {
        Some(start) => changes::shift(services, call, &agency, &before, (start, reason, at), view).await,
        None => next_hour::shift(services, call, &agency, &before, (&reason, at), view).await,
    }
}

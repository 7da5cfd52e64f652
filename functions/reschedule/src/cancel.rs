//! `POST /appointments/{appointment}/cancel`: the place is free again, and the requester is told why.

use api::{Answer, Call, Problem, contract::AppointmentPath};
use certification::{Role, appointment::Reason, notice::NoticeSubject};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, notice, stored, view::AppointmentView};

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
    let after = before.clone().cancel(call.caller.official.clone(), reason.clone(), at)?;
    let said = reason.as_str().to_owned();
    let subject = NoticeSubject::AppointmentCancelled { at: before.slot, reason: said.clone() };
    let notices = vec![notice::about(services, &after, subject, at)];
    let step = stored::Step { action: "cancel", from: Some(before.state.name()), at, note: Some(said) };
    let change = stored::change(services, call, &after, step, notices);
    let after = services.records.save_appointment(&before, &after, &change).await?;
    Answer::ok(&AppointmentView::from(&after))
}

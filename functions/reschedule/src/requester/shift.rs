//! `POST /booking/appointments/{appointment}/move`: the requester takes another hour.

use api::{Answer, Problem, RequesterCall, contract::AppointmentPath};
use certification::Appointment;
use serde::Deserialize;
use utoipa::ToSchema;

use super::BookingView;
use crate::{Services, changes, hours, stored};

/// Another hour.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBookingBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// When: one of the hours of `GET /booking/agencies/{agency}/slots`.
    #[schema(format = DateTime, example = "2026-11-27T08:00:00+07:00")]
    pub slot: String,
    /// Why, when it is to be said; the agency reads it.
    #[schema(min_length = 3, max_length = 1_000, example = "Tôi bận việc gia đình.")]
    pub reason: Option<String>,
}

/// Moves the requester's own appointment to another hour, until its hour begins.
#[utoipa::path(
    post,
    path = "/booking/appointments/{appointment}/move",
    operation_id = "moveMyAppointment",
    params(AppointmentPath),
    request_body = MoveBookingBody,
    responses((status = 200, description = "The appointment at its new hour.", body = BookingView)),
    extensions(
        ("x-roles" = json!(["requester"])),
        ("x-problems" = json!([
            "agency-abolished", "agency-closed", "beyond-horizon", "changed-meanwhile", "hour-begun", "hour-passed",
            "invalid-field", "no-such-slot", "same-hour", "slot-full", "wrong-state",
        ])),
    ),
)]
pub(crate) async fn shift(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let body: MoveBookingBody = call.json()?;
    let reason = super::reason(body.reason.as_deref())?;
    let start = hours::hour(&body.slot)?;
    let before = super::load(services, call).await?;
    stored::insist_on_version(&before, body.version)?;
    let at = services.clock.now();
    before.must_be_ahead(at)?;
    let agency = super::agency(services, Some(before.agency.clone())).await?;
    let view = |after: &Appointment| Answer::ok(&BookingView::of(after, &agency.name, at));
    changes::shift(services, call, &agency, &before, (start, reason, at), view).await
}

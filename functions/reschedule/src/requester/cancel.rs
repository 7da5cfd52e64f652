//! `POST /booking/appointments/{appointment}/cancel`: the requester does not come.

use api::{Answer, Problem, RequesterCall, contract::AppointmentPath};
use certification::{Appointment, appointment::Party};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{BookingView, list};
use crate::{Services, changes, stored};

/// That the requester does not come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelBookingBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// Why, when it is to be said; the agency reads it.
    #[schema(min_length = 3, max_length = 1_000, example = "Tôi không cần bản sao nữa.")]
    pub reason: Option<String>,
}

/// Cancels the requester's own appointment, until its hour begins; also at an agency that was abolished.
#[utoipa::path(
    post,
    path = "/booking/appointments/{appointment}/cancel",
    operation_id = "cancelMyAppointment",
    params(AppointmentPath),
    request_body = CancelBookingBody,
    responses((status = 200, description = "The appointment, cancelled.", body = BookingView)),
    extensions(
        ("x-roles" = json!(["requester"])),
        ("x-problems" = json!(["changed-meanwhile", "hour-begun", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn cancel(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let body: CancelBookingBody = call.json()?;
    let reason = super::reason(body.reason.as_deref())?;
    let before = super::load(services, call).await?;
    stored::insist_on_version(&before, body.version)?;
    let at = services.clock.now();
    before.must_be_ahead(at)?;
    let by = Party::Requester { account: call.account.clone() };
    let name = list::name(services, &before).await?;
    let view = |after: &Appointment| Answer::ok(&BookingView::of(after, &name, at));
    changes::cancel(services, call, &before, (by, reason, at), view).await
}

//! `GET /agencies/{agency}`.

use api::{Answer, Call, Problem};
use utoipa::IntoParams;

use super::AgencyView;
use crate::{Services, scope};

/// The parameter of `/agencies/{agency}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "describes the parameter only; `Call::path` reads it")]
pub(crate) struct AgencyPath {
    /// Identifier of the agency.
    #[param(example = "an-binh-moi", max_length = 40, pattern = "^[A-Za-z0-9-]{1,40}$")]
    agency: String,
}

/// An agency: one's own, or any for the centre.
#[utoipa::path(
    get,
    path = "/agencies/{agency}",
    operation_id = "readAgency",
    params(AgencyPath),
    responses((status = 200, description = "The agency.", body = AgencyView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let admin = scope::admin(services, call).await?;
    let agency = scope::of(services, call, admin, &call.path("agency", "đơn vị")?).await?;
    Answer::ok(&AgencyView::of(&agency)?)
}

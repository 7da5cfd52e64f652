//! `GET /agency/officials`.

use api::{Answer, Call, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::OfficialView;
use crate::{Services, scope};

/// The officials of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfficialsView {
    /// By the names they sign in with.
    officials: Vec<OfficialView>,
}

/// The officials of an agency.
#[utoipa::path(
    get,
    path = "/agency/officials",
    operation_id = "listOfficials",
    params(scope::AgencyQuery),
    responses((status = 200, description = "The officials.", body = OfficialsView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    let officials = services.records.officials(&agency.id).await?;
    let officials = officials.iter().map(OfficialView::of).collect::<Result<_, _>>()?;
    Answer::ok(&OfficialsView { officials })
}

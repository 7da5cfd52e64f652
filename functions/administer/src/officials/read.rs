//! `GET /agency/officials/{official}`.

use api::{Answer, Call, Problem};
use utoipa::IntoParams;

use super::{load, refused, view::OfficialView};
use crate::{Services, scope};

/// The parameter of `/agency/officials/{official}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "describes the parameter only; `Call::path` reads it")]
pub(crate) struct OfficialPath {
    /// Identifier of the official.
    #[param(
        example = "0f6c2a3e-7b1d-4c58-9a24-6d1e5f7b8c02",
        max_length = 64,
        pattern = "^[A-Za-z0-9-]{1,64}$"
    )]
    official: String,
}

/// An official, with the address of the invitation.
#[utoipa::path(
    get,
    path = "/agency/officials/{official}",
    operation_id = "readOfficial",
    params(OfficialPath, scope::AgencyQuery),
    responses((status = 200, description = "The official.", body = OfficialView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    let profile = load(services, call, &agency.id).await?;
    let sign_in = services.sign_ins.find(profile.id.as_str()).await.map_err(refused)?;
    let invited = sign_in.as_ref().map(|sign_in| sign_in.invited);
    let email = sign_in.and_then(|sign_in| sign_in.email);
    Answer::ok(&OfficialView::of(&profile)?.reached_at(email).invited(invited))
}

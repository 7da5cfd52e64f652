//! `GET /agency/officials`.

use api::{Answer, Call, Problem};
use certification::agency::Profile;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Serialize;
use utoipa::ToSchema;

use super::view::OfficialView;
use crate::{Services, scope};

/// How many sign-ins are looked up at the same time.
const AT_ONCE: usize = 8;

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
    let asked = officials.into_iter().map(|official| shown(services, official));
    let officials = stream::iter(asked).buffered(AT_ONCE).try_collect().await?;
    Answer::ok(&OfficialsView { officials })
}

async fn shown(services: &Services, official: Profile) -> Result<OfficialView, Problem> {
    let invited = invited(services, &official).await;
    Ok(OfficialView::of(&official)?.invited(invited))
}

/// Whether an official has yet to sign in for the first time. A certificate is bound by its holder alone, so the pool
/// is asked only for those without one; when it does not answer, the list is shown without this.
async fn invited(services: &Services, official: &Profile) -> Option<bool> {
    if official.certificate.is_some() {
        return Some(false);
    }
    match services.sign_ins.find(official.id.as_str()).await {
        Ok(sign_in) => sign_in.map(|sign_in| sign_in.invited),
        Err(error) => {
            tracing::warn!(cause = %error, "the pool did not say whether an official has signed in");
            None
        }
    }
}

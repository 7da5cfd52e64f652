//! `GET /agencies`: every agency of the country, for the centre.

use api::{Answer, Call, Problem};
use certification::AgencyId;
use serde::Serialize;
use utoipa::ToSchema;

use super::AgencyView;
use crate::{Services, scope};

/// A page of agencies.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgenciesView {
    /// The agencies, in the order of their identifiers.
    pub(crate) agencies: Vec<AgencyView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}

/// The agencies of the country.
#[utoipa::path(
    get,
    path = "/agencies",
    operation_id = "listAgencies",
    params(
        ("limit" = Option<i32>, Query, description = "Agencies on a page; 100 when left out.", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of agencies.", body = AgenciesView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["centre-only", "malformed-request"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    scope::centre(services, call).await?;
    let after = call.query::<AgencyId>("cursor")?;
    let limit = scope::limit(call, 200)?;
    let page = services.records.agencies(after.as_ref(), limit).await?;
    let agencies = page.items.iter().map(AgencyView::of).collect::<Result<_, _>>()?;
    Answer::ok(&AgenciesView { agencies, next: page.next })
}

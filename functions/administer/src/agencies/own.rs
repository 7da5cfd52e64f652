//! `GET /agency`: the caller's own agency with what everybody of it goes by.

use api::{Answer, Call, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use super::AgencyView;
use crate::{Services, hours::CalendarView};

/// The caller's agency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OwnAgencyView {
    /// The agency.
    pub(crate) agency: AgencyView,
    /// When it is open, with the holidays of the country.
    pub(crate) calendar: CalendarView,
    /// Whether its administrators are the centre's.
    #[schema(example = false)]
    pub(crate) centre: bool,
}

/// The agency of whoever is signed in: name, state and opening hours.
#[utoipa::path(
    get,
    path = "/agency",
    operation_id = "readOwnAgency",
    responses((status = 200, description = "The caller's agency.", body = OwnAgencyView)),
    extensions(
        ("x-roles" = json!([])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let id = &call.caller.agency;
    let agency = services.records.agency(id).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let calendar = services.records.calendar(&agency).await?;
    Answer::ok(&OwnAgencyView {
        agency: AgencyView::of(&agency)?,
        calendar: CalendarView::of(&calendar),
        centre: *id == services.centre,
    })
}

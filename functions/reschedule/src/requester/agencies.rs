//! `GET /booking/agencies…`: who takes appointments, for which papers, at which hours.

use api::{Answer, Problem, RequesterCall};
use certification::{
    AgencyId, DocumentType,
    agency::{Agency, AgencyStatus},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Services,
    slots::{self, SlotsView},
};

/// A page of the agencies that take appointments.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingAgenciesView {
    /// The agencies, in the order of their identifiers.
    pub agencies: Vec<BookingOfficeView>,
    /// Pass it as `cursor` for the next page; absent at the end. A page may have fewer than were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// An agency to choose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "an-binh-moi",
    "name": "Ủy ban nhân dân phường An Bình Mới",
    "locality": "Phường An Bình Mới, thành phố An Bình",
}))]
pub struct BookingOfficeView {
    /// Identifier.
    #[schema(example = "an-binh-moi")]
    pub id: String,
    /// Name.
    #[schema(example = "Ủy ban nhân dân phường An Bình Mới")]
    pub name: String,
    /// Where it is, which tells communes of one name apart.
    #[schema(example = "Phường An Bình Mới, thành phố An Bình")]
    pub locality: String,
}

/// An agency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "id": "an-binh-moi", "name": "Ủy ban nhân dân phường An Bình Mới" }))]
pub struct BookingAgencyView {
    /// Identifier.
    #[schema(example = "an-binh-moi")]
    pub id: String,
    /// Name.
    #[schema(example = "Ủy ban nhân dân phường An Bình Mới")]
    pub name: String,
}

/// What an agency certifies copies of.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookableTypesView {
    /// The types, in the order in which they are offered.
    pub document_types: Vec<BookableTypeView>,
}

/// A document type.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookableTypeView {
    /// Stable code.
    #[schema(example = "bang-tot-nghiep")]
    pub code: String,
    /// Name.
    #[schema(example = "Bằng tốt nghiệp")]
    pub name: String,
}

/// The agencies that take appointments. Abolished ones and the one that runs the system do not appear.
#[utoipa::path(
    get,
    path = "/booking/agencies",
    operation_id = "listBookingAgencies",
    params(
        ("limit" = Option<i32>, Query, description = "Agencies on a page; 100 when left out.", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of agencies.", body = BookingAgenciesView)),
    extensions(("x-roles" = json!(["requester"])), ("x-problems" = json!(["malformed-request"]))),
)]
pub(crate) async fn list(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let limit = call.query::<i32>("limit")?.unwrap_or(100);
    if !(1..=200).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 200."));
    }
    let after: Option<AgencyId> = call.query("cursor")?;
    let page = services.records.agencies(after.as_ref(), limit).await?;
    let agencies = page
        .items
        .iter()
        .filter(|agency| agency.id != services.centre && takes_appointments(agency))
        .map(office)
        .collect();
    Answer::ok(&BookingAgenciesView { agencies, next: page.next })
}

/// The papers that an agency certifies copies of.
#[utoipa::path(
    get,
    path = "/booking/agencies/{agency}/document-types",
    operation_id = "listBookingDocumentTypes",
    params(("agency" = String, Path, description = "Identifier of the agency.", example = "an-binh-moi")),
    responses((status = 200, description = "The document types.", body = BookableTypesView)),
    extensions(("x-roles" = json!(["requester"])), ("x-problems" = json!(["agency-abolished"]))),
)]
pub(crate) async fn document_types(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let agency = of_path(services, call).await?;
    let view = |DocumentType { code, name }| BookableTypeView { code, name };
    Answer::ok(&BookableTypesView { document_types: agency.document_types.into_iter().map(view).collect() })
}

/// The hours of a day that are free at an agency. Full and past ones do not appear.
#[utoipa::path(
    get,
    path = "/booking/agencies/{agency}/slots",
    operation_id = "listBookingSlots",
    params(
        ("agency" = String, Path, description = "Identifier of the agency.", example = "an-binh-moi"),
        ("date" = String, Query, format = Date, description = "The day: `yyyy-mm-dd`.", example = "2026-11-26"),
    ),
    responses((status = 200, description = "The free hours.", body = SlotsView)),
    extensions(
        ("x-roles" = json!(["requester"])),
        ("x-problems" = json!(["agency-abolished", "beyond-horizon", "hour-passed", "malformed-request"])),
    ),
)]
pub(crate) async fn slots(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let agency = of_path(services, call).await?;
    let day = call.day("date")?.ok_or_else(slots::without_date)?;
    Answer::ok(&slots::of(services, &agency, day).await?)
}

async fn of_path(services: &Services, call: &RequesterCall) -> Result<Agency, Problem> {
    super::agency(services, call.path("agency", "đơn vị").ok()).await
}

fn takes_appointments(agency: &Agency) -> bool {
    agency.status == AgencyStatus::Active
        && agency.calendar.takes_appointments()
        && !agency.document_types.is_empty()
}

fn office(agency: &Agency) -> BookingOfficeView {
    let (name, locality) = (agency.name.clone(), agency.locality.clone());
    BookingOfficeView { id: agency.id.to_string(), name, locality }
}

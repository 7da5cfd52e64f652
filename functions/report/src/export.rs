//! `POST /books/{book}/export`: [Xuất báo cáo], the register of a period as an Excel file.

use std::{ops::ControlFlow, time::Duration};

use api::{Answer, Call, Problem, contract::BookPath, request};
use certification::{Role, time};
use documents::{Bucket, keys};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, load, marks::Marks, period::Period, workbook::Register};

/// How long a link to an export or a print is good.
pub(crate) const LIFETIME: Duration = Duration::from_mins(10);
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Which part of the book.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "from": "2026-11-01", "to": "2026-11-30" }))]
pub struct ExportBookBody {
    /// The first day: `yyyy-mm-dd`; the book's opening when left out.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<String>,
    /// The last day: `yyyy-mm-dd`; the book's end when left out.
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<String>,
}

/// A link to the exported register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "url": "https://scans.s3.ap-southeast-1.amazonaws.com/exports/an-binh/01K8E5V3YJ6B4S9N2M0C3D8F7G",
    "expires_at": "2026-11-23T09:24:00+07:00",
    "entries": 127,
}))]
pub struct ExportLink {
    /// Address, good until `expires_at`.
    pub url: String,
    /// ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub expires_at: String,
    /// Entries in it.
    pub entries: u32,
}

/// Writes a register book, or a part of it, as an Excel file; the link is good for ten minutes.
#[utoipa::path(
    post,
    path = "/books/{book}/export",
    operation_id = "exportBook",
    params(BookPath),
    request_body = ExportBookBody,
    responses((status = 200, description = "The link.", body = ExportLink)),
    extensions(
        ("x-roles" = json!(["clerk", "admin"])),
        ("x-problems" = json!(["invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn export(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let body: ExportBookBody = call.json()?;
    let book = load(services, call).await?;
    let period = Period::part(&book, day("from", body.from)?, day("to", body.to)?)?;
    let agency = services.records.agency(&book.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let mut register =
        Register::begin(&agency, &book, period).map_err(|error| Problem::unexpected(&error))?;
    let marks = Marks::of(services, &book).await?;
    let mut written = Ok(());
    let take = period.only(|entry| {
        written = register.line(&entry, &marks.note(&entry));
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    services.records.each_entry(&book, None, take).await?;
    written.map_err(|error| Problem::unexpected(&error))?;
    let entries = register.lines();
    let bytes = register.finish(&book).map_err(|error| Problem::unexpected(&error))?;
    let key = keys::export(&book.agency, book.id, services.clock.ulid());
    let object = services.documents.store(Bucket::Scans, &key, XLSX, bytes).await?;
    let url = services.documents.link(Bucket::Scans, &object, "so-chung-thuc.xlsx", LIFETIME).await?;
    let expires_at = services.clock.now().checked_add(LIFETIME).unwrap_or_default();
    Answer::ok(&ExportLink { url, expires_at: time::iso(expires_at), entries })
}

/// A day of the body, when it names one.
fn day(field: &'static str, text: Option<String>) -> Result<Option<Date>, Problem> {
    text.map(|text| request::day(field, &text)).transpose()
}

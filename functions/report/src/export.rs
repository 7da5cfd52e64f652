//! `POST /books/{book}/export`: [Xuất báo cáo], the register as an Excel file.

use std::time::Duration;

use api::{Answer, Call, Problem, contract::BookPath};
use certification::{Role, time};
use documents::{Bucket, keys};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, load, workbook};

const LIFETIME: Duration = Duration::from_mins(10);
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

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
    pub entries: usize,
}

/// Writes a register book as an Excel file; the link is good for ten minutes.
#[utoipa::path(
    post,
    path = "/books/{book}/export",
    operation_id = "exportBook",
    params(BookPath),
    responses((status = 200, description = "The link.", body = ExportLink)),
    extensions(
        ("x-roles" = json!(["clerk", "admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn export(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let book = load(services, call).await?;
    let agency = services.records.agency(&book.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let entries = services.records.all_entries(&book.agency, book.id).await?;
    let bytes = workbook::of(&agency.name, &book, &entries).map_err(|error| Problem::unexpected(&error))?;
    let key = keys::export(&book.agency, book.id, services.clock.ulid());
    let object = services.documents.store(Bucket::Scans, &key, XLSX, bytes).await?;
    let url = services.documents.link(Bucket::Scans, &object, "so-chung-thuc.xlsx", LIFETIME).await?;
    let expires_at = services.clock.now().checked_add(LIFETIME).unwrap_or_default();
    Answer::ok(&ExportLink { url, expires_at: time::iso(expires_at), entries: entries.len() })
}

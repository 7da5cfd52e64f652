//! `POST /books/{book}/print`: the register of a month as a PDF to print, sign and keep.
//!
//! A register kept by computer is printed every month (TT 01/2020 Điều 4).

use std::ops::ControlFlow;

use api::{Answer, Call, Problem, contract::BookPath};
use certification::{Role, book::BookKind, time};
use documents::{Bucket, keys};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, export::LIFETIME, load, marks::Marks, paper, period::Period};

/// Which month.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintBookBody {
    /// The month: `yyyy-mm`.
    #[schema(example = "2026-11")]
    pub month: String,
}

/// A link to the printed register.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "url": "https://scans.s3.ap-southeast-1.amazonaws.com/exports/an-binh/01K8E5V3YJ6B4S9N2M0C3D8F7G",
    "expires_at": "2026-11-23T09:24:00+07:00",
    "entries": 127,
}))]
pub struct PrintLink {
    /// Address, good until `expires_at`.
    pub url: String,
    /// ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub expires_at: String,
    /// Entries of the month.
    pub entries: usize,
}

/// Prints a month of a register book as PDF (A4, landscape); the link is good for ten minutes.
#[utoipa::path(
    post,
    path = "/books/{book}/print",
    operation_id = "printBook",
    params(BookPath),
    request_body = PrintBookBody,
    responses((status = 200, description = "The link.", body = PrintLink)),
    extensions(
        ("x-roles" = json!(["clerk", "admin"])),
        ("x-problems" = json!(["book-on-paper", "invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn print(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let body: PrintBookBody = call.json()?;
    let book = load(services, call).await?;
    if book.kind == BookKind::Paper {
        return Err(Problem::conflict("book-on-paper", "Sổ giấy đã là bản giấy, nên không in từ đây."));
    }
    let at = services.clock.now();
    let month = Period::month(&book, &body.month, time::day(at))?;
    let agency = services.records.agency(&book.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let mut entries = Vec::new();
    let take = month.only(|entry| {
        entries.push(entry);
        ControlFlow::Continue(())
    });
    services.records.each_entry(&book, None, take).await?;
    let marks = Marks::of(services, &book).await?;
    let bytes = paper::of(&agency, &book, month, &entries, &marks, at)
        .map_err(|error| Problem::unexpected(&error))?;
    let key = keys::print(&book.agency, book.id, services.clock.ulid());
    let object = services.documents.store(Bucket::Scans, &key, "application/pdf", bytes).await?;
    let file = format!("so-chung-thuc-{}.pdf", month.from.strftime("%Y-%m"));
    let url = services.documents.link(Bucket::Scans, &object, &file, LIFETIME).await?;
    let expires_at = services.clock.now().checked_add(LIFETIME).unwrap_or_default();
    Answer::ok(&PrintLink { url, expires_at: time::iso(expires_at), entries: entries.len() })
}

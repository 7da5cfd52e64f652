//! `POST /cases/{case}/scan`: a place in the store for the scan.
//!
//! A scan that was found fit is kept until the new one is; `PATCH /cases/{case}` with `keep_scan` goes back
//! to it.

use std::collections::BTreeMap;

use api::{Answer, Call, Problem, SeenVersion, contract::CasePath, stored};
use certification::{Role, time};
use documents::keys;
use records::{Change, Versioned as _};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Services;

/// Where and how to send the scan: a form POST with these fields, then the part `file`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "url": "https://scans.s3.ap-southeast-1.amazonaws.com/",
    "fields": {
        "key": "scans/an-binh/01K8E5V3YJ9X0W6P2R4T7Q1Z5B/01K8E5V3YJ2H5K7P9Q1R3T6V8W.pdf",
        "Content-Type": "application/pdf",
        "policy": "eyJleHBpcmF0aW9uIjoi",
    },
    "expires_at": "2026-11-23T09:29:00+07:00",
    "version": 2,
}))]
pub struct ScanPlace {
    /// Address of the form.
    pub url: String,
    /// Fields, before the part `file`.
    pub fields: BTreeMap<String, String>,
    /// Until when: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub expires_at: String,
    /// Version of the case that now waits for this scan.
    pub version: u64,
}

/// Gives a place in the document store for the scan, which is inspected when it arrives there.
#[utoipa::path(
    post,
    path = "/cases/{case}/scan",
    operation_id = "attachScan",
    params(CasePath),
    request_body = SeenVersion,
    responses((status = 201, description = "Where and how to send the scan.", body = ScanPlace)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "wrong-state"])),
    ),
)]
pub(crate) async fn place(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let from = Some(case.state.name());
    let at = services.clock.now();
    let key = keys::scan(&case.agency, case.id, services.clock.ulid());
    let case = case.expect_scan(key.clone(), at)?;
    let post = services.documents.presign_scan(&key, at).await?;
    let step = stored::Step { action: "expect-scan", role: Role::Officer, from, at, note: None };
    let change = stored::change(call, services.clock, &case, step, None);
    let answer = Answer::created(&ScanPlace {
        url: post.url,
        fields: post.fields,
        expires_at: time::iso(post.expires_at),
        version: case.stored().version,
    })?;
    let change = Change { reply: call.reply(&answer), ..change };
    services.records.save_case(&case, &change).await?;
    Ok(answer)
}

//! `POST /cases/{case}/scan`: a place in the store for the scan.
//!
//! A scan that was found fit is kept until the new one is; `PATCH /cases/{case}` with `keep_scan` goes back
//! to it.

use std::collections::BTreeMap;

use api::{Answer, Call, Problem, contract::CasePath, stored};
use certification::{Role, history::CaseAction, time};
use documents::{LARGEST_SCAN, keys};
use records::{Change, Versioned as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Services;

/// What is known of the scan to come.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachBody {
    /// The version that was seen; left out, the stored one is taken.
    pub version: Option<u64>,
    /// Length in bytes, at most 31 457 280. The place holds for 15 minutes, for a large file longer: as long as it
    /// takes at 10 000 bytes a second, at most one hour.
    #[schema(minimum = 1, maximum = 31_457_280)]
    pub size: Option<u64>,
}

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
    request_body = AttachBody,
    responses((status = 201, description = "Where and how to send the scan.", body = ScanPlace)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn place(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: AttachBody = call.json()?;
    let size = body.size.unwrap_or(0);
    if size > LARGEST_SCAN || body.size == Some(0) {
        return Err(Problem::field("size", "Tệp PDF nặng từ 1 byte đến 30 MB (31.457.280 byte)."));
    }
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let from = Some(case.state.name());
    let at = services.clock.now();
    let key = keys::scan(&case.agency, case.id, services.clock.ulid());
    let case = case.expect_scan(key.clone(), at)?;
    let post = services.documents.presign_scan(&key, size, at).await?;
    let step = stored::Step {
        action: CaseAction::ExpectScan,
        role: Role::Officer,
        from,
        at,
        facts: None,
        note: None,
    };
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

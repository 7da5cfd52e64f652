//! `GET /cases/{case}/document?version=`: a short-lived link to the scan or a copy.

use std::time::Duration;

use api::{Answer, Call, Problem, contract::CasePath, stored};
use certification::{Case, StoredObject, time};
use documents::Bucket;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, queue::OFFICIALS};

const LIFETIME: Duration = Duration::from_mins(5);

/// Which document of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum DocumentVersion {
    /// The scan of the original, as it is certified.
    Scan,
    /// The scan as it was uploaded; another one than `scan` when that was repaired.
    Uploaded,
    /// What was last handed to the signer's desk.
    Prepared,
    /// The copy with the leader's signature.
    Signed,
    /// The certified copy.
    Sealed,
}

/// A link to a document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "url": "https://copies.s3.ap-southeast-1.amazonaws.com/copies/an-binh/01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    "expires_at": "2026-11-23T09:19:00+07:00",
    "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    "length": 2_097_152,
}))]
pub struct DocumentLink {
    /// Address, good until `expires_at`.
    pub url: String,
    /// ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub expires_at: String,
    /// SHA-256 of the document.
    pub sha256: String,
    /// Its length in bytes.
    pub length: u64,
}

/// A link to the scan or a copy, good for five minutes.
#[utoipa::path(
    get,
    path = "/cases/{case}/document",
    operation_id = "readDocument",
    params(
        CasePath,
        ("version" = inline(Option<DocumentVersion>), Query, description = "Which document; `scan` when left out."),
    ),
    responses((status = 200, description = "The link.", body = DocumentLink)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!(["malformed-request", "no-such-document"])),
    ),
)]
pub(crate) async fn link(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let case = stored::load(&services.records, call).await?;
    let which: String = call.query("version")?.unwrap_or_else(|| "scan".to_owned());
    let (bucket, object) = find(services, &case, &which).await?;
    let file_name = format!("{}-{which}.pdf", case.id);
    let url = services.documents.link(bucket, &object, &file_name, LIFETIME).await?;
    // Who has read a person's paper stands in the log, and not in the history, which says what was done.
    tracing::info!(case = %case.id, official = %call.caller.official.id, document = %which, "a document was read");
    let expires_at = services.clock.now().checked_add(LIFETIME).unwrap_or_default();
    Answer::ok(&DocumentLink {
        url,
        expires_at: time::iso(expires_at),
        sha256: object.sha256,
        length: object.length,
    })
}

async fn find(services: &Services, case: &Case, which: &str) -> Result<(Bucket, StoredObject), Problem> {
    let state = &case.state;
    let (bucket, object) = match which {
        "scan" => (Bucket::Scans, state.scan_document().cloned()),
        "uploaded" => (Bucket::Scans, state.uploaded_scan().cloned()),
        "signed" => (Bucket::Copies, state.signature().map(|signature| signature.copy.clone())),
        "sealed" => (Bucket::Copies, state.seal().map(|seal| seal.copy.clone())),
        "prepared" => (Bucket::Scans, desk::preview(&services.documents, case).await?),
        _ => {
            return Err(Problem::malformed(
                "Tham số version là scan, uploaded, prepared, signed hoặc sealed.",
            ));
        }
    };
    let object = object.ok_or_else(|| {
        Problem::new(
            404,
            "no-such-document",
            "Chưa có tài liệu này",
            format!("Hồ sơ đang ở trạng thái “{}”, chưa có tài liệu này.", state.name().vietnamese()),
        )
    })?;
    Ok((bucket, object))
}

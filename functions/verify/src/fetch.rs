//! `POST /verify/{code}/download-code` and `POST /verify/{code}/download`: the released copy, for a requester
//! who can read what is sent to the address that the agency knows.
//!
//! Asking is answered alike whether there is such a copy or not, and so is every code that does not open it:
//! nobody learns here which codes exist, whose copy it is, or where it was sent.

use std::time::Duration;

use api::{Answer, Problem, Visit};
use certification::{
    CheckCode,
    check::{Standing, Typed},
    time,
};
use documents::Bucket;
use records::{CheckedCopy, CodeRequest, RecordsError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, check::code, limit};

/// How long the link to the copy lives.
const LIFETIME: Duration = Duration::from_mins(5);

/// What is answered to everybody who asks for a code.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "message": "Nếu bản sao đã được trả, mã tải về được gửi đến địa chỉ mà người yêu cầu đã đăng ký. Mã dùng được một lần, trong 10 phút.",
}))]
pub struct CodeAskedView {
    /// What happens now, in Vietnamese.
    pub message: &'static str,
}

/// The code that was sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DownloadBody {
    /// Eight digits; blanks and hyphens are taken.
    #[schema(example = "12345678", max_length = 40)]
    pub code: String,
}

/// A link to the copy.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "url": "https://copies.s3.ap-southeast-1.amazonaws.com/copies/an-binh/01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    "expires_at": "2026-11-23T09:19:00+07:00",
}))]
pub struct CopyLink {
    /// Address, good until `expires_at`.
    pub url: String,
    /// ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub expires_at: String,
}

/// Sends a code to the requester's address, when there is such a copy.
#[utoipa::path(
    post,
    path = "/verify/{code}/download-code",
    operation_id = "askForDownloadCode",
    params(("code" = String, Path, description = "The code on the statement page.", example = "7K3Q-9XZA-1B2C-3D4E")),
    responses((status = 202, description = "The same whether there is such a copy or not. At most three codes an hour are sent for a copy.", body = CodeAskedView)),
    security(()),
    extensions(("x-problems" = json!(["too-many-checks"]))),
)]
pub(crate) async fn ask(services: &Services, visit: &Visit) -> Result<Answer, Problem> {
    limit::within(services, visit).await?;
    if let Some(code) = code(visit) {
        let request = CodeRequest { id: services.clock.ulid(), code, at: services.clock.now() };
        services.records.ask_for_code(&request, services.most_codes).await?;
    }
    Answer::accepted(&CodeAskedView {
        message: "Nếu bản sao đã được trả, mã tải về được gửi đến địa chỉ mà người yêu cầu đã đăng ký. Mã dùng được một lần, trong 10 phút.",
    })
}

/// The released copy, by the code that was sent for it.
#[utoipa::path(
    post,
    path = "/verify/{code}/download",
    operation_id = "fetchCopy",
    params(("code" = String, Path, description = "The code on the statement page.", example = "7K3Q-9XZA-1B2C-3D4E")),
    request_body = DownloadBody,
    responses((status = 200, description = "The link, good for five minutes; the code is used up.", body = CopyLink)),
    security(()),
    extensions(("x-problems" = json!(["temporarily-unavailable", "too-many-checks", "wrong-download-code"]))),
)]
pub(crate) async fn fetch(services: &Services, visit: &Visit) -> Result<Answer, Problem> {
    limit::within(services, visit).await?;
    let body: DownloadBody = visit.json()?;
    let code = code(visit).ok_or_else(wrong)?;
    type_code(services, &code, &body.code).await?;
    let found = services.records.checked_copy(&code).await?.ok_or_else(wrong)?;
    let CheckedCopy { case, copy, .. } = found;
    let file_name = format!("ban-sao-chung-thuc-{case}.pdf");
    let url = services.documents.link(Bucket::Copies, &copy, &file_name, LIFETIME).await?;
    let expires_at = services.clock.now().checked_add(LIFETIME).unwrap_or_default();
    Answer::ok(&CopyLink { url, expires_at: time::iso(expires_at) })
}

/// Uses a code up. What comes of it is stored before anything is answered.
async fn type_code(services: &Services, code: &CheckCode, typed: &str) -> Result<(), Problem> {
    let kept = services.records.download_code(code).await?.ok_or_else(wrong)?;
    let (after, typed) = kept.typed(typed, services.clock.now());
    match services.records.save_download_code(code, &after).await {
        Ok(()) => {}
        // Somebody typed one at the same moment: this attempt did not count, and opens nothing.
        Err(RecordsError::Conflict) => return Err(Problem::contended()),
        Err(error) => return Err(error.into()),
    }
    // A copy that has lost its value since the code was sent is not handed out any more.
    let check = services.records.check(code).await?;
    match (typed, check.map(|check| check.standing)) {
        (Typed::Right, Some(Standing::Valid)) => Ok(()),
        _ => Err(wrong()),
    }
}

fn wrong() -> Problem {
    Problem::new(
        403,
        "wrong-download-code",
        "Mã tải về không đúng",
        "Mã tải về không đúng, đã dùng, đã quá 10 phút, hoặc đã nhập sai 5 lần. Kiểm tra lại mã, hoặc yêu cầu mã mới.",
    )
}

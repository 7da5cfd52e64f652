//! `GET /verify/{code}` and `POST /verify`: whether a certified copy holds, by its code and by its digest.
//!
//! A question that has an answer is answered 200, the answer "unknown" too: a copy that nobody here has
//! certified is what the visitor wanted to hear of. Every unknown code gets the same answer after the same
//! one look into the table, whether it could be a code or not.

use api::{Answer, Problem, Visit};
use certification::CheckCode;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, limit, view::CheckView};

/// A file, by its digest.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DigestBody {
    /// SHA-256 of the file in hexadecimal. The browser computes it; the file never leaves it.
    #[schema(
        example = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        pattern = "^[0-9A-Fa-f]{64}$"
    )]
    pub sha256: String,
}

/// Whether the certified copy with this code holds.
#[utoipa::path(
    get,
    path = "/verify/{code}",
    operation_id = "checkCode",
    params(("code" = String, Path, description = "The code on the statement page; small letters, blanks and hyphens are taken.", example = "7K3Q-9XZA-1B2C-3D4E")),
    responses((status = 200, description = "What may be known of the copy; `unknown` when nobody here has certified one with this code.", body = CheckView)),
    security(()),
    extensions(("x-problems" = json!(["too-many-checks"]))),
)]
pub(crate) async fn by_code(services: &Services, visit: &Visit) -> Result<Answer, Problem> {
    limit::within(services, visit).await?;
    let code = code(visit);
    let check = services.records.check(&code.unwrap_or_else(nobody_s)).await?;
    Answer::ok(&check.map_or_else(CheckView::unknown, |check| CheckView::of(&check, false)))
}

/// Whether a file is a certified copy that holds.
#[utoipa::path(
    post,
    path = "/verify",
    operation_id = "checkDigest",
    request_body = DigestBody,
    responses((status = 200, description = "What may be known of the copy; `unknown` when the file is none, or one that was changed.", body = CheckView)),
    security(()),
    extensions(("x-problems" = json!(["invalid-field", "too-many-checks"]))),
)]
pub(crate) async fn by_digest(services: &Services, visit: &Visit) -> Result<Answer, Problem> {
    limit::within(services, visit).await?;
    let body: DigestBody = visit.json()?;
    let sha256 = body.sha256.trim().to_lowercase();
    if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Problem::field(
            "sha256",
            "Mã SHA-256 gồm 64 chữ số hệ mười sáu. Chọn lại tệp để tra cứu.",
        ));
    }
    let check = match services.records.code_of_digest(&sha256).await? {
        Some(code) => services.records.check(&code).await?,
        None => None,
    };
    Answer::ok(&check.map_or_else(CheckView::unknown, |check| CheckView::of(&check, true)))
}

/// The code that a visitor asks about, if it can be one.
pub(crate) fn code(visit: &Visit) -> Option<CheckCode> {
    visit.path("code").and_then(|code| code.parse().ok())
}

/// The code of no copy, looked for in the place of what cannot be one.
fn nobody_s() -> CheckCode {
    CheckCode::from_random(0)
}

//! `GET /downloads/{token}`: the released copy, for whoever holds the token from the requester's e-mail.
//!
//! The link in the e-mail lives for days, the presigned one behind it for minutes: a presigned link ends with
//! the session of the role that signed it, whatever lifetime it names.

use std::time::Duration;

use api::{Answer, Problem, Visit};
use certification::check::Standing;
use documents::Bucket;

use crate::Services;

const LIFETIME: Duration = Duration::from_mins(5);

/// The released copy, by the token of the requester's e-mail
#[utoipa::path(
    get,
    path = "/downloads/{token}",
    operation_id = "downloadCopy",
    params(("token" = String, Path, description = "The token of the e-mail.", example = "0123456789012345678901234567890123456789")),
    responses((status = 303, description = "See the link, which lives five minutes.", headers(("location" = String, description = "The link.")))),
    security(()),
    extensions(("x-problems" = json!(["no-such-download"]))),
)]
pub(crate) async fn download(services: &Services, visit: &Visit) -> Result<Answer, Problem> {
    let token = visit.path("token").unwrap_or_default();
    let grant = services.records.download(token, services.clock.now()).await?.ok_or_else(|| {
        none("Đường dẫn tải bản sao không đúng hoặc đã hết hạn. Liên hệ nơi chứng thực để được gửi lại.")
    })?;
    if let Some(code) = &grant.check {
        let check = services.records.check(code).await?;
        if check.is_none_or(|check| check.standing != Standing::Valid) {
            return Err(none(
                "Bản sao này đã bị hủy bỏ giá trị pháp lý nên không tải được nữa. Liên hệ nơi chứng thực để biết thêm.",
            ));
        }
    }
    let link = services.documents.link(Bucket::Copies, &grant.copy, &grant.file_name, LIFETIME).await?;
    Ok(Answer::see(link))
}

fn none(detail: &'static str) -> Problem {
    Problem::new(404, "no-such-download", "Không tải được bản sao", detail)
}

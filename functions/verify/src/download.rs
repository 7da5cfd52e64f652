//! `GET /downloads/{token}`: the released copy, for whoever holds the token from the requester's e-mail.
//!
//! The link in the e-mail lives for days, the presigned one behind it for minutes: a presigned link ends with
//! the session of the role that signed it, whatever lifetime it names.

use std::time::Duration;

use api::{Answer, Problem, Visit};
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
        Problem::new(
            404,
            "no-such-download",
            "Không tải được bản sao",
            "Đường dẫn tải bản sao không đúng hoặc đã hết hạn. Liên hệ nơi chứng thực để được gửi lại.",
        )
    })?;
    let link = services.documents.link(Bucket::Copies, &grant.copy, &grant.file_name, LIFETIME).await?;
    Ok(Answer::see(link))
}

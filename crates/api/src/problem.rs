//! What a function answers when something went wrong (RFC 9457).

use certification::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A problem: stable code, status code, a title and a detail in Vietnamese that say what happened and what
/// to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// HTTP status code.
    pub status: u16,
    /// Stable code, e.g. `wrong-state`; the end of `type`.
    pub code: &'static str,
    /// Short, for the head of a message.
    pub title: &'static str,
    /// What happened and what to do.
    pub detail: String,
    /// Facts a client may want, e.g. the state that a case is in.
    pub facts: Option<serde_json::Value>,
    /// Seconds to wait before the same is asked again (`Retry-After`).
    pub retry_after: Option<i64>,
}

/// The body of a problem: `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "type": "urn:chung-thuc:problem:wrong-state",
    "title": "Hồ sơ không ở bước này",
    "status": 409,
    "detail": "Hồ sơ đang ở trạng thái “Đã đóng dấu”, nên không thực hiện được việc này. Tải lại danh sách.",
    "request_id": "JKJaXmPLvHcESHA=",
    "facts": { "state": "sealed" },
}))]
pub struct ProblemBody {
    /// Stable identifier: `urn:chung-thuc:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:chung-thuc:problem:wrong-state")]
    pub kind: String,
    /// Short, in Vietnamese.
    #[schema(example = "Hồ sơ không ở bước này")]
    pub title: String,
    /// HTTP status code.
    #[schema(example = 409)]
    pub status: u16,
    /// What happened and what to do, in Vietnamese.
    pub detail: String,
    /// To quote to support.
    pub request_id: String,
    /// Facts a client may want, e.g. `{"state": "signed"}`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub facts: Option<serde_json::Value>,
}

impl Problem {
    /// A problem without facts.
    #[must_use]
    pub fn new(status: u16, code: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self { status, code, title, detail: detail.into(), facts: None, retry_after: None }
    }

    /// The same with facts.
    #[must_use]
    pub fn with_facts(self, facts: serde_json::Value) -> Self {
        Self { facts: Some(facts), ..self }
    }

    /// The same with the seconds to wait.
    #[must_use]
    pub fn with_retry_after(self, seconds: i64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// 422: a field or a document that cannot be taken.
    #[must_use]
    pub fn unprocessable(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(422, code, "Chưa xử lý được", detail)
    }

    /// 422: a field of the body.
    #[must_use]
    pub fn field(field: &'static str, detail: impl Into<String>) -> Self {
        Self::new(422, "invalid-field", "Thông tin chưa hợp lệ", detail)
            .with_facts(serde_json::json!({ "field": field }))
    }

    /// 409: the state of things forbids it.
    #[must_use]
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(409, code, "Chưa thực hiện được", detail)
    }

    /// 400: a request that is not understood.
    #[must_use]
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(400, "malformed-request", "Yêu cầu không đọc được", detail)
    }

    /// 403: it is the work of other roles.
    #[must_use]
    pub fn wrong_role(allowed: &[Role]) -> Self {
        let names: Vec<_> = allowed.iter().map(|role| role.vietnamese()).collect();
        Self::new(
            403,
            "wrong-role",
            "Không có quyền",
            format!(
                "Việc này dành cho {}. Nếu bạn được giao việc này, liên hệ quản trị của đơn vị.",
                names.join(" hoặc ")
            ),
        )
    }

    /// 401: no token, or one that has ended.
    #[must_use]
    pub fn signed_out() -> Self {
        Self::new(401, "signed-out", "Chưa đăng nhập", "Phiên đăng nhập đã hết. Đăng nhập lại để tiếp tục.")
    }

    /// 404. Also the answer for another agency's things: whether they exist is nobody else's business.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::new(
            404,
            "not-found",
            "Không tìm thấy",
            format!("Không tìm thấy {what} trong đơn vị của bạn. Kiểm tra lại đường dẫn hoặc danh sách."),
        )
    }

    /// 409: somebody else changed the thing in the meantime.
    #[must_use]
    pub fn changed_meanwhile(what: &str) -> Self {
        Self::conflict(
            "changed-meanwhile",
            format!("Người khác vừa thay đổi {what} này. Tải lại để xem thay đổi rồi thực hiện lại."),
        )
    }

    /// 503: others are at the same thing at this moment; nothing was changed and the request can be repeated.
    #[must_use]
    pub fn contended() -> Self {
        Self::new(
            503,
            "temporarily-unavailable",
            "Hệ thống đang bận",
            "Chưa có gì thay đổi. Chờ một lát rồi thử lại.",
        )
        .with_retry_after(1)
    }

    /// 503: a service behind this one did not answer, so it is not known whether a write took effect.
    #[must_use]
    pub fn unavailable() -> Self {
        Self::new(
            503,
            "temporarily-unavailable",
            "Hệ thống đang bận",
            "Hệ thống chưa trả lời, nên chưa rõ đã lưu hay chưa. Tải lại để xem rồi hãy thực hiện lại.",
        )
    }

    /// 500, for what should never happen; the cause goes to the log, not to the client.
    #[must_use]
    pub fn unexpected(cause: &dyn std::error::Error) -> Self {
        tracing::error!(cause = %Chain(cause), "a request failed for a reason of ours");
        Self::new(
            500,
            "unexpected",
            "Lỗi hệ thống",
            "Có lỗi ngoài dự kiến. Báo mã yêu cầu cho bộ phận hỗ trợ.",
        )
    }

    /// The body as sent.
    #[must_use]
    pub fn body(&self, request_id: &str) -> ProblemBody {
        ProblemBody {
            kind: format!("urn:chung-thuc:problem:{}", self.code),
            title: self.title.to_owned(),
            status: self.status,
            detail: self.detail.clone(),
            request_id: request_id.to_owned(),
            facts: self.facts.clone(),
        }
    }
}

/// An error with its sources.
struct Chain<'a>(&'a dyn std::error::Error);

impl std::fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)?;
        let mut source = self.0.source();
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

//! `GET /cases/{case}/deliveries`: the delivery ledger of a case.

use api::{Answer, Call, Problem, contract::CasePath, stored};
use certification::{
    Role,
    notice::{Delivery, DeliveryStatus},
    time,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, attempt};

pub(crate) const OFFICIALS: [Role; 4] = [Role::Officer, Role::Signer, Role::Clerk, Role::Admin];

/// The delivery ledger of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveriesView {
    /// The deliveries.
    pub deliveries: Vec<DeliveryView>,
}

/// One delivery.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "01K8E5V3YJ2H5K7P9Q1R3T6V8W-email",
    "channel": "email",
    "status": "sent",
    "attempts": 1,
    "attempted_at": "2026-11-23T09:41:00+07:00",
    "message_id": "0100019a-7f3e",
}))]
pub struct DeliveryView {
    /// Identifier of the delivery.
    #[schema(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5B-email")]
    pub id: String,
    /// `email` or `portal`.
    pub channel: String,
    /// `sending`, `sent`, `retrying` or `failed`.
    pub status: String,
    /// Attempts begun.
    pub attempts: u32,
    /// When the last one began: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub attempted_at: String,
    /// The carrier's identifier of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// What to do, when it was not sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<&'static str>,
}

/// The delivery ledger of a case.
#[utoipa::path(
    get,
    path = "/cases/{case}/deliveries",
    operation_id = "listDeliveries",
    params(CasePath),
    responses((status = 200, description = "The ledger.", body = DeliveriesView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let case = stored::load(&services.records, call).await?;
    let mut lines = services.records.deliveries(&case.agency, case.id).await?;
    // A notice that has not come through the stream yet has no line, and must still be seen.
    for notice in services.records.notices(&case.agency, case.id).await? {
        if !lines.iter().any(|line| line.notice.id == notice.id) {
            lines.push(attempt::unattempted(services, &notice));
        }
    }
    Answer::ok(&DeliveriesView { deliveries: lines.iter().map(DeliveryView::from).collect() })
}

impl From<&Delivery> for DeliveryView {
    fn from(line: &Delivery) -> Self {
        let (status, advice) = match line.status {
            DeliveryStatus::Sending => (
                "sending",
                Some(
                    "Đang gửi, hoặc lần gửi bị ngắt giữa chừng. Nếu quá 5 phút, hỏi người nhận rồi gửi lại.",
                ),
            ),
            DeliveryStatus::Sent => ("sent", None),
            DeliveryStatus::Retrying => ("retrying", Some("Chưa gửi được, hệ thống sẽ tự gửi lại.")),
            DeliveryStatus::Failed => {
                ("failed", Some("Không gửi được. Kiểm tra địa chỉ với người nhận rồi gửi lại."))
            }
        };
        Self {
            id: format!("{}-{}", line.notice.id, line.channel.as_str()),
            channel: line.channel.as_str().to_owned(),
            status: status.to_owned(),
            attempts: line.attempts,
            attempted_at: time::iso(line.attempted_at),
            message_id: line.message_id.clone(),
            advice,
        }
    }
}

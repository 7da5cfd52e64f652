//! A line of the ledger as officials see it.

use certification::{
    notice::{Attempt, Delivery, DeliveryStatus, NoSms, Outcome, Recipient, Report, ReportKind},
    time,
};
use serde::Serialize;
use utoipa::ToSchema;

/// A delivery ledger.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveriesView {
    /// The deliveries, the first one first.
    pub deliveries: Vec<DeliveryView>,
}

/// One delivery: a notice on its way to one recipient.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "01K8E5V3YJ2H5K7P9Q1R3T6V8W-1",
    "about": "case-01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    "subject": "copy_released",
    "channel": "email",
    "to": "binh@thu.example.vn",
    "status": "bounced",
    "since": "2026-11-23T09:41:00+07:00",
    "attempts": [{
        "at": "2026-11-23T09:41:01+07:00",
        "outcome": "sent",
        "message_id": "0100019a-7f3e",
        "reports": [{ "kind": "bounced", "at": "2026-11-23T09:41:09+07:00", "cause": "Permanent/General: 550 5.1.1 user unknown" }],
    }],
    "advice": "Hộp thư của người nhận trả lại thư. Hỏi lại địa chỉ với người nhận.",
}))]
pub struct DeliveryView {
    /// Identifier of the delivery.
    #[schema(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5B-1")]
    pub id: String,
    /// What the notice is about: `case-` or `appointment-` and its identifier.
    #[schema(example = "case-01K8E5V3YJ9X0W6P2R4T7Q1Z5B")]
    pub about: String,
    /// What the notice says: `copy_released`, `copy_withdrawn`, `download_code`, `time_limit_extended`,
    /// `appointment_booked`, `appointment_refused`, `appointment_moved`, `appointment_cancelled` or `appointment_reminder`.
    #[schema(example = "copy_released")]
    pub subject: String,
    /// `email`, `portal` or `sms`.
    pub channel: String,
    /// Address, account or phone number; left out when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// `queued`, `sending`, `sent`, `delivered`, `bounced`, `complained`, `failed` or `not_sent`.
    #[schema(example = "sent")]
    pub status: String,
    /// When the notice was written: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub since: String,
    /// The attempts, the first one first.
    pub attempts: Vec<AttemptView>,
    /// The delivery to the corrected address that has taken its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5B-2")]
    pub replaced_by: Option<String>,
    /// What to do, when something is to be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<&'static str>,
}

/// One attempt.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttemptView {
    /// When it began.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Who asked for it; left out when the system sent by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// `sent`, `failed`, or `unknown` while it is under way and when it was cut off.
    #[schema(example = "sent")]
    pub outcome: &'static str,
    /// The carrier's identifier of the message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// What the carrier said of the message later, as it came.
    pub reports: Vec<ReportView>,
}

/// What the carrier said of a message.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportView {
    /// `delivered`, `bounced` or `complained`.
    #[schema(example = "bounced")]
    pub kind: &'static str,
    /// When.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Why, in the carrier's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

impl From<&[Delivery]> for DeliveriesView {
    fn from(lines: &[Delivery]) -> Self {
        Self { deliveries: lines.iter().map(DeliveryView::from).collect() }
    }
}

impl From<&Delivery> for DeliveryView {
    fn from(line: &Delivery) -> Self {
        let to = match &line.to {
            Recipient::Email { address } => Some(address.as_str().to_owned()),
            Recipient::Portal { account } => Some(account.clone()),
            Recipient::Sms { number } => Some(number.as_str().to_owned()),
            Recipient::NoSms { .. } => None,
        };
        Self {
            id: line.id.to_string(),
            about: line.about.to_string(),
            subject: line.subject.clone(),
            channel: line.to.channel().as_str().to_owned(),
            to,
            status: line.status.as_str().to_owned(),
            since: time::iso(line.since),
            attempts: line.attempts.iter().map(AttemptView::from).collect(),
            replaced_by: line.replaced_by.map(|line| line.to_string()),
            advice: advice(line),
        }
    }
}

impl From<&Attempt> for AttemptView {
    fn from(attempt: &Attempt) -> Self {
        let (outcome, message_id) = match &attempt.outcome {
            Some(Outcome::Sent { message_id }) => ("sent", message_id.clone()),
            // The cause is for whoever runs the system; it stands in the log.
            Some(Outcome::Failed { .. }) => ("failed", None),
            None => ("unknown", None),
        };
        Self {
            at: time::iso(attempt.at),
            by: attempt.by.as_ref().map(|by| by.name.clone()),
            outcome,
            message_id,
            reports: attempt.reports.iter().map(ReportView::from).collect(),
        }
    }
}

impl From<&Report> for ReportView {
    fn from(report: &Report) -> Self {
        let kind = match report.kind {
            ReportKind::Delivered => "delivered",
            ReportKind::Bounced => "bounced",
            ReportKind::Complained => "complained",
        };
        Self { kind, at: time::iso(report.at), cause: report.cause.clone() }
    }
}

fn advice(line: &Delivery) -> Option<&'static str> {
    if line.replaced_by.is_some() {
        return None;
    }
    match (line.status, &line.to) {
        (DeliveryStatus::Sent | DeliveryStatus::Delivered, _) => None,
        (DeliveryStatus::Queued, _) => {
            Some("Chưa gửi được, hệ thống sẽ tự gửi lại. Nếu quá 5 phút vẫn chưa gửi, bấm gửi lại.")
        }
        (DeliveryStatus::Sending, _) => {
            Some("Đang gửi, hoặc lần gửi bị ngắt giữa chừng. Nếu quá 5 phút, hỏi người nhận rồi gửi lại.")
        }
        (DeliveryStatus::Bounced, _) => Some(
            "Hộp thư của người nhận trả lại thư. Hỏi lại địa chỉ với người nhận; địa chỉ đúng thì gửi lại, sai thì sửa địa chỉ rồi gửi.",
        ),
        (DeliveryStatus::Complained, _) => Some(
            "Người nhận đã báo thư là thư rác, nên hệ thống không gửi thư tới địa chỉ này nữa. Liên hệ người nhận bằng cách khác.",
        ),
        (DeliveryStatus::Failed, Recipient::Sms { .. }) => {
            Some("Không gửi được tin nhắn. Kiểm tra số điện thoại với người nhận rồi gửi lại, hoặc gọi điện.")
        }
        (DeliveryStatus::Failed, _) => Some("Không gửi được. Kiểm tra địa chỉ với người nhận rồi gửi lại."),
        (DeliveryStatus::NotSent, Recipient::NoSms { cause: NoSms::Landline }) => Some(
            "Không gửi tin nhắn, vì số điện thoại không phải số di động Việt Nam. Gọi điện báo cho người nhận.",
        ),
        (DeliveryStatus::NotSent, _) => Some(
            "Không gửi tin nhắn, vì người nhận không cho số điện thoại. Báo cho người nhận bằng cách khác.",
        ),
    }
}

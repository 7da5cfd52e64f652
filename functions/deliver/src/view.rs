//! A line of the ledger as officials see it.

use std::collections::HashMap;

use api::contract;
use certification::{
    notice::{About, Attempt, Delivery, Outcome, Recipient, Report, ReportKind, ReportReason},
    time,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{advice::Advice, whom::Whom};

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
    "requester": "Trần Thị Bình",
    "number": "127/ĐT",
    "original_name": "Bằng tốt nghiệp",
    "since": "2026-11-23T09:41:00+07:00",
    "attempts": [{
        "at": "2026-11-23T09:41:01+07:00",
        "outcome": "sent",
        "message_id": "0100019a-7f3e",
        "reports": [{ "kind": "bounced", "at": "2026-11-23T09:41:09+07:00", "reason": "no_such_mailbox", "cause": "Permanent/General: 550 5.1.1 user unknown" }],
    }],
    "advice": "Hộp thư của người nhận trả lại thư. Hỏi lại địa chỉ với người nhận.",
    "advice_code": "check_address",
}))]
pub struct DeliveryView {
    /// Identifier of the delivery.
    #[schema(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5B-1")]
    pub id: String,
    /// What the notice is about: `case-` or `appointment-` and its identifier.
    #[schema(example = "case-01K8E5V3YJ9X0W6P2R4T7Q1Z5B")]
    pub about: String,
    /// What the notice says.
    #[schema(value_type = contract::NoticeKindName)]
    pub subject: &'static str,
    /// How it travels.
    #[schema(value_type = contract::ChannelName)]
    pub channel: &'static str,
    /// Address, account or phone number; left out when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Where it stands.
    #[schema(value_type = contract::DeliveryStatusName)]
    pub status: &'static str,
    /// Whom it is for: họ và tên, or the enterprise's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requester: Option<String>,
    /// Register number of the copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "127/ĐT")]
    pub number: Option<String>,
    /// Tên của bản chính.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_name: Option<String>,
    /// Telephone of the recipient, for officers and clerks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "+84912345678")]
    pub phone: Option<String>,
    /// When the notice was written: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub since: String,
    /// The attempts, the first one first.
    pub attempts: Vec<AttemptView>,
    /// The delivery to the corrected address that has taken its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5B-2")]
    pub replaced_by: Option<String>,
    /// What to do, when something is to be done: in Vietnamese.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<&'static str>,
    /// The same, as a code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<contract::DeliveryAdviceName>)]
    pub advice_code: Option<&'static str>,
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
    #[schema(value_type = contract::AttemptOutcomeName)]
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
    /// What became of it.
    #[schema(value_type = contract::ReportKindName)]
    pub kind: &'static str,
    /// When.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Why, as far as the carrier's words tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<contract::ReportReasonName>)]
    pub reason: Option<&'static str>,
    /// Why, in the carrier's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
}

impl DeliveriesView {
    pub(crate) fn of(lines: &[Delivery], whom: &HashMap<About, Whom>) -> Self {
        Self { deliveries: lines.iter().map(|line| DeliveryView::of(line, whom.get(&line.about))).collect() }
    }
}

impl DeliveryView {
    pub(crate) fn of(line: &Delivery, whom: Option<&Whom>) -> Self {
        let whom = whom.cloned();
        Self {
            number: whom.as_ref().and_then(|whom| whom.number.clone()),
            original_name: whom.as_ref().and_then(|whom| whom.original.clone()),
            phone: whom.as_ref().and_then(|whom| whom.phone.clone()),
            requester: whom.map(|whom| whom.name),
            ..Self::from(line)
        }
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
        let advice = Advice::of(line);
        Self {
            id: line.id.to_string(),
            about: line.about.to_string(),
            subject: line.subject.as_str(),
            channel: line.to.channel().as_str(),
            to,
            status: line.status.as_str(),
            requester: None,
            number: None,
            original_name: None,
            phone: None,
            since: time::iso(line.since),
            attempts: line.attempts.iter().map(AttemptView::from).collect(),
            replaced_by: line.replaced_by.map(|line| line.to_string()),
            advice: advice.map(Advice::vietnamese),
            advice_code: advice.map(Advice::as_str),
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
        let reason = report.reason.map(ReportReason::as_str);
        Self { kind, at: time::iso(report.at), reason, cause: report.cause.clone() }
    }
}

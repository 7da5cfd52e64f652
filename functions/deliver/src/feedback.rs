//! What SES says of sent messages, by way of the topic `MailEvents`: delivered, bounced, complained of.
//!
//! The message's tags name the line of the ledger. Events repeat and come in any order; the line takes each
//! once, and a worse report stands ([`Delivery::report`](certification::notice::Delivery::report)).

use api::BoxError;
use certification::{
    AgencyId,
    notice::{About, DeliveryId, DeliveryStatus, Report, ReportKind, ReportReason},
};
use jiff::Timestamp;
use records::RecordsError;
use serde_json::{Value, json};

use crate::Services;

/// How often a line is read again that somebody else writes at the same moment.
const TRIES: u32 = 5;

/// A report, with the message and the line it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Event {
    agency: AgencyId,
    about: About,
    delivery: DeliveryId,
    message_id: String,
    report: Report,
}

/// Takes every event of the topic.
///
/// # Errors
/// When the ledger cannot be written; Lambda then brings the events again.
pub(crate) async fn take(services: &Services, event: &Value) -> Result<Value, BoxError> {
    for record in event["Records"].as_array().into_iter().flatten() {
        let message = record["Sns"]["Message"].as_str().unwrap_or_default();
        let Ok(said) = serde_json::from_str::<Value>(message) else {
            tracing::error!("an event of the mail topic is not JSON");
            continue;
        };
        let Some(event) = parse(&said) else {
            tracing::warn!(kind = %said["eventType"], "an event of the mail topic is none of ours");
            continue;
        };
        write_down(services, event).await?;
    }
    Ok(json!({}))
}

async fn write_down(services: &Services, event: Event) -> Result<(), BoxError> {
    let Event { agency, about, delivery, message_id, report } = event;
    for _ in 0..TRIES {
        let Some(line) = services.records.delivery(&agency, about, delivery).await? else {
            tracing::warn!(%delivery, %about, "a report belongs to no line of the ledger");
            return Ok(());
        };
        let Some(after) = line.report(&message_id, report.clone()) else { return Ok(()) };
        match services.records.save_delivery(&after).await {
            Ok(saved) => {
                if matches!(saved.status, DeliveryStatus::Bounced | DeliveryStatus::Complained) {
                    tracing::warn!(%delivery, %about, status = saved.status.as_str(), "an e-mail did not reach its recipient");
                }
                return Ok(());
            }
            Err(RecordsError::Conflict | RecordsError::Contended) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err("the line was written by somebody else each time".into())
}

/// An event of a configuration set (SES, "event record contents"); `None` for one that is none of ours.
fn parse(said: &Value) -> Option<Event> {
    let mail = &said["mail"];
    let tag = |name: &str| mail["tags"][name][0].as_str();
    let (kind, part) = match said["eventType"].as_str()? {
        "Delivery" => (ReportKind::Delivered, &said["delivery"]),
        "Bounce" => (ReportKind::Bounced, &said["bounce"]),
        "Complaint" => (ReportKind::Complained, &said["complaint"]),
        // SES has found a virus in it: it went no further than SES.
        "Reject" => (ReportKind::Bounced, &said["reject"]),
        _ => return None,
    };
    let at = part["timestamp"].as_str().or(mail["timestamp"].as_str())?;
    Some(Event {
        agency: tag("agency")?.parse().ok()?,
        about: tag("about")?.parse().ok()?,
        delivery: tag("delivery")?.parse().ok()?,
        message_id: mail["messageId"].as_str()?.to_owned(),
        report: Report {
            kind,
            at: at.parse::<Timestamp>().ok()?,
            reason: reason(kind, part),
            cause: cause(kind, part),
        },
    })
}

/// The reason, from the closed sets of SES ("bounce types", "complaint object").
fn reason(kind: ReportKind, part: &Value) -> Option<ReportReason> {
    let word = |name: &str| part[name].as_str();
    Some(match kind {
        ReportKind::Delivered => return None,
        ReportKind::Complained => ReportReason::Unwanted,
        ReportKind::Bounced => match (word("bounceType"), word("bounceSubType")) {
            (_, Some("MailboxFull")) => ReportReason::MailboxFull,
            (_, Some("MessageTooLarge")) => ReportReason::TooLarge,
            (_, Some("ContentRejected" | "AttachmentRejected")) => ReportReason::ContentRefused,
            (_, Some("Suppressed" | "OnAccountSuppressionList")) => ReportReason::Suppressed,
            (Some("Permanent"), _) => ReportReason::NoSuchMailbox,
            (Some("Transient"), _) => ReportReason::Passing,
            (None, _) if word("reason").is_some() => ReportReason::Virus,
            _ => ReportReason::Unknown,
        },
    })
}

fn cause(kind: ReportKind, part: &Value) -> Option<String> {
    let texts = match kind {
        ReportKind::Delivered => return None,
        ReportKind::Complained => vec![&part["complaintSubType"], &part["complaintFeedbackType"]],
        ReportKind::Bounced => {
            let recipient = &part["bouncedRecipients"][0];
            vec![
                &part["bounceType"],
                &part["bounceSubType"],
                &recipient["diagnosticCode"],
                // of a reject
                &part["reason"],
            ]
        }
    };
    let address = part["bouncedRecipients"][0]["emailAddress"].as_str().unwrap_or_default();
    let texts: Vec<_> = texts.into_iter().filter_map(Value::as_str).collect();
    let text = texts.join(", ");
    let text = if address.is_empty() { text } else { text.replace(address, "…") };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: &str, name: &str, part: Value) -> Value {
        let mut event = json!({
            "eventType": kind,
            "mail": {
                "timestamp": "2026-11-23T02:10:00.000Z",
                "messageId": "0100019a-7f3e",
                "tags": {
                    "delivery": ["01K8E5V3YJ2H5K7P9Q1R3T6V8W-1"],
                    "agency": ["an-binh-moi"],
                    "about": ["case-01K8E5V3YJ9X0W6P2R4T7Q1Z5B"],
                },
            },
        });
        event[name] = part;
        event
    }

    #[test]
    fn a_bounce_names_its_line_and_its_cause_but_not_the_address() {
        let bounce = json!({
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [{
                "emailAddress": "binh@thu.example.vn",
                "diagnosticCode": "smtp; 550 5.1.1 <binh@thu.example.vn> user unknown",
            }],
            "timestamp": "2026-11-23T02:10:09.000Z",
        });
        let parsed = parse(&event("Bounce", "bounce", bounce)).unwrap();
        let expected = Event {
            agency: "an-binh-moi".parse().unwrap(),
            about: "case-01K8E5V3YJ9X0W6P2R4T7Q1Z5B".parse().unwrap(),
            delivery: "01K8E5V3YJ2H5K7P9Q1R3T6V8W-1".parse().unwrap(),
            message_id: "0100019a-7f3e".to_owned(),
            report: Report {
                kind: ReportKind::Bounced,
                at: "2026-11-23T02:10:09Z".parse().unwrap(),
                reason: Some(ReportReason::NoSuchMailbox),
                cause: Some("Permanent, General, smtp; 550 5.1.1 <…> user unknown".to_owned()),
            },
        };
        assert_eq!(parsed, expected);
    }

    #[test]
    fn a_message_that_ses_rejects_counts_as_bounced_when_it_was_taken() {
        let report = parse(&event("Reject", "reject", json!({ "reason": "Bad content" }))).unwrap().report;
        let at = "2026-11-23T02:10:00Z".parse().unwrap();
        let cause = Some("Bad content".to_owned());
        let reason = Some(ReportReason::Virus);
        assert_eq!(report, Report { kind: ReportKind::Bounced, at, reason, cause });
    }

    #[test]
    fn an_event_that_names_no_line_is_none_of_ours() {
        let delivery = json!({ "timestamp": "2026-11-23T02:10:09.000Z" });
        let whole = event("Delivery", "delivery", delivery);
        assert!(parse(&whole).is_some());
        for name in ["delivery", "agency", "about"] {
            let mut wrong = whole.clone();
            wrong["mail"]["tags"][name] = json!(["?"]);
            assert_eq!(parse(&wrong), None, "{name}");
        }
        for wrong in [json!({}), json!([]), json!({ "eventType": "Open" })] {
            assert_eq!(parse(&wrong), None, "{wrong}");
        }
    }
}

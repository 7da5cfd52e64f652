//! Notices on their way: what the ledger says, what requesters get.

mod corrected;
mod inbox;
mod recipients;
mod replay;
mod reports;

use anyhow::{Context as _, Result};
use certification::{
    AppointmentId,
    notice::{About, Notice, NoticeSubject, Recipient},
};
use jiff::civil::datetime;
use journeys::{Office, until};
use serde_json::{Value, json};

/// A notice of an appointment, which needs no certified copy.
pub(crate) fn booked(office: &Office, to: Vec<Recipient>) -> Notice {
    let appointment = AppointmentId::from_ulid(api::Clock.ulid());
    let at = datetime(2030, 11, 25, 9, 30, 0, 0);
    notice(office, appointment.into(), NoticeSubject::AppointmentBooked { at }, to)
}

fn notice(office: &Office, about: About, subject: NoticeSubject, to: Vec<Recipient>) -> Notice {
    Notice {
        id: api::Clock.ulid(),
        agency: office.agency.clone(),
        about,
        subject,
        requester: "Trần Thị Bình".to_owned(),
        to,
        at: api::Clock.now(),
    }
}

/// Puts a notice into the outbox, with its lines of the ledger.
pub(crate) async fn put(office: &Office, notice: &Notice) -> Result<()> {
    office.stack.records().put_notice(notice).await?;
    Ok(())
}

/// The path of what a notice is about.
pub(crate) fn path(about: About) -> String {
    match about {
        About::Case(case) => format!("/cases/{case}"),
        About::Appointment(appointment) => format!("/appointments/{appointment}"),
    }
}

/// The ledger's lines of a notice, once none of them waits or is under way.
pub(crate) async fn settled(office: &Office, notice: &Notice) -> Result<Vec<Value>> {
    until(format!("{} is settled", notice.id), async || {
        let lines = lines(office, notice).await?;
        let open = lines.iter().any(|line| ["queued", "sending"].map(Value::from).contains(&line["status"]));
        Ok((!open).then_some(lines))
    })
    .await
}

async fn lines(office: &Office, notice: &Notice) -> Result<Vec<Value>> {
    let path = format!("{}/deliveries", path(notice.about));
    let ledger = office.officer.api.get(&path).await?.done()?;
    let lines = ledger["deliveries"].as_array().context("no lines")?;
    let of_notice =
        |line: &&Value| line["id"].as_str().is_some_and(|id| id.starts_with(&notice.id.to_string()));
    Ok(lines.iter().filter(of_notice).cloned().collect())
}

/// Asks for a delivery to be made again.
async fn resend(office: &Office, notice: &Notice, recipient: u8) -> Result<journeys::Answer> {
    let path = format!("{}/deliveries/{}-{recipient}/resend", path(notice.about), notice.id);
    office.clerk.api.post(&path, &json!({})).await
}

/// An e-mail address of nobody else.
pub(crate) fn new_address() -> Result<(String, Recipient)> {
    let address = format!("{}@thu.example.vn", api::Clock.ulid().to_string().to_lowercase());
    let recipient = Recipient::Email { address: address.parse()? };
    Ok((address, recipient))
}

/// A mobile number of nobody else, most likely.
pub(crate) fn new_mobile() -> Result<(String, Recipient)> {
    let number = format!("+849{:08}", api::Clock.ulid().random() % 100_000_000);
    let recipient = Recipient::Sms { number: number.parse()? };
    Ok((number, recipient))
}

/// A portal account of nobody else.
fn new_account() -> (String, Recipient) {
    let account = format!("dvcqg-{}", api::Clock.ulid());
    (account.clone(), Recipient::Portal { account })
}

/// The event by which the table's stream brings a notice.
pub(crate) fn stream_event(notice: &Notice) -> Result<Value> {
    let body: serde_dynamo::AttributeValue = serde_dynamo::to_attribute_value(notice)?;
    let image = json!({
        "sk": { "S": format!("NOTICE#{}", notice.id) },
        "kind": { "S": "notice" },
        "body": body,
    });
    let record = json!({
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": { "SequenceNumber": "1", "NewImage": image },
    });
    Ok(json!({ "Records": [record] }))
}

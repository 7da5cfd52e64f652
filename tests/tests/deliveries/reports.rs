//! What SES reports of sent e-mails. The stack's SES sends no events to a topic (`infra/local/README.md`), so
//! the sample events are brought to the function, and once to the topic, as SES would bring them.

use std::path::Path;

use anyhow::{Context as _, Result};
use certification::notice::Notice;
use journeys::{Office, invoke, until};
use serde_json::{Value, json};

use super::{booked, lines, new_address, put, resend, settled};
use crate::scene::{column, office};

/// A notice that was sent by e-mail, and its line.
async fn sent(office: &Office) -> Result<(Notice, Value)> {
    let (_, email) = new_address()?;
    let notice = booked(office, vec![email]);
    put(office, &notice).await?;
    let line = settled(office, &notice).await?.remove(0);
    assert_eq!(line["status"], "sent");
    Ok((notice, line))
}

/// A sample event of `events/deliver-email-*.json` for the last attempt of a line.
pub(super) fn event(office: &Office, line: &Value, name: &str) -> Result<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../events");
    let text = std::fs::read_to_string(folder.join(format!("deliver-email-{name}.json")))?;
    let mut event: Value = serde_json::from_str(&text)?;
    let message = &mut event["Records"][0]["Sns"]["Message"];
    let mut said: Value = serde_json::from_str(message.as_str().context("no message")?)?;
    let attempt = line["attempts"].as_array().and_then(|attempts| attempts.last()).context("no attempt")?;
    said["mail"]["messageId"] = attempt["message_id"].clone();
    said["mail"]["tags"]["delivery"] = json!([line["id"]]);
    said["mail"]["tags"]["agency"] = json!([office.agency]);
    said["mail"]["tags"]["about"] = json!([line["about"]]);
    *message = said.to_string().into();
    Ok(event)
}

/// Brings a report to the function; gives the line after it.
async fn report(office: &Office, notice: &Notice, line: &Value, name: &str) -> Result<Value> {
    invoke(&office.stack, "deliver", &event(office, line, name)?).await?;
    Ok(lines(office, notice).await?.remove(0))
}

#[tokio::test]
async fn an_e_mail_that_bounces_is_shown_with_its_cause_and_can_be_sent_again() -> Result<()> {
    let office = office().await?;
    let (notice, line) = sent(&office).await?;

    let bounced = report(&office, &notice, &line, "bounced").await?;
    assert_eq!(bounced["status"], "bounced");
    let expected = json!([{
        "kind": "bounced",
        "at": "2026-11-23T09:10:09+07:00",
        "reason": "no_such_mailbox",
        "cause": "Permanent, General, smtp; 550 5.1.1 <…> user unknown",
    }]);
    assert_eq!(bounced["attempts"][0]["reports"], expected);
    assert!(bounced["advice"].as_str().is_some_and(|advice| advice.contains("Hỏi lại địa chỉ")));
    // It is found in the list of what somebody has to look at.
    let list = office.officer.api.get("/deliveries?state=bounced").await?.done()?;
    assert_eq!(list["deliveries"], json!([bounced]));

    // The same report again, and a late one that says less, change nothing but the list of reports.
    assert_eq!(report(&office, &notice, &line, "bounced").await?, bounced);
    let late = report(&office, &notice, &line, "delivered").await?;
    assert_eq!(late["status"], "bounced");

    let again = resend(&office, &notice, 1).await?.done()?;
    assert_eq!(again["status"], "sent");
    assert_eq!(again["attempts"][1]["by"], office.clerk.name.as_str());
    // A report of the first message says nothing of the second.
    assert_eq!(report(&office, &notice, &line, "complained").await?["status"], "sent");
    assert_eq!(report(&office, &notice, &again, "delivered").await?["status"], "delivered");
    Ok(())
}

#[tokio::test]
async fn an_e_mail_that_is_complained_of_is_not_sent_again() -> Result<()> {
    let office = office().await?;
    let (notice, line) = sent(&office).await?;
    assert_eq!(report(&office, &notice, &line, "delivered").await?["status"], "delivered");
    let complained = report(&office, &notice, &line, "complained").await?;
    assert_eq!(complained["status"], "complained");
    assert_eq!(complained["attempts"][0]["reports"][1]["cause"], "abuse");
    let problem = resend(&office, &notice, 1).await?.problem()?;
    assert_eq!((problem.status, &*problem.code), (409, "already-sent"));
    Ok(())
}

#[tokio::test]
async fn a_report_of_an_unknown_message_or_of_another_agency_s_changes_nothing() -> Result<()> {
    let (office, neighbour) = (office().await?, office().await?);
    let (notice, line) = sent(&office).await?;
    let mut unknown = line.clone();
    unknown["attempts"][0]["message_id"] = "another".into();
    assert_eq!(report(&office, &notice, &unknown, "bounced").await?, line);
    invoke(&office.stack, "deliver", &event(&neighbour, &line, "bounced")?).await?;
    let garbled = json!({ "Records": [{ "EventSource": "aws:sns", "Sns": { "Message": "no JSON" } }] });
    invoke(&office.stack, "deliver", &garbled).await?;
    assert_eq!(lines(&office, &notice).await?, [line]);
    Ok(())
}

#[tokio::test]
async fn what_ses_says_on_the_topic_reaches_the_ledger() -> Result<()> {
    let office = office().await?;
    let (notice, line) = sent(&office).await?;
    let publish = "import sys, json, boto3\n\
                   asked = json.load(sys.stdin)\n\
                   sns = boto3.client('sns', endpoint_url=asked['endpoint'], region_name=asked['region'],\n\
                       aws_access_key_id='test', aws_secret_access_key='test')\n\
                   topics = [one['TopicArn'] for page in sns.get_paginator('list_topics').paginate()\n\
                       for one in page['Topics'] if one['TopicArn'].endswith('-mail-events')]\n\
                   sns.publish(TopicArn=topics[0], Message=asked['message'])";
    let event = event(&office, &line, "delivered")?;
    let asked = json!({
        "endpoint": office.stack.endpoint,
        "region": office.stack.region,
        "message": event["Records"][0]["Sns"]["Message"],
    });
    office.stack.run_python(publish, &asked.to_string())?;
    let delivered = until("the report is in the ledger", async || {
        let lines = lines(&office, &notice).await?;
        Ok((lines[0]["status"] == "delivered").then_some(lines))
    })
    .await?;
    assert_eq!(column(&delivered, "status"), ["delivered"]);
    Ok(())
}

//! What differs between emulators, MiniStack and LocalStack: looking at what left the stack.
//!
//! Both answer `GET /_aws/ses` with the raw messages that SES has sent (MiniStack by
//! `infra/local/sent_mail.py`, since it keeps no attachments itself).

use anyhow::{Context as _, Result, ensure};
use mail_parser::{MessageParser, MimeHeaders as _};
use serde_json::Value;

use crate::Stack;

/// An e-mail that SES has sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Address of the sender.
    pub from: String,
    /// Addresses it went to.
    pub to: Vec<String>,
    /// Subject.
    pub subject: String,
    /// Text.
    pub text: String,
    /// Names and bytes of the attached files.
    pub attachments: Vec<(String, Vec<u8>)>,
}

/// The messages that SES has sent to an address, the first one first.
///
/// # Errors
/// When the emulator does not show them, or one is no e-mail.
pub async fn mail_to(stack: &Stack, address: &str) -> Result<Vec<Mail>> {
    let url = format!("{}/_aws/ses", stack.endpoint);
    let answer = reqwest::Client::new().get(&url).query(&[("to", address)]).send().await?;
    ensure!(answer.status().is_success(), "{url} answered {}", answer.status());
    let answer: Value = answer.json().await?;
    let messages = answer["messages"].as_array().context("no list of messages")?;
    let raw = messages.iter().filter_map(|message| message["RawData"].as_str());
    let mail = raw.map(parse).collect::<Result<Vec<_>>>()?;
    Ok(mail.into_iter().filter(|mail| mail.to.iter().any(|to| to == address)).collect())
}

/// The text messages that SNS has sent to a number (`+84…`), the first one first.
///
/// # Errors
/// When the emulator does not show them.
pub async fn sms_to(stack: &Stack, number: &str) -> Result<Vec<String>> {
    let url = format!("{}/_ministack/sns/sms-messages", stack.endpoint);
    let answer = reqwest::Client::new().get(&url).query(&[("phoneNumber", number)]).send().await?;
    ensure!(answer.status().is_success(), "{url} answered {}", answer.status());
    let answer: Value = answer.json().await?;
    let messages = answer["sms_messages"][number].as_array().context("no list of messages")?;
    Ok(messages.iter().filter_map(|message| message["Message"].as_str().map(str::to_owned)).collect())
}

fn parse(raw: &str) -> Result<Mail> {
    let message = MessageParser::default().parse(raw.as_bytes()).context("not an e-mail")?;
    let addresses = |list: Option<&mail_parser::Address<'_>>| -> Vec<String> {
        list.into_iter()
            .flat_map(|list| list.iter())
            .filter_map(|one| Some(one.address()?.to_owned()))
            .collect()
    };
    let attachments = message
        .attachments()
        .map(|part| (part.attachment_name().unwrap_or_default().to_owned(), part.contents().to_vec()))
        .collect();
    Ok(Mail {
        from: addresses(message.from()).concat(),
        to: addresses(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: message.body_text(0).unwrap_or_default().into_owned(),
        attachments,
    })
}

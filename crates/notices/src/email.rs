//! E-mail through SES.

use aws_sdk_sesv2::{
    config::retry::RetryConfig,
    primitives::Blob,
    types::{Destination, EmailContent, MessageTag, RawMessage},
};
use certification::{identifier::EmailAddress, notice::Delivery};
use mail_builder::MessageBuilder;

use crate::{
    error::{SendError, Transmitted},
    text::Text,
};

/// Codes of SES that no repeat of the same message changes.
const REFUSALS: [&str; 3] = ["MessageRejected", "BadRequestException", "MailFromDomainNotVerifiedException"];

/// Sends e-mail from one address.
#[derive(Debug, Clone)]
pub struct Mailer {
    client: aws_sdk_sesv2::Client,
    from: String,
    configuration: String,
}

/// One message.
#[derive(Debug, Clone)]
pub struct Email<'a> {
    /// Name that stands beside the sending address.
    pub from_name: &'a str,
    /// To whom.
    pub to: &'a EmailAddress,
    /// Subject and text.
    pub text: Text,
    /// A file.
    pub attachment: Option<Attachment>,
    /// The line of the ledger; SES gives its name back with what it reports of the message.
    pub delivery: &'a Delivery,
}

/// A PDF that goes with a message.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name; ASCII, since some programs show no other.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Mailer {
    /// Sends from an address that SES has verified, under a configuration set: by it SES reports what becomes
    /// of the messages.
    #[must_use]
    pub fn new(
        config: &aws_config::SdkConfig,
        from: impl Into<String>,
        configuration: impl Into<String>,
    ) -> Self {
        // SES has no idempotency token: a request that the SDK repeats because its answer was lost is a second
        // e-mail.
        let config = aws_sdk_sesv2::config::Builder::from(config).retry_config(RetryConfig::disabled());
        let client = aws_sdk_sesv2::Client::from_conf(config.build());
        Self { client, from: from.into(), configuration: configuration.into() }
    }

    /// Sends a message and gives SES's identifier of it.
    ///
    /// # Errors
    /// [`SendError::Refused`] when repeating makes no sense, [`SendError::Unknown`] when it may have been sent.
    pub async fn send(&self, email: Email<'_>) -> Result<String, SendError> {
        let refused = |error: &dyn std::fmt::Display| SendError::Refused(error.to_string());
        let mut message = MessageBuilder::new()
            .from((email.from_name, self.from.as_str()))
            .to(email.to.as_str())
            .subject(email.text.subject)
            .text_body(email.text.body);
        if let Some(attachment) = email.attachment {
            message = message.attachment("application/pdf", attachment.file_name, attachment.bytes);
        }
        let bytes = message.write_to_vec().map_err(|error| refused(&error))?;
        let raw = RawMessage::builder().data(Blob::new(bytes)).build().map_err(|error| refused(&error))?;
        let Delivery { id, agency, about, .. } = email.delivery;
        let tags =
            [("delivery", id.to_string()), ("agency", agency.to_string()), ("about", about.to_string())];
        let tags = tags
            .map(|(name, value)| MessageTag::builder().name(name).value(value).build())
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| refused(&error))?;
        let transmitted = Transmitted::default();
        let sent = self
            .client
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(email.to.as_str()).build())
            .content(EmailContent::builder().raw(raw).build())
            .set_email_tags(Some(tags))
            .configuration_set_name(&self.configuration)
            .customize()
            .interceptor(transmitted.clone())
            .send()
            .await
            .map_err(|error| transmitted.judge(&error, &REFUSALS))?;
        Ok(sent.message_id.unwrap_or_default())
    }
}

//! Text messages through SNS.

use aws_sdk_sns::{config::retry::RetryConfig, types::MessageAttributeValue};
use certification::identifier::MobileNumber;

use crate::error::{SendError, Transmitted};

/// Codes of SNS that no repeat of the same message changes.
const REFUSALS: [&str; 4] = ["InvalidParameter", "InvalidParameterValue", "OptedOut", "ValidationException"];

/// Sends text messages under one name.
#[derive(Debug, Clone)]
pub struct Texter {
    client: aws_sdk_sns::Client,
    sender: Option<String>,
}

impl Texter {
    /// Sends under the name that the carriers have registered; under a number of theirs without one.
    #[must_use]
    pub fn new(config: &aws_config::SdkConfig, sender: &str) -> Self {
        let sender = (!sender.is_empty()).then(|| sender.to_owned());
        // As for e-mail: a repeat of the SDK would be a second text message.
        let config = aws_sdk_sns::config::Builder::from(config).retry_config(RetryConfig::disabled());
        Self { client: aws_sdk_sns::Client::from_conf(config.build()), sender }
    }

    /// Sends a message and gives SNS's identifier of it.
    ///
    /// # Errors
    /// [`SendError::Refused`] when repeating makes no sense, [`SendError::Unknown`] when it may have been sent.
    pub async fn send(&self, to: &MobileNumber, text: &str) -> Result<String, SendError> {
        let mut publish = self
            .client
            .publish()
            .phone_number(to.as_str())
            .message(text)
            // Ahead of advertisements, and also to those who want none.
            .message_attributes("AWS.SNS.SMS.SMSType", word("Transactional")?);
        if let Some(sender) = &self.sender {
            publish = publish.message_attributes("AWS.SNS.SMS.SenderID", word(sender)?);
        }
        let transmitted = Transmitted::default();
        let sent = publish.customize().interceptor(transmitted.clone()).send().await;
        let sent = sent.map_err(|error| transmitted.judge(&error, &REFUSALS))?;
        Ok(sent.message_id.unwrap_or_default())
    }
}

fn word(value: &str) -> Result<MessageAttributeValue, SendError> {
    MessageAttributeValue::builder()
        .data_type("String")
        .string_value(value)
        .build()
        .map_err(|error| SendError::Refused(error.to_string()))
}

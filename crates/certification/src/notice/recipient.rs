//! Where a notice goes.

use serde::{Deserialize, Serialize};

use crate::{
    identifier::{EmailAddress, MobileNumber, Phone},
    requester::Destination,
};

/// One address of a requester, with the channel that reaches it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "snake_case")]
pub enum Recipient {
    /// An e-mail address.
    Email {
        /// The address.
        address: EmailAddress,
    },
    /// The inbox of an account of the national portal.
    Portal {
        /// The portal's identifier of the account.
        account: String,
    },
    /// A mobile phone.
    Sms {
        /// Its number.
        number: MobileNumber,
    },
    /// No SMS can go to this requester; the ledger says why, and what caused the notice goes on.
    NoSms {
        /// Why.
        cause: NoSms,
    },
}

/// Why no SMS can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoSms {
    /// The requester gave no phone number.
    NoPhone,
    /// The number is no Vietnamese mobile number; a landline gets no SMS.
    Landline,
}

/// How a notice travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// Inbox of the portal account.
    Portal,
    /// Text message.
    Sms,
}

impl Recipient {
    /// The recipient at a phone, or the reason why there is none.
    #[must_use]
    pub fn at_phone(phone: Option<&Phone>) -> Self {
        match phone {
            None => Self::NoSms { cause: NoSms::NoPhone },
            Some(Phone::Mobile(number)) => Self::Sms { number: number.clone() },
            Some(Phone::Other(_)) => Self::NoSms { cause: NoSms::Landline },
        }
    }

    /// The channel that reaches it, or would.
    #[must_use]
    pub fn channel(&self) -> Channel {
        match self {
            Self::Email { .. } => Channel::Email,
            Self::Portal { .. } => Channel::Portal,
            Self::Sms { .. } | Self::NoSms { .. } => Channel::Sms,
        }
    }
}

impl From<&Destination> for Recipient {
    fn from(destination: &Destination) -> Self {
        match destination {
            Destination::PortalAccount { account } => Self::Portal { account: account.clone() },
            Destination::Email { address } => Self::Email { address: address.clone() },
        }
    }
}

impl Channel {
    /// The channel's name in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Portal => "portal",
            Self::Sms => "sms",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_that_can_get_no_sms_says_why() {
        let phone = |text: &str| text.parse::<Phone>().unwrap();
        let number = "+84912345678".parse().unwrap();
        assert_eq!(Recipient::at_phone(Some(&phone("0912 345 678"))), Recipient::Sms { number });
        let landline = Recipient::at_phone(Some(&phone("024 3825 1234")));
        assert_eq!(landline, Recipient::NoSms { cause: NoSms::Landline });
        assert_eq!(Recipient::at_phone(None), Recipient::NoSms { cause: NoSms::NoPhone });
    }
}

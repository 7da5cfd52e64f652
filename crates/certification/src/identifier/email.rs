//! E-mail addresses, as far as one can be checked before a message is sent.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An e-mail address: one `@`, a local part of at most 64 bytes, a domain with a dot, ASCII without blanks
/// or control characters (so that no header can be injected), at most 254 bytes (RFC 5321, 4.5.3.1).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// A text that is not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

impl EmailAddress {
    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        let (local, domain) = text.split_once('@').ok_or(InvalidEmail)?;
        let plain = |byte: u8| {
            byte.is_ascii_graphic()
                && !matches!(byte, b'@' | b',' | b';' | b'<' | b'>' | b'"' | b'\\' | b'(' | b')')
        };
        let local_fits = (1..=64).contains(&local.len())
            && local.bytes().all(plain)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_fits = |label: &str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_fits = domain.contains('.') && domain.split('.').all(label_fits);
        if text.len() <= 254 && local_fits && domain_fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidEmail)
        }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

/// Never the address: this may reach a log.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_address_is_taken_as_written() {
        assert_eq!(
            " nguyen.a+ct@thu.example.vn ".parse::<EmailAddress>().unwrap().as_str(),
            "nguyen.a+ct@thu.example.vn"
        );
    }

    #[test]
    fn an_address_that_no_server_would_take_is_refused() {
        for wrong in [
            "",
            "a",
            "a@b",
            "@b.vn",
            "a@",
            "a b@c.vn",
            "a@b..vn",
            "a@-b.vn",
            ".a@b.vn",
            "a..b@c.vn",
            "a@b.vn\nBcc: c@d.vn",
            "a,b@c.vn",
            "a@b@c.vn",
        ] {
            assert_eq!(wrong.parse::<EmailAddress>(), Err(InvalidEmail), "{wrong:?}");
        }
    }
}

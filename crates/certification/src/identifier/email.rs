//! E-mail addresses, as far as one can be checked before a message is sent.
//!
//! The console has the same rules (`console/src/values/email.ts`); both are tested against
//! `tests/values/identifiers.json`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::letters::as_typed;

/// The longest address (RFC 5321, 4.5.3.1), and the longest part before its `@`, in bytes.
const MAX_ADDRESS: usize = 254;
const MAX_LOCAL: usize = 64;
/// The longest label of a domain name, in bytes.
const MAX_LABEL: usize = 63;

/// An e-mail address that a mail server would take.
///
/// One `@`, a local part of at most 64 bytes, a domain with a dot, ASCII without blanks or control characters
/// (so that no header can be injected), at most 254 bytes (RFC 5321, 4.5.3.1).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidEmail {
    /// Nothing was typed.
    #[error("no address")]
    Empty,
    /// A name stands beside the address: `An <an@thu.example.vn>`.
    #[error("a name stands beside the address")]
    Named,
    /// There is no `@`.
    #[error("the address has no @")]
    NoAt,
    /// There are several addresses.
    #[error("more than one address")]
    Several,
    /// A blank stands in the address.
    #[error("a blank stands in the address")]
    Blank,
    /// It has a letter that addresses do not have, such as `â`.
    #[error("the address has a letter that is not ASCII")]
    Letter,
    /// It is longer than 254 characters.
    #[error("the address is longer than {MAX_ADDRESS} characters")]
    Long,
    /// The part before the `@` is none.
    #[error("the part before the @ is not valid")]
    Local,
    /// The part behind the `@` is no domain name.
    #[error("the part behind the @ is not a domain name")]
    Domain,
}

impl InvalidEmail {
    /// The reason as a code, the same as in the console.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Named => "named",
            Self::NoAt => "no_at",
            Self::Several => "several",
            Self::Blank => "blank",
            Self::Letter => "letter",
            Self::Long => "long",
            Self::Local => "local",
            Self::Domain => "domain",
        }
    }
}

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
        let typed = as_typed(text);
        let address = bare(&typed);
        if address.is_empty() {
            return Err(InvalidEmail::Empty);
        }
        if address.contains(['<', '>']) {
            return Err(InvalidEmail::Named);
        }
        let (local, domain) = address.split_once('@').ok_or(InvalidEmail::NoAt)?;
        if domain.contains('@') || address.contains([',', ';']) {
            return Err(InvalidEmail::Several);
        }
        if address.contains(' ') {
            return Err(InvalidEmail::Blank);
        }
        if !address.is_ascii() {
            return Err(InvalidEmail::Letter);
        }
        if address.len() > MAX_ADDRESS {
            return Err(InvalidEmail::Long);
        }
        if !is_local(local) {
            return Err(InvalidEmail::Local);
        }
        if is_domain(domain) { Ok(Self(address.to_owned())) } else { Err(InvalidEmail::Domain) }
    }
}

/// The address without what is copied along: `mailto:`, `<…>`, punctuation behind it.
fn bare(typed: &str) -> &str {
    let mut address = typed;
    loop {
        let before = address;
        address = address.trim_matches(' ').trim_end_matches(['.', ',', ';']);
        if address.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:")) {
            address = &address[7..];
        }
        let inside = address.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        address = inside.unwrap_or(address);
        if address == before {
            return address;
        }
    }
}

fn is_local(local: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_graphic() && !br#"<>()[]:;,"\@"#.contains(&byte);
    (1..=MAX_LOCAL).contains(&local.len())
        && local.bytes().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let label_fits = |label: &str| {
        (1..=MAX_LABEL).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // The last label is no number: `127.0.0.1` is an address of a machine.
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label_fits)
        && top.len() >= 2
        && top.starts_with(|first: char| first.is_ascii_alphabetic())
}

/// A stored address. It was checked when it was entered, perhaps by an earlier and wider rule.
impl TryFrom<String> for EmailAddress {
    type Error = InvalidEmail;

    fn try_from(text: String) -> Result<Self, InvalidEmail> {
        let inner = |byte: u8| byte.is_ascii_graphic();
        if text.contains('@') && text.bytes().all(inner) { Ok(Self(text)) } else { text.parse() }
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
    use proptest::prelude::*;

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
            assert!(wrong.parse::<EmailAddress>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn an_address_that_an_earlier_rule_took_is_still_read() {
        for stored in ["\"an@127.0.0.1\"", "\"an@thu.v\""] {
            let read: EmailAddress = serde_json::from_str(stored).unwrap();
            assert_eq!(serde_json::to_string(&read).unwrap(), stored);
        }
        assert!(serde_json::from_str::<EmailAddress>("\"an@thu.vn\\r\\nBcc: b@thu.vn\"").is_err());
    }

    proptest! {
        #[test]
        fn an_address_is_ascii_and_stays_itself(text in any::<String>(), local in "[a-z.+']{1,9}", end in "[ .,;>]{0,3}") {
            for text in [text, format!("<{local}@thu.example.vn{end}")] {
                if let Ok(address) = text.parse::<EmailAddress>() {
                    prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                    prop_assert_eq!(address.as_str().parse::<EmailAddress>(), Ok(address));
                }
            }
        }
    }
}

//! Identifiers of our own records. They carry nothing about a person.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ulid::Ulid;

/// A text that is not an identifier of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {0}")]
pub struct InvalidId(&'static str);

macro_rules! ulid_id {
    ($name:ident, $what:literal, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Ulid);

        impl $name {
            /// Takes an identifier made by the caller's `Services`.
            #[must_use]
            pub fn from_ulid(ulid: Ulid) -> Self {
                Self(ulid)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                // Only the canonical form: a ULID parser takes lower case and look-alikes, but a key does not.
                let ulid = Ulid::from_string(text).map_err(|_| InvalidId($what))?;
                if ulid.to_string() == text { Ok(Self(ulid)) } else { Err(InvalidId($what)) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

ulid_id!(CaseId, "case identifier", "A case (hồ sơ).");
ulid_id!(AppointmentId, "appointment identifier", "An appointment (lịch hẹn).");
ulid_id!(BookId, "book identifier", "A register book (sổ chứng thực).");

macro_rules! text_id {
    ($name:ident, $what:literal, $most:literal, $doc:literal) => {
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let fits = (1..=$most).contains(&text.len())
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                if fits { Ok(Self(text.to_owned())) } else { Err(InvalidId($what)) }
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    AgencyId,
    "agency identifier",
    40,
    "An agency (UBND xã, phường, đặc khu). Letters, digits and hyphens, so that it can stand in a key."
);
text_id!(
    PortalEventId,
    "identifier of a portal event",
    64,
    "An event of the national portal, by the portal's own identifier: a repeat of it changes nothing."
);
text_id!(OfficialId, "official identifier", 64, "An official: the subject (`sub`) of the sign-in token.");

impl CaseId {
    /// The code that screens and papers show: the end of the identifier, which is the part that differs.
    #[must_use]
    pub fn short_code(self) -> String {
        let whole = self.to_string();
        format!("CT-{}", &whole[whole.len() - SHORT_CODE..])
    }
}

/// Letters of the identifier in a short code.
const SHORT_CODE: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_of_an_identifier_is_taken() {
        assert!("01K8E5V3YJ9X0W6P2R4T7Q1Z5B".parse::<CaseId>().is_ok());
        for wrong in [
            "",
            "01k8e5v3yj9x0w6p2r4t7q1z5b",
            "01K8E5V3YJ9X0W6P2R4T7Q1Z5",
            "../CASE",
            "81K8E5V3YJ9X0W6P2R4T7Q1Z5B",
        ] {
            assert_eq!(wrong.parse::<CaseId>(), Err(InvalidId("case identifier")), "{wrong}");
        }
    }

    #[test]
    fn an_agency_identifier_cannot_break_out_of_a_key() {
        assert!("phuong-an-binh-moi".parse::<AgencyId>().is_ok());
        for wrong in ["", "a#b", "a/b", "phường", &"a".repeat(41)] {
            assert!(wrong.parse::<AgencyId>().is_err(), "{wrong}");
        }
    }
}

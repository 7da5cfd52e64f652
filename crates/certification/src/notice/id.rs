//! The name of a line of the ledger.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ulid::Ulid;

/// Names a line of the ledger: the notice, and the place of the recipient in it, from 1 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeliveryId {
    /// The notice.
    pub notice: Ulid,
    /// The place of the recipient in the notice.
    pub recipient: u8,
}

/// A text that names no line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a valid delivery identifier")]
pub struct InvalidDeliveryId;

impl fmt::Display for DeliveryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.notice, self.recipient)
    }
}

impl FromStr for DeliveryId {
    type Err = InvalidDeliveryId;

    fn from_str(text: &str) -> Result<Self, InvalidDeliveryId> {
        let (notice, recipient) = text.split_once('-').ok_or(InvalidDeliveryId)?;
        let notice = Ulid::from_string(notice).map_err(|_| InvalidDeliveryId)?;
        let id = Self { notice, recipient: recipient.parse().map_err(|_| InvalidDeliveryId)? };
        // Only the canonical form: `+1`, `01` and small letters name no key.
        if id.to_string() == text && id.recipient > 0 { Ok(id) } else { Err(InvalidDeliveryId) }
    }
}

impl TryFrom<String> for DeliveryId {
    type Error = InvalidDeliveryId;

    fn try_from(text: String) -> Result<Self, InvalidDeliveryId> {
        text.parse()
    }
}

impl From<DeliveryId> for String {
    fn from(id: DeliveryId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_named_by_its_notice_and_the_place_of_its_recipient() {
        let id = DeliveryId { notice: Ulid::from(7_u128), recipient: 2 };
        assert_eq!(id.to_string().parse(), Ok(id));
        let notice = id.notice;
        for wrong in [
            "",
            "2",
            "x-2",
            &format!("{notice}"),
            &format!("{notice}-0"),
            &format!("{notice}-02"),
            &format!("{notice}-256"),
        ] {
            assert_eq!(wrong.parse::<DeliveryId>(), Err(InvalidDeliveryId), "{wrong}");
        }
    }
}

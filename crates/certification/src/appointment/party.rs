//! Who acts on an appointment: an official of the agency, or the requester.

use serde::{Deserialize, Serialize};

use crate::official::Official;

/// Who did something with an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Party {
    /// An official of the agency.
    Official(Official),
    /// The requester, whose name the appointment has.
    Requester {
        /// The account of the national portal.
        account: String,
    },
}

impl From<Official> for Party {
    fn from(official: Official) -> Self {
        Self::Official(official)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_party_is_read_as_it_was_written_and_as_officials_always_were() {
        let official = Official { id: "officer".parse().unwrap(), name: "Ngô Văn Mẫu".to_owned() };
        let before = json!({ "id": "officer", "name": "Ngô Văn Mẫu" });
        assert_eq!(serde_json::from_value::<Party>(before).unwrap(), Party::Official(official));
        let requester = Party::Requester { account: "tk-000001".to_owned() };
        let text = serde_json::to_string(&requester).unwrap();
        assert_eq!(serde_json::from_str::<Party>(&text).unwrap(), requester);
    }
}

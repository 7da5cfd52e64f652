//! What the portal's event says, read strictly where it matters.

use certification::{
    AgencyId, PortalEventId, Requester, identifier::Phone, letters, requester::Destination,
    statement::one_line, time,
};
use jiff::{Timestamp, civil::DateTime};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::book::LONGEST_NOTES;

/// The longest name that the register and the statement take.
const LONGEST_NAME: usize = 200;
/// The longest identifier of an account.
const LONGEST_ACCOUNT: usize = 100;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Requested {
    pub(super) id: PortalEventId,
    pub(super) agency: AgencyId,
    pub(super) slot: DateTime,
    pub(super) document_type: String,
    pub(super) requester: Requester,
    pub(super) phone: Option<Phone>,
    pub(super) notes: Option<String>,
}

/// The event's `detail`. The portal may say more than this.
#[derive(Deserialize)]
struct Detail {
    id: PortalEventId,
    agency: AgencyId,
    slot: Timestamp,
    document_type: String,
    requester: DetailOfRequester,
    notes: Option<String>,
}

#[derive(Deserialize)]
struct DetailOfRequester {
    name: String,
    account: Option<String>,
    email: Option<String>,
    phone: Option<String>,
}

/// The portal's identifier of an event, or the digest of one whose identifier cannot be read, so that the
/// same event is known again.
pub(super) fn identifier(detail: &Value) -> PortalEventId {
    let own = detail["id"].as_str().and_then(|id| id.parse().ok());
    own.or_else(|| hex::encode(Sha256::digest(detail.to_string())).parse().ok())
        .unwrap_or_else(|| unreachable!("a digest in hexadecimal is an identifier"))
}

impl Requested {
    /// Reads an event's `detail`; gives what is wrong with it, without its values.
    pub(super) fn read(detail: &Value) -> Result<Self, &'static str> {
        let Detail { id, agency, slot, document_type, requester, notes } =
            serde_json::from_value(detail.clone()).map_err(|_| "a field is missing or cannot be read")?;
        let name = one_line(&requester.name);
        if name.chars().count() > LONGEST_NAME || !letters::is_name(&name) {
            return Err("the requester's name is empty or too long");
        }
        let destination = match (requester.account, requester.email) {
            (Some(account), _) if is_account(&account) => Destination::PortalAccount { account },
            (Some(_), _) => return Err("the requester's account is no identifier"),
            (None, Some(email)) => Destination::Email {
                address: email.parse().map_err(|_| "the requester's e-mail address is none")?,
            },
            (None, None) => return Err("the requester has neither an account nor an e-mail address"),
        };
        Ok(Self {
            id,
            agency,
            slot: time::local(slot),
            document_type,
            requester: Requester { name, destination },
            // An unreadable number is as good as none: the booking is worth more than the SMS.
            phone: requester.phone.and_then(|phone| phone.parse().ok()),
            notes: notes
                .map(|notes| notes.trim().chars().take(LONGEST_NOTES).collect())
                .filter(|notes: &String| !notes.is_empty()),
        })
    }
}

/// It stands in a key.
fn is_account(text: &str) -> bool {
    (1..=LONGEST_ACCOUNT).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#')
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn detail() -> Value {
        json!({
            "id": "dvcqg-2026-000123",
            "agency": "an-binh-moi",
            "slot": "2026-11-26T08:00:00+07:00",
            "document_type": "bang-tot-nghiep",
            "requester": { "name": "Trần  Thị Bình", "account": "tk-000001", "phone": "0912 345 678" },
            "channel": "web",
        })
    }

    fn without(pointer: &str, value: Value) -> Value {
        let mut detail = detail();
        *detail.pointer_mut(pointer).unwrap() = value;
        detail
    }

    #[test]
    fn what_the_portal_says_is_read_and_more_is_let_be() {
        let requested = Requested::read(&detail()).unwrap();
        assert_eq!(requested.slot, date(2026, 11, 26).at(8, 0, 0, 0));
        assert_eq!(requested.requester.name, "Trần Thị Bình");
        assert_eq!(requested.phone, Some("0912345678".parse().unwrap()));
        assert_eq!(identifier(&detail()), requested.id);
    }

    #[test]
    fn an_unreadable_phone_costs_nobody_the_appointment() {
        let requested = Requested::read(&without("/requester/phone", json!("gọi sau 17 giờ"))).unwrap();
        assert_eq!(requested.phone, None);
    }

    #[test]
    fn what_cannot_be_booked_says_why_without_its_values() {
        let wrong = [
            without("/id", json!("a#b")),
            without("/agency", json!("A#an-binh")),
            without("/slot", json!("ngày mai")),
            without("/slot", json!("2026-11-26T08:00:00")),
            without("/requester/name", json!(" ")),
            without("/requester/account", json!("a#b")),
            without("/requester", json!({ "name": "Trần Thị Bình" })),
            without("/requester", json!({ "name": "Trần Thị Bình", "email": "a@b" })),
            json!("không phải đối tượng"),
        ];
        for detail in wrong {
            let cause = Requested::read(&detail).unwrap_err();
            assert!(!cause.contains("Bình"), "{cause}");
        }
    }

    #[test]
    fn an_event_without_an_identifier_is_known_again_by_its_content() {
        let (one, other) = (without("/id", json!(7)), without("/id", json!(8)));
        assert_eq!(identifier(&one), identifier(&one.clone()));
        assert_ne!(identifier(&one), identifier(&other));
    }
}

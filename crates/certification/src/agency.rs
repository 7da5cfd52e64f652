//! The agency and its officials: what an administrator sets up, and what signing and sealing need.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    book::RegisterColumns,
    calendar::Calendar,
    document::{DocumentType, StoredObject, standard_types},
    fee::FeeTable,
    ids::{AgencyId, OfficialId},
    official::Role,
    statement::{SignerTitle, Wording},
};

/// A commune's or ward's people's committee (UBND xã, phường, đặc khu).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agency {
    /// Its identifier.
    pub id: AgencyId,
    /// Name as printed: `ỦY BAN NHÂN DÂN PHƯỜNG …`.
    pub name: String,
    /// Where it is: `/Location` of its signatures.
    pub locality: String,
    /// The identifier that its certificate's subject must carry, e.g. `MST:…`.
    pub subject: String,
    /// The certificate it seals with.
    pub certificate: Option<BoundCertificate>,
    /// A challenge given out and not yet answered.
    pub challenge: Option<Challenge>,
    /// Red image of the seal.
    pub seal_image: Option<SealImage>,
    /// The document types that it offers.
    pub document_types: Vec<DocumentType>,
    /// Those that it offers no longer; cases that have one keep it.
    #[serde(default)]
    pub retired_types: Vec<DocumentType>,
    /// Its wordings of the statement.
    pub wordings: Vec<Wording>,
    /// When it is open.
    #[serde(default)]
    pub calendar: Calendar,
    /// What copies cost.
    #[serde(default)]
    pub fees: FeeTable,
    /// Whether its officials still act.
    #[serde(default)]
    pub status: AgencyStatus,
    /// Heads of the register's columns.
    #[serde(default)]
    pub register_columns: RegisterColumns,
    /// Counts the writes.
    pub version: u64,
}

/// Whether an agency still works.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyStatus {
    /// It works.
    #[default]
    Active,
    /// It was abolished or merged into another: nobody acts in its name any more, and its books and copies
    /// stay readable.
    Abolished,
}

impl Agency {
    /// An agency that is not stored yet, with the document types, the wording, the hours and the fees that
    /// every one starts with.
    #[must_use]
    pub fn new(id: AgencyId, name: String, locality: String, subject: String) -> Self {
        Self {
            id,
            name,
            locality,
            subject,
            certificate: None,
            challenge: None,
            seal_image: None,
            document_types: standard_types(),
            retired_types: Vec::new(),
            wordings: vec![Wording::standard()],
            calendar: Calendar::standard(),
            fees: FeeTable::default(),
            status: AgencyStatus::Active,
            register_columns: RegisterColumns::standard(),
            version: 0,
        }
    }
}

/// The image of the seal with the size it has on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealImage {
    /// The prepared image.
    pub object: StoredObject,
    /// Diameter in millimetres (NĐ 30/2020 Phụ lục I: in the real size of the seal).
    pub size_mm: u32,
}

/// An official: what the administrator decided, and the official's own settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Who: subject of the sign-in token.
    pub id: OfficialId,
    /// The agency.
    pub agency: AgencyId,
    /// Họ và tên, as printed under the signature.
    pub name: String,
    /// The name to sign in with.
    pub username: String,
    /// What the official may do. The groups of the sign-in follow this.
    pub roles: BTreeSet<Role>,
    /// Whether the official may no longer act.
    #[serde(default)]
    pub disabled: bool,
    /// Whether the sign-in has what stands here; false from the decision until the sign-in followed.
    #[serde(default)]
    pub settled: bool,
    /// Chức danh and right to sign; nobody without one signs.
    pub title: Option<SignerTitle>,
    /// The identifier that the certificate's subject must carry, e.g. `CCCD:…`.
    pub subject: Option<String>,
    /// The certificate that the official signs with.
    pub certificate: Option<BoundCertificate>,
    /// A challenge given out and not yet answered.
    pub challenge: Option<Challenge>,
    /// Blue image of the signature.
    pub signature_image: Option<StoredObject>,
    /// Counts the writes.
    pub version: u64,
}

impl Profile {
    /// An official who is not stored yet, without a right to sign.
    #[must_use]
    pub fn new(
        id: OfficialId,
        agency: AgencyId,
        username: String,
        name: String,
        roles: BTreeSet<Role>,
    ) -> Self {
        Self {
            id,
            agency,
            name,
            username,
            roles,
            disabled: false,
            settled: false,
            title: None,
            subject: None,
            certificate: None,
            challenge: None,
            signature_image: None,
            version: 0,
        }
    }

    /// Whether the official is at work in a role.
    #[must_use]
    pub fn acts_as(&self, role: Role) -> bool {
        !self.disabled && self.roles.contains(&role)
    }
}

/// A certificate that its holder has proved to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundCertificate {
    /// The certificate: DER as base64.
    pub der: String,
    /// SHA-256 of the DER, lower-case hexadecimal.
    pub fingerprint: String,
    /// What the desk's signing service returns for a hash; settled by the challenge.
    pub way: String,
    /// When it was bound.
    pub bound_at: Timestamp,
    /// Bytes of the CMS that answered the challenge, when the desk makes the CMS itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cms_length: Option<usize>,
}

/// Something to sign, by which the holder of a certificate proves to hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// The message whose SHA-256 is signed.
    pub message: String,
    /// When it was given out; it holds for ten minutes.
    pub at: Timestamp,
}

impl Challenge {
    /// Whether it may still be answered at `now`.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) <= jiff::SignedDuration::from_mins(10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_holds_for_ten_minutes() {
        let at: Timestamp = "2026-11-23T02:00:00Z".parse().unwrap();
        let challenge = Challenge { message: "m".to_owned(), at };
        assert!(challenge.holds("2026-11-23T02:10:00Z".parse().unwrap()));
        assert!(!challenge.holds("2026-11-23T02:10:01Z".parse().unwrap()));
    }
}

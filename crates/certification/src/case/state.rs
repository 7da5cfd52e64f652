//! The states of a case (`domain.md` §2 of the project's documents; NĐ 23/2015 Điều 20).

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Act, ReadyScan, Scan};
use crate::{
    book::RegisterNumber,
    check::{CheckCode, Evidence},
    document::StoredObject,
    ids::BookId,
    official::{Official, Role},
    returning::ReturnReason,
    withdrawal::Decision,
};

/// Where a case stands, with all that is true there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// Đang tiếp nhận.
    Draft {
        /// The scan, as far as it has come.
        scan: Option<Scan>,
        /// Who gave the case back and why, when it has been returned before.
        returned: Option<Returned>,
    },
    /// Chờ ký.
    AwaitingSignature {
        /// The scan to certify.
        scan: ReadyScan,
        /// Trình ký.
        submitted: Act,
        /// What was last handed to a signer's desk.
        prepared: Option<Prepared>,
    },
    /// Bị từ chối.
    Returned {
        /// The scan, kept.
        scan: ReadyScan,
        /// Who returned it, and why.
        returned: Returned,
    },
    /// Chờ cấp số và đóng dấu.
    Signed {
        /// The scan.
        scan: ReadyScan,
        /// The leader's signature.
        signature: Signature,
    },
    /// Đã cấp số; the number is bound for ever.
    Numbered {
        /// The scan.
        scan: ReadyScan,
        /// The leader's signature.
        signature: Signature,
        /// The number.
        issued: Issued,
        /// What was last handed to a clerk's desk.
        prepared: Option<Prepared>,
    },
    /// Đã đóng dấu.
    Sealed {
        /// The scan.
        scan: ReadyScan,
        /// The leader's signature.
        signature: Signature,
        /// The number.
        issued: Issued,
        /// The agency's seal.
        seal: Seal,
    },
    /// Đã trả kết quả.
    Released {
        /// The scan.
        scan: ReadyScan,
        /// The leader's signature.
        signature: Signature,
        /// The number.
        issued: Issued,
        /// The agency's seal.
        seal: Seal,
        /// Who released it.
        released: Act,
    },
    /// Đã hủy bỏ giá trị pháp lý. All that the copy carried stays with it, its number for ever.
    Withdrawn {
        /// The scan.
        scan: ReadyScan,
        /// The leader's signature.
        signature: Signature,
        /// The number.
        issued: Issued,
        /// The agency's seal.
        seal: Seal,
        /// Who had released it; none when it was withdrawn before it was handed out.
        released: Option<Act>,
        /// Who recorded the decision.
        withdrawn: Act,
        /// The decision.
        decision: Decision,
    },
    /// Đã hủy.
    Cancelled {
        /// Who cancelled it.
        cancelled: Act,
        /// Why, when said.
        reason: Option<String>,
    },
}

/// Từ chối: who gave a case back, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Who and when.
    pub act: Act,
    /// Why.
    pub reason: ReturnReason,
}

/// The agency as a prepared statement page names it. The seal and the public check name it the same, whatever
/// the agency is called by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyOnPage {
    /// Its name.
    pub name: String,
    /// Where it is: `/Location` of the signature.
    pub locality: String,
    /// What stands before the book, so that the seal does not say it once more.
    pub book_label: String,
}

/// The signer as the prepared page names him.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignerOnPage {
    /// Họ và tên.
    pub name: String,
    /// Chức danh, a line each.
    pub title: Vec<String>,
    /// The code of the public check.
    pub check: CheckCode,
    /// By whose delegation: both names and the document, for the history; none for the head.
    pub in_whose_place: Option<String>,
    /// The agency on the same page; none in what was prepared before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyOnPage>,
}

/// An increment handed to a desk for signing, waiting for the signature to come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prepared {
    /// The increment and the signed attributes.
    pub object: StoredObject,
    /// For whom; nobody else's signature is taken for it.
    pub act: Act,
    /// SHA-256 of the certificate that was asked to sign, lower-case hexadecimal.
    pub certificate: String,
    /// Who stands on the page; none for a seal. The settings may change before the signature comes back,
    /// the page does not, and the register says what the page says.
    pub signer: Option<SignerOnPage>,
}

/// The leader's signature on the copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who signed; column 5 of the register.
    pub by: Official,
    /// Chức danh, a line each: `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
    pub title: Vec<String>,
    /// Signing time, as in the signature dictionary.
    pub at: Timestamp,
    /// SHA-256 of the certificate.
    pub certificate: String,
    /// The signed copy.
    pub copy: StoredObject,
    /// What sealing needs of the signed copy.
    pub plan: StoredObject,
    /// The code of the public check, as it stands on the page.
    pub check: CheckCode,
    /// What is known of the certificate.
    pub evidence: Evidence,
    /// The agency as the page names it; none on copies that were signed before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyOnPage>,
}

/// The register number of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// The book.
    pub book: BookId,
    /// The running number.
    pub number: RegisterNumber,
    /// As printed: `127/ĐT`.
    pub text: String,
    /// The book as printed: `quyển số 01/2026-SCTĐT/BS`.
    pub book_text: String,
    /// Who issued it and when; the day of certification.
    pub issued: Act,
}

/// The agency's seal on the copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The clerk.
    pub by: Official,
    /// Signing time of the seal.
    pub at: Timestamp,
    /// SHA-256 of the agency's certificate.
    pub certificate: String,
    /// The certified copy.
    pub copy: StoredObject,
    /// What is known of the agency's certificate.
    pub evidence: Evidence,
}

/// A state without what it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// Đang tiếp nhận.
    Draft,
    /// Chờ ký.
    AwaitingSignature,
    /// Bị từ chối.
    Returned,
    /// Chờ cấp số và đóng dấu.
    Signed,
    /// Đã cấp số.
    Numbered,
    /// Đã đóng dấu.
    Sealed,
    /// Đã trả kết quả.
    Released,
    /// Đã hủy bỏ giá trị pháp lý.
    Withdrawn,
    /// Đã hủy.
    Cancelled,
}

/// A text that names no state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a case")]
pub struct UnknownState;

impl State {
    /// Which state this is.
    #[must_use]
    pub fn name(&self) -> StateName {
        match self {
            Self::Draft { .. } => StateName::Draft,
            Self::AwaitingSignature { .. } => StateName::AwaitingSignature,
            Self::Returned { .. } => StateName::Returned,
            Self::Signed { .. } => StateName::Signed,
            Self::Numbered { .. } => StateName::Numbered,
            Self::Sealed { .. } => StateName::Sealed,
            Self::Released { .. } => StateName::Released,
            Self::Withdrawn { .. } => StateName::Withdrawn,
            Self::Cancelled { .. } => StateName::Cancelled,
        }
    }

    /// The number, once there is one.
    #[must_use]
    pub fn issued(&self) -> Option<&Issued> {
        match self {
            Self::Numbered { issued, .. }
            | Self::Sealed { issued, .. }
            | Self::Released { issued, .. }
            | Self::Withdrawn { issued, .. } => Some(issued),
            _ => None,
        }
    }

    /// The scan that was found fit, as long as the case has one to show.
    #[must_use]
    pub fn ready_scan(&self) -> Option<&ReadyScan> {
        match self {
            Self::Draft { scan: Some(Scan::Ready(scan)), .. }
            | Self::AwaitingSignature { scan, .. }
            | Self::Returned { scan, .. }
            | Self::Signed { scan, .. }
            | Self::Numbered { scan, .. }
            | Self::Sealed { scan, .. }
            | Self::Released { scan, .. }
            | Self::Withdrawn { scan, .. } => Some(scan),
            _ => None,
        }
    }

    /// The leader's signature, once there is one.
    #[must_use]
    pub fn signature(&self) -> Option<&Signature> {
        match self {
            Self::Signed { signature, .. }
            | Self::Numbered { signature, .. }
            | Self::Sealed { signature, .. }
            | Self::Released { signature, .. }
            | Self::Withdrawn { signature, .. } => Some(signature),
            _ => None,
        }
    }

    /// The scan itself, in every state that has one.
    #[must_use]
    pub fn scan_document(&self) -> Option<&StoredObject> {
        self.ready_scan().map(|scan| &scan.document)
    }

    /// The scan as it was uploaded, in every state that has one.
    #[must_use]
    pub fn uploaded_scan(&self) -> Option<&StoredObject> {
        self.ready_scan().map(ReadyScan::uploaded)
    }

    /// The repaired scans that the case points to: that of its scan, of one that it had before.
    #[must_use]
    pub fn repaired_scans(&self) -> Vec<&StoredObject> {
        self.scans().filter(|scan| scan.repair.is_some()).map(|scan| &scan.document).collect()
    }

    /// The plans that the case points to: of its scan, of one that it had before, of the signed copy.
    #[must_use]
    pub fn plans(&self) -> Vec<&StoredObject> {
        let of_scans = self.scans().map(|scan| &scan.plan);
        of_scans.chain(self.signature().map(|signature| &signature.plan)).collect()
    }

    /// Keys of the scans that the case has, as they were uploaded too, or waits for.
    pub fn scan_keys(&self) -> impl Iterator<Item = &str> {
        let named = match self {
            Self::Draft { scan: Some(scan @ (Scan::Expected { .. } | Scan::Refused { .. })), .. } => {
                Some(scan.key())
            }
            _ => None,
        };
        self.scans().flat_map(ReadyScan::keys).chain(named)
    }

    /// The scan that was found fit, and one that is kept until another is.
    fn scans(&self) -> impl Iterator<Item = &ReadyScan> {
        let earlier = match self {
            Self::Draft {
                scan: Some(Scan::Expected { before, .. } | Scan::Refused { before, .. }), ..
            } => before.as_ref(),
            _ => None,
        };
        self.ready_scan().into_iter().chain(earlier)
    }

    /// The copies that the case points to: the signed one and the sealed one.
    #[must_use]
    pub fn copies(&self) -> Vec<&StoredObject> {
        let signed = self.signature().map(|signature| &signature.copy);
        signed.into_iter().chain(self.seal().map(|seal| &seal.copy)).collect()
    }

    /// The agency's seal, once there is one.
    #[must_use]
    pub fn seal(&self) -> Option<&Seal> {
        match self {
            Self::Sealed { seal, .. } | Self::Released { seal, .. } | Self::Withdrawn { seal, .. } => {
                Some(seal)
            }
            _ => None,
        }
    }

    /// What was last handed to a desk and not yet come back.
    #[must_use]
    pub fn prepared(&self) -> Option<&Prepared> {
        match self {
            Self::AwaitingSignature { prepared, .. } | Self::Numbered { prepared, .. } => prepared.as_ref(),
            _ => None,
        }
    }
}

impl StateName {
    /// Every state, in the order of the workflow.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::AwaitingSignature,
        Self::Returned,
        Self::Signed,
        Self::Numbered,
        Self::Sealed,
        Self::Released,
        Self::Withdrawn,
        Self::Cancelled,
    ];

    /// The state in the words of the screens.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Draft => "Đang tiếp nhận",
            Self::AwaitingSignature => "Chờ ký",
            Self::Returned => "Bị từ chối",
            Self::Signed => "Chờ cấp số và đóng dấu",
            Self::Numbered => "Đã cấp số",
            Self::Sealed => "Đã đóng dấu",
            Self::Released => "Đã trả kết quả",
            Self::Withdrawn => "Đã hủy bỏ giá trị pháp lý",
            Self::Cancelled => "Đã hủy",
        }
    }

    /// The role that holds a case in this state; nobody once it is at its end.
    #[must_use]
    pub fn held_by(self) -> Option<Role> {
        match self {
            Self::Draft | Self::Returned => Some(Role::Officer),
            Self::AwaitingSignature => Some(Role::Signer),
            Self::Signed | Self::Numbered | Self::Sealed => Some(Role::Clerk),
            Self::Released | Self::Cancelled | Self::Withdrawn => None,
        }
    }

    /// The state's name in the contract: `awaiting_signature`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::AwaitingSignature => "awaiting_signature",
            Self::Returned => "returned",
            Self::Signed => "signed",
            Self::Numbered => "numbered",
            Self::Sealed => "sealed",
            Self::Released => "released",
            Self::Withdrawn => "withdrawn",
            Self::Cancelled => "cancelled",
        }
    }
}

impl FromStr for StateName {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownState)
    }
}

impl fmt::Display for StateName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

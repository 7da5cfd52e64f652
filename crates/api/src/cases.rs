//! A case as the contract shows it; every function that changes one answers with this.

use certification::{
    Case, Requester, State,
    case::{Returned, Scan},
    requester::Destination,
    time,
    time_limit::Extension,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

mod duplicate;
mod repair;
mod withdrawal;

pub use duplicate::DuplicateView;
use repair::RepairView;
pub use withdrawal::WithdrawalView;

use crate::contract::{self, CaseState, ExtensionGroundName, ReturnGround, RoleName};

/// A case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "id": "01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    "version": 3,
    "state": "awaiting_signature",
    "state_text": "Chờ ký",
    "received_at": "2026-11-23T09:14:00+07:00",
    "due_at": "2026-11-23T17:00:00+07:00",
    "overdue": false,
    "held_by": "signer",
    "requester": { "name": "Lê Thị Bình", "email": "binh@thu.example.vn" },
    "document_type": "bang-tot-nghiep",
    "document_type_text": "Bằng tốt nghiệp",
    "original_name": "Bằng tốt nghiệp đại học",
    "copies": 2,
    "fee": 4000,
    "scan": { "state": "ready", "pages": 1, "length": 2_097_152, "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef" },
}))]
pub struct CaseView {
    /// Identifier.
    #[schema(example = "01K8E5V3YJ9X0W6P2R4T7Q1Z5B")]
    pub id: String,
    /// Counts the changes; send it back to be told when somebody else changed the case.
    pub version: u64,
    /// `draft`, `awaiting_signature`, `returned`, `signed`, `numbered`, `sealed`, `released`, `withdrawn`,
    /// `cancelled`.
    #[schema(value_type = CaseState)]
    pub state: String,
    /// The state in Vietnamese.
    #[schema(example = "Chờ ký")]
    pub state_text: String,
    /// When it was received: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub received_at: String,
    /// When the copy is due, with the extension if there is one (NĐ 23/2015 Điều 7, 21).
    #[schema(format = DateTime, example = "2026-11-23T17:00:00+07:00")]
    pub due_at: String,
    /// Whether it is due and still held by somebody.
    pub overdue: bool,
    /// The role that holds the case in this state; absent once it is at its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<RoleName>)]
    pub held_by: Option<String>,
    /// The extension of the time limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionView>,
    /// The appointment that it was opened from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
    /// For whom.
    pub requester: RequesterView,
    /// Code of the document type.
    pub document_type: String,
    /// Its name, also when the agency no longer offers it.
    #[schema(example = "Bằng tốt nghiệp")]
    pub document_type_text: String,
    /// Name of the original.
    pub original_name: String,
    /// Copies of it.
    pub copies: u32,
    /// Fee in đồng, less what is waived, as far as the pages are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<u64>,
    /// Why less than the fee is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee_waiver: Option<WaiverView>,
    /// The scan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scan: Option<ScanView>,
    /// Who returned it, when and why; kept while it is worked on again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub returned: Option<ReturnView>,
    /// The leader's signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureView>,
    /// The register number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberView>,
    /// The agency's seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seal: Option<SealView>,
    /// The code of the public check, from the first preparation of a signature on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "7K3Q-9XZA-1B2C-3D4E")]
    pub check_code: Option<String>,
    /// The decision by which the copy lost its legal value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawal: Option<WithdrawalView>,
    /// Cases that this one may repeat, while it is a draft or returned and has a scan that was found fit; the
    /// last one first, ten at most for each reason. Not in lists. Only a hint: nothing is refused for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duplicates: Vec<DuplicateView>,
}

/// The requester and where the copy goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RequesterView {
    /// Họ và tên, or the enterprise's name.
    pub name: String,
    /// Account of the national portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// E-mail, when there is no account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// The scan's state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScanView {
    /// Where it stands.
    #[schema(value_type = contract::ScanState)]
    pub state: String,
    /// Pages, when ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// Bytes, when ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<u64>,
    /// SHA-256, when ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What it was repaired from, when it could not be certified as it was uploaded. Pages, length and SHA-256 are the
    /// repaired scan's, which is the one that is certified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repair: Option<RepairView>,
    /// Codes of what to look at, when ready.
    #[schema(value_type = Vec<contract::ScanWarningName>)]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Code of the cause, when refused.
    #[schema(value_type = Option<contract::ScanRefusalName>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The cause and what to do, when refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Whether the scan before this one is kept: `PATCH /cases/{case}` with `keep_scan` takes it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_earlier: bool,
}

/// An extension of the time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExtensionView {
    /// The ground.
    #[schema(value_type = ExtensionGroundName)]
    pub ground: String,
    /// Working days after the day on which the copy would have been due.
    pub days: u32,
    /// Number and date of the requester's written agreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Who extended it.
    pub by: String,
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
}

/// Less than the fee, for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WaiverView {
    /// How much is waived, in the hundred.
    #[schema(minimum = 1, maximum = 100, example = 100)]
    pub percent: u8,
    /// Why.
    #[schema(example = "Người có công với cách mạng")]
    pub reason: String,
}

/// A return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReturnView {
    /// Code of the ground.
    #[schema(value_type = ReturnGround)]
    pub code: String,
    /// The reason.
    pub text: String,
    /// Who returned it.
    pub by: String,
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
}

/// The leader's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignatureView {
    /// Who signed.
    pub name: String,
    /// Chức danh, a line each.
    pub title: Vec<String>,
    /// Signing time: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
}

/// The register number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NumberView {
    /// Identifier of the book.
    pub book: String,
    /// The running number.
    pub number: u32,
    /// As printed.
    #[schema(example = "127/ĐT")]
    pub text: String,
    /// The book as printed.
    #[schema(example = "quyển số 01/2026-SCTĐT/BS")]
    pub book_text: String,
    /// When it was issued: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
}

/// The agency's seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SealView {
    /// The clerk.
    pub name: String,
    /// Signing time: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// SHA-256 of the certified copy.
    pub sha256: String,
    /// Its length in bytes.
    pub length: u64,
}

impl From<&Requester> for RequesterView {
    fn from(requester: &Requester) -> Self {
        let (account, email) = match &requester.destination {
            Destination::PortalAccount { account } => (Some(account.clone()), None),
            Destination::Email { address } => (None, Some(address.as_str().to_owned())),
        };
        Self { name: requester.name.clone(), account, email }
    }
}

impl CaseView {
    /// The case as it is seen at `now`.
    #[must_use]
    pub fn at(case: &Case, now: Timestamp) -> Self {
        let request = &case.request;
        let state = &case.state;
        let pages = state.ready_scan().map(|scan| scan.pages);
        Self {
            id: case.id.to_string(),
            version: case.version,
            state: state.name().to_string(),
            state_text: state.name().vietnamese().to_owned(),
            received_at: time::iso(case.time_limit.received),
            due_at: time::iso(case.time_limit.due()),
            overdue: case.is_overdue(now),
            held_by: state.name().held_by().map(|role| role.to_string()),
            extension: case.time_limit.extension.as_ref().map(ExtensionView::from),
            appointment: case.appointment.map(|appointment| appointment.to_string()),
            requester: RequesterView::from(&request.requester),
            document_type: request.document_type.code.clone(),
            document_type_text: request.document_type.name.clone(),
            original_name: request.original_name.clone(),
            copies: request.copies,
            fee: pages.map(|pages| case.fee(pages)),
            fee_waiver: request
                .fee_waiver
                .as_ref()
                .map(|waiver| WaiverView { percent: waiver.percent, reason: waiver.reason.clone() }),
            scan: scan_view(state),
            returned: returned_view(state),
            signature: state.signature().map(|signature| SignatureView {
                name: signature.by.name.clone(),
                title: signature.title.clone(),
                at: time::iso(signature.at),
            }),
            number: state.issued().map(|issued| NumberView {
                book: issued.book.to_string(),
                number: issued.number.get(),
                text: issued.text.clone(),
                book_text: issued.book_text.clone(),
                at: time::iso(issued.issued.at),
            }),
            seal: state.seal().map(|seal| SealView {
                name: seal.by.name.clone(),
                at: time::iso(seal.at),
                sha256: seal.copy.sha256.clone(),
                length: seal.copy.length,
            }),
            check_code: case.check.as_ref().map(certification::CheckCode::grouped),
            withdrawal: WithdrawalView::of(state),
            duplicates: Vec::new(),
        }
    }
}

fn scan_view(state: &State) -> Option<ScanView> {
    let empty = |state: &str| ScanView {
        state: state.to_owned(),
        pages: None,
        length: None,
        sha256: None,
        repair: None,
        warnings: Vec::new(),
        cause: None,
        message: None,
        has_earlier: false,
    };
    if let Some(ready) = state.ready_scan() {
        return Some(ScanView {
            pages: Some(ready.pages),
            length: Some(ready.document.length),
            sha256: Some(ready.document.sha256.clone()),
            repair: ready.repair.as_deref().map(RepairView::from),
            warnings: ready.warnings.clone(),
            ..empty("ready")
        });
    }
    match state {
        State::Draft { scan: Some(Scan::Expected { before, .. }), .. } => {
            Some(ScanView { has_earlier: before.is_some(), ..empty("expected") })
        }
        State::Draft { scan: Some(Scan::Refused { refused, before }), .. } => Some(ScanView {
            has_earlier: before.is_some(),
            cause: Some(refused.code.clone()),
            message: Some(refused.message.clone()),
            ..empty("refused")
        }),
        _ => None,
    }
}

fn returned_view(state: &State) -> Option<ReturnView> {
    let Returned { act, reason } = match state {
        State::Draft { returned, .. } => returned.as_ref()?,
        State::Returned { returned, .. } => returned,
        _ => return None,
    };
    let code = serde_json::to_value(reason.code).ok()?.as_str()?.to_owned();
    Some(ReturnView { code, text: reason.text.clone(), by: act.by.name.clone(), at: time::iso(act.at) })
}

impl From<&Extension> for ExtensionView {
    fn from(extension: &Extension) -> Self {
        Self {
            ground: extension.ground.as_str().to_owned(),
            days: extension.days,
            agreement: extension.agreement.clone(),
            by: extension.act.by.name.clone(),
            at: time::iso(extension.act.at),
        }
    }
}

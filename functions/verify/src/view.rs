//! What the public check answers. Nothing here names a person.

use api::contract;
use certification::{
    check::{Check, CheckedSignature, Standing},
    time,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Whether a copy holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "valid")]
pub enum CheckState {
    /// Certified, and it holds.
    Valid,
    /// A decision has taken its legal value.
    Withdrawn,
    /// The same, and another copy takes its place.
    Replaced,
    /// Nobody here has certified it, or the file was changed.
    Unknown,
}

/// The answer of the public check.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "state": "valid",
    "state_text": "Còn giá trị",
    "message": "Bản sao do Ủy ban nhân dân phường An Bình Mới chứng thực và còn giá trị. Tệp này giống từng bit với bản đã đóng dấu.",
    "copy": {
        "agency": "Ủy ban nhân dân phường An Bình Mới",
        "number": "127/ĐT",
        "book": "quyển số 01/2026-SCTĐT/BS",
        "date": "2026-11-23",
        "signer_title": ["CHỦ TỊCH"],
        "sha256": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        "signatures": [{
            "of": "signer",
            "state": "valid",
            "at": "2026-11-23T09:20:00+07:00",
            "issuer": "Cơ quan chứng thực số mẫu",
            "certificate_valid_at_signing": true,
            "revocation": "not_checked",
        }, {
            "of": "agency",
            "state": "valid",
            "at": "2026-11-23T09:31:00+07:00",
            "issuer": "Cơ quan chứng thực số mẫu",
            "certificate_valid_at_signing": true,
            "revocation": "not_checked",
        }],
    },
}))]
pub struct CheckView {
    /// `valid`, `withdrawn`, `replaced`, `unknown`.
    pub state: CheckState,
    /// The state in Vietnamese.
    #[schema(example = "Còn giá trị")]
    pub state_text: &'static str,
    /// What that means and what to do, in Vietnamese.
    pub message: String,
    /// The copy, when it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<CopyView>,
    /// The decision that has taken its legal value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionView>,
}

/// A certified copy.
#[derive(Debug, Serialize, ToSchema)]
pub struct CopyView {
    /// The agency that certified it.
    #[schema(example = "Ủy ban nhân dân phường An Bình Mới")]
    pub agency: String,
    /// Số chứng thực.
    #[schema(example = "127/ĐT")]
    pub number: String,
    /// Quyển số.
    #[schema(example = "quyển số 01/2026-SCTĐT/BS")]
    pub book: String,
    /// The day of certification: `yyyy-mm-dd`.
    #[schema(format = Date, example = "2026-11-23")]
    pub date: String,
    /// Chức danh of the signer, a line each.
    pub signer_title: Vec<String>,
    /// SHA-256 of the copy: a file with another one is not this copy.
    pub sha256: String,
    /// The signer's and the agency's.
    pub signatures: Vec<SignatureCheckView>,
}

/// A signature on the copy.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureCheckView {
    /// Whose it is.
    #[schema(value_type = contract::SignatureOfName)]
    pub of: &'static str,
    /// `valid`: it was verified when the copy was made, and no byte has changed since.
    #[schema(example = "valid")]
    pub state: &'static str,
    /// Signing time: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Who issued the certificate.
    #[schema(example = "Cơ quan chứng thực số mẫu")]
    pub issuer: String,
    /// Whether the certificate's period held at signing time.
    pub certificate_valid_at_signing: bool,
    /// `not_checked`: nobody has asked the issuer whether the certificate was revoked.
    #[schema(example = "not_checked")]
    pub revocation: &'static str,
}

/// A decision.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "number": "45/QĐ-UBND", "date": "2026-11-25" }))]
pub struct DecisionView {
    /// Its number.
    pub number: String,
    /// Its day: `yyyy-mm-dd`.
    #[schema(format = Date, example = "2026-11-25")]
    pub date: String,
    /// The copy that takes the place of the withdrawn one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<ReplacementView>,
}

/// The copy that takes the place of another.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplacementView {
    /// Its number.
    #[schema(example = "128/ĐT")]
    pub number: String,
    /// Its book.
    #[schema(example = "quyển số 01/2026-SCTĐT/BS")]
    pub book: String,
}

impl CheckView {
    /// Nobody here has certified it.
    pub(crate) fn unknown() -> Self {
        let message = "Không có bản sao chứng thực nào ứng với mã hoặc tệp này. Kiểm tra lại mã đã nhập; nếu tra cứu bằng tệp, dùng đúng tệp đã nhận, chưa sửa hay lưu lại. Nếu vẫn không có, đừng dùng bản sao này và hỏi cơ quan ghi trên đó.";
        Self {
            state: CheckState::Unknown,
            state_text: "Không tìm thấy",
            message: message.to_owned(),
            copy: None,
            decision: None,
        }
    }

    /// A copy that is known, by its code or by the digest of a file.
    pub(crate) fn of(check: &Check, by_digest: bool) -> Self {
        let copy = Some(CopyView::of(check));
        let Standing::Withdrawn { number, date, replacement } = &check.standing else {
            let compare = if by_digest {
                "Tệp này giống từng bit với bản đã đóng dấu."
            } else {
                "Mã chỉ cho biết có bản sao này; để biết tệp trong tay có đúng là bản đó, tra cứu bằng chính tệp."
            };
            let message = format!("Bản sao do {} chứng thực và còn giá trị. {compare}", check.agency);
            return Self {
                state: CheckState::Valid,
                state_text: "Còn giá trị",
                message,
                copy,
                decision: None,
            };
        };
        let by = format!("theo Quyết định số {number} ngày {}", date.strftime("%d/%m/%Y"));
        let (state, state_text, message) = match replacement {
            None => (
                CheckState::Withdrawn,
                "Đã bị hủy bỏ giá trị pháp lý",
                format!(
                    "{} đã hủy bỏ giá trị pháp lý của bản sao này {by}. Không dùng bản sao này nữa.",
                    check.agency
                ),
            ),
            Some((number, book)) => (
                CheckState::Replaced,
                "Đã bị hủy bỏ và thay bằng bản sao khác",
                format!(
                    "{} đã hủy bỏ giá trị pháp lý của bản sao này {by}, thay bằng bản sao số {number}, {book}. Dùng bản sao thay thế.",
                    check.agency
                ),
            ),
        };
        let replaced_by = replacement.clone().map(|(number, book)| ReplacementView { number, book });
        let decision = DecisionView { number: number.clone(), date: date.to_string(), replaced_by };
        Self { state, state_text, message, copy, decision: Some(decision) }
    }
}

impl CopyView {
    fn of(check: &Check) -> Self {
        Self {
            agency: check.agency.clone(),
            number: check.number.clone(),
            book: check.book.clone(),
            date: check.date.to_string(),
            signer_title: check.signer_title.clone(),
            sha256: check.sha256.clone(),
            signatures: vec![
                SignatureCheckView::of("signer", &check.signature),
                SignatureCheckView::of("agency", &check.seal),
            ],
        }
    }
}

impl SignatureCheckView {
    fn of(whose: &'static str, signature: &CheckedSignature) -> Self {
        Self {
            of: whose,
            state: "valid",
            at: time::iso(signature.at),
            issuer: signature.evidence.issuer.clone(),
            certificate_valid_at_signing: signature.certificate_held(),
            revocation: "not_checked",
        }
    }
}

//! Chức danh and the right to sign, as the contract writes them.

use api::{Problem, request};
use certification::{
    Delegation,
    agency::Profile,
    delegation::{InvalidDelegation, Scope},
    statement::{SignerTitle, SigningRight},
};
use pdf_signing::increment::statement::Statement;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text;

/// Title and right of an official who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "right": "deputy",
    "head": "Chủ tịch",
    "own": "Phó Chủ tịch",
    "delegation": { "number": "12/PC-UBND", "by": "Nguyễn Thử Nghiệm", "from": "2026-01-01", "until": "2026-12-31" },
}))]
pub(crate) struct TitleBody {
    /// In whose right: the head's own, KT. or TUQ.
    right: RightName,
    /// Chức danh of the head.
    #[schema(min_length = 1, max_length = 100)]
    head: String,
    /// Chức danh of the signer; left out for the head.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 100)]
    own: Option<String>,
    /// The document that gives the right; for KT. and TUQ.
    #[serde(skip_serializing_if = "Option::is_none")]
    delegation: Option<GivenRightBody>,
}

/// In whose right somebody signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RightName {
    /// The head of the agency.
    Head,
    /// KT.: a deputy.
    Deputy,
    /// TUQ.: by delegation.
    Delegated,
}

/// The document that gives the right to sign in the head's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GivenRightBody {
    /// Its number.
    #[schema(min_length = 1, max_length = 50)]
    number: String,
    /// Họ và tên of the head who gives the right.
    #[schema(min_length = 1, max_length = 200)]
    by: String,
    /// First day: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date)]
    from: String,
    /// Last day: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date)]
    until: String,
    /// Codes of the document types it is for; every type when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    document_types: Option<Vec<String>>,
}

impl TitleBody {
    pub(super) fn of(title: &SignerTitle) -> Self {
        let right = match &title.right {
            SigningRight::Head => RightName::Head,
            SigningRight::Deputy(_) => RightName::Deputy,
            SigningRight::Delegated(_) => RightName::Delegated,
        };
        Self {
            right,
            head: title.head.clone(),
            own: Some(title.own.clone()).filter(|own| right != RightName::Head && !own.is_empty()),
            delegation: title.right.delegation().map(GivenRightBody::of),
        }
    }

    /// The title, checked, and tried on the page. Among the agency's officials the giver of a right may be
    /// found by name: one who signs by delegation gives none (NĐ 30/2020 Điều 13).
    pub(super) fn checked(&self, officials: &[Profile]) -> Result<SignerTitle, Problem> {
        let wanted = "Nhập chức danh, tối đa 100 ký tự.";
        let head = text::line("title.head", wanted, &self.head, 100)?;
        let own = match (&self.own, self.right) {
            (None, RightName::Head) => head.clone(),
            (own, _) => text::line("title.own", wanted, own.as_deref().unwrap_or_default(), 100)?,
        };
        let right = match (self.right, &self.delegation) {
            (RightName::Head, None) => SigningRight::Head,
            (RightName::Deputy, Some(given)) => SigningRight::Deputy(given.checked(officials)?),
            (RightName::Delegated, Some(given)) => SigningRight::Delegated(given.checked(officials)?),
            (RightName::Head, Some(_)) => {
                return Err(field(
                    "title.delegation",
                    "Người đứng đầu ký theo thẩm quyền, không cần văn bản giao quyền ký.",
                ));
            }
            (_, None) => {
                return Err(field(
                    "title.delegation",
                    "Ký thay (KT.) và ký thừa ủy quyền (TUQ.) cần văn bản giao quyền: số, người giao, thời hạn, phạm vi.",
                ));
            }
        };
        let title = SignerTitle { right, head, own };
        text::drawable(&Statement { position: title.lines(), ..text::usual_page() }, "title")?;
        Ok(title)
    }
}

impl GivenRightBody {
    fn of(delegation: &Delegation) -> Self {
        Self {
            number: delegation.number.clone(),
            by: delegation.by.clone(),
            from: delegation.from.to_string(),
            until: delegation.until.to_string(),
            document_types: match &delegation.scope {
                Scope::Everything => None,
                Scope::Types { codes } => Some(codes.clone()),
            },
        }
    }

    fn checked(&self, officials: &[Profile]) -> Result<Delegation, Problem> {
        let scope = match &self.document_types {
            None => Scope::Everything,
            Some(codes) => Scope::Types { codes: codes.clone() },
        };
        let delegation = Delegation {
            number: self.number.clone(),
            by: self.by.clone(),
            from: request::day("title.delegation.from", &self.from)?,
            until: request::day("title.delegation.until", &self.until)?,
            scope,
        };
        let giver = officials.iter().find(|official| official.name == self.by.trim());
        let of_giver = giver.and_then(|giver| giver.title.as_ref()).map(|title| &title.right);
        delegation.checked(of_giver).map_err(|invalid| match invalid {
            InvalidDelegation::Number => {
                field("title.delegation.number", "Nhập số văn bản giao quyền ký, tối đa 50 ký tự.")
            }
            InvalidDelegation::By => field("title.delegation.by", "Nhập họ và tên người giao quyền ký."),
            InvalidDelegation::Period => {
                field("title.delegation.until", "Ngày hết hiệu lực phải từ ngày bắt đầu hiệu lực trở đi.")
            }
            InvalidDelegation::Scope => field(
                "title.delegation.document_types",
                "Chọn ít nhất một loại giấy tờ được giao ký, hoặc bỏ trống để giao tất cả.",
            ),
            InvalidDelegation::Again => field(
                "title.delegation.by",
                "Người ký thay hoặc ký thừa ủy quyền không được ủy quyền lại cho người khác.",
            ),
        })
    }
}

fn field(name: &'static str, detail: &str) -> Problem {
    Problem::field(name, detail)
}

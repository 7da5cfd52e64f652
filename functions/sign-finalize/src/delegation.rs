//! The delegation of the signed-in official, as `GET /me` shows it.

use certification::{delegation::Scope, statement::SigningRight};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// The document by which an official signs in the head's place.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "prefix": "TUQ.",
    "number": "01/2026/UQ-UBND",
    "by": "Nguyễn Thử Nghiệm",
    "from": "2026-01-01",
    "until": "2026-12-31",
    "document_types": ["can-cuoc", "ho-chieu"],
    "warning": "Văn bản giao quyền ký còn hiệu lực 8 ngày, đến hết 31/12/2026.",
}))]
pub struct DelegationView {
    /// `KT.` or `TUQ.`.
    #[schema(example = "TUQ.")]
    pub prefix: &'static str,
    /// Number of the document.
    pub number: String,
    /// Who gave the right.
    pub by: String,
    /// First day: `yyyy-mm-dd`.
    #[schema(format = Date, example = "2026-01-01")]
    pub from: String,
    /// Last day: `yyyy-mm-dd`.
    #[schema(format = Date, example = "2026-12-31")]
    pub until: String,
    /// Codes of the document types that may be signed; absent when all may.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_types: Option<Vec<String>>,
    /// Said in the last 30 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}

impl DelegationView {
    /// The delegation behind a right, as it stands on a day.
    pub(crate) fn of(right: &SigningRight, today: Date) -> Option<Self> {
        let (prefix, delegation) = (right.prefix()?, right.delegation()?);
        let last = delegation.until.strftime("%d/%m/%Y");
        let warning = delegation.days_left_when_few(today).map(|left| match left {
            0 => "Hôm nay là ngày cuối văn bản giao quyền ký có hiệu lực.".to_owned(),
            left => format!("Văn bản giao quyền ký còn hiệu lực {left} ngày, đến hết {last}."),
        });
        Some(Self {
            prefix,
            number: delegation.number.clone(),
            by: delegation.by.clone(),
            from: delegation.from.to_string(),
            until: delegation.until.to_string(),
            document_types: match &delegation.scope {
                Scope::Everything => None,
                Scope::Types { codes } => Some(codes.clone()),
            },
            warning,
        })
    }
}

#[cfg(test)]
mod tests {
    use certification::Delegation;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_day_is_shown_and_its_coming_is_warned_of() {
        let right = SigningRight::Delegated(Delegation {
            number: "12/UQ-UBND".to_owned(),
            by: "Nguyễn Thử Nghiệm".to_owned(),
            from: date(2026, 7, 1),
            until: date(2026, 12, 31),
            scope: Scope::Everything,
        });
        let warning = |day| DelegationView::of(&right, day).unwrap().warning;
        assert_eq!(warning(date(2026, 11, 1)), None);
        let eight = "Văn bản giao quyền ký còn hiệu lực 8 ngày, đến hết 31/12/2026.";
        assert_eq!(warning(date(2026, 12, 23)).as_deref(), Some(eight));
        assert!(warning(date(2026, 12, 31)).unwrap().starts_with("Hôm nay"));
        assert!(DelegationView::of(&SigningRight::Head, date(2026, 12, 31)).is_none());
    }
}

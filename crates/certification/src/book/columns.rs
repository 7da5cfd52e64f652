//! The heads of the register's columns.

use serde::{Deserialize, Serialize};

/// The heads of the eight columns. The ministry's annex may change their words, not what they hold, so the
/// words are a setting of the agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct RegisterColumns([String; 8]);

/// Texts that head no register.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a register has eight columns, each with a head of 1 to 80 characters on one line")]
pub struct InvalidColumns;

impl RegisterColumns {
    /// The heads of the form.
    #[must_use]
    pub fn standard() -> Self {
        Self(
            [
                "Số thứ tự/số chứng thực",
                "Ngày, tháng, năm chứng thực",
                "Họ tên của người yêu cầu chứng thực",
                "Tên của bản chính giấy tờ, văn bản",
                "Họ tên, chức danh người ký chứng thực",
                "Số bản sao đã được chứng thực",
                "Lệ phí/Phí chứng thực (đồng)",
                "Ghi chú",
            ]
            .map(str::to_owned),
        )
    }

    /// Takes the heads, in the order of the columns.
    ///
    /// # Errors
    /// [`InvalidColumns`] when they are not eight, or one is empty, long or has several lines.
    pub fn new(heads: Vec<String>) -> Result<Self, InvalidColumns> {
        let heads: [String; 8] = heads.try_into().map_err(|_| InvalidColumns)?;
        let heads = heads.map(|head| head.trim().to_owned());
        let fits =
            |head: &String| (1..=80).contains(&head.chars().count()) && !head.chars().any(char::is_control);
        if heads.iter().all(fits) { Ok(Self(heads)) } else { Err(InvalidColumns) }
    }

    /// The heads, in the order of the columns.
    #[must_use]
    pub fn heads(&self) -> &[String; 8] {
        &self.0
    }
}

impl Default for RegisterColumns {
    fn default() -> Self {
        Self::standard()
    }
}

impl TryFrom<Vec<String>> for RegisterColumns {
    type Error = InvalidColumns;

    fn try_from(heads: Vec<String>) -> Result<Self, InvalidColumns> {
        Self::new(heads)
    }
}

impl From<RegisterColumns> for Vec<String> {
    fn from(columns: RegisterColumns) -> Self {
        columns.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_heads_keep_the_rules() {
        let standard = RegisterColumns::standard();
        assert_eq!(RegisterColumns::new(standard.clone().into()), Ok(standard));
    }

    #[test]
    fn other_than_eight_short_lines_is_refused() {
        let heads = |head: &str| vec![head.to_owned(); 8];
        assert!(RegisterColumns::new(heads(" Số ")).is_ok());
        for wrong in [heads(""), heads(" "), heads("a\nb"), heads(&"a".repeat(81)), heads("a")[..7].to_vec()]
        {
            assert_eq!(RegisterColumns::new(wrong), Err(InvalidColumns));
        }
    }
}

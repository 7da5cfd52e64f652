//! Returning a case with a reason (NĐ 23/2015 Điều 9 khoản 7, Điều 22).

use serde::{Deserialize, Serialize};

/// The grounds on which certification is refused, as the law lists them, and free text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnCode {
    /// Tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ (Điều 22 khoản 1).
    Altered,
    /// Hư hỏng, cũ nát, không xác định được nội dung (khoản 2).
    Illegible,
    /// Đóng dấu mật, hoặc ghi rõ không được sao chụp (khoản 3).
    Classified,
    /// Nội dung trái pháp luật, đạo đức xã hội (khoản 4).
    Unlawful,
    /// Giấy tờ nước ngoài chưa hợp pháp hóa lãnh sự (Điều 20 khoản 1).
    NotLegalised,
    /// Cá nhân tự lập, không có xác nhận và đóng dấu (Điều 22 khoản 6).
    SelfMade,
    /// Another reason, said in the text.
    Other,
}

/// Why a case was returned. The text is never empty: a return without a reason helps nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnReason {
    /// The ground.
    pub code: ReturnCode,
    /// What the officer has to know, 3 to 1,000 characters.
    pub text: String,
}

/// A return without a usable reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a return needs a reason of 3 to 1,000 characters")]
pub struct NoReason;

impl ReturnReason {
    /// Takes a ground and its text.
    ///
    /// # Errors
    /// [`NoReason`] when the text is too short to say anything, or longer than 1,000 characters.
    pub fn new(code: ReturnCode, text: &str) -> Result<Self, NoReason> {
        let text = text.trim();
        if (3..=1_000).contains(&text.chars().count()) {
            Ok(Self { code, text: text.to_owned() })
        } else {
            Err(NoReason)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_says_why() {
        assert_eq!(ReturnReason::new(ReturnCode::Altered, "  "), Err(NoReason));
        assert_eq!(ReturnReason::new(ReturnCode::Altered, &"a".repeat(1_001)), Err(NoReason));
        let reason = ReturnReason::new(ReturnCode::Illegible, " Trang 2 mờ ").unwrap();
        assert_eq!(reason.text, "Trang 2 mờ");
    }
}

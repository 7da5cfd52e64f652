//! What happened to a case or an appointment: append-only, one line a change.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    case::StateName,
    official::{Official, Role},
    time,
};

/// One change; `S` names the states of the thing that changed, those of a case when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry<S = StateName> {
    /// When.
    pub at: Timestamp,
    /// Who; nobody when the system did it (an inspected scan).
    pub by: Option<Official>,
    /// In which role.
    pub role: Option<Role>,
    /// What was done, in the words of the code: `submit`, `sign`, `number`.
    pub action: String,
    /// The state before; none when it was opened or booked.
    pub from: Option<S>,
    /// The state after.
    pub to: S,
    /// The request that did it.
    pub request_id: String,
    /// What else must be known, e.g. the reason of a return.
    pub note: Option<String>,
}

impl HistoryEntry {
    /// The line as a sentence for people: who did what, and when.
    #[must_use]
    pub fn in_words(&self) -> String {
        let who = match (&self.by, self.role) {
            (Some(by), Some(role)) => format!("{} ({})", by.name, role.vietnamese()),
            (Some(by), None) => by.name.clone(),
            (None, _) => "Hệ thống".to_owned(),
        };
        let at = time::local(self.at).strftime("%H:%M ngày %d/%m/%Y");
        format!("{who} đã {} lúc {at}.", done(&self.action))
    }
}

/// An action in the words of the screens.
fn done(action: &str) -> &'static str {
    match action {
        "open" => "tiếp nhận hồ sơ này",
        "expect-scan" => "thay bản scan của hồ sơ này",
        "scan-ready" | "scan-refused" => "kiểm tra bản scan của hồ sơ này",
        "submit" => "trình ký hồ sơ này",
        "cancel" => "hủy hồ sơ này",
        "resume" => "xử lý tiếp hồ sơ này",
        "return" => "trả lại hồ sơ này",
        "extend" => "kéo dài thời hạn của hồ sơ này",
        "sign" => "ký số hồ sơ này",
        "number" => "cấp số cho hồ sơ này",
        "seal" => "đóng dấu hồ sơ này",
        "correct-address" => "sửa địa chỉ nhận kết quả của hồ sơ này",
        "release" => "trả kết quả hồ sơ này",
        "withdraw" => "hủy bỏ giá trị pháp lý của hồ sơ này",
        _ => "thay đổi hồ sơ này",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_sentence() {
        let line = HistoryEntry {
            at: "2026-11-23T02:31:00Z".parse().unwrap(),
            by: Some(Official { id: "a".parse().unwrap(), name: "Lê Văn Tám".to_owned() }),
            role: Some(Role::Clerk),
            action: "number".to_owned(),
            from: Some(StateName::Signed),
            to: StateName::Numbered,
            request_id: "r".to_owned(),
            note: None,
        };
        let by_itself =
            HistoryEntry { by: None, role: None, action: "scan-ready".to_owned(), ..line.clone() };
        assert_eq!(
            [line.in_words(), by_itself.in_words()],
            [
                "Lê Văn Tám (văn thư) đã cấp số cho hồ sơ này lúc 09:31 ngày 23/11/2026.",
                "Hệ thống đã kiểm tra bản scan của hồ sơ này lúc 09:31 ngày 23/11/2026.",
            ]
        );
    }
}

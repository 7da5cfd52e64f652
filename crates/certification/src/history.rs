//! What happened to a case or an appointment: append-only, one line a change.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    appointment,
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
        self.sentence("Hệ thống", done(&self.action))
    }
}

impl HistoryEntry<appointment::StateName> {
    /// The line as a sentence for officials: who did what with the appointment, and when.
    #[must_use]
    pub fn in_words(&self) -> String {
        // Only requesters do something with an appointment without being named in the line.
        self.sentence("Người yêu cầu", done_to_appointment(&self.action))
    }

    /// The line as a sentence for the requester, to whom no official is named.
    #[must_use]
    pub fn in_words_to_requester(&self) -> String {
        let who = if self.by.is_some() { "Đơn vị" } else { "Ông/bà" };
        let line = Self { by: None, ..self.clone() };
        line.sentence(who, done_to_appointment(&self.action))
    }
}

impl<S> HistoryEntry<S> {
    /// `unnamed` did it when the line names no official.
    fn sentence(&self, unnamed: &str, done: &str) -> String {
        let who = match (&self.by, self.role) {
            (Some(by), Some(role)) => format!("{} ({})", by.name, role.vietnamese()),
            (Some(by), None) => by.name.clone(),
            (None, _) => unnamed.to_owned(),
        };
        let at = time::local(self.at).strftime("%H:%M ngày %d/%m/%Y");
        format!("{who} đã {done} lúc {at}.")
    }
}

/// An action with an appointment in the words of the screens.
fn done_to_appointment(action: &str) -> &'static str {
    match action {
        "book" => "đặt lịch hẹn này",
        "open" => "tiếp nhận lịch hẹn này",
        "reschedule" => "dời lịch hẹn này",
        "cancel" => "hủy lịch hẹn này",
        "no-show" => "ghi nhận người yêu cầu không đến theo lịch hẹn này",
        "cancel-with-case" => "hủy lịch hẹn này cùng với hồ sơ",
        _ => "thay đổi lịch hẹn này",
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

    #[test]
    fn a_line_of_an_appointment_names_officials_to_officials_alone() {
        let by_officer = HistoryEntry {
            at: "2026-11-23T02:31:00Z".parse().unwrap(),
            by: Some(Official { id: "a".parse().unwrap(), name: "Lê Văn Tám".to_owned() }),
            role: Some(Role::Officer),
            action: "reschedule".to_owned(),
            from: Some(appointment::StateName::Booked),
            to: appointment::StateName::Booked,
            request_id: "r".to_owned(),
            note: None,
        };
        let by_requester = HistoryEntry {
            by: None,
            role: Some(Role::Requester),
            action: "cancel".to_owned(),
            to: appointment::StateName::Cancelled,
            ..by_officer.clone()
        };
        assert_eq!(
            [by_officer.in_words(), by_requester.in_words()],
            [
                "Lê Văn Tám (cán bộ tư pháp) đã dời lịch hẹn này lúc 09:31 ngày 23/11/2026.",
                "Người yêu cầu đã hủy lịch hẹn này lúc 09:31 ngày 23/11/2026.",
            ]
        );
        assert_eq!(
            [by_officer.in_words_to_requester(), by_requester.in_words_to_requester()],
            [
                "Đơn vị đã dời lịch hẹn này lúc 09:31 ngày 23/11/2026.",
                "Ông/bà đã hủy lịch hẹn này lúc 09:31 ngày 23/11/2026.",
            ]
        );
    }
}

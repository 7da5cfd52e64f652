//! What happened to a case or an appointment: append-only, one line a change.

mod action;
mod facts;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use action::{AppointmentAction, CaseAction};
pub use facts::{ChangedField, HistoryFacts};

use crate::{
    appointment,
    case::StateName,
    official::{Official, Role},
    time,
};

/// One change; `S` names the states of the thing that changed and `A` the actions, a case's by default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry<S = StateName, A = CaseAction> {
    /// When.
    pub at: Timestamp,
    /// Who; nobody when the system did it (an inspected scan).
    pub by: Option<Official>,
    /// In which role.
    pub role: Option<Role>,
    /// What was done.
    pub action: A,
    /// The state before; none when it was opened or booked.
    pub from: Option<S>,
    /// The state after.
    pub to: S,
    /// The request that did it.
    pub request_id: String,
    /// Facts that a screen puts into words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<HistoryFacts>,
    /// Text as a person typed or prints it, e.g. the reason of a return or the register number.
    pub note: Option<String>,
}

/// A line of an appointment's history.
pub type AppointmentEntry = HistoryEntry<appointment::StateName, AppointmentAction>;

impl HistoryEntry {
    /// The line as a sentence for people: who did what, and when.
    #[must_use]
    pub fn in_words(&self) -> String {
        self.sentence("Hệ thống", self.action.vietnamese())
    }
}

impl AppointmentEntry {
    /// The line as a sentence for officials: who did what with the appointment, and when.
    #[must_use]
    pub fn in_words(&self) -> String {
        // Only requesters do something with an appointment without being named in the line.
        self.sentence("Người yêu cầu", self.action.vietnamese())
    }

    /// The line as a sentence for the requester, to whom no official is named.
    #[must_use]
    pub fn in_words_to_requester(&self) -> String {
        let who = if self.by.is_some() { "Đơn vị" } else { "Ông/bà" };
        let line = Self { by: None, ..self.clone() };
        line.sentence(who, self.action.vietnamese())
    }
}

impl<S, A> HistoryEntry<S, A> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_sentence() {
        let line = HistoryEntry {
            at: "2026-11-23T02:31:00Z".parse().unwrap(),
            by: Some(Official { id: "a".parse().unwrap(), name: "Lê Văn Tám".to_owned() }),
            role: Some(Role::Clerk),
            action: CaseAction::Number,
            from: Some(StateName::Signed),
            to: StateName::Numbered,
            request_id: "r".to_owned(),
            facts: None,
            note: None,
        };
        let by_itself = HistoryEntry { by: None, role: None, action: CaseAction::ScanReady, ..line.clone() };
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
            action: AppointmentAction::Reschedule,
            from: Some(appointment::StateName::Booked),
            to: appointment::StateName::Booked,
            request_id: "r".to_owned(),
            facts: None,
            note: None,
        };
        let by_requester = HistoryEntry {
            by: None,
            role: Some(Role::Requester),
            action: AppointmentAction::Cancel,
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

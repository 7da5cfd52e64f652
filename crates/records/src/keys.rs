//! The table's keys, all in one place.
//!
//! | Record | `pk` | `sk` |
//! |---|---|---|
//! | agency | `A#{agency}` | `AGENCY` |
//! | its administrators | `A#{agency}` | `ADMINS` |
//! | what they changed | `A#{agency}` | `ADMINISTRATION#{ulid}` |
//! | books of a kind and year, their count and the last | `A#{agency}` | `BOOKS#{kind}#{year}` |
//! | official | `A#{agency}#OFFICIAL#{official}` | `PROFILE` |
//! | answer kept for an idempotency key | same | `ATTEMPT#{SHA-256 of the key}` |
//! | case | `A#{agency}#CASE#{case}` | `CASE` |
//! | its history | same | `HISTORY#{ulid}` |
//! | its mark under its scan | `A#{agency}#SCAN#{SHA-256}` | `CASE#{case}` |
//! | its mark under requester, type and day | `A#{agency}#REQUEST#{day}#{digest}` | `CASE#{case}` |
//! | notice (outbox) | that of the case or appointment it is about | `NOTICE#{ulid}` |
//! | delivery (ledger) | same | `DELIVERY#{notice}#{recipient, three digits}` |
//! | appointment | `A#{agency}#APPOINTMENT#{appointment}` | `APPOINTMENT` |
//! | its history | same | `HISTORY#{ulid}` |
//! | its reminder | same | `REMINDER` |
//! | counter of a slot | `A#{agency}#SLOTS#{date}` | `SLOT#{hh:mm}` |
//! | event of the portal that was booked | `A#{agency}#PORTAL-EVENT#{event}` | `EVENT` |
//! | booking of the portal that was not made | `PARKED#{event}` | `BOOKING` |
//! | book | `A#{agency}#BOOK#{book}` | `BOOK` |
//! | entry | same | `ENTRY#{number, eight digits}` |
//! | mark on an entry | same | `MARK#{number, eight digits}` |
//! | mark of a book whose head is anchored daily | same | `HEAD` |
//! | portal account | `DIRECTORY#ID#{account}` | `ACCOUNT` |
//! | a number of it | `DIRECTORY#{kind}#{number}` | `ACCOUNT` |
//! | an account's appointment, at whichever agency | `REQUESTER#{account}` | `APPOINTMENT#{appointment}` |
//! | its open ones at an agency | same | `OPEN#{agency}` |
//! | answer kept for an idempotency key of its requester | same | `ATTEMPT#{SHA-256 of the key}` |
//! | portal inbox | `PORTAL#{account}` | `ITEM#{ulid}` |
//! | grant to download | `DOWNLOAD#{SHA-256 of its token}` | `GRANT` |
//! | public check of a copy | `CHECK#{code}` | `CHECK` |
//! | where the copy lies | same | `COPY` |
//! | requests for a code to fetch it, counted | same | `ASKED#{hour}` |
//! | such a request | same | `REQUEST#{ulid}` |
//! | the code that was sent, as a digest | same | `SECRET` |
//! | code of a copy by its SHA-256 | `CHECK-DIGEST#{SHA-256}` | `CODE` |
//! | visits of an address, counted | `VISITS#{digest of address and salt}` | `{minute}` |
//! | the salt of a day | `VISITS` | `SALT#{day}` |
//! | trust roots | `TRUST` | `TRUST` |
//! | holidays of the country | `COUNTRY` | `HOLIDAYS` |
//!
//! Index `queue`: `queue` = `A#{agency}#CASES#{state}`, `A#{agency}#BOOKS` or `A#{agency}#DELIVERIES#{status}`,
//! `queue_at` = time and identifier, so that a queue is read from the oldest on;
//! `A#{agency}#OFFICIALS` and `AGENCIES`, by name; `REQUESTER#{account}`, by the hours of its appointments;
//! `A#{agency}#REACHED#{state}#{day}`, lines of histories that say that a case was signed or released on a day,
//! to be counted.
//!
//! Another partition belongs to no agency: `queue` = `HEADS`, by which the daily anchoring finds every open
//! book without a scan. It holds a mark per open electronic book, written when the book is opened and removed
//! when it has been closed, and never by issuing a number, so that it stays cold however much is issued: the
//! country's 3,300 communes make some 6,600 marks at the turn of a year. That needs no shards.

use certification::{
    AgencyId, Appointment, AppointmentId, BookId, Case, CaseId, CheckCode, OfficialId, PortalEventId,
    RegisterNumber, StateName, appointment,
    book::BookKind,
    history::HistoryEntry,
    notice::{About, Delivery, DeliveryId, DeliveryStatus, NoticeKind},
    time,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use sha2::{Digest as _, Sha256};
use ulid::Ulid;

use crate::attempts::Owner;

/// Partition and sort key of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) pk: String,
    pub(crate) sk: String,
}

impl Key {
    fn new(pk: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { pk: pk.into(), sk: sk.into() }
    }
}

pub(crate) fn agency(agency: &AgencyId) -> Key {
    Key::new(format!("A#{agency}"), "AGENCY")
}

pub(crate) fn admins(agency: &AgencyId) -> Key {
    Key::new(format!("A#{agency}"), "ADMINS")
}

pub(crate) fn administration(agency: &AgencyId, line: Ulid) -> Key {
    Key::new(format!("A#{agency}"), format!("{ADMINISTRATION}{line}"))
}

pub(crate) const ADMINISTRATION: &str = "ADMINISTRATION#";

pub(crate) fn books_of_year(agency: &AgencyId, kind: BookKind, year: i16) -> Key {
    Key::new(format!("A#{agency}"), format!("BOOKS#{kind}#{year:04}"))
}

pub(crate) fn profile(agency: &AgencyId, official: &OfficialId) -> Key {
    Key::new(format!("A#{agency}#OFFICIAL#{official}"), "PROFILE")
}

/// The client chooses the key, so what it says stays out of the table.
pub(crate) fn attempt(owner: Owner<'_>, key: &str) -> Key {
    let digest = hex::encode(Sha256::digest(key));
    let pk = match owner {
        Owner::Official { agency, official } => format!("A#{agency}#OFFICIAL#{official}"),
        Owner::Requester { account } => requester(account),
    };
    Key::new(pk, format!("ATTEMPT#{digest}"))
}

/// Of the account alone; it is also the partition of the index in which its appointments stand.
fn requester(account: &str) -> String {
    format!("REQUESTER#{account}")
}

pub(crate) fn requester_appointment(account: &str, appointment: AppointmentId) -> Key {
    Key::new(requester(account), format!("APPOINTMENT#{appointment}"))
}

pub(crate) fn open_appointments(account: &str, agency: &AgencyId) -> Key {
    Key::new(requester(account), format!("OPEN#{agency}"))
}

pub(crate) fn case(agency: &AgencyId, case: CaseId) -> Key {
    Key::new(format!("A#{agency}#CASE#{case}"), "CASE")
}

/// The mark of a case under its scan.
pub(crate) fn same_scan(agency: &AgencyId, sha256: &str, case: CaseId) -> Key {
    Key::new(format!("A#{agency}#SCAN#{sha256}"), format!("CASE#{case}"))
}

/// The mark of a case under its day, requester and type. Who it is about stays out of the key.
pub(crate) fn same_request(case: &Case) -> Key {
    let asked = format!("{}\n{}", case.request.document_type.code, case.request.requester.identity());
    let (agency, day, digest) = (&case.agency, case.received_on(), hex::encode(Sha256::digest(asked)));
    Key::new(format!("A#{agency}#REQUEST#{day}#{digest}"), format!("CASE#{}", case.id))
}

pub(crate) fn history(agency: &AgencyId, case: CaseId, line: Ulid) -> Key {
    Key::new(format!("A#{agency}#CASE#{case}"), format!("{HISTORY}{line}"))
}

pub(crate) const HISTORY: &str = "HISTORY#";

/// The partition of what a notice is about: its notices and their ledger stand beside it.
pub(crate) fn about(agency: &AgencyId, about: About) -> String {
    match about {
        About::Case(case) => format!("A#{agency}#CASE#{case}"),
        About::Appointment(appointment) => format!("A#{agency}#APPOINTMENT#{appointment}"),
    }
}

pub(crate) fn notice(agency: &AgencyId, about: About, notice: Ulid) -> Key {
    Key::new(self::about(agency, about), format!("NOTICE#{notice}"))
}

pub(crate) fn delivery(agency: &AgencyId, about: About, delivery: DeliveryId) -> Key {
    let DeliveryId { notice, recipient } = delivery;
    Key::new(self::about(agency, about), format!("{DELIVERY}{notice}#{recipient:03}"))
}

pub(crate) const DELIVERY: &str = "DELIVERY#";

pub(crate) fn appointment(agency: &AgencyId, appointment: AppointmentId) -> Key {
    Key::new(format!("A#{agency}#APPOINTMENT#{appointment}"), "APPOINTMENT")
}

pub(crate) fn appointment_history(agency: &AgencyId, appointment: AppointmentId, line: Ulid) -> Key {
    Key::new(self::appointment(agency, appointment).pk, format!("{HISTORY}{line}"))
}

pub(crate) fn reminder(agency: &AgencyId, appointment: AppointmentId) -> Key {
    Key::new(self::appointment(agency, appointment).pk, "REMINDER")
}

pub(crate) fn slots(agency: &AgencyId, day: Date) -> String {
    format!("A#{agency}#SLOTS#{day}")
}

pub(crate) fn slot(agency: &AgencyId, start: DateTime) -> Key {
    Key::new(slots(agency, start.date()), format!("{SLOT}{}", start.strftime("%H:%M")))
}

pub(crate) const SLOT: &str = "SLOT#";

pub(crate) fn portal_event(agency: &AgencyId, event: &PortalEventId) -> Key {
    Key::new(format!("A#{agency}#PORTAL-EVENT#{event}"), "EVENT")
}

pub(crate) fn parked(event: &PortalEventId) -> Key {
    Key::new(format!("PARKED#{event}"), "BOOKING")
}

pub(crate) fn book(agency: &AgencyId, book: BookId) -> Key {
    Key::new(format!("A#{agency}#BOOK#{book}"), "BOOK")
}

pub(crate) fn entry(agency: &AgencyId, book: BookId, number: RegisterNumber) -> Key {
    Key::new(format!("A#{agency}#BOOK#{book}"), format!("{ENTRY}{:08}", number.get()))
}

pub(crate) const ENTRY: &str = "ENTRY#";

pub(crate) fn mark(agency: &AgencyId, book: BookId, number: RegisterNumber) -> Key {
    Key::new(format!("A#{agency}#BOOK#{book}"), format!("{MARK}{:08}", number.get()))
}

pub(crate) const MARK: &str = "MARK#";

pub(crate) fn head_mark(agency: &AgencyId, book: BookId) -> Key {
    Key::new(format!("A#{agency}#BOOK#{book}"), "HEAD")
}

pub(crate) fn account(kind: &str, number: &str) -> Key {
    Key::new(format!("DIRECTORY#{kind}#{number}"), "ACCOUNT")
}

pub(crate) fn inbox(account: &str, item: Ulid) -> Key {
    Key::new(format!("PORTAL#{account}"), format!("{ITEM}{item}"))
}

pub(crate) const ITEM: &str = "ITEM#";

pub(crate) fn download(token: &str) -> Key {
    Key::new(format!("DOWNLOAD#{}", hex::encode(Sha256::digest(token))), "GRANT")
}

pub(crate) fn check(code: &CheckCode) -> Key {
    Key::new(format!("CHECK#{}", code.as_str()), "CHECK")
}

pub(crate) fn checked_copy(code: &CheckCode) -> Key {
    Key::new(format!("CHECK#{}", code.as_str()), "COPY")
}

pub(crate) fn asked(code: &CheckCode, hour: i64) -> Key {
    Key::new(format!("CHECK#{}", code.as_str()), format!("ASKED#{hour}"))
}

pub(crate) fn request(code: &CheckCode, request: Ulid) -> Key {
    Key::new(format!("CHECK#{}", code.as_str()), format!("REQUEST#{request}"))
}

pub(crate) fn secret(code: &CheckCode) -> Key {
    Key::new(format!("CHECK#{}", code.as_str()), "SECRET")
}

pub(crate) fn check_digest(sha256: &str) -> Key {
    Key::new(format!("CHECK-DIGEST#{sha256}"), "CODE")
}

pub(crate) fn visits(digest: &str, minute: i64) -> Key {
    Key::new(format!("VISITS#{digest}"), minute.to_string())
}

pub(crate) fn salt(day: jiff::civil::Date) -> Key {
    Key::new("VISITS", format!("SALT#{day}"))
}

pub(crate) fn trust() -> Key {
    Key::new("TRUST", "TRUST")
}

pub(crate) fn holidays() -> Key {
    Key::new("COUNTRY", "HOLIDAYS")
}

/// Place in an index partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) queue: String,
    pub(crate) queue_at: String,
}

pub(crate) fn case_queue(agency: &AgencyId, state: StateName) -> String {
    format!("A#{agency}#CASES#{state}")
}

pub(crate) fn case_place(agency: &AgencyId, state: StateName, since: Timestamp, case: CaseId) -> Place {
    Place { queue: case_queue(agency, state), queue_at: case_place_text(since, case) }
}

pub(crate) fn case_place_text(due: Timestamp, case: CaseId) -> String {
    format!("{}#{case}", due_text(due))
}

/// What the places of all that is due at a time or later are not less than.
pub(crate) fn due_text(due: Timestamp) -> String {
    format!("{due:.3}")
}

/// What was signed or released on a day, for the numbers of the screens.
pub(crate) fn reached_queue(agency: &AgencyId, state: StateName, day: Date) -> String {
    format!("A#{agency}#REACHED#{state}#{day}")
}

/// Where the line of a case's history stands that says that it reached a state; only the ends of a signer's
/// and a clerk's work are counted.
pub(crate) fn reached_place(agency: &AgencyId, case: CaseId, line: &HistoryEntry) -> Option<Place> {
    let reached = line.from.is_some_and(|from| from != line.to)
        && matches!(line.to, StateName::Signed | StateName::Released);
    reached.then(|| Place {
        queue: reached_queue(agency, line.to, time::day(line.at)),
        queue_at: format!("{:.3}#{case}", line.at),
    })
}

pub(crate) fn delivery_queue(agency: &AgencyId, status: DeliveryStatus) -> String {
    format!("A#{agency}#DELIVERIES#{}", status.as_str())
}

/// What went out for cases.
pub(crate) fn deliveries_done(agency: &AgencyId) -> String {
    format!("A#{agency}#DELIVERIES#done")
}

/// Lines that wait or need a look have a place, and those that went out for a case; a code for a download does not.
pub(crate) fn delivery_place(delivery: &Delivery) -> Option<Place> {
    let Delivery { id, agency, about, subject, status, since, replaced_by, .. } = delivery;
    let queue_at = format!("{since:.3}#{about}#{id}");
    if status.is_open() {
        return replaced_by.is_none().then(|| Place { queue: delivery_queue(agency, *status), queue_at });
    }
    let is_done = matches!(status, DeliveryStatus::Sent | DeliveryStatus::Delivered)
        && matches!(about, About::Case(_))
        && *subject != NoticeKind::DownloadCode;
    is_done.then(|| Place { queue: deliveries_done(agency), queue_at })
}

pub(crate) const AGENCIES: &str = "AGENCIES";

pub(crate) fn agency_place(agency: &AgencyId) -> Place {
    Place { queue: AGENCIES.to_owned(), queue_at: agency.to_string() }
}

pub(crate) fn official_queue(agency: &AgencyId) -> String {
    format!("A#{agency}#OFFICIALS")
}

pub(crate) fn official_place(agency: &AgencyId, username: &str, official: &OfficialId) -> Place {
    Place { queue: official_queue(agency), queue_at: format!("{username}#{official}") }
}

pub(crate) fn appointment_queue(agency: &AgencyId, state: appointment::StateName) -> String {
    format!("A#{agency}#APPOINTMENTS#{state}")
}

pub(crate) fn appointment_place(appointment: &Appointment) -> Place {
    Place {
        queue: appointment_queue(&appointment.agency, appointment.state.name()),
        queue_at: appointment_place_text(appointment.slot, appointment.id),
    }
}

pub(crate) fn appointment_place_text(slot: DateTime, appointment: AppointmentId) -> String {
    format!("{}#{appointment}", slot.strftime("%Y-%m-%dT%H:%M:%S"))
}

pub(crate) fn requester_queue(account: &str) -> String {
    requester(account)
}

pub(crate) fn requester_place(account: &str, appointment: &Appointment) -> Place {
    Place {
        queue: requester_queue(account),
        queue_at: appointment_place_text(appointment.slot, appointment.id),
    }
}

/// Of all agencies: only the schedule reads it.
pub(crate) fn reminder_queue(of: Date) -> String {
    format!("REMINDERS#{of}")
}

pub(crate) fn reminder_place(appointment: &Appointment) -> Place {
    Place {
        queue: reminder_queue(appointment.slot.date()),
        queue_at: format!("{}#{}", appointment.agency, appointment.id),
    }
}

pub(crate) fn book_queue(agency: &AgencyId) -> String {
    format!("A#{agency}#BOOKS")
}

pub(crate) fn book_place(agency: &AgencyId, opens: jiff::civil::Date, book: BookId) -> Place {
    Place { queue: book_queue(agency), queue_at: format!("{opens}#{book}") }
}

pub(crate) const HEADS: &str = "HEADS";

pub(crate) fn head_place(agency: &AgencyId, book: BookId) -> Place {
    Place { queue: HEADS.to_owned(), queue_at: format!("{agency}#{book}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_in_keys_as_they_count() {
        let agency: AgencyId = "an-binh".parse().unwrap();
        let book = BookId::from_ulid(Ulid::from(1_u128));
        let sk = |number| entry(&agency, book, RegisterNumber::new(number).unwrap()).sk;
        assert!(sk(9) < sk(10) && sk(999) < sk(1_000) && sk(99_999_998) < sk(99_999_999));
    }

    #[test]
    fn times_sort_in_keys_as_they_pass() {
        let place = |at: &str| {
            let case = CaseId::from_ulid(Ulid::from(1_u128));
            case_place(&"an-binh".parse().unwrap(), StateName::Draft, at.parse().unwrap(), case).queue_at
        };
        assert!(place("2026-11-23T02:00:00Z") < place("2026-11-23T02:00:00.5Z"));
        assert!(place("2026-11-23T02:00:00.5Z") < place("2026-11-23T02:00:01Z"));
    }
}

//! New Year, midnight and 29 February, by the days of Vietnam.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use certification::{
    Book, BookId, Calendar, CaseId, Delegation, Official,
    book::{BookDetails, BookKind, EntryFields, IssueRefusal},
    calendar::Exception,
    case::Act,
    delegation::{OutsideDelegation, Scope},
    statement, time,
    time_limit::{ExtensionGround, TimeLimit},
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn book(opens: Date, closes: Date) -> Book {
    let details = BookDetails {
        name: "Sổ chứng thực bản sao điện tử".to_owned(),
        first: certification::RegisterNumber::FIRST,
        opens,
        closes,
        number_pattern: BookKind::Electronic.number_pattern(),
        book_pattern: BookKind::Electronic.book_pattern(),
    };
    let id = BookId::from_ulid(ulid::Ulid::from(1_u128));
    Book::open(id, "an-binh".parse().unwrap(), BookKind::Electronic, 1, details).unwrap()
}

fn fields() -> EntryFields {
    EntryFields {
        case: CaseId::from_ulid(ulid::Ulid::from(1_u128)),
        requester: "Trần Thị Bình".to_owned(),
        original: "Bằng tốt nghiệp".to_owned(),
        signer: "Nguyễn Văn An, Chủ tịch".to_owned(),
        copies: 1,
        fee: 2_000,
        note: String::new(),
    }
}

#[test]
fn a_copy_signed_in_the_old_year_takes_the_first_number_of_the_new_one() {
    let old = book(date(2026, 1, 1), date(2026, 12, 31));
    let new = book(date(2027, 1, 1), date(2027, 12, 31));
    let (signed, issued) = (at("2026-12-31T16:50:00+07:00"), at("2027-01-01T08:00:00+07:00"));
    assert_eq!(old.issue(fields(), issued), Err(IssueRefusal::Closed(date(2026, 12, 31))));
    let (_, entry) = new.issue(fields(), issued).unwrap();
    assert_eq!((entry.number_text.as_str(), new.text().as_str()), ("1/ĐT", "quyển số 01/2027-SCTĐT/BS"));
    // Each date is that of what it speaks of: the signature's, and the statement's, which is the number's.
    assert_eq!(time::iso(signed), "2026-12-31T16:50:00+07:00");
    assert_eq!(statement::date_text(time::day(entry.at)), "Ngày 01 tháng 01 năm 2027");
    assert!(entry.at > signed);
}

#[test]
fn the_year_ends_with_the_last_second_in_vietnam() {
    let old = book(date(2026, 1, 1), date(2026, 12, 31));
    let new = book(date(2027, 1, 1), date(2027, 12, 31));
    let (last, first) = (at("2026-12-31T16:59:59Z"), at("2026-12-31T17:00:00Z"));
    assert_eq!(old.issue(fields(), last).unwrap().1.number_text, "1/ĐT");
    assert_eq!(new.issue(fields(), last), Err(IssueRefusal::NotYetOpen(date(2027, 1, 1))));
    assert_eq!(old.issue(fields(), first), Err(IssueRefusal::Closed(date(2026, 12, 31))));
    assert_eq!(new.issue(fields(), first).unwrap().1.number_text, "1/ĐT");
}

#[test]
fn a_book_may_begin_on_29_february_and_ends_with_its_year() {
    let leap = book(date(2028, 2, 29), date(2028, 12, 31));
    assert_eq!(
        leap.issue(fields(), at("2028-02-28T23:59:59+07:00")),
        Err(IssueRefusal::NotYetOpen(date(2028, 2, 29)))
    );
    let (_, entry) = leap.issue(fields(), at("2028-02-29T00:00:00+07:00")).unwrap();
    assert_eq!(statement::date_text(time::day(entry.at)), "Ngày 29 tháng 02 năm 2028");
}

#[test]
fn a_delegation_until_29_february_holds_to_the_end_of_that_day() {
    let delegation = Delegation {
        number: "02/2028/UQ-UBND".to_owned(),
        by: "Nguyễn Thử Nghiệm".to_owned(),
        from: date(2027, 3, 1),
        until: date(2028, 2, 29),
        scope: Scope::Everything,
    };
    let holds = |text: &str| delegation.holds_on(time::day(at(text)));
    assert_eq!(holds("2028-02-29T23:59:59+07:00"), Ok(()));
    assert!(matches!(holds("2028-03-01T00:00:00+07:00"), Err(OutsideDelegation::Period { .. })));
    assert_eq!(delegation.days_left_when_few(date(2028, 2, 28)), Some(1));
    assert_eq!(delegation.days_left_when_few(date(2028, 1, 30)), Some(30));
}

#[test]
fn a_time_limit_is_extended_over_a_holiday_on_29_february() {
    let closed = Exception::Closed { reason: "Nghỉ bù".to_owned() };
    let exceptions: BTreeMap<_, _> = [(date(2028, 2, 29), closed)].into();
    let calendar = Calendar::standard().with_exceptions(exceptions).unwrap();
    // Monday 28 February in the morning: due that day; a day more is Wednesday 1 March.
    let limit = TimeLimit::of(&calendar, at("2028-02-28T09:00:00+07:00"));
    assert_eq!(limit.due(), at("2028-02-28T17:00:00+07:00"));
    let act = Act {
        by: Official { id: "signer".parse().unwrap(), name: "Nguyễn Văn An".to_owned() },
        at: at("2028-02-28T10:00:00+07:00"),
    };
    let limit = limit.extend(&calendar, ExtensionGround::ManyPages, 1, None, act).unwrap();
    assert_eq!(limit.due(), at("2028-03-01T17:00:00+07:00"));
    // Received after 15:00 on the day before, it is due on the next working day.
    let late = TimeLimit::of(&calendar, at("2028-02-28T15:01:00+07:00"));
    assert_eq!(late.due(), at("2028-03-01T17:00:00+07:00"));
}

//! Books: what they give, what they refuse, and how a tampered register shows.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::ids::CaseId;

pub(super) fn details(first: u32) -> BookDetails {
    BookDetails {
        name: "Sổ chứng thực bản sao điện tử 2026".to_owned(),
        first: RegisterNumber::new(first).unwrap(),
        opens: date(2026, 1, 1),
        closes: date(2026, 12, 31),
        number_pattern: BookKind::Electronic.number_pattern(),
        book_pattern: BookKind::Electronic.book_pattern(),
    }
}

/// A day within the book.
pub(super) const TODAY: Date = date(2026, 11, 24);

fn book(first: u32) -> Book {
    let id = BookId::from_ulid(ulid::Ulid::from(1_u128));
    Book::open(id, "an-binh".parse().unwrap(), BookKind::Electronic, 1, details(first)).unwrap()
}

pub(super) fn fields(case: u128) -> EntryFields {
    EntryFields {
        case: CaseId::from_ulid(ulid::Ulid::from(case)),
        requester: "Trần Thị Bình".to_owned(),
        original: "Bằng tốt nghiệp".to_owned(),
        signer: "Nguyễn Văn An, Chủ tịch".to_owned(),
        copies: 1,
        fee: 2_000,
        note: String::new(),
    }
}

pub(super) fn noon() -> Timestamp {
    "2026-11-23T05:00:00Z".parse().unwrap()
}

pub(super) fn filled(first: u32, count: u32) -> (Book, Vec<Entry>) {
    (0..count).fold((book(first), Vec::new()), |(book, mut entries), case| {
        let (after, entry) = book.issue(fields(u128::from(case)), noon()).unwrap();
        entries.push(entry);
        (after, entries)
    })
}

#[test]
fn the_first_number_is_the_one_the_clerk_chose_and_the_rest_follow() {
    let (book, entries) = filled(41, 3);
    let texts: Vec<_> = entries.iter().map(|entry| entry.number_text.as_str()).collect();
    assert_eq!(texts, ["41/ĐT", "42/ĐT", "43/ĐT"]);
    assert_eq!((book.next.get(), book.issued()), (44, 3));
    assert_eq!(book.text(), "quyển số 01/2026-SCTĐT/BS");
}

#[test]
fn a_number_is_issued_on_the_days_of_the_book_only_by_the_vietnamese_day() {
    let before: Timestamp = "2025-12-31T16:59:59Z".parse().unwrap();
    let first: Timestamp = "2025-12-31T17:00:00Z".parse().unwrap();
    let last: Timestamp = "2026-12-31T16:59:59Z".parse().unwrap();
    let after: Timestamp = "2026-12-31T17:00:00Z".parse().unwrap();
    assert_eq!(book(1).issue(fields(1), before), Err(IssueRefusal::NotYetOpen(date(2026, 1, 1))));
    assert!(book(1).issue(fields(1), first).is_ok());
    assert!(book(1).issue(fields(1), last).is_ok());
    assert_eq!(book(1).issue(fields(1), after), Err(IssueRefusal::Closed(date(2026, 12, 31))));
}

#[test]
fn a_full_book_says_so() {
    assert_eq!(book(RegisterNumber::MAX).issue(fields(1), noon()), Err(IssueRefusal::Full));
}

#[test]
fn the_first_number_changes_only_while_the_book_is_empty() {
    let changed = book(1).change(details(9), TODAY).unwrap();
    assert_eq!(changed.next.get(), 9);
    let (book, _) = filled(1, 1);
    assert_eq!(book.clone().change(details(9), TODAY), Err(ChangeRefusal::HasEntries));
    let renamed = BookDetails { name: "Sổ 2026".to_owned(), ..details(1) };
    let after = book.change(renamed, TODAY).unwrap();
    assert_eq!((after.details.name.as_str(), after.next.get()), ("Sổ 2026", 2));
}

#[test]
fn the_year_never_changes_not_even_of_an_empty_book() {
    let next_year = BookDetails { opens: date(2027, 1, 1), closes: date(2027, 12, 31), ..details(1) };
    assert_eq!(book(1).change(next_year, TODAY), Err(ChangeRefusal::OtherYear));
}

#[test]
fn the_opening_date_changes_only_while_the_book_is_empty() {
    let later = BookDetails { opens: date(2026, 3, 1), ..details(1) };
    assert_eq!(book(1).change(later.clone(), TODAY).unwrap().details, later);
    assert_eq!(filled(1, 1).0.change(later, TODAY), Err(ChangeRefusal::Opened));
}

#[test]
fn a_book_does_not_close_before_its_last_entry() {
    let closing = |day| BookDetails { closes: day, ..details(1) };
    let (book, _) = filled(1, 1);
    assert_eq!(book.last_issued, Some(date(2026, 11, 23)));
    assert_eq!(book.clone().change(closing(date(2026, 11, 23)), TODAY).unwrap().details.closes.day(), 23);
    let refused = book.change(closing(date(2026, 11, 22)), TODAY);
    assert_eq!(refused, Err(ChangeRefusal::BeforeLastEntry(date(2026, 11, 23))));
}

#[test]
fn a_book_with_entries_that_has_closed_is_not_opened_again() {
    let closed_on = date(2026, 11, 23);
    let closed = BookDetails { closes: closed_on, ..details(1) };
    let (book, _) = filled(1, 1);
    let book = book.change(closed, TODAY).unwrap();
    assert_eq!(book.clone().change(details(1), TODAY), Err(ChangeRefusal::Closed(closed_on)));
    assert!(book.change(details(1), closed_on).is_ok());
}

#[test]
fn details_that_contradict_each_other_make_no_book() {
    let cases = [
        (BookDetails { name: " ".to_owned(), ..details(1) }, InvalidBook::Name),
        (BookDetails { closes: date(2025, 12, 31), ..details(1) }, InvalidBook::ClosesBeforeItOpens),
        (BookDetails { closes: date(2027, 1, 1), ..details(1) }, InvalidBook::BeyondItsYear),
    ];
    for (details, refusal) in cases {
        assert_eq!(details.checked(), Err(refusal));
    }
}

#[test]
fn a_sound_book_reconciles() {
    let (book, entries) = filled(1, 5);
    let proof = Reconciliation::over(&book, None, &entries);
    assert_eq!((proof.entries, proof.findings.clone()), (5, vec![]));
    assert!(proof.is_sound());
}

#[test]
fn every_kind_of_tampering_shows() {
    let (book, entries) = filled(1, 5);
    let number = |number| RegisterNumber::new(number).unwrap();
    let findings = |entries: &[Entry]| Reconciliation::over(&book, None, entries).findings;

    let mut gap = entries.clone();
    gap.remove(2);
    assert_eq!(
        findings(&gap),
        [Finding::OutOfTurn { due: number(3), found: number(4) }, Finding::Unchained { number: number(4) }]
    );

    let mut changed = entries.clone();
    changed[1].fields.requester = "Ai khác".to_owned();
    assert_eq!(findings(&changed), [Finding::Changed { number: number(2) }]);

    let mut rewritten = changed;
    rewritten[1].digest = rewritten[1].computed_digest();
    assert_eq!(findings(&rewritten), [Finding::Unchained { number: number(3) }]);

    assert_eq!(findings(&entries[..4]), [Finding::EndMissing { due: number(5) }, Finding::HeadDiffers]);
}

#[test]
fn an_anchored_head_that_is_not_in_the_chain_is_found() {
    let (early, entries) = filled(1, 3);
    let anchor = Anchor::of(&early, date(2026, 11, 23), noon());
    // Two more numbers, and the register rewritten whole and soundly.
    let rewritten = (0..5).fold((book(1), Vec::new()), |(book, mut entries), case: u128| {
        let other = EntryFields { requester: "Ai khác".to_owned(), ..fields(case) };
        let (after, entry) = book.issue(other, noon()).unwrap();
        entries.push(entry);
        (after, entries)
    });
    let missing = Finding::AnchorMissing { day: date(2026, 11, 23) };
    assert!(Reconciliation::over(&rewritten.0, None, &rewritten.1).is_sound());
    let proof = Reconciliation::over(&rewritten.0, Some(anchor.clone()), &rewritten.1);
    assert_eq!(proof.findings, std::slice::from_ref(&missing));
    // A register set back to before the anchor.
    let (back, few) = filled(1, 2);
    assert_eq!(Reconciliation::over(&back, Some(anchor.clone()), &few).findings, [missing]);
    // The honest one, at the anchor and after it.
    assert!(Reconciliation::over(&early, Some(anchor.clone()), &entries).is_sound());
    let (later, more) = filled(1, 5);
    assert!(Reconciliation::over(&later, Some(anchor), &more).is_sound());
}

#[test]
fn what_was_issued_since_an_anchor_is_reconciled_alone() {
    let (early, _) = filled(1, 3);
    let (later, entries) = filled(1, 5);
    let since = |anchor: &Anchor| {
        let mut reconciliation = Reconciliation::since(&later, anchor);
        entries[3..].iter().for_each(|entry| reconciliation.take(entry));
        reconciliation.finish()
    };
    let anchor = Anchor::of(&early, date(2026, 11, 23), noon());
    let proof = since(&anchor);
    assert_eq!((proof.is_sound(), proof.entries), (true, 5));
    let other = Anchor { head: Digest::of_opening(&early.id, &early.agency), ..anchor };
    assert_eq!(since(&other).findings, [Finding::Unchained { number: RegisterNumber::new(4).unwrap() }]);
}

#[test]
fn a_proof_of_a_wholly_wrong_book_stays_small() {
    let (book, entries) = filled(1, 150);
    let wrong: Vec<Entry> = entries
        .into_iter()
        .map(|entry| Entry { fields: EntryFields { copies: 9, ..entry.fields.clone() }, ..entry })
        .collect();
    let proof = Reconciliation::over(&book, None, &wrong);
    assert_eq!((proof.findings.len(), proof.found), (MOST_FINDINGS, 150));
}

proptest! {
    #[test]
    fn numbers_have_no_gap_and_no_duplicate(first in 1..1_000_u32, count in 0..40_u32) {
        let (book, entries) = filled(first, count);
        let numbers: Vec<u32> = entries.iter().map(|entry| entry.number.get()).collect();
        prop_assert_eq!(numbers, (first..first + count).collect::<Vec<_>>());
        prop_assert!(Reconciliation::over(&book, None, &entries).is_sound());
    }
}

//! DynamoDB: nothing is written over somebody else's change, and what belongs together is written together.

use std::ops::ControlFlow;

use anyhow::{Context as _, Result, bail};
use certification::{
    AgencyId, Book, BookId, Case, CaseId, DocumentType, Entry, Official, RegisterNumber, Requester,
    StateName,
    agency::Agency,
    book::{BookDetails, BookKind, EntryFields, Series},
    case::Request,
    history::{CaseAction, HistoryEntry},
    requester::Destination,
    time,
};
use jiff::SignedDuration;
use journeys::Stack;
use records::{
    Change, Claim, HeadMark, InboxItem, IssueError, KeptAnswer, Keyed, Owner, QueuePart, Records,
    RecordsError, Versioned as _,
};

/// The table, with an agency that no other test uses.
struct Place {
    records: Records,
    agency: AgencyId,
}

impl Place {
    fn new() -> Result<Self> {
        let agency = format!("test-{}", api::Clock.ulid()).parse()?;
        Ok(Self { records: Stack::from_env()?.records(), agency })
    }

    async fn case(&self) -> Result<Case> {
        let request = Request {
            requester: Requester {
                name: "Trần Thị Bình".to_owned(),
                destination: Destination::Email { address: "binh@thu.example.vn".parse()? },
            },
            document_type: DocumentType { code: "khac".to_owned(), name: "Giấy tờ khác".to_owned() },
            original_name: "Giấy tờ khác".to_owned(),
            copies: 1,
            fee_waiver: None,
        };
        let by = Official { id: "mau".parse()?, name: "Ngô Văn Mẫu".to_owned() };
        let id = CaseId::from_ulid(api::Clock.ulid());
        let name = "Ủy ban nhân dân phường Mẫu".to_owned();
        let agency = Agency::new(self.agency.clone(), name, "Mẫu".to_owned(), "MST:1".to_owned());
        let case = Case::open(id, &agency, request, by, api::Clock.now());
        Ok(self.records.open_case(&case, &Change::default()).await?)
    }

    async fn book(&self) -> Result<Book> {
        let year = time::day(api::Clock.now()).year();
        let details = BookDetails {
            name: "Sổ thử".to_owned(),
            first: RegisterNumber::new(1)?,
            opens: jiff::civil::date(year, 1, 1),
            closes: jiff::civil::date(year, 12, 31),
            number_pattern: BookKind::Electronic.number_pattern(),
            book_pattern: BookKind::Electronic.book_pattern(),
        };
        let series = self.records.series(&self.agency, BookKind::Electronic, year).await?;
        let last = match series.last {
            Some(last) => self.records.book(&self.agency, last).await?,
            None => None,
        };
        let first = last.as_ref().map_or(details.first, |last| last.next);
        let details = BookDetails { first, ..details };
        let opened = series.open(BookId::from_ulid(api::Clock.ulid()), details, last)?;
        Ok(self.records.open_book(&opened, None).await?)
    }

    /// Deletes a book as it was read while it was empty.
    async fn delete(&self, book: &Book) -> Result<(), RecordsError> {
        let series = self.records.series(&self.agency, book.kind, book.details.opens.year()).await?;
        let predecessor = match book.predecessor {
            Some(before) => self.records.book(&self.agency, before).await?,
            None => None,
        };
        let deleted = series.delete(book.clone(), predecessor).map_err(|_| RecordsError::Conflict)?;
        self.records.delete_book(&deleted, None).await
    }

    async fn entries(&self, book: &Book) -> Result<Vec<Entry>> {
        let mut entries = Vec::new();
        let take = |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        };
        self.records.each_entry(book, None, take).await?;
        Ok(entries)
    }

    async fn stored(&self, book: &Book, case: &Case) -> Result<(Book, Vec<Entry>, Case)> {
        let book = self.records.book(&self.agency, book.id).await?.context("no book")?;
        Ok((
            book.clone(),
            self.entries(&book).await?,
            self.records.case(&self.agency, case.id).await?.context("no case")?,
        ))
    }
}

/// The next number of a book for a case.
fn next(book: &Book, case: &Case) -> Result<(Book, Entry)> {
    Ok(book.issue(fields(case), api::Clock.now())?)
}

fn fields(case: &Case) -> EntryFields {
    EntryFields {
        case: case.id,
        requester: case.request.requester.name.clone(),
        original: case.request.original_name.clone(),
        signer: "Nguyễn Thử Nghiệm".to_owned(),
        copies: 1,
        fee: 2_000,
        note: String::new(),
    }
}

#[tokio::test]
async fn a_case_is_not_written_over_somebody_else_s_change() -> Result<()> {
    let place = Place::new()?;
    let seen = place.case().await?;
    let changed = Case { request: Request { copies: 2, ..seen.request.clone() }, ..seen.clone() };
    let after = place.records.save_case(&changed, &Change::default()).await?;
    let late = Case { request: Request { copies: 3, ..seen.request.clone() }, ..seen.clone() };
    let refused = place.records.save_case(&late, &Change::default()).await;
    assert!(matches!(refused, Err(RecordsError::Conflict)), "{refused:?}");
    assert_eq!(place.records.case(&place.agency, seen.id).await?, Some(after));
    let twice = place.records.open_case(&seen, &Change::default()).await;
    assert!(matches!(twice, Err(RecordsError::Conflict)), "{twice:?}");
    Ok(())
}

#[tokio::test]
async fn a_case_is_found_only_under_its_agency() -> Result<()> {
    let (place, neighbour) = (Place::new()?, Place::new()?);
    let case = place.case().await?;
    assert_eq!(neighbour.records.case(&neighbour.agency, case.id).await?, None);
    let queue =
        neighbour.records.cases(&neighbour.agency, case.state.name(), &QueuePart::default(), 10).await?;
    assert_eq!(queue.items, []);
    Ok(())
}

#[tokio::test]
async fn a_number_is_written_with_its_book_its_entry_and_its_case_or_not_at_all() -> Result<()> {
    let place = Place::new()?;
    let (book, case, other) = (place.book().await?, place.case().await?, place.case().await?);
    let (after, entry) = next(&book, &case)?;
    let numbered = place.records.issue(&after, &entry, &case, &Change::default()).await?;
    let written = place.stored(&book, &case).await?;
    let expected = Book { version: book.version + 1, ..after.clone() };
    assert_eq!(written, (expected.clone(), vec![entry.clone()], numbered));

    // The same number for another case: the book has moved on.
    let (after, duplicate) = next(&book, &other)?;
    let refused = place.records.issue(&after, &duplicate, &other, &Change::default()).await;
    let Err(IssueError::BookMoved(Some(seen))) = refused else { bail!("{refused:?}") };
    assert_eq!(*seen, expected);
    // The next number for a case as it was before.
    let (after, second) = next(&expected, &case)?;
    let refused = place.records.issue(&after, &second, &case, &Change::default()).await;
    assert!(matches!(refused, Err(IssueError::CaseMoved)), "{refused:?}");

    assert_eq!(place.stored(&book, &case).await?, written);
    assert_eq!(place.records.case(&place.agency, other.id).await?, Some(other));
    Ok(())
}

#[tokio::test]
async fn a_book_from_which_a_number_was_issued_meanwhile_is_not_deleted() -> Result<()> {
    let place = Place::new()?;
    let (book, case) = (place.book().await?, place.case().await?);
    let (after, entry) = next(&book, &case)?;
    place.records.issue(&after, &entry, &case, &Change::default()).await?;
    let refused = place.delete(&book).await;
    assert!(matches!(refused, Err(RecordsError::Conflict)), "{refused:?}");
    assert_eq!(place.stored(&book, &case).await?.1, [entry]);

    let empty = place.book().await?;
    place.delete(&empty).await?;
    assert_eq!(place.records.book(&place.agency, empty.id).await?, None);
    Ok(())
}

#[tokio::test]
async fn an_open_book_is_marked_for_anchoring_until_it_is_deleted_or_closed() -> Result<()> {
    let place = Place::new()?;
    let marked = async || {
        let marks = place.records.head_marks().await?;
        let books = marks.into_iter().filter(|mark| mark.agency == place.agency).map(|mark| mark.book);
        anyhow::Ok(books.collect::<Vec<_>>())
    };
    let (first, second) = (place.book().await?, place.book().await?);
    assert_eq!(marked().await?, [first.id, second.id]);
    place.delete(&second).await?;
    assert_eq!(marked().await?, [first.id]);
    let mark = HeadMark { agency: place.agency.clone(), book: first.id };
    place.records.remove_head_mark(&mark).await?;
    assert_eq!(marked().await?, []);
    assert!(matches!(place.records.remove_head_mark(&mark).await, Err(RecordsError::Conflict)));
    Ok(())
}

#[tokio::test]
async fn the_entries_of_a_large_book_come_page_by_page_and_none_is_lost() -> Result<()> {
    let place = Place::new()?;
    let mut book = place.book().await?;
    // Two pages and a bit would be 2,000 entries; a page is at most 1 MB too, so long lines do as well.
    let long = "x".repeat(20_000);
    for _ in 0..120 {
        let case = place.case().await?;
        let fields = EntryFields { note: long.clone(), ..fields(&case) };
        let (after, entry) = book.issue(fields, api::Clock.now())?;
        place.records.issue(&after, &entry, &case, &Change::default()).await?;
        book = place.records.book(&place.agency, book.id).await?.context("no book")?;
    }
    let numbers: Vec<u32> = place.entries(&book).await?.iter().map(|entry| entry.number.get()).collect();
    assert_eq!(numbers, (1..=120).collect::<Vec<_>>());
    let before = Book { next: RegisterNumber::new(101)?, ..book };
    assert_eq!(place.entries(&before).await?.len(), 100);
    Ok(())
}

#[tokio::test]
async fn two_books_of_a_year_never_share_an_ordinal() -> Result<()> {
    let place = Place::new()?;
    let first = place.book().await?;
    // Opened by somebody who read the year while it had no book.
    let before = Series::begin(place.agency.clone(), first.kind, first.details.opens.year());
    let again = before.open(BookId::from_ulid(api::Clock.ulid()), first.details.clone(), None)?;
    let refused = place.records.open_book(&again, None).await;
    assert!(matches!(refused, Err(RecordsError::Conflict)), "{refused:?}");
    assert_eq!((first.ordinal, place.book().await?.ordinal), (1, 2));
    Ok(())
}

#[tokio::test]
async fn an_inbox_holds_an_item_once_however_often_it_is_put_there() -> Result<()> {
    let place = Place::new()?;
    let account = format!("dvcqg-{}", api::Clock.ulid());
    let item = InboxItem {
        notice: api::Clock.ulid(),
        agency: place.agency.clone(),
        about: CaseId::from_ulid(api::Clock.ulid()).into(),
        title: "Bản sao chứng thực điện tử".to_owned(),
        text: "Bản sao đã có.".to_owned(),
        copy: None,
        at: api::Clock.now(),
    };
    for _ in 0..2 {
        place.records.put_in_inbox(&account, &item).await?;
    }
    assert_eq!(place.records.inbox(&account).await?, [item]);
    Ok(())
}

#[tokio::test]
async fn an_idempotency_key_is_claimed_by_one_attempt_at_a_time_and_keeps_its_answer() -> Result<()> {
    let place = Place::new()?;
    let official = "mau".parse()?;
    let keyed = |request| Keyed {
        owner: Owner::Official { agency: &place.agency, official: &official },
        key: "k",
        request,
    };
    let now = api::Clock.now();
    let lease = now + SignedDuration::from_secs(30);
    let claim = async |request, at| {
        place.records.claim(&keyed(request), api::Clock.ulid(), at, at + SignedDuration::from_secs(30)).await
    };

    let claims = futures_util::future::join_all((0..8).map(|_| claim("a", now))).await;
    let claims = claims.into_iter().collect::<Result<Vec<_>, _>>()?;
    let first = claims.iter().filter_map(|claim| match claim {
        Claim::First(attempt) => Some(attempt),
        _ => None,
    });
    let [first] = first.collect::<Vec<_>>()[..] else { anyhow::bail!("not one is first: {claims:?}") };
    let under_way = |claim: &&Claim| matches!(claim, Claim::UnderWay { until } if *until == lease);
    assert_eq!(claims.iter().filter(under_way).count(), 7);
    assert!(matches!(claim("b", now).await?, Claim::OtherRequest));

    // The attempt died: its lease ends, and the next one makes the same thing.
    let Claim::First(second) = claim("a", lease).await? else { anyhow::bail!("the lease did not end") };
    assert_eq!((second.thing(), first.is_repeated(), second.is_repeated()), (first.thing(), false, true));
    let answer = KeptAnswer { status: 201, body: "{}".to_owned(), location: None };
    let late = place.records.keep_answer(first, Some(answer.clone()), lease).await;
    assert!(matches!(late, Err(RecordsError::Conflict)), "{late:?}");

    // A failure of ours is not kept.
    place.records.keep_answer(&second, None, lease).await?;
    let Claim::First(third) = claim("a", lease).await? else { anyhow::bail!("a failure was kept") };
    assert_eq!(third.thing(), first.thing());

    place.records.keep_answer(&third, Some(answer.clone()), lease).await?;
    let Claim::Answered(kept) = claim("a", lease).await? else { anyhow::bail!("no answer was kept") };
    assert_eq!(kept, answer);
    assert!(matches!(claim("b", lease).await?, Claim::OtherRequest));
    // A day later the key may be used anew, for something else.
    let Claim::First(other) = claim("b", now + SignedDuration::from_hours(24)).await? else {
        anyhow::bail!("the key was not forgotten")
    };
    assert_ne!(other.thing(), first.thing());
    Ok(())
}

#[tokio::test]
async fn a_change_and_its_answer_are_stored_together_by_the_attempt_that_holds_the_key() -> Result<()> {
    let place = Place::new()?;
    let official = "mau".parse()?;
    let owner = Owner::Official { agency: &place.agency, official: &official };
    let keyed = Keyed { owner, key: "k", request: "a" };
    let now = api::Clock.now();
    let lease = now + SignedDuration::from_secs(30);
    let claim = async |at| place.records.claim(&keyed, api::Clock.ulid(), at, lease).await;
    let Claim::First(slow) = claim(now).await? else { anyhow::bail!("the key is new") };
    let Claim::First(second) = claim(lease).await? else { anyhow::bail!("the lease did not end") };
    let answer = |text: &str| KeptAnswer { status: 200, body: text.to_owned(), location: None };

    // The first attempt was only slow. It changes nothing any more, although the case is as it was.
    let case = place.case().await?;
    let late = Change { reply: Some(slow.reply(answer("late"))), ..Change::default() };
    let refused = place.records.save_case(&case, &late).await;
    assert!(matches!(refused, Err(RecordsError::Superseded)), "{refused:?}");
    assert_eq!(place.records.case(&place.agency, case.id).await?, Some(case.clone()));
    assert_eq!(place.records.answer_of(&second).await?, None);

    let change = Change { reply: Some(second.reply(answer("done"))), ..Change::default() };
    assert_eq!(place.records.save_case(&case, &change).await?, case.stored());
    assert_eq!((second.kept(), slow.kept()), (Some(answer("done")), None));
    // Nothing was said to the client yet, and a repeat has its answer.
    let Claim::Answered(kept) = claim(lease).await? else { anyhow::bail!("the change has no answer") };
    assert_eq!(kept, answer("done"));
    assert_eq!(place.records.answer_of(&slow).await?, Some(answer("done")));

    // A change that does not take effect leaves no answer.
    let keyed = Keyed { key: "another", ..keyed };
    let other = place.records.claim(&keyed, api::Clock.ulid(), now, lease).await?;
    let Claim::First(other) = other else { anyhow::bail!("the key is new") };
    let change = Change { reply: Some(other.reply(answer("never"))), ..Change::default() };
    let refused = place.records.save_case(&case, &change).await;
    assert!(matches!(refused, Err(RecordsError::Conflict)), "{refused:?}");
    assert_eq!((place.records.answer_of(&other).await?, other.kept()), (None, None));
    Ok(())
}

#[tokio::test]
async fn no_line_of_the_history_is_ever_written_over() -> Result<()> {
    let place = Place::new()?;
    let case = place.case().await?;
    let id = api::Clock.ulid();
    let line = |action: CaseAction| HistoryEntry {
        at: api::Clock.now(),
        by: None,
        role: None,
        action,
        from: None,
        to: StateName::Draft,
        request_id: "r".to_owned(),
        facts: None,
        note: None,
    };
    let first = line(CaseAction::Open);
    let case = place
        .records
        .save_case(&case, &Change { history: Some((id, first.clone())), ..Change::default() })
        .await?;
    let again = Change { history: Some((id, line(CaseAction::Cancel))), ..Change::default() };
    let refused = place.records.save_case(&case, &again).await;
    assert!(matches!(refused, Err(RecordsError::Conflict)), "{refused:?}");
    assert_eq!(place.records.history(&place.agency, case.id).await?, std::slice::from_ref(&first));
    assert_eq!(place.records.last_line(&place.agency, case.id).await?, Some(first));
    assert_eq!(place.records.case(&place.agency, case.id).await?, Some(case));
    Ok(())
}

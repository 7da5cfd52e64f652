//! `POST /cases/{case}/number`: Cấp số.
//!
//! Book, entry and case are written in one transaction under their versions. A clerk who loses the race for
//! a number takes the next one; a case that has its number from the book that is asked for answers with it.

use std::time::Duration;

use api::{Answer, Call, CaseView, Problem, contract::CasePath, stored};
use certification::{
    Book, BookId, Case, Role, TransitionRefusal,
    book::EntryFields,
    case::{Act, Issued},
    fee::FeeWaiver,
    history::CaseAction,
    statement::signer_in_register,
};
use records::{Change, IssueError, RecordsError, Versioned as _};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Services;

/// How long a clerk waits for a number before being told to try again.
const PATIENCE: jiff::SignedDuration = jiff::SignedDuration::from_secs(20);
/// The longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE: u64 = 2_000;

/// From which book.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// Identifier of the book.
    pub book: String,
}

/// Issues the next number of a register book (Cấp số).
#[utoipa::path(
    post,
    path = "/cases/{case}/number",
    operation_id = "issueNumber",
    params(CasePath),
    request_body = NumberBody,
    responses((status = 200, description = "The case with its number; a case that has one of this book keeps it. One that has a number of another book is refused with `wrong-state`.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["book-closed", "book-continued", "book-counted", "book-full", "book-not-yet-open", "book-on-paper", "changed-meanwhile", "invalid-field", "wrong-state"])),
    ),
)]
pub(crate) async fn issue(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let body: NumberBody = call.json()?;
    let book: BookId = body
        .book
        .parse()
        .map_err(|_| Problem::field("book", "Sổ chứng thực không hợp lệ. Chọn sổ trong danh sách."))?;
    let started = services.clock.now();
    let mut case = stored::load(&services.records, call).await?;
    let mut seen: Option<Box<Book>> = None;
    let mut attempts: u32 = 0;
    loop {
        if let Some(issued) = case.state.issued() {
            // A second press gets the number of the first one; who asked for another book gets no number of it.
            if issued.book != book {
                return Err(TransitionRefusal::WrongState(case.state.name()).into());
            }
            return Answer::ok(&CaseView::at(&case, services.clock.now()));
        }
        stored::insist_on_version(&case, body.version)?;
        attempts += 1;
        let book = match seen.take() {
            Some(book) => *book,
            None => load_book(services, call, book).await?,
        };
        match attempt(services, call, &case, &book).await? {
            Ok(answer) => {
                tracing::info!(attempts, case = %case.id, "a number was issued");
                return Ok(answer);
            }
            // The refusal shows the book as it stands: the second attempt is made with it at once. After a
            // pause it would be stale, so later ones read the book.
            Err(IssueError::BookMoved(book)) if attempts == 1 => {
                seen = book;
                continue;
            }
            Err(IssueError::BookMoved(_) | IssueError::Records(RecordsError::Contended)) => {}
            Err(IssueError::CaseMoved) => case = stored::load(&services.records, call).await?,
            Err(IssueError::Records(error)) => return Err(error.into()),
        }
        if services.clock.now().duration_since(started) > PATIENCE {
            return Err(Problem::contended());
        }
        pause(services, attempts).await;
    }
}

async fn load_book(services: &Services, call: &Call, book: BookId) -> Result<Book, Problem> {
    let found = services.records.book(&call.caller.agency, book).await?;
    found.ok_or_else(|| Problem::not_found("sổ chứng thực"))
}

async fn attempt(
    services: &Services,
    call: &Call,
    case: &Case,
    book: &Book,
) -> Result<Result<Answer, IssueError>, Problem> {
    let from = case.state.name();
    let at = services.clock.now();
    let (after, entry) = book.issue(fields(case)?, at)?;
    let issued = Issued {
        book: book.id,
        number: entry.number,
        text: entry.number_text.clone(),
        book_text: Book::text(book),
        issued: Act { by: call.caller.official.clone(), at },
    };
    let numbered = case.clone().number(issued)?;
    let note = entry.number_text.clone();
    let step = stored::Step {
        action: CaseAction::Number,
        role: Role::Clerk,
        from: Some(from),
        at,
        facts: None,
        note: Some(&note),
    };
    let answer = Answer::ok(&CaseView::at(&numbered.stored(), at))?;
    let change = stored::change(call, services.clock, &numbered, step, None);
    let change = Change { reply: call.reply(&answer), ..change };
    Ok(services.records.issue(&after, &entry, &numbered, &change).await.map(|_| answer))
}

/// The entry's columns.
fn fields(case: &Case) -> Result<EntryFields, Problem> {
    let wrong = || Problem::from(TransitionRefusal::WrongState(case.state.name()));
    let signature = case.state.signature().ok_or_else(wrong)?;
    let scan = case.state.ready_scan().ok_or_else(wrong)?;
    Ok(EntryFields {
        case: case.id,
        requester: case.request.requester.name.clone(),
        original: case.request.original_name.clone(),
        signer: signer_in_register(&signature.by.name, &signature.title),
        copies: case.request.copies,
        fee: case.fee(scan.pages),
        note: case.request.fee_waiver.as_ref().map(FeeWaiver::note).unwrap_or_default(),
    })
}

/// Waits a random while, longer the more attempts have failed, so that clerks do not meet again.
async fn pause(services: &Services, attempts: u32) {
    let longest = (20_u64 << attempts.min(8)).min(LONGEST_PAUSE);
    let random = u64::try_from(services.clock.ulid().random() & 0xffff).unwrap_or(0);
    tokio::time::sleep(Duration::from_millis(1 + random % longest)).await;
}

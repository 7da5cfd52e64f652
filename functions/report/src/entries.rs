//! `GET /books/{book}/entries`: the cases numbered in the book.

use api::{Answer, Call, Problem, contract::BookPath};
use certification::{RegisterNumber, Role};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, load, marks::Marks, view::EntryView};

/// A page of a book's entries, in the order of their numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntriesView {
    /// The entries.
    pub entries: Vec<EntryView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The entries of a register book, in the order of their numbers.
#[utoipa::path(
    get,
    path = "/books/{book}/entries",
    operation_id = "listEntries",
    params(
        BookPath,
        ("limit" = Option<i32>, Query, description = "Entries on a page; 100 when left out.", minimum = 1, maximum = 500),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of entries.", body = EntriesView)),
    extensions(
        ("x-roles" = json!(["clerk", "admin"])),
        ("x-problems" = json!(["malformed-request"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let book = load(services, call).await?;
    let after = match call.query::<u32>("cursor")? {
        Some(number) => Some(
            RegisterNumber::new(number).map_err(|_| Problem::malformed("Tham số cursor không hợp lệ."))?,
        ),
        None => None,
    };
    let limit = call.query::<i32>("limit")?.unwrap_or(100);
    if !(1..=500).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 500."));
    }
    let page = services.records.entries(&book.agency, book.id, after, limit).await?;
    let marks = Marks::of(services, &book).await?;
    let entries = page.items.iter().map(|entry| EntryView::of(entry, &marks)).collect();
    Answer::ok(&EntriesView { entries, next: page.next })
}

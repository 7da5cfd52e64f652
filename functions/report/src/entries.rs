//! `GET /books/{book}/entries`: the cases numbered in the book.

use api::{Answer, Call, Problem};
use certification::{RegisterNumber, Role};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, load, view::EntryView};

/// A page of a book's entries, in the order of their numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntriesView {
    /// The entries.
    pub entries: Vec<EntryView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

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
    Answer::ok(&EntriesView { entries: page.items.iter().map(EntryView::from).collect(), next: page.next })
}

//! `GET /books` and `GET /books/{book}`: [Quản lý sổ chứng thực].

use api::{Answer, Call, Problem, contract::BookPath};
use certification::Role;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, load, view::BookView};

/// The agency's register books.
#[derive(Debug, Serialize, ToSchema)]
pub struct BooksView {
    /// The books.
    pub books: Vec<BookView>,
}

/// The agency's register books.
#[utoipa::path(
    get,
    path = "/books",
    operation_id = "listBooks",
    responses((status = 200, description = "The books.", body = BooksView)),
    extensions(
        ("x-roles" = json!(["clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let books = services.records.books(&call.caller.agency).await?;
    Answer::ok(&BooksView { books: books.iter().map(BookView::from).collect() })
}

/// One register book.
#[utoipa::path(
    get,
    path = "/books/{book}",
    operation_id = "readBook",
    params(BookPath),
    responses((status = 200, description = "The book.", body = BookView)),
    extensions(
        ("x-roles" = json!(["clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    Answer::ok(&BookView::from(&load(services, call).await?))
}

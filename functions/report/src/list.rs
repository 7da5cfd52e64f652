//! `GET /books` and `GET /books/{book}`: [Quản lý sổ chứng thực].

use api::{Answer, Call, Problem};
use certification::Role;

use crate::{Services, load, view::BookView};

pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let books = services.records.books(&call.caller.agency).await?;
    let books: Vec<BookView> = books.iter().map(BookView::from).collect();
    Answer::ok(&serde_json::json!({ "books": books }))
}

pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    Answer::ok(&BookView::from(&load(services, call).await?))
}

//! `DELETE /books/{book}`: [Xóa], only the last book of its year and only while it is empty.

use api::{Answer, Call, Problem, contract::BookPath};
use certification::Role;

use crate::{Services, load};

/// Deletes an empty register book.
#[utoipa::path(
    delete,
    path = "/books/{book}",
    operation_id = "deleteBook",
    params(BookPath),
    responses((status = 204, description = "The book is gone.")),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["book-continued", "book-counted", "book-has-entries", "changed-meanwhile"])),
    ),
)]
pub(crate) async fn delete(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let book = load(services, call).await?;
    let series = services.records.series(&book.agency, book.kind, book.details.opens.year()).await?;
    let predecessor = match book.predecessor {
        Some(predecessor) => services.records.book(&book.agency, predecessor).await?,
        None => None,
    };
    // A number issued since the book was read has changed its version, and nothing is deleted then.
    let (deleted, answer) = (series.delete(book, predecessor)?, Answer::nothing());
    services.records.delete_book(&deleted, call.reply(&answer).as_ref()).await?;
    Ok(answer)
}

//! `DELETE /books/{book}`: [Xóa], only while the book is empty.

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
        ("x-problems" = json!(["book-has-entries", "changed-meanwhile"])),
    ),
)]
pub(crate) async fn delete(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let book = load(services, call).await?;
    if !book.is_empty() {
        return Err(Problem::conflict(
            "book-has-entries",
            format!("Sổ đã cấp {} số, nên không xóa được. Sổ đã cấp số được lưu vĩnh viễn.", book.issued()),
        ));
    }
    // A number issued since the book was read has changed its version, and nothing is deleted then.
    services.records.delete_book(&book).await?;
    Ok(Answer::nothing())
}

//! `DELETE /books/{book}`: [Xóa], only while the book is empty.

use api::{Answer, Call, Problem};
use certification::Role;

use crate::{Services, load};

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

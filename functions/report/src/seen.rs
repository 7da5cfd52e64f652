//! Who edits a book says which one was seen: an edit that was made since then is told.

use api::Problem;
use certification::{Book, time};
use serde_json::json;

use crate::view::BookView;

/// Refuses a clerk who has not seen the last edit of the book.
///
/// # Errors
/// 409 that says who changed what and when, with the book as it is now.
pub(crate) fn insist_on_version(book: &Book, seen: Option<u64>) -> Result<(), Problem> {
    let Some(edit) = seen.and_then(|seen| book.edit_since(seen)) else { return Ok(()) };
    let Problem { detail, .. } = Problem::changed_meanwhile("sổ chứng thực");
    let facts = json!({
        "version": book.version,
        "last": { "by": edit.act.by.name, "at": time::iso(edit.act.at), "fields": edit.fields },
        "book": BookView::from(book),
    });
    let problem = Problem::conflict("changed-meanwhile", format!("{} {detail}", edit.in_words()));
    Err(problem.with_facts(facts))
}

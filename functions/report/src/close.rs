//! `POST /books/{book}/close`: Khóa sổ, the total counted and confirmed.

use api::{Answer, Call, Problem, contract::BookPath};
use certification::Role;
use records::Versioned as _;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, load, proof, seen::insist_on_version, view::BookView};

/// The total that the clerk confirms.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseBookBody {
    /// The version that was seen. Numbers issued since then show in the total.
    pub version: Option<u64>,
    /// Numbers issued from the book, as the clerk has counted or seen them.
    #[schema(example = 127)]
    pub total: u32,
}

/// Closes a register book for good, at the end of its time or once another one goes on from it.
#[utoipa::path(
    post,
    path = "/books/{book}/close",
    operation_id = "closeBook",
    params(BookPath),
    request_body = CloseBookBody,
    responses((status = 200, description = "The book with its confirmed total.", body = BookView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["book-counted", "book-on-paper", "book-still-open", "book-unsound", "changed-meanwhile", "total-differs"])),
    ),
)]
pub(crate) async fn close(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let body: CloseBookBody = call.json()?;
    let book = load(services, call).await?;
    insist_on_version(&book, body.version)?;
    let anchor = services.heads.last(&book.agency, book.id).await?;
    let proof = proof::reconcile(services, &book, anchor).await?;
    let closed = book.close(&proof, body.total, call.caller.official.clone(), services.clock.now())?;
    let answer = Answer::ok(&BookView::from(&closed.stored()))?;
    // A number issued since the book was read has changed its version, and nothing is closed then.
    services.records.save_book(&closed, call.reply(&answer).as_ref()).await?;
    tracing::info!(book = %closed.id, total = body.total, "a register book was closed");
    Ok(answer)
}

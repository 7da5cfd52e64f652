//! `GET /books/{book}/proof`: the book against its entries.

use api::{Answer, Call, Problem};
use certification::{Role, book::Proof};

use crate::{Services, load};

pub(crate) async fn prove(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let book = load(services, call).await?;
    // Numbers that are issued while the entries are read lie beyond the book as it was read.
    let entries = services.records.all_entries(&book.agency, book.id).await?;
    let proof = Proof::reconcile(&book, entries.iter().filter(|entry| entry.number < book.next));
    if !proof.is_sound() {
        tracing::error!(book = %book.id, findings = proof.findings.len(), "a register book does not reconcile");
    }
    let sound = proof.is_sound();
    Answer::ok(&serde_json::json!({ "sound": sound, "proof": proof }))
}

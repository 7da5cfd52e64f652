//! `GET /books/{book}/proof`: the book against its entries.

use api::{Answer, Call, Problem, contract::BookPath};
use certification::{
    Role,
    book::{Finding, Proof},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, load};

/// Whether a book is sound, and what was reconciled.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "sound": true,
    "proof": { "first": 1, "next": 128, "entries": 127, "head": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef", "findings": [] },
}))]
pub struct BookProofView {
    /// Whether nothing was found.
    pub sound: bool,
    /// The book against its entries.
    pub proof: ProofView,
}

/// What a book and its entries say of each other.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct ProofView {
    /// The book's first number.
    pub first: u32,
    /// The number that comes next.
    pub next: u32,
    /// Entries read.
    pub entries: u32,
    /// Digest of the last entry.
    pub head: String,
    /// What does not fit; empty in a sound book.
    pub findings: Vec<FindingView>,
}

/// Something that must not be in a register.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
#[serde(tag = "finding", rename_all = "snake_case")]
pub enum FindingView {
    /// An entry where another number was due: a gap before it, or a duplicate.
    OutOfTurn {
        /// The number that was due.
        due: u32,
        /// The number found.
        found: u32,
    },
    /// An entry whose content does not give its digest.
    Changed {
        /// Its number.
        number: u32,
    },
    /// An entry that does not continue the chain.
    Unchained {
        /// Its number.
        number: u32,
    },
    /// The last entry is not the one before the book's next number.
    EndMissing {
        /// The number that was due.
        due: u32,
    },
    /// The book's head is not the digest of the last entry.
    HeadDiffers,
}

/// Reconciles a register book with its entries.
#[utoipa::path(
    get,
    path = "/books/{book}/proof",
    operation_id = "proveBook",
    params(BookPath),
    responses((status = 200, description = "What the book and its entries say of each other.", body = BookProofView)),
    extensions(
        ("x-roles" = json!(["clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn prove(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Admin])?;
    let book = load(services, call).await?;
    // Numbers that are issued while the entries are read lie beyond the book as it was read.
    let entries = services.records.all_entries(&book.agency, book.id).await?;
    let proof = Proof::reconcile(&book, entries.iter().filter(|entry| entry.number < book.next));
    if !proof.is_sound() {
        tracing::error!(book = %book.id, findings = proof.findings.len(), "a register book does not reconcile");
    }
    Answer::ok(&BookProofView { sound: proof.is_sound(), proof: ProofView::from(&proof) })
}

impl From<&Proof> for ProofView {
    fn from(proof: &Proof) -> Self {
        Self {
            first: proof.first.get(),
            next: proof.next.get(),
            entries: proof.entries,
            head: proof.head.as_str().to_owned(),
            findings: proof.findings.iter().map(FindingView::from).collect(),
        }
    }
}

impl From<&Finding> for FindingView {
    fn from(finding: &Finding) -> Self {
        match finding {
            Finding::OutOfTurn { due, found } => Self::OutOfTurn { due: due.get(), found: found.get() },
            Finding::Changed { number } => Self::Changed { number: number.get() },
            Finding::Unchained { number } => Self::Unchained { number: number.get() },
            Finding::EndMissing { due } => Self::EndMissing { due: due.get() },
            Finding::HeadDiffers => Self::HeadDiffers,
        }
    }
}

//! `GET /books/{book}/proof`: the book against its entries.

use std::ops::ControlFlow;

use api::{Answer, Call, Problem, contract::BookPath};
use certification::{
    Book, Role,
    book::{Anchor, Finding, Proof, Reconciliation},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, load};

/// Whether a book is sound, and what was reconciled.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "sound": true,
    "proof": { "first": 1, "next": 128, "entries": 127, "head": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef", "findings": [], "found": 0 },
    "anchored": { "day": "2026-11-22", "entries": 119, "head": "9a3c1e5f7b2d4860a1c3e5f7092b4d6f8a0c2e4f6183a5c7e9f10b2d4f607182" },
}))]
pub struct BookProofView {
    /// Whether nothing was found.
    pub sound: bool,
    /// The book against its entries.
    pub proof: ProofView,
    /// The head that was last written to the bucket that nobody can change; none in the first days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchored: Option<AnchorView>,
}

/// The head of a book as it was written where nobody can change it.
#[derive(Debug, PartialEq, Serialize, ToSchema)]
pub struct AnchorView {
    /// The day: `yyyy-mm-dd`.
    #[schema(example = "2026-11-22")]
    pub day: String,
    /// Numbers issued up to then.
    pub entries: u32,
    /// Digest of the last entry of then.
    pub head: String,
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
    /// What does not fit, the first hundred; empty in a sound book.
    pub findings: Vec<FindingView>,
    /// How many there are.
    pub found: u32,
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
    /// The head that was anchored on a day is not in the chain.
    AnchorMissing {
        /// The day: `yyyy-mm-dd`.
        day: String,
    },
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
    let anchor = services.heads.last(&book.agency, book.id).await?;
    let proof = reconcile(services, &book, anchor.clone()).await?;
    Answer::ok(&BookProofView {
        sound: proof.is_sound(),
        proof: ProofView::from(&proof),
        anchored: anchor.as_ref().map(AnchorView::from),
    })
}

/// Reconciles a book with its entries and with the head that was last anchored.
pub(crate) async fn reconcile(
    services: &Services,
    book: &Book,
    anchor: Option<Anchor>,
) -> Result<Proof, Problem> {
    let mut reconciliation = Reconciliation::begin(book, anchor);
    let take = |entry| {
        reconciliation.take(&entry);
        ControlFlow::Continue(())
    };
    services.records.each_entry(book, None, take).await?;
    let proof = reconciliation.finish();
    if !proof.is_sound() {
        tracing::error!(book = %book.id, findings = proof.found, "a register book does not reconcile");
    }
    Ok(proof)
}

impl From<&Anchor> for AnchorView {
    fn from(anchor: &Anchor) -> Self {
        Self { day: anchor.day.to_string(), entries: anchor.entries, head: anchor.head.as_str().to_owned() }
    }
}

impl From<&Proof> for ProofView {
    fn from(proof: &Proof) -> Self {
        Self {
            first: proof.first.get(),
            next: proof.next.get(),
            entries: proof.entries,
            head: proof.head.as_str().to_owned(),
            findings: proof.findings.iter().map(FindingView::from).collect(),
            found: proof.found,
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
            Finding::AnchorMissing { day } => Self::AnchorMissing { day: day.to_string() },
        }
    }
}

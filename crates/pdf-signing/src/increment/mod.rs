//! Building incremental updates from a plan (ISO 32000-2, 7.5.6).
//!
//! Increment **A** ([`signature::prepare`]) appends the statement page, makes every field that the copy will
//! ever need and prepares the signer's signature. Increment **B** ([`seal::prepare`]) fills the fields that A
//! has made and prepares the agency's signature. Neither sees the scan, so neither depends on its length:
//!
//! ```text
//! plan, digest state ──► prepare ──► Prepared ──► (desk signs Prepared::digest) ──► embed ──► Embedded
//!                                       └───────────── after ◄──────────────────────────────────┘
//!                                                        └──► plan and digest state of the next increment
//! ```
//!
//! Fields are made before the first signature because what comes after one may only fill them in: readers
//! call a field added later a change of the signed document. After the seal nothing may change.

mod appearance;
mod check_mark;
mod cross_reference;
mod document;
mod embed;
mod error;
mod fields;
mod font;
pub mod image;
mod lock;
mod place;
mod prepared;
mod raw;
pub mod seal;
mod section;
pub mod signature;
mod signature_dictionary;
pub mod statement;
mod stored_bytes;
mod stream;
mod text;
mod unhinted;

pub use check_mark::CheckMark;
pub use document::{CopyPlan, SignedCopy, after};
pub use embed::{EmbedError, Embedded, embed};
pub use error::PrepareError;
pub use fields::{CopyFields, Line, Lines, SealField, TextField};
pub use place::Place;
pub use prepared::{Placed, Prepared};

/// Bytes of DER reserved for a CMS unless told otherwise: a chain and a time-stamp fit.
pub const CONTENTS_RESERVE: usize = 16 * 1024;

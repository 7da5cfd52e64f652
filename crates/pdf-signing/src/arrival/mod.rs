//! Checking a signed PDF that was not put together here, byte for byte.
//!
//! Validators disagree about incremental saving, signature wrapping and shadow attacks; bytes do not. What may
//! arrive is exactly what was handed out, with the reserved hex digits of `/Contents` filled in and nothing
//! else changed, added or left out ([`Arrival`]); or the exact document with one increment after it whose
//! objects are all on a list ([`UpdateArrival`]). The CMS in them must sign those bytes, by the expected
//! certificate. The document is read once, in pieces of any size, and compared by the state of its digest.

mod contents;
mod handed_out;
mod refusal;
mod stream;
mod tail;
pub mod update;

pub use handed_out::{HandedOut, HandedOutError};
pub use refusal::ArrivalRefusal;
pub use stream::{Arrival, Arrived};
pub use tail::check_tail;
pub use update::UpdateArrival;

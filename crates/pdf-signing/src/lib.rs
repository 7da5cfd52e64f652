//! Signing a PDF without touching, or reading again, what is signed.
//!
//! Bytes in, bytes out: no network, no clock, no AWS. A certified copy is the scan, byte for byte,
//! followed by incremental updates (ISO 32000-2, 7.5.6). The scan is read once, by [`scan::inspect`];
//! everything after works from the small values that `inspect` leaves behind:
//!
//! 1. [`scan::inspect`] reads the scan and gives its digest, the resumable state of that digest
//!    ([`DigestState`]) and the [`AppendPlan`]: the few objects that an update must change.
//! 2. [`increment::signature::prepare`] builds increment A (statement page, form fields, the signer's
//!    signature dictionary) from the plan and finishes the digest over it.
//! 3. [`cms::SignedAttributes`] binds that digest to the signer's certificate; its hash goes to the desk.
//! 4. [`cms::signed_data`] turns the signature that comes back into a CMS, checked before it is used.
//! 5. [`increment::embed`] puts the CMS into the reserved place and gives the plan of the next increment.
//! 6. [`increment::seal::prepare`] builds increment B (number, date, the agency's seal); then 3 to 5 again.
//!
//! Every value between two phases is serialisable, because another process goes on with it.

// no route takes a PDF that was signed elsewhere yet; the tests of the check itself are its only callers
#[doc(hidden)]
pub mod arrival;
pub mod cms;
pub mod digest;
pub mod increment;
pub mod plan;
pub mod scan;

pub use digest::DigestState;
pub use plan::AppendPlan;

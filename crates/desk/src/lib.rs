//! What signing and sealing share: the private key never leaves the official's computer.
//!
//! 1. [`binding`]: a certificate is bound once, by a signed challenge, which also settles what the desk's
//!    signing service returns for a hash.
//! 2. [`handing`]: an increment is prepared and stored, the value to sign goes to the desk; the signature
//!    that comes back is checked, becomes a CMS and is embedded. Nothing here reads the scan.
//! 3. [`preview`](preview()): what was handed out, as a document to look at.
//! 4. [`images`]: the signature's and the seal's image, checked and prepared once at upload.
//! 5. The room for the CMS is settled before anything is signed ([`MAX_CMS`]).
//!
//! The trust store ([`trust`]) decides whose certificates may do any of it; [`problems`] gives every refusal
//! its status code.

pub mod binding;
pub mod handing;
pub mod images;
pub mod plan;
mod preview;
pub mod problems;
mod room;
pub mod trust;

pub use preview::preview;
pub use room::MAX_CMS;

//! CMS signed data (RFC 5652) around a signature made elsewhere, and the certificates in it.
//!
//! The private key stays on the official's desk. The server checks the certificate ([`TrustStore::check`]),
//! binds the document's digest to it ([`SignedAttributes`]), hands out what the desk of that certificate signs
//! ([`challenge::Way::value_to_sign`]), and makes of the answer the CMS to embed: [`signed_data`] around a bare
//! signature, [`accept_signed_data`] for a desk that makes the CMS itself. [`verify_detached`] checks any CMS
//! against a digest, ours and those that arrive from outside.
//!
//! Nothing here is lenient: DER, one signer, SHA-256, RSA PKCS#1 v1.5 or ECDSA. Only a desk's own CMS may come
//! as BER, and is brought into DER before anything is checked.

mod attributes;
mod ber;
pub mod certificate;
pub mod challenge;
mod claims;
mod name;
mod oid;
mod refusal;
pub mod signature;
mod signed_data;
mod structure;
mod tlv;
pub mod trust;
mod verify;

pub use attributes::{SignedAttributes, UnreadableAttributes};
pub use certificate::Certificate;
pub use name::SubjectIdentifier;
pub use refusal::{CertificateRefusal, SignatureRefusal};
pub use signed_data::{longest_signed_data, signed_data};
pub use trust::{Chain, Family, TrustStore};
pub use verify::{Verified, accept_signed_data, verify_detached};

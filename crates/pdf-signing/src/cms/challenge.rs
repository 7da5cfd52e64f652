//! Settling, once per certificate, what a desk's signing service makes of a hash.
//!
//! What the service's `SignMsg` returns is not documented, and three answers are plausible. The desk is given
//! the SHA-256 of a random challenge; whichever way its answer verifies is recorded and used from then on.

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

use super::attributes::SignedAttributes;
use super::ber;
use super::certificate::Certificate;
use super::oid;
use super::refusal::SignatureRefusal;
use super::signature::verify;
use super::signed_data::signed_data;
use super::tlv::object_identifier;
use super::trust::Chain;
use super::verify::{accept_signed_data, signer_certificate};

/// What a desk gives for a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A signature value over the given hash: what a CMS needs.
    OverHash,
    /// A signature value over the hash of the given hash, which fits no CMS.
    OverSecondHash,
    /// A whole CMS `SignedData` whose message digest is the given hash.
    SignedData,
}

/// What the desk is asked to sign for a challenge.
#[must_use]
pub fn hash(challenge: &[u8]) -> [u8; 32] {
    sha2::Sha256::digest(challenge).into()
}

/// By which way the answer verifies with this certificate.
///
/// # Errors
/// [`SignatureRefusal::OtherCertificate`] when the answer is a good CMS by another certificate,
/// [`SignatureRefusal::Mismatch`] when it has the form of a signature but verifies no way,
/// [`SignatureRefusal::Garbled`] when it has no form at all; otherwise what is wrong with the CMS.
pub fn settle(challenge: &[u8], certificate: &Certificate, answer: &[u8]) -> Result<Way, SignatureRefusal> {
    let hash = hash(challenge);
    if looks_like_signed_data(answer) {
        return accept_signed_data(answer, hash, certificate).map(|_| Way::SignedData);
    }
    match verify(certificate, challenge, answer) {
        Ok(()) => Ok(Way::OverHash),
        Err(SignatureRefusal::Mismatch) => verify(certificate, &hash, answer).map(|()| Way::OverSecondHash),
        Err(refusal) => Err(refusal),
    }
}

/// The certificate inside the answer, for a desk whose answer is a CMS.
#[must_use]
pub fn certificate_in(answer: &[u8]) -> Option<Certificate> {
    signer_certificate(answer)
}

/// Bytes in DER of a CMS that a desk made by itself; `None` when the answer is none.
#[must_use]
pub fn signed_data_length(answer: &[u8]) -> Option<usize> {
    if looks_like_signed_data(answer) { ber::to_der(answer).map(|der| der.len()) } else { None }
}

impl Way {
    /// The value that a desk of this way is to sign for a document.
    ///
    /// # Errors
    /// [`SignatureRefusal::SecondHash`] when no value would do.
    pub fn value_to_sign(self, attributes: &SignedAttributes) -> Result<[u8; 32], SignatureRefusal> {
        match self {
            Self::OverHash => Ok(attributes.hash()),
            Self::SignedData => Ok(attributes.document_digest()),
            Self::OverSecondHash => Err(SignatureRefusal::SecondHash),
        }
    }

    /// The CMS to embed, of what a desk of this way gave for [`Self::value_to_sign`].
    ///
    /// # Errors
    /// What [`signed_data`] or [`accept_signed_data`] finds; [`SignatureRefusal::SecondHash`].
    pub fn signed_data(
        self,
        attributes: &SignedAttributes,
        chain: &Chain,
        answer: &[u8],
    ) -> Result<Vec<u8>, SignatureRefusal> {
        match self {
            Self::OverHash => signed_data(attributes, chain, answer),
            Self::SignedData => accept_signed_data(answer, attributes.document_digest(), chain.certificate()),
            Self::OverSecondHash => Err(SignatureRefusal::SecondHash),
        }
    }
}

/// Whether the answer is meant as a CMS: a `ContentInfo` in DER or BER begins with `id-signedData`, after a tag
/// and one to five octets of length.
fn looks_like_signed_data(answer: &[u8]) -> bool {
    let identifier = object_identifier(oid::SIGNED_DATA);
    (2..=6).any(|header| answer.get(header..).is_some_and(|content| content.starts_with(&identifier)))
}

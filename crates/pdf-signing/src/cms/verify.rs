//! Checking a CMS `SignedData` against the digest of the document that it should sign (RFC 5652, 5.4 to 5.6).

use const_oid::ObjectIdentifier;
use der::{AnyRef, Decode as _};
use jiff::Timestamp;

use super::ber;
use super::certificate::{Certificate, KeyAlgorithm};
use super::claims::{Claims, elements};
use super::oid;
use super::refusal::SignatureRefusal;
use super::signature;
use super::structure::{SignedData, SignerInfo};
use super::tlv::{SET, tlv};

/// A CMS whose signature holds. Whether its certificate is trusted is [`super::TrustStore::check`]'s to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The certificate that signed.
    pub certificate: Certificate,
    /// Every readable certificate in the CMS, that one among them.
    pub certificates: Vec<Certificate>,
    /// The time that the signer claims, when the CMS says; PAdES leaves it to the signature dictionary.
    pub signing_time: Option<Timestamp>,
    /// The signature value, which a signature-time-stamp covers (RFC 3161, appendix A).
    pub signature: Vec<u8>,
    /// The signature-time-stamp token in DER, when there is one; it is not checked here.
    pub time_stamp: Option<Vec<u8>>,
}

/// Checks a detached CMS in DER over a document of this SHA-256.
///
/// # Errors
/// What does not hold, the form first, then the digest, the certificate and the signature.
pub fn verify_detached(cms: &[u8], digest: [u8; 32]) -> Result<Verified, SignatureRefusal> {
    let signed_data = SignedData::read(cms)?;
    let signer = &signed_data.signer;
    if signer.digest_algorithm != oid::SHA_256 {
        return Err(SignatureRefusal::Algorithm(signer.digest_algorithm.to_string()));
    }
    let attributes = signer
        .signed_attributes
        .map(|attributes| tlv(SET, &[attributes])) // hashed as a SET, not as [0] (RFC 5652, 5.4)
        .ok_or(SignatureRefusal::Attributes("there are none"))?;
    let claims = Claims::read(&attributes)?;
    if claims.message_digest != digest {
        return Err(SignatureRefusal::OtherDigest);
    }
    let certificates: Vec<Certificate> =
        signed_data.certificates.iter().filter_map(|der| Certificate::from_der(der).ok()).collect();
    let certificate = certificates
        .iter()
        .find(|certificate| signer.is_named(certificate))
        .ok_or_else(|| SignatureRefusal::NotSignedData("the signer's certificate is not in it".to_owned()))?;
    if claims.certificate_hash.is_some_and(|hash| hash != certificate.fingerprint()) {
        return Err(SignatureRefusal::OtherCertificate);
    }
    check_algorithm(signer, certificate)?;
    signature::verify_encoded(certificate, &attributes, signer.signature)?;
    Ok(Verified {
        certificate: certificate.clone(),
        signing_time: claims.signing_time,
        signature: signer.signature.to_vec(),
        time_stamp: signer.unsigned_attributes.and_then(time_stamp),
        certificates,
    })
}

/// Takes a CMS that a desk made by itself over the document's digest, to be embedded as it is: DER, since that
/// is what a PDF holds (ISO 32000-2, 12.8.3.3.1); a token's BER is brought into DER first.
///
/// # Errors
/// What [`verify_detached`] finds, [`SignatureRefusal::OtherCertificate`] when another certificate than the
/// expected one signed.
pub fn accept_signed_data(
    cms: &[u8],
    document_digest: [u8; 32],
    expected: &Certificate,
) -> Result<Vec<u8>, SignatureRefusal> {
    let der =
        ber::to_der(cms).ok_or_else(|| SignatureRefusal::NotSignedData("neither DER nor BER".to_owned()))?;
    let verified = verify_detached(&der, document_digest)?;
    if verified.certificate != *expected {
        return Err(SignatureRefusal::OtherCertificate);
    }
    Ok(der)
}

/// The certificate that a CMS in DER or BER names as its signer's; nothing is verified.
pub(super) fn signer_certificate(cms: &[u8]) -> Option<Certificate> {
    let der = ber::to_der(cms)?;
    let signed_data = SignedData::read(&der).ok()?;
    let mut certificates = signed_data.certificates.iter().filter_map(|der| Certificate::from_der(der).ok());
    certificates.find(|certificate| signed_data.signer.is_named(certificate))
}

/// The signature algorithm must be the key's, with SHA-256.
fn check_algorithm(signer: &SignerInfo<'_>, certificate: &Certificate) -> Result<(), SignatureRefusal> {
    let accepted = match certificate.key_algorithm() {
        KeyAlgorithm::Rsa { .. } => [oid::SHA_256_WITH_RSA, oid::RSA_ENCRYPTION].as_slice(),
        KeyAlgorithm::EcP256 | KeyAlgorithm::EcP384 => &[oid::ECDSA_WITH_SHA_256],
        KeyAlgorithm::Other(_) => &[],
    };
    if accepted.contains(&signer.signature_algorithm) {
        return Ok(());
    }
    Err(SignatureRefusal::Algorithm(signer.signature_algorithm.to_string()))
}

/// The first signature-time-stamp among the unsigned attributes.
fn time_stamp(unsigned_attributes: &[u8]) -> Option<Vec<u8>> {
    elements(unsigned_attributes).ok()?.into_iter().find_map(|attribute| {
        let parts = elements(AnyRef::from_der(attribute).ok()?.value()).ok()?;
        let [kind, values] = parts.as_slice() else { return None };
        if ObjectIdentifier::from_der(kind) != Ok(oid::SIGNATURE_TIME_STAMP) {
            return None;
        }
        let values = elements(AnyRef::from_der(values).ok()?.value()).ok()?;
        values.first().map(|token| token.to_vec())
    })
}

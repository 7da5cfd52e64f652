//! Checking a bare signature value with a certificate's key.

use der::asn1::UintRef;
use der::{Reader as _, SliceReader};
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey,
    VerificationAlgorithm,
};

use super::certificate::{Certificate, KeyAlgorithm};
use super::refusal::SignatureRefusal;
use super::tlv::{SEQUENCE, tlv};

/// Checks a signature over a message: SHA-256 with RSA PKCS#1 v1.5 (2048 to 8192 bits), or with ECDSA on P-256
/// or P-384, its value in DER or as the raw `r || s` of a token.
///
/// # Errors
/// [`SignatureRefusal::Garbled`] when the value has not the form that the key gives,
/// [`SignatureRefusal::Mismatch`] when it has but does not verify, [`SignatureRefusal::Algorithm`] for a key
/// of another kind.
pub fn verify(certificate: &Certificate, message: &[u8], signature: &[u8]) -> Result<(), SignatureRefusal> {
    verify_encoded(certificate, message, &normalise(certificate, signature)?)
}

/// Checks a signature value that stands in a CMS: ECDSA in DER alone.
pub(super) fn verify_encoded(
    certificate: &Certificate,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureRefusal> {
    if normalise(certificate, signature)? != signature {
        return Err(SignatureRefusal::Garbled);
    }
    UnparsedPublicKey::new(algorithm(certificate)?, certificate.key())
        .verify(message, signature)
        .map_err(|_| SignatureRefusal::Mismatch)
}

/// The signature value as a CMS carries it: RSA as it is, ECDSA as the DER of `Ecdsa-Sig-Value` (RFC 5753, 7.2).
/// Tokens behind PKCS#11 give `r || s` instead.
///
/// # Errors
/// [`SignatureRefusal::Garbled`] when the value has neither form, or not the length of the key;
/// [`SignatureRefusal::Algorithm`] for a key of another kind.
pub fn normalise(certificate: &Certificate, signature: &[u8]) -> Result<Vec<u8>, SignatureRefusal> {
    match certificate.key_algorithm() {
        KeyAlgorithm::Rsa { bits } if signature.len() == bits.div_ceil(8) => Ok(signature.to_vec()),
        KeyAlgorithm::Rsa { .. } => Err(SignatureRefusal::Garbled),
        KeyAlgorithm::EcP256 => ecdsa(signature, 32),
        KeyAlgorithm::EcP384 => ecdsa(signature, 48),
        other @ KeyAlgorithm::Other(_) => Err(SignatureRefusal::Algorithm(format!("{other:?}"))),
    }
}

/// Bytes of the longest signature value that a CMS carries for a certificate's key.
///
/// # Errors
/// [`SignatureRefusal::Algorithm`] for a key that is not accepted.
pub(super) fn longest(certificate: &Certificate) -> Result<usize, SignatureRefusal> {
    match certificate.key_algorithm() {
        KeyAlgorithm::Rsa { bits } => Ok(bits.div_ceil(8)),
        KeyAlgorithm::EcP256 => ecdsa(&[0xff; 64], 32).map(|value| value.len()),
        KeyAlgorithm::EcP384 => ecdsa(&[0xff; 96], 48).map(|value| value.len()),
        other @ KeyAlgorithm::Other(_) => Err(SignatureRefusal::Algorithm(format!("{other:?}"))),
    }
}

fn algorithm(certificate: &Certificate) -> Result<&'static dyn VerificationAlgorithm, SignatureRefusal> {
    match certificate.key_algorithm() {
        KeyAlgorithm::Rsa { .. } => Ok(&RSA_PKCS1_2048_8192_SHA256),
        KeyAlgorithm::EcP256 => Ok(&ECDSA_P256_SHA256_ASN1),
        KeyAlgorithm::EcP384 => Ok(&ECDSA_P384_SHA256_ASN1),
        other @ KeyAlgorithm::Other(_) => Err(SignatureRefusal::Algorithm(format!("{other:?}"))),
    }
}

fn ecdsa(signature: &[u8], field: usize) -> Result<Vec<u8>, SignatureRefusal> {
    // DER first: a raw value that reads as DER is rarer than a DER value as long as a raw one
    if is_ecdsa_der(signature, field) {
        return Ok(signature.to_vec());
    }
    match signature.split_at_checked(field) {
        Some((r, s)) if s.len() == field => Ok(tlv(SEQUENCE, &[&integer(r), &integer(s)])),
        _ => Err(SignatureRefusal::Garbled),
    }
}

fn is_ecdsa_der(signature: &[u8], field: usize) -> bool {
    let parsed = SliceReader::new(signature).and_then(|mut reader| {
        let integers =
            reader.sequence(|pair| Ok((pair.decode::<UintRef<'_>>()?, pair.decode::<UintRef<'_>>()?)))?;
        reader.finish(integers)
    });
    parsed.is_ok_and(|(r, s)| r.as_bytes().len() <= field && s.as_bytes().len() <= field)
}

/// An unsigned integer of fixed width as a DER INTEGER.
fn integer(octets: &[u8]) -> Vec<u8> {
    const INTEGER: u8 = 0x02;
    let start = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len().saturating_sub(1));
    let significant = octets.get(start..).unwrap_or_default();
    let sign: &[u8] = if significant.first().is_some_and(|octet| *octet >= 0x80) { &[0] } else { &[] };
    tlv(INTEGER, &[sign, significant])
}

//! The forms of a signature: what a token is given to sign, and what it gives back.

use super::{Hash, KeyError};
use crate::certificate::{Certificate, KeyAlgorithm};
use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use p256::pkcs8::DecodePublicKey as _;
use rsa::sha2::Sha256;

/// `DigestInfo` of SHA-256 up to the hash itself (RFC 8017, 9.2, note 1).
const DIGEST_INFO_SHA256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// The `DigestInfo` of a SHA-256 hash: what `CKM_RSA_PKCS` pads and signs.
#[must_use]
pub fn digest_info(hash: &Hash) -> Vec<u8> {
    [DIGEST_INFO_SHA256.as_slice(), hash].concat()
}

/// Turns the `r ‖ s` of `CKM_ECDSA` (PKCS#11, 2.3.1) into an `ECDSA-Sig-Value` (RFC 3279, 2.2.3), DER.
///
/// # Errors
/// [`KeyError::Failed`] when it is not two numbers of the curve P-256.
pub fn ecdsa_der(raw: &[u8]) -> Result<Vec<u8>, KeyError> {
    let signature =
        p256::ecdsa::Signature::from_slice(raw).map_err(|error| KeyError::Failed(error.to_string()))?;
    Ok(signature.to_der().as_bytes().to_vec())
}

/// Verifies a signature over a hash with the key of a certificate.
///
/// # Errors
/// [`KeyError::Failed`]: wrong, so the key does not belong to the certificate or the token is faulty.
pub fn verify(certificate: &Certificate, hash: &Hash, signature: &[u8]) -> Result<(), KeyError> {
    let is_valid = match certificate.algorithm {
        KeyAlgorithm::Rsa => rsa::PublicKey::from_public_key_der(&certificate.public_key)
            .is_ok_and(|key| key.pkcs1v15_verify_prehash::<Sha256>(hash, signature).is_ok()),
        KeyAlgorithm::EcP256 => p256::ecdsa::VerifyingKey::from_public_key_der(&certificate.public_key)
            .ok()
            .zip(p256::ecdsa::DerSignature::from_bytes(signature).ok())
            .is_some_and(|(key, signature)| key.verify_prehash(hash, &signature).is_ok()),
    };
    if is_valid {
        Ok(())
    } else {
        Err(KeyError::Failed("chữ ký tạo ra không khớp với chứng thư số".to_owned()))
    }
}

//! A key in a PKCS#12 file (RFC 7292), for demonstrations and tests: a real official's key is in a token.

use super::{Hash, KeyError, Secret};
use crate::certificate::Certificate;
use p12_keystore::Pkcs12Archive;
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePublicKey as _};
use rsa::sha2::Sha256;

/// A private key and its certificate, taken out of a file.
pub struct Keystore {
    key: PrivateKey,
    certificate: Certificate,
}

enum PrivateKey {
    Rsa(Box<rsa::PrivateKey>),
    EcP256(p256::ecdsa::SigningKey),
}

impl Keystore {
    /// Opens a PKCS#12 file: its first key for which it holds the certificate. Keys and certificates are
    /// paired by the public key, as programs disagree on the attributes that should pair them.
    ///
    /// # Errors
    /// [`KeyError::Keystore`] for a wrong passphrase or a damaged file, [`KeyError::KeyMissing`] when no key
    /// has its certificate beside it.
    pub fn open(file: &[u8], passphrase: &Secret) -> Result<Self, KeyError> {
        let archive = Pkcs12Archive::from_pkcs12(file, passphrase)
            .map_err(|error| KeyError::Keystore(error.to_string()))?;
        let certificates: Vec<Certificate> =
            archive.certs.iter().filter_map(|bag| Certificate::from_der(bag.cert.as_der()).ok()).collect();
        archive
            .keys
            .iter()
            .filter_map(|bag| PrivateKey::from_pkcs8(bag.key.as_der()))
            .find_map(|(key, public_key)| {
                let certificate =
                    certificates.iter().find(|certificate| certificate.public_key == public_key)?;
                Some(Self { key, certificate: certificate.clone() })
            })
            .ok_or(KeyError::KeyMissing)
    }

    /// The certificate of the key.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Signs each hash; RSA with blinding.
    ///
    /// # Errors
    /// [`KeyError::Failed`] when the system gives no randomness.
    pub fn sign(&self, hashes: &[Hash]) -> Result<Vec<Vec<u8>>, KeyError> {
        hashes.iter().map(|hash| self.key.sign(hash)).collect()
    }
}

impl PrivateKey {
    /// Reads a key of a kind that we sign with, and gives its `SubjectPublicKeyInfo` too.
    fn from_pkcs8(der: &[u8]) -> Option<(Self, Vec<u8>)> {
        if let Ok(key) = rsa::PrivateKey::from_pkcs8_der(der) {
            let public_key = key.to_public_key().to_public_key_der().ok()?;
            return Some((Self::Rsa(Box::new(key)), public_key.into_vec()));
        }
        let key = p256::ecdsa::SigningKey::from_pkcs8_der(der).ok()?;
        let public_key = key.verifying_key().to_public_key_der().ok()?;
        Some((Self::EcP256(key), public_key.into_vec()))
    }

    fn sign(&self, hash: &Hash) -> Result<Vec<u8>, KeyError> {
        match self {
            Self::Rsa(key) => {
                key.pkcs1v15_sign_prehash::<Sha256>(hash).map_err(|error| KeyError::Failed(error.to_string()))
            }
            Self::EcP256(key) => {
                let signature: p256::ecdsa::DerSignature =
                    key.sign_prehash(hash).map_err(|error| KeyError::Failed(error.to_string()))?;
                Ok(signature.as_bytes().to_vec())
            }
        }
    }
}

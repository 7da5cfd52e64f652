//! A certificate (RFC 5280): what the rules and the screens need of it, and its bytes.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use const_oid::ObjectIdentifier;
use der::asn1::UintRef;
use der::{AnyRef, Decode as _, Reader as _, SliceReader};
use jiff::Timestamp;
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use serde::{Deserialize, Serialize};
use sha2::Digest as _;
use x509_cert::ext::pkix;
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::name::{self, SubjectIdentifier};
use super::oid;

/// Certificates larger than this are not read: those of people and agencies take 1 to 3 KB.
const LONGEST: usize = 64 * 1024;

/// A certificate of a person, an agency or an authority. Serialised as the base64 of its DER.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Certificate {
    der: Vec<u8>,
    subject_common_name: Option<String>,
    issuer_common_name: Option<String>,
    identifiers: Vec<SubjectIdentifier>,
    not_before: Timestamp,
    not_after: Timestamp,
    key_algorithm: KeyAlgorithm,
    key: Vec<u8>,
    signature_algorithm: ObjectIdentifier,
    key_usage: Option<KeyUsage>,
    is_ca: bool,
    subject_key_identifier: Option<Vec<u8>>,
    issuer: Vec<u8>,
    serial_number: Vec<u8>,
}

/// The public key's algorithm and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyAlgorithm {
    /// RSA with a modulus of this many bits.
    Rsa {
        /// Length of the modulus in bits.
        bits: usize,
    },
    /// ECDSA on NIST P-256.
    EcP256,
    /// ECDSA on NIST P-384.
    EcP384,
    /// Anything else: the object identifier of the curve or of the algorithm.
    Other(ObjectIdentifier),
}

/// What the key may be used for (RFC 5280, 4.2.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyUsage {
    /// `digitalSignature`.
    pub digital_signature: bool,
    /// `contentCommitment`, once called `nonRepudiation`.
    pub content_commitment: bool,
    /// `keyCertSign`.
    pub certificate_sign: bool,
}

/// Bytes that are not a certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an X.509 certificate: {0}")]
pub struct UnreadableCertificate(pub(super) String);

impl From<der::Error> for UnreadableCertificate {
    fn from(error: der::Error) -> Self {
        Self(error.to_string())
    }
}

impl Certificate {
    /// Reads one certificate in DER.
    ///
    /// # Errors
    /// [`UnreadableCertificate`] when the bytes are not exactly one certificate of at most 64 KiB.
    pub fn from_der(der: &[u8]) -> Result<Self, UnreadableCertificate> {
        if der.len() > LONGEST {
            return Err(UnreadableCertificate("longer than 64 KiB".to_owned()));
        }
        let parsed = x509_cert::Certificate::from_der(der)?;
        let tbs = &parsed.tbs_certificate;
        let (issuer, serial_number) = issuer_and_serial_number(der)?;
        let (key_algorithm, key) = key(&tbs.subject_public_key_info)?;
        let key_usage = tbs.get::<pkix::KeyUsage>()?.map(|(_, usage)| KeyUsage {
            digital_signature: usage.digital_signature(),
            content_commitment: usage.non_repudiation(),
            certificate_sign: usage.key_cert_sign(),
        });
        Ok(Self {
            der: der.to_vec(),
            subject_common_name: name::common_name(&tbs.subject),
            issuer_common_name: name::common_name(&tbs.issuer),
            identifiers: name::identifiers(&tbs.subject),
            not_before: timestamp(tbs.validity.not_before)?,
            not_after: timestamp(tbs.validity.not_after)?,
            key_algorithm,
            key,
            signature_algorithm: parsed.signature_algorithm.oid,
            key_usage,
            is_ca: tbs.get::<pkix::BasicConstraints>()?.is_some_and(|(_, constraints)| constraints.ca),
            subject_key_identifier: tbs
                .get::<pkix::SubjectKeyIdentifier>()?
                .map(|(_, identifier)| identifier.0.into_bytes()),
            issuer,
            serial_number,
        })
    }

    /// Reads the first certificate of a PEM text, or one in DER.
    ///
    /// # Errors
    /// [`UnreadableCertificate`] when there is none or it cannot be read.
    pub fn from_pem_or_der(bytes: &[u8]) -> Result<Self, UnreadableCertificate> {
        // DER begins with the tag of a SEQUENCE, which is the digit 0 of ASCII: no PEM line begins so
        if bytes.first() == Some(&super::tlv::SEQUENCE) {
            return Self::from_der(bytes);
        }
        let der = CertificateDer::from_pem_slice(bytes)
            .map_err(|error| UnreadableCertificate(format!("PEM: {error:?}")))?;
        Self::from_der(&der)
    }

    /// The certificate's own bytes.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The subject's common name: the person or the agency.
    #[must_use]
    pub fn subject_common_name(&self) -> Option<&str> {
        self.subject_common_name.as_deref()
    }

    /// The issuer's common name: the certification authority.
    #[must_use]
    pub fn issuer_common_name(&self) -> Option<&str> {
        self.issuer_common_name.as_deref()
    }

    /// The serial number in lower-case hex, as it stands in the certificate (a leading `00` is its sign).
    #[must_use]
    pub fn serial_number(&self) -> String {
        hex(AnyRef::from_der(&self.serial_number).map_or(&[], AnyRef::value))
    }

    /// Numbers of the person or organisation in the subject, e.g. `CCCD:001…`, `MST:0100…`.
    #[must_use]
    pub fn identifiers(&self) -> &[SubjectIdentifier] {
        &self.identifiers
    }

    /// Valid from this instant.
    #[must_use]
    pub fn not_before(&self) -> Timestamp {
        self.not_before
    }

    /// Valid to this instant, itself included.
    #[must_use]
    pub fn not_after(&self) -> Timestamp {
        self.not_after
    }

    /// The public key's algorithm.
    #[must_use]
    pub fn key_algorithm(&self) -> &KeyAlgorithm {
        &self.key_algorithm
    }

    /// What the key may be used for; `None` when the certificate does not say, which allows everything.
    #[must_use]
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.key_usage
    }

    /// Whether the certificate is a certification authority's (basic constraints).
    #[must_use]
    pub fn is_ca(&self) -> bool {
        self.is_ca
    }

    /// SHA-256 over the certificate's DER.
    #[must_use]
    pub fn fingerprint(&self) -> [u8; 32] {
        sha2::Sha256::digest(&self.der).into()
    }

    /// The algorithm by which the issuer signed this certificate.
    pub(super) fn signature_algorithm(&self) -> ObjectIdentifier {
        self.signature_algorithm
    }

    /// The content of `subjectPublicKey`: an `RSAPublicKey`, or an uncompressed point.
    pub(super) fn key(&self) -> &[u8] {
        &self.key
    }

    /// The issuer's name, encoded as in the certificate.
    pub(super) fn issuer(&self) -> &[u8] {
        &self.issuer
    }

    /// The subject key identifier, when the certificate has one.
    pub(super) fn subject_key_identifier(&self) -> Option<&[u8]> {
        self.subject_key_identifier.as_deref()
    }

    /// The serial number, an encoded INTEGER.
    pub(super) fn encoded_serial_number(&self) -> &[u8] {
        &self.serial_number
    }
}

/// The encodings of issuer and serial number, cut out of the certificate.
fn issuer_and_serial_number(der: &[u8]) -> der::Result<(Vec<u8>, Vec<u8>)> {
    SliceReader::new(der)?.sequence(|certificate| {
        let parts = certificate.sequence(|tbs| {
            if tbs.peek_tag()?.is_context_specific() {
                tbs.tlv_bytes()?; // version
            }
            let serial_number = tbs.tlv_bytes()?.to_vec();
            tbs.tlv_bytes()?; // signature
            let issuer = tbs.tlv_bytes()?.to_vec();
            while !tbs.is_finished() {
                tbs.tlv_bytes()?;
            }
            Ok((issuer, serial_number))
        })?;
        certificate.tlv_bytes()?; // signatureAlgorithm
        certificate.tlv_bytes()?; // signatureValue
        Ok(parts)
    })
}

fn key(info: &SubjectPublicKeyInfoOwned) -> der::Result<(KeyAlgorithm, Vec<u8>)> {
    let key = info.subject_public_key.as_bytes().unwrap_or_default().to_vec();
    let parameters = info.algorithm.parameters.as_ref();
    let algorithm = match info.algorithm.oid {
        oid::RSA_ENCRYPTION => KeyAlgorithm::Rsa { bits: modulus_bits(&key)? },
        oid::EC_PUBLIC_KEY => match parameters.and_then(|curve| curve.decode_as::<ObjectIdentifier>().ok()) {
            Some(oid::P_256) => KeyAlgorithm::EcP256,
            Some(oid::P_384) => KeyAlgorithm::EcP384,
            curve => KeyAlgorithm::Other(curve.unwrap_or(oid::EC_PUBLIC_KEY)),
        },
        other => KeyAlgorithm::Other(other),
    };
    Ok((algorithm, key))
}

/// Length of the modulus of an `RSAPublicKey` (RFC 8017, A.1.1).
fn modulus_bits(key: &[u8]) -> der::Result<usize> {
    SliceReader::new(key)?.sequence(|reader| {
        let modulus = UintRef::decode(reader)?;
        UintRef::decode(reader)?;
        let leading = modulus.as_bytes().first().map_or(0, |octet| octet.leading_zeros() as usize);
        Ok(modulus.as_bytes().len().saturating_mul(8).saturating_sub(leading))
    })
}

fn timestamp(time: x509_cert::time::Time) -> Result<Timestamp, UnreadableCertificate> {
    i64::try_from(time.to_unix_duration().as_secs())
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .ok_or_else(|| UnreadableCertificate(format!("validity out of range: {time}")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len().saturating_mul(2)), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Names a certificate by its serial number alone: subjects are persons and stay out of logs.
impl std::fmt::Debug for Certificate {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Certificate")
            .field("serial_number", &self.serial_number())
            .finish_non_exhaustive()
    }
}

impl From<Certificate> for String {
    fn from(certificate: Certificate) -> Self {
        STANDARD.encode(&certificate.der)
    }
}

impl TryFrom<String> for Certificate {
    type Error = UnreadableCertificate;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let der = STANDARD.decode(text).map_err(|error| UnreadableCertificate(error.to_string()))?;
        Self::from_der(&der)
    }
}

//! The signer's certificate: what is shown of it, and what its key can do.

use time::format_description::well_known::Rfc3339;
use x509_parser::prelude::{FromDer as _, X509Certificate};
use x509_parser::public_key::PublicKey;

/// OID of the curve P-256 (RFC 5480, 2.1.1.1).
const SECP256R1: &str = "1.2.840.10045.3.1.7";

/// An X.509 certificate (RFC 5280) whose key this agent can sign with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate as issued.
    pub der: Vec<u8>,
    /// Subject, e.g. `C=VN, CN=…, uid=CCCD:…`.
    pub subject: String,
    /// Issuer, in the same form.
    pub issuer: String,
    /// Serial number, hexadecimal without separators.
    pub serial_number: String,
    /// Start of validity, RFC 3339 in UTC.
    pub valid_from: String,
    /// End of validity, RFC 3339 in UTC.
    pub valid_to: String,
    /// What the key signs with.
    pub algorithm: KeyAlgorithm,
    /// `SubjectPublicKeyInfo`, DER.
    pub public_key: Vec<u8>,
    /// Whether it is an authority's certificate (basicConstraints).
    pub is_authority: bool,
}

/// The kinds of keys that may sign certified copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyAlgorithm {
    /// RSA; signs with RSASSA-PKCS1-v1_5 (RFC 8017, 8.2).
    Rsa,
    /// ECDSA on the curve P-256.
    EcP256,
}

/// Why a certificate cannot be used; both are shown to the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// Not an X.509 certificate in DER.
    #[error("Chứng thư số bị hỏng hoặc không đúng định dạng X.509.")]
    Malformed,
    /// A key that is neither RSA nor P-256.
    #[error("Khóa của chứng thư số không được hỗ trợ: chỉ dùng RSA hoặc ECDSA P-256.")]
    UnsupportedKey,
}

impl Certificate {
    /// Reads a certificate from DER; bytes after it are ignored, as tokens pad them.
    ///
    /// # Errors
    /// [`CertificateError`], when it is malformed or its key of another kind.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let (rest, parsed) = X509Certificate::from_der(der).map_err(|_| CertificateError::Malformed)?;
        let der = der.strip_suffix(rest).unwrap_or(der);
        let instant = |at: time::OffsetDateTime| at.format(&Rfc3339).map_err(|_| CertificateError::Malformed);
        Ok(Self {
            der: der.to_vec(),
            subject: parsed.subject().to_string(),
            issuer: parsed.issuer().to_string(),
            serial_number: hexadecimal(parsed.raw_serial()),
            valid_from: instant(parsed.validity().not_before.to_datetime())?,
            valid_to: instant(parsed.validity().not_after.to_datetime())?,
            algorithm: key_algorithm(&parsed)?,
            public_key: parsed.public_key().raw.to_vec(),
            is_authority: parsed.is_ca(),
        })
    }
}

fn key_algorithm(certificate: &X509Certificate<'_>) -> Result<KeyAlgorithm, CertificateError> {
    let key = certificate.public_key();
    match key.parsed() {
        Ok(PublicKey::RSA(_)) => Ok(KeyAlgorithm::Rsa),
        Ok(PublicKey::EC(_)) => {
            let curve = key.algorithm.parameters.as_ref().and_then(|parameters| parameters.as_oid().ok());
            let is_p256 = curve.is_some_and(|oid| oid.to_id_string() == SECP256R1);
            if is_p256 { Ok(KeyAlgorithm::EcP256) } else { Err(CertificateError::UnsupportedKey) }
        }
        _ => Err(CertificateError::UnsupportedKey),
    }
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn self_signed(algorithm: &'static rcgen::SignatureAlgorithm) -> Vec<u8> {
        let key = rcgen::KeyPair::generate_for(algorithm).unwrap();
        let mut parameters = rcgen::CertificateParams::default();
        parameters.distinguished_name = rcgen::DistinguishedName::new();
        parameters.distinguished_name.push(rcgen::DnType::CommonName, "Nguyễn Thử Nghiệm");
        parameters.serial_number = Some(vec![0x10, 0x0a].into());
        parameters.not_before = rcgen::date_time_ymd(2025, 7, 1);
        parameters.not_after = rcgen::date_time_ymd(2051, 7, 1);
        parameters.self_signed(&key).unwrap().der().to_vec()
    }

    #[test]
    fn a_certificate_shows_its_subject_serial_number_and_validity() {
        let mut padded = self_signed(&rcgen::PKCS_ECDSA_P256_SHA256);
        let der = padded.clone();
        padded.extend([0; 7]);
        let certificate = Certificate::from_der(&padded).unwrap();
        let public_key = certificate.public_key.clone();
        assert_eq!(
            certificate,
            Certificate {
                der,
                subject: "CN=Nguyễn Thử Nghiệm".to_owned(),
                issuer: "CN=Nguyễn Thử Nghiệm".to_owned(),
                serial_number: "100a".to_owned(),
                valid_from: "2025-07-01T00:00:00Z".to_owned(),
                valid_to: "2051-07-01T00:00:00Z".to_owned(),
                algorithm: KeyAlgorithm::EcP256,
                public_key,
                is_authority: false,
            }
        );
    }

    #[test]
    fn a_key_on_another_curve_is_refused() {
        let der = self_signed(&rcgen::PKCS_ECDSA_P384_SHA384);
        assert_eq!(Certificate::from_der(&der), Err(CertificateError::UnsupportedKey));
    }

    #[test]
    fn a_cut_certificate_is_malformed_wherever_it_is_cut() {
        let der = self_signed(&rcgen::PKCS_ECDSA_P256_SHA256);
        for length in 0..der.len() {
            assert_eq!(Certificate::from_der(&der[..length]), Err(CertificateError::Malformed), "{length}");
        }
    }
}

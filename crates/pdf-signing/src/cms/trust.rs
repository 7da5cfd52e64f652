//! The configured authorities, and the check of a certificate before it may sign.
//!
//! Two families are kept apart: government signatures (Ban Cơ yếu Chính phủ, NĐ 68/2024) and public ones
//! (the national root). The chain is built by `rustls-webpki`, which checks signatures, periods, basic
//! constraints and path lengths of the chain, but neither key usage nor the strength of the end entity's own
//! key: those are checked here, and first, so that the nearest cause is named (an expired certificate is
//! expired, whatever its root). Revocation is not checked here.

use const_oid::ObjectIdentifier;
use jiff::Timestamp;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, UnixTime};
use serde::{Deserialize, Serialize};
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter};

use super::certificate::{Certificate, KeyAlgorithm};
use super::oid;
use super::refusal::CertificateRefusal;

/// Signature algorithms over MD5 and SHA-1.
const BROKEN_DIGESTS: [ObjectIdentifier; 3] = [oid::MD5_WITH_RSA, oid::SHA_1_WITH_RSA, oid::ECDSA_WITH_SHA_1];

/// Whose authorities a certificate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Chữ ký số chuyên dùng công vụ: roots of Ban Cơ yếu Chính phủ.
    Government,
    /// Chữ ký số công cộng: the national root.
    Public,
}

/// A root that is trusted because it is configured, whatever its own period and signature say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustRoot {
    /// The root.
    pub certificate: Certificate,
    /// Whose it is.
    pub family: Family,
}

/// The configured roots and intermediate authorities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustStore {
    roots: Vec<TrustRoot>,
    intermediates: Vec<Certificate>,
}

/// A configured certificate that cannot serve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrustStoreError {
    /// The text is no PEM, or one of its certificates cannot be read.
    #[error("certificate {index} of the bundle cannot be read: {cause}")]
    Unreadable {
        /// Place in the bundle, from 0.
        index: usize,
        /// What was wrong.
        cause: String,
    },
    /// The certificate may not issue certificates.
    #[error("certificate {index} of the bundle is no certification authority's")]
    NotAnAuthority {
        /// Place in the bundle, from 0.
        index: usize,
    },
}

/// A checked certificate and the authorities up to its root.
///
/// The root is kept apart and not embedded in a CMS: a verifier believes only a root that it already holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    certificate: Certificate,
    intermediates: Vec<Certificate>,
    root: Certificate,
    family: Family,
}

impl Chain {
    /// The certificate that signs.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The certificate that signs, then each issuer of the one before, without the root: what a CMS embeds.
    pub fn embedded(&self) -> impl Iterator<Item = &Certificate> {
        std::iter::once(&self.certificate).chain(&self.intermediates)
    }

    /// The configured root at the end.
    #[must_use]
    pub fn root(&self) -> &Certificate {
        &self.root
    }

    /// Whose root it is.
    #[must_use]
    pub fn family(&self) -> Family {
        self.family
    }
}

impl TrustStore {
    /// A store that trusts nobody.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// Adds the roots of a family from a PEM bundle.
    ///
    /// # Errors
    /// [`TrustStoreError`] at the first certificate that cannot serve; nothing is added then.
    pub fn with_roots(mut self, family: Family, pem: &[u8]) -> Result<Self, TrustStoreError> {
        let roots = authorities(pem)?;
        self.roots.extend(roots.into_iter().map(|certificate| TrustRoot { certificate, family }));
        Ok(self)
    }

    /// Adds intermediate authorities from a PEM bundle: many tokens hold only their own certificate.
    ///
    /// # Errors
    /// [`TrustStoreError`] at the first certificate that cannot serve; nothing is added then.
    pub fn with_intermediates(mut self, pem: &[u8]) -> Result<Self, TrustStoreError> {
        self.intermediates.extend(authorities(pem)?);
        Ok(self)
    }

    /// The configured roots.
    #[must_use]
    pub fn roots(&self) -> &[TrustRoot] {
        &self.roots
    }

    /// Whether this certificate may sign at this instant, and by which chain.
    ///
    /// # Errors
    /// The nearest cause: what the certificate itself shows (an authority's, period, key, key usage) before
    /// what its chain shows.
    pub fn check(&self, certificate: &Certificate, at: Timestamp) -> Result<Chain, CertificateRefusal> {
        check_certificate(certificate, at)?;
        self.build_chain(certificate, at)
    }

    fn build_chain(&self, certificate: &Certificate, at: Timestamp) -> Result<Chain, CertificateRefusal> {
        let unreadable = |error: webpki::Error| CertificateRefusal::Unreadable(error.to_string());
        let end_entity = CertificateDer::from(certificate.der());
        let end_entity = EndEntityCert::try_from(&end_entity).map_err(unreadable)?;
        let roots: Vec<_> =
            self.roots.iter().map(|root| CertificateDer::from(root.certificate.der())).collect();
        let anchors = roots
            .iter()
            .map(webpki::anchor_from_trusted_cert)
            .collect::<Result<Vec<_>, _>>()
            .map_err(unreadable)?;
        let intermediates: Vec<_> =
            self.intermediates.iter().map(|issuer| CertificateDer::from(issuer.der())).collect();
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        let path = end_entity
            .verify_for_usage(
                webpki::ALL_VERIFICATION_ALGS,
                &anchors,
                &intermediates,
                time,
                AnyPurpose,
                None,
                None,
            )
            .map_err(|error| refusal(&error))?;
        let position = anchors.iter().position(|anchor| std::ptr::eq(anchor, path.anchor()));
        let root = position.and_then(|at| self.roots.get(at)).ok_or_else(|| no_root("no anchor"))?;
        let intermediates = path
            .intermediate_certificates()
            .map(|issuer| Certificate::from_der(&issuer.der()))
            .collect::<Result<_, _>>()
            .map_err(|error| CertificateRefusal::Unreadable(error.to_string()))?;
        Ok(Chain {
            certificate: certificate.clone(),
            intermediates,
            root: root.certificate.clone(),
            family: root.family,
        })
    }
}

/// What the certificate shows by itself.
fn check_certificate(certificate: &Certificate, at: Timestamp) -> Result<(), CertificateRefusal> {
    if certificate.is_ca() {
        return Err(CertificateRefusal::IsCa);
    }
    // X.509 counts whole seconds, the last one included (RFC 5280, 4.1.2.5)
    if at.as_second() > certificate.not_after().as_second() {
        return Err(CertificateRefusal::Expired { not_after: certificate.not_after() });
    }
    if at < certificate.not_before() {
        return Err(CertificateRefusal::NotYetValid { not_before: certificate.not_before() });
    }
    match certificate.key_algorithm() {
        KeyAlgorithm::Rsa { bits: 2048..=8192 } | KeyAlgorithm::EcP256 | KeyAlgorithm::EcP384 => {}
        weak => return Err(CertificateRefusal::WeakKey(format!("{weak:?}"))),
    }
    if BROKEN_DIGESTS.contains(&certificate.signature_algorithm()) {
        return Err(CertificateRefusal::WeakKey(certificate.signature_algorithm().to_string()));
    }
    // every key signs unless the certificate says otherwise (RFC 5280, 4.2.1.3)
    match certificate.key_usage() {
        Some(usage) if !usage.digital_signature && !usage.content_commitment => {
            Err(CertificateRefusal::KeyUsage)
        }
        _ => Ok(()),
    }
}

fn refusal(error: &webpki::Error) -> CertificateRefusal {
    match error {
        webpki::Error::CertExpired { .. } | webpki::Error::CertNotValidYet { .. } => {
            CertificateRefusal::IssuerNotValid
        }
        webpki::Error::CaUsedAsEndEntity => CertificateRefusal::IsCa,
        webpki::Error::UnsupportedSignatureAlgorithmContext(_)
        | webpki::Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => {
            CertificateRefusal::WeakKey(error.to_string())
        }
        webpki::Error::UnsupportedCriticalExtension
        | webpki::Error::BadDer
        | webpki::Error::BadDerTime
        | webpki::Error::ExtensionValueInvalid
        | webpki::Error::InvalidCertValidity
        | webpki::Error::MalformedExtensions
        | webpki::Error::SignatureAlgorithmMismatch
        | webpki::Error::TrailingData(_) => CertificateRefusal::Unreadable(error.to_string()),
        other => no_root(&other.to_string()),
    }
}

fn no_root(cause: &str) -> CertificateRefusal {
    CertificateRefusal::UnknownRoot(cause.to_owned())
}

fn authorities(pem: &[u8]) -> Result<Vec<Certificate>, TrustStoreError> {
    CertificateDer::pem_slice_iter(pem)
        .enumerate()
        .map(|(index, der)| {
            let unreadable = |cause: String| TrustStoreError::Unreadable { index, cause };
            let der = der.map_err(|error| unreadable(format!("{error:?}")))?;
            let authority = Certificate::from_der(&der).map_err(|error| unreadable(error.to_string()))?;
            webpki::anchor_from_trusted_cert(&der).map_err(|error| unreadable(error.to_string()))?;
            // webpki reads no key usage, so an issuer that may not issue is turned away here
            let may_issue = authority.key_usage().is_none_or(|usage| usage.certificate_sign);
            if authority.is_ca() && may_issue {
                Ok(authority)
            } else {
                Err(TrustStoreError::NotAnAuthority { index })
            }
        })
        .collect()
}

/// Certificates for signing documents carry many different extended key usages, or none: none is required.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

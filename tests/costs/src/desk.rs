//! A key on an official's desk, with a certificate by an authority; both made for one run.

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use pdf_signing::cms::{
    Certificate, Chain, Family, SignedAttributes, TrustStore, longest_signed_data, signed_data,
};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    SigningKey as _, date_time_ymd,
};

/// An instant at which the certificates are valid.
const NOW: &str = "2026-11-23T03:00:00Z";

/// A desk, and the chain of its certificate.
pub struct Desk {
    key: KeyPair,
    chain: Chain,
    authority: String,
}

impl Desk {
    /// A desk with a P-256 key.
    ///
    /// # Errors
    /// When key or certificates cannot be made.
    pub fn create() -> Result<Self> {
        Self::with_key(KeyPair::generate()?)
    }

    /// A desk with the RSA key of a PEM text (PKCS #8).
    ///
    /// # Errors
    /// When the text holds no such key, or the certificates cannot be made.
    pub fn with_rsa_key(pem: &str) -> Result<Self> {
        Self::with_key(KeyPair::from_pkcs8_pem_and_sign_algo(pem, &rcgen::PKCS_RSA_SHA256)?)
    }

    fn with_key(key: KeyPair) -> Result<Self> {
        let mut root = named("Costs Root");
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        root.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let root = CertifiedIssuer::self_signed(root, KeyPair::generate()?)?;
        let mut official = named("Nguyễn Thị Thử Nghiệm");
        official.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
        official.use_authority_key_identifier_extension = true;
        let certificate = Certificate::from_der(official.signed_by(&key, &root)?.der())?;
        let authority = root.pem();
        let trust = TrustStore::empty().with_roots(Family::Government, authority.as_bytes())?;
        let now: Timestamp = NOW.parse()?;
        let chain = trust.check(&certificate, now).map_err(|refusal| anyhow::anyhow!("{refusal}"))?;
        Ok(Self { key, chain, authority })
    }

    /// The certificate of the key, in DER.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        self.chain.certificate()
    }

    /// The authority's certificate, in PEM.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// Bytes to reserve for a CMS of this desk.
    ///
    /// # Errors
    /// When its key signs no CMS.
    pub fn contents_reserve(&self) -> Result<usize> {
        longest_signed_data(&self.chain).context("the room for a CMS")
    }

    /// What the server hands out, and the desk's answer to it.
    ///
    /// # Errors
    /// When the key does not sign.
    pub fn answer(&self, digest: [u8; 32]) -> Result<(SignedAttributes, Vec<u8>)> {
        let attributes = SignedAttributes::new(digest, self.certificate());
        let signature = self.key.sign(attributes.der())?;
        Ok((attributes, signature))
    }

    /// The CMS around an answer: the server's part of it.
    ///
    /// # Errors
    /// When the answer does not verify.
    pub fn cms(&self, attributes: &SignedAttributes, signature: &[u8]) -> Result<Vec<u8>> {
        signed_data(attributes, &self.chain, signature).context("making the CMS")
    }
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CountryName, "VN");
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2040, 1, 1);
    params
}

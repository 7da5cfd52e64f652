//! Authorities, desks and their certificates, made for one run.

use jiff::Timestamp;
use pdf_signing::cms::{Certificate, Chain, Family, SignedAttributes, TrustStore, signed_data};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose,
    PublicKeyData, SigningKey as _, date_time_ymd,
};

use crate::openssl::{Scratch, openssl};

/// The instant of these tests; certificates are valid around it unless a test says otherwise.
pub(crate) fn now() -> Timestamp {
    "2026-03-02T02:00:00Z".parse().unwrap()
}

/// A root and an intermediate authority.
pub(crate) struct Authority {
    pub(crate) root: CertifiedIssuer<'static, KeyPair>,
    pub(crate) intermediate: CertifiedIssuer<'static, KeyPair>,
}

/// A key on a desk and its certificate.
pub(crate) struct Desk {
    pub(crate) key: KeyPair,
    pub(crate) certificate: Certificate,
}

/// The kinds of keys on tokens.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Rsa2048,
    Rsa4096,
    P256,
    P384,
}

impl Authority {
    pub(crate) fn create(name: &str) -> Self {
        let root = CertifiedIssuer::self_signed(
            authority(&format!("{name} Root"), 2040),
            KeyPair::generate().unwrap(),
        )
        .unwrap();
        let intermediate = CertifiedIssuer::signed_by(
            authority(&format!("{name} Sub"), 2035),
            KeyPair::generate().unwrap(),
            &root,
        )
        .unwrap();
        Self { root, intermediate }
    }

    pub(crate) fn trust(&self) -> TrustStore {
        TrustStore::empty()
            .with_roots(Family::Government, self.root.pem().as_bytes())
            .unwrap()
            .with_intermediates(self.intermediate.pem().as_bytes())
            .unwrap()
    }

    pub(crate) fn certify(&self, params: &CertificateParams, key: &impl PublicKeyData) -> Certificate {
        Certificate::from_der(params.signed_by(key, &self.intermediate).unwrap().der()).unwrap()
    }

    pub(crate) fn desk(&self, kind: Kind) -> Desk {
        let key = kind.key();
        Desk { certificate: self.certify(&person("Nguyễn Văn Mẫu"), &key), key }
    }

    pub(crate) fn chain(&self, desk: &Desk) -> Chain {
        self.trust().check(&desk.certificate, now()).unwrap()
    }

    /// A CMS by this desk over a document of this digest.
    pub(crate) fn cms(&self, desk: &Desk, digest: [u8; 32]) -> Vec<u8> {
        let attributes = SignedAttributes::new(digest, &desk.certificate);
        signed_data(&attributes, &self.chain(desk), &desk.sign(attributes.der())).unwrap()
    }
}

impl Desk {
    /// SHA-256 and the key's own algorithm over a message.
    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        if self.key.algorithm() == &rcgen::PKCS_ECDSA_P384_SHA384 {
            // ring signs with P-384 over SHA-384 alone
            let key = Scratch::holding(self.key.serialize_pem().as_bytes());
            return openssl(&["dgst", "-sha256", "-sign", key.path()], message).unwrap();
        }
        self.key.sign(message).unwrap()
    }
}

impl Kind {
    fn key(self) -> KeyPair {
        match self {
            Self::P256 => KeyPair::generate().unwrap(),
            Self::P384 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384).unwrap(),
            Self::Rsa2048 => rsa("rsa_keygen_bits:2048"),
            Self::Rsa4096 => rsa("rsa_keygen_bits:4096"),
        }
    }
}

fn rsa(bits: &str) -> KeyPair {
    let pem = openssl(&["genpkey", "-algorithm", "RSA", "-pkeyopt", bits], &[]).unwrap();
    KeyPair::from_pkcs8_pem_and_sign_algo(&String::from_utf8(pem).unwrap(), &rcgen::PKCS_RSA_SHA256).unwrap()
}

/// An authority's certificate, valid from 2020 to this year.
pub(crate) fn authority(name: &str, last_year: i32) -> CertificateParams {
    let mut params = named(name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(last_year, 1, 1);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// An official's certificate, valid through 2025 and 2026.
pub(crate) fn person(name: &str) -> CertificateParams {
    let mut params = named(name);
    params.distinguished_name.push(user_id(), "CCCD:001099000001");
    params.not_before = date_time_ymd(2025, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    params.use_authority_key_identifier_extension = true;
    params
}

pub(crate) fn user_id() -> DnType {
    DnType::CustomDnType(vec![0, 9, 2342, 19_200_300, 100, 1, 1])
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CountryName, "VN");
    params.distinguished_name.push(DnType::CommonName, name);
    params
}

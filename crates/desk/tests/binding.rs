//! Certificates whose CMS has room in a copy, and those whose chain is too long.
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be made fails its test")]

use api::Problem;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::agency::{BoundCertificate, Challenge};
use desk::{
    MAX_CMS,
    binding::{self, BindBody},
};
use jiff::Timestamp;
use pdf_signing::cms::{Certificate, Family, SignedAttributes, TrustStore, challenge, signed_data};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType, IsCa, KeyPair,
    KeyUsagePurpose, SigningKey as _, date_time_ymd,
};

const SUBJECT: &str = "CCCD:001099000001";
const CHALLENGE: &str = "chung-thuc/binding/1/signer/01";

fn now() -> Timestamp {
    "2026-03-02T02:00:00Z".parse().unwrap()
}

/// A key under two authorities, whose certificates carry `padding` bytes of policies each.
struct LongChain {
    trust: TrustStore,
    key: KeyPair,
    certificate: Certificate,
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2025, 1, 1);
    params.not_after = date_time_ymd(2035, 1, 1);
    params
}

fn authority(name: &str, padding: usize) -> CertificateParams {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let private = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 55_555, 1], vec![0x04; padding]);
    params.custom_extensions = vec![private];
    params
}

impl LongChain {
    fn with_padding(padding: usize) -> Self {
        let key = || KeyPair::generate().unwrap();
        let root = CertifiedIssuer::self_signed(authority("Root", 0), key()).unwrap();
        let upper = CertifiedIssuer::signed_by(authority("Upper", padding), key(), &root).unwrap();
        let lower = CertifiedIssuer::signed_by(authority("Lower", padding), key(), &upper).unwrap();
        let mut person = named("Nguyễn Văn Mẫu");
        let user_id = DnType::CustomDnType(vec![0, 9, 2342, 19_200_300, 100, 1, 1]);
        person.distinguished_name.push(user_id, SUBJECT);
        person.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        let own = key();
        let certificate = Certificate::from_der(person.signed_by(&own, &lower).unwrap().der()).unwrap();
        let trust = TrustStore::empty()
            .with_roots(Family::Government, root.pem().as_bytes())
            .and_then(|trust| trust.with_intermediates(upper.pem().as_bytes()))
            .and_then(|trust| trust.with_intermediates(lower.pem().as_bytes()))
            .unwrap();
        Self { trust, key: own, certificate }
    }

    fn bind(&self, answer: &[u8]) -> Result<BoundCertificate, Problem> {
        let challenge = Challenge { message: CHALLENGE.to_owned(), at: now() };
        let body = BindBody {
            signature: STANDARD.encode(answer),
            certificate: Some(STANDARD.encode(self.certificate.der())),
        };
        binding::bind(&self.trust, Some(&challenge), SUBJECT, &body, now())
    }

    /// What a desk that signs hashes answers.
    fn signature(&self) -> Vec<u8> {
        self.key.sign(CHALLENGE.as_bytes()).unwrap()
    }

    /// What a desk answers that makes the CMS itself.
    fn own_cms(&self) -> Vec<u8> {
        let attributes = SignedAttributes::new(challenge::hash(CHALLENGE.as_bytes()), &self.certificate);
        let chain = self.trust.check(&self.certificate, now()).unwrap();
        signed_data(&attributes, &chain, &self.key.sign(attributes.der()).unwrap()).unwrap()
    }
}

fn is_too_long(refused: Result<BoundCertificate, Problem>) {
    let problem = refused.unwrap_err();
    assert_eq!((problem.status, problem.code), (422, "certificate-chain-too-long"));
    assert_eq!(
        problem.detail,
        "Chứng thư số kèm chuỗi chứng thư số của các tổ chức cấp dài quá 64 KB, không đặt vừa trong bản sao. \
         Dùng chứng thư số khác, hoặc báo quản trị kiểm tra các chứng thư số trung gian."
    );
}

#[test]
fn a_chain_longer_than_any_known_is_bound() {
    let long = LongChain::with_padding(20_000);
    let bound = long.bind(&long.signature()).unwrap();
    assert_eq!((bound.way.as_str(), bound.cms_length), ("over_hash", None));
}

#[test]
fn a_desk_that_makes_the_cms_itself_is_bound_with_its_length() {
    let long = LongChain::with_padding(20_000);
    let cms = long.own_cms();
    let bound = long.bind(&cms).unwrap();
    assert_eq!((bound.way.as_str(), bound.cms_length), ("signed_data", Some(cms.len())));
}

#[test]
fn a_chain_that_no_copy_has_room_for_is_refused_when_it_is_bound() {
    let long = LongChain::with_padding(MAX_CMS / 2);
    is_too_long(long.bind(&long.signature()));
    is_too_long(long.bind(&long.own_cms()));
}

#[test]
fn the_room_ends_at_a_byte() {
    let base = LongChain::with_padding(30_000);
    let chain = |long: &LongChain| long.trust.check(&long.certificate, now()).unwrap();
    let length = |long: &LongChain| pdf_signing::cms::longest_signed_data(&chain(long)).unwrap();
    // Serial numbers and keys vary by some bytes, so the limit is approached until both sides were seen.
    let padding = 30_000 + (MAX_CMS - length(&base)) / 2;
    let (mut fits, mut refused) = (false, false);
    for extra in 0..40 {
        let long = LongChain::with_padding(padding - 20 + extra);
        let answer = long.bind(&long.signature());
        if length(&long) <= MAX_CMS {
            assert!(answer.is_ok(), "{} bytes", length(&long));
            fits = true;
        } else {
            is_too_long(answer);
            refused = true;
        }
    }
    assert!(fits && refused);
}

//! What is read of a certificate, and every cause for which one may not sign.

use pdf_signing::cms::certificate::{KeyAlgorithm, KeyUsage};
use pdf_signing::cms::trust::TrustStoreError;
use pdf_signing::cms::{Certificate, CertificateRefusal, Family, TrustStore};
use rcgen::{KeyPair, KeyUsagePurpose, PublicKeyData, SignatureAlgorithm, date_time_ymd};

use crate::authority::{Authority, Kind, authority, now, person, user_id};
use crate::openssl::{Scratch, openssl};

#[test]
fn a_certificate_says_whose_it_is_and_until_when() {
    let authority = Authority::create("Ban Cơ yếu");
    let mut params = person("Trần Thị Mẫu");
    params.serial_number = Some(vec![0x54, 0x01, 0xab].into());
    let certificate = authority.certify(&params, &KeyPair::generate().unwrap());

    assert_eq!(certificate.subject_common_name(), Some("Trần Thị Mẫu"));
    assert_eq!(certificate.issuer_common_name(), Some("Ban Cơ yếu Sub"));
    assert_eq!(certificate.serial_number(), "5401ab");
    assert_eq!(certificate.not_before(), "2025-01-01T00:00:00Z".parse().unwrap());
    assert_eq!(certificate.not_after(), "2027-01-01T00:00:00Z".parse().unwrap());
    assert_eq!(certificate.key_algorithm(), &KeyAlgorithm::EcP256);
    let usage = KeyUsage { digital_signature: true, content_commitment: true, certificate_sign: false };
    assert_eq!(certificate.key_usage(), Some(usage));
    assert!(!certificate.is_ca());
}

#[test]
fn the_numbers_of_a_person_and_an_agency_are_found_in_the_subject() {
    let authority = Authority::create("CA");
    let mut params = person("UBND xã Mẫu");
    params.distinguished_name.push(user_id(), "MST: 0100109106");
    let certificate = authority.certify(&params, &KeyPair::generate().unwrap());
    let identifiers: Vec<_> =
        certificate.identifiers().iter().map(|found| (found.scheme(), found.number().to_owned())).collect();
    assert_eq!(identifiers, [(Some("MST".to_owned()), "0100109106".to_owned())]);
}

#[test]
fn the_kind_of_a_key_is_told() {
    let authority = Authority::create("CA");
    for (kind, expected) in [
        (Kind::Rsa2048, KeyAlgorithm::Rsa { bits: 2048 }),
        (Kind::P256, KeyAlgorithm::EcP256),
        (Kind::P384, KeyAlgorithm::EcP384),
    ] {
        assert_eq!(authority.desk(kind).certificate.key_algorithm(), &expected);
    }
}

#[test]
fn a_certificate_is_read_from_pem_and_kept_through_json() {
    let authority = Authority::create("CA");
    let from_pem = Certificate::from_pem_or_der(authority.root.pem().as_bytes()).unwrap();
    assert_eq!(from_pem, Certificate::from_pem_or_der(authority.root.der()).unwrap());
    let json = serde_json::to_string(&from_pem).unwrap();
    assert_eq!(serde_json::from_str::<Certificate>(&json).unwrap(), from_pem);
}

#[test]
fn a_good_certificate_has_its_chain_and_family() {
    let (government, public) = (Authority::create("Công vụ"), Authority::create("Công cộng"));
    let trust = government
        .trust()
        .with_roots(Family::Public, public.root.pem().as_bytes())
        .unwrap()
        .with_intermediates(public.intermediate.pem().as_bytes());
    let trust = trust.unwrap();
    for (authority, family) in [(&government, Family::Government), (&public, Family::Public)] {
        let desk = authority.desk(Kind::P256);
        let chain = trust.check(&desk.certificate, now()).unwrap();
        let embedded: Vec<_> = chain.embedded().map(Certificate::der).collect();
        assert_eq!(embedded, [desk.certificate.der(), authority.intermediate.der()]);
        assert_eq!(chain.root().der(), &authority.root.der()[..]);
        assert_eq!(chain.family(), family);
    }
}

#[test]
fn a_certificate_without_key_usage_may_sign() {
    let authority = Authority::create("CA");
    let mut params = person("A");
    params.key_usages.clear();
    let certificate = authority.certify(&params, &KeyPair::generate().unwrap());
    assert_eq!(certificate.key_usage(), None);
    assert!(authority.trust().check(&certificate, now()).is_ok());
}

#[test]
fn each_purpose_of_signing_alone_is_enough() {
    let authority = Authority::create("CA");
    for usage in [KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment] {
        let mut params = person("A");
        params.key_usages = vec![usage];
        let certificate = authority.certify(&params, &KeyPair::generate().unwrap());
        assert!(authority.trust().check(&certificate, now()).is_ok(), "{usage:?}");
    }
}

#[test]
fn a_certificate_is_good_through_its_last_second_and_no_longer() {
    let authority = Authority::create("CA");
    let certificate = authority.desk(Kind::P256).certificate;
    let last = certificate.not_after();
    let check = |at: &str| authority.trust().check(&certificate, at.parse().unwrap()).map(|_| ());
    assert_eq!(check("2027-01-01T00:00:00.9Z"), Ok(()));
    assert_eq!(check("2027-01-01T00:00:01Z"), Err(CertificateRefusal::Expired { not_after: last }));
    assert_eq!(check("2025-01-01T00:00:00Z"), Ok(()));
    let not_before = certificate.not_before();
    let early = check("2024-12-31T23:59:59Z").unwrap_err();
    assert_eq!(early, CertificateRefusal::NotYetValid { not_before });
    // The clock of the authority may be ahead by minutes, so the message has the minute, in Vietnam.
    assert_eq!(
        early.message(),
        "Chứng thư số có hiệu lực từ 07:00 ngày 01/01/2025, theo giờ của hệ thống. Vui lòng ký lại từ lúc đó, hoặc dùng \
         chứng thư số đang có hiệu lực."
    );
}

#[test]
fn an_expired_certificate_of_a_stranger_is_named_expired() {
    let stranger = Authority::create("Stranger");
    let mut params = person("A");
    params.not_after = date_time_ymd(2026, 1, 1);
    let certificate = stranger.certify(&params, &KeyPair::generate().unwrap());
    let refusal = Authority::create("CA").trust().check(&certificate, now()).unwrap_err();
    assert_eq!(refusal.code(), "certificate-expired");
}

#[test]
fn a_key_that_may_only_encipher_may_not_sign() {
    let authority = Authority::create("CA");
    let mut params = person("A");
    params.key_usages = vec![KeyUsagePurpose::KeyEncipherment];
    let certificate = authority.certify(&params, &KeyPair::generate().unwrap());
    let refusal = authority.trust().check(&certificate, now()).unwrap_err();
    assert_eq!(refusal, CertificateRefusal::KeyUsage);
    assert_eq!(refusal.code(), "certificate-key-usage");
}

#[test]
fn a_certificate_of_an_unknown_authority_is_refused_even_under_a_known_name() {
    let (known, impostor) = (Authority::create("CA"), Authority::create("CA"));
    for stranger in [impostor, Authority::create("Stranger")] {
        let refusal = known.trust().check(&stranger.desk(Kind::P256).certificate, now()).unwrap_err();
        assert_eq!(refusal.code(), "certificate-unknown-root");
    }
}

#[test]
fn a_chain_without_its_intermediate_leads_nowhere() {
    let authority = Authority::create("CA");
    let trust = TrustStore::empty().with_roots(Family::Public, authority.root.pem().as_bytes()).unwrap();
    let refusal = trust.check(&authority.desk(Kind::P256).certificate, now()).unwrap_err();
    assert_eq!(refusal.code(), "certificate-unknown-root");
}

#[test]
fn an_expired_authority_is_not_called_an_expired_certificate() {
    let authority = Authority::create("CA");
    let mut params = person("A");
    params.not_after = date_time_ymd(2039, 1, 1);
    let certificate = authority.certify(&params, &KeyPair::generate().unwrap());
    let refusal = authority.trust().check(&certificate, "2036-06-01T00:00:00Z".parse().unwrap()).unwrap_err();
    assert_eq!(refusal, CertificateRefusal::IssuerNotValid);
    assert_eq!(refusal.code(), "certificate-issuer-not-valid");
}

#[test]
fn an_authority_does_not_sign_documents() {
    let authority = Authority::create("CA");
    let certificate = Certificate::from_der(authority.intermediate.der()).unwrap();
    let refusal = authority.trust().check(&certificate, now()).unwrap_err();
    assert_eq!(refusal, CertificateRefusal::IsCa);
    assert_eq!(refusal.code(), "certificate-is-ca");
}

/// A public key of an algorithm that `rcgen` knows but will not make a key for.
struct BarePublicKey(Vec<u8>);

impl PublicKeyData for BarePublicKey {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &rcgen::PKCS_RSA_SHA256
    }
}

#[test]
fn a_short_rsa_key_is_weak() {
    let authority = Authority::create("CA");
    let key = openssl(&["genrsa", "1024"], &[]).unwrap();
    let key = openssl(&["rsa", "-RSAPublicKey_out", "-outform", "DER"], &key).unwrap();
    let certificate = authority.certify(&person("A"), &BarePublicKey(key));
    assert_eq!(certificate.key_algorithm(), &KeyAlgorithm::Rsa { bits: 1024 });
    let refusal = authority.trust().check(&certificate, now()).unwrap_err();
    assert_eq!(refusal.code(), "certificate-weak-key");
}

#[test]
fn another_curve_and_sha_1_are_weak() {
    for (curve, digest) in [("secp521r1", "-sha256"), ("secp256k1", "-sha256"), ("prime256v1", "-sha1")] {
        let key = Scratch::holding(&[]);
        let curve = format!("ec_paramgen_curve:{curve}");
        let arguments = [
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            &curve,
            "-nodes",
            "-keyout",
            key.path(),
            digest,
            "-subj",
            "/CN=A",
            "-days",
            "2",
            "-addext",
            "basicConstraints=CA:FALSE",
        ];
        let certificate = Certificate::from_pem_or_der(&openssl(&arguments, &[]).unwrap()).unwrap();
        let refusal = TrustStore::empty().check(&certificate, certificate.not_before()).unwrap_err();
        assert_eq!(refusal.code(), "certificate-weak-key", "{curve} {digest}");
    }
}

#[test]
fn what_no_rule_knows_but_demands_to_be_known_is_unreadable() {
    let authority = Authority::create("CA");
    let mut params = person("A");
    let mut extension = rcgen::CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99_999, 1], vec![5, 0]);
    extension.set_criticality(true);
    params.custom_extensions = vec![extension];
    let certificate = authority.certify(&params, &KeyPair::generate().unwrap());
    let refusal = authority.trust().check(&certificate, now()).unwrap_err();
    assert_eq!(refusal.code(), "certificate-unreadable");
}

#[test]
fn a_bundle_with_a_certificate_that_cannot_issue_is_refused_with_its_place() {
    let ca = Authority::create("CA");
    let mut cannot_issue = authority("Quên quyền cấp", 2040);
    cannot_issue.key_usages = vec![KeyUsagePurpose::CrlSign];
    let cannot_issue = cannot_issue.self_signed(&KeyPair::generate().unwrap()).unwrap();
    let bundle = format!("{}{}", ca.root.pem(), cannot_issue.pem());
    assert_eq!(
        TrustStore::empty().with_roots(Family::Public, bundle.as_bytes()),
        Err(TrustStoreError::NotAnAuthority { index: 1 })
    );
}

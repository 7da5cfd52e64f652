//! The CMS that is embedded: what OpenSSL thinks of it, and every cause for which one is refused.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerInfos};
use const_oid::db::rfc5911;
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Decode as _, Encode as _};
use pdf_signing::cms::{
    Certificate, SignatureRefusal, SignedAttributes, accept_signed_data, longest_signed_data, signed_data,
    verify_detached,
};
use sha2::Digest as _;
use x509_cert::attr::{Attribute, Attributes};

use crate::authority::{Authority, Desk, Kind, now};
use crate::openssl;

const DOCUMENT: &[u8] = b"the bytes that a byte range covers";

fn digest() -> [u8; 32] {
    sha2::Sha256::digest(DOCUMENT).into()
}

/// A CMS taken apart by the `cms` crate, changed, and put together again.
fn changed(cms: &[u8], change: impl FnOnce(&mut SignedData)) -> Vec<u8> {
    let mut info = ContentInfo::from_der(cms).unwrap();
    let mut signed_data: SignedData = info.content.decode_as().unwrap();
    change(&mut signed_data);
    info.content = Any::encode_from(&signed_data).unwrap();
    info.to_der().unwrap()
}

/// The same with other signed attributes, signed again so that only the attributes are wrong.
fn with_attributes(
    desk: &Desk,
    cms: &[u8],
    change: impl FnOnce(Vec<Attribute>) -> Vec<Attribute>,
) -> Vec<u8> {
    changed(cms, |signed_data| {
        let mut signer = signed_data.signer_infos.0.get(0).unwrap().clone();
        let attributes = change(signer.signed_attrs.unwrap().into_vec());
        let attributes = Attributes::try_from(attributes).unwrap();
        signer.signature = OctetString::new(desk.sign(&attributes.to_der().unwrap())).unwrap();
        signer.signed_attrs = Some(attributes);
        signed_data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
    })
}

fn refusal(cms: &[u8]) -> SignatureRefusal {
    verify_detached(cms, digest()).unwrap_err()
}

#[test]
fn openssl_verifies_the_cms_of_every_kind_of_key() {
    let authority = Authority::create("CA");
    for kind in [Kind::Rsa2048, Kind::P256, Kind::P384] {
        let desk = authority.desk(kind);
        let cms = authority.cms(&desk, digest());
        openssl::verify(&cms, DOCUMENT, &authority.root.pem(), now().as_second())
            .unwrap_or_else(|complaint| panic!("{kind:?}: {complaint}"));
        let other = openssl::verify(&cms, b"another", &authority.root.pem(), now().as_second());
        assert!(other.is_err(), "{kind:?}");
    }
}

#[test]
fn the_cms_holds_the_chain_without_root_three_attributes_and_no_unsigned_one() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let cms = authority.cms(&desk, digest());
    let signed_data: SignedData = ContentInfo::from_der(&cms).unwrap().content.decode_as().unwrap();

    let embedded: Vec<_> =
        signed_data.certificates.as_ref().unwrap().0.iter().map(|c| c.to_der().unwrap()).collect();
    let mut expected = vec![desk.certificate.der().to_vec(), authority.intermediate.der().to_vec()];
    expected.sort();
    assert_eq!(embedded, expected);
    let signer = signed_data.signer_infos.0.get(0).unwrap();
    let mut kinds: Vec<_> =
        signer.signed_attrs.as_ref().unwrap().iter().map(|attribute| attribute.oid).collect();
    kinds.sort();
    let mut expected =
        [rfc5911::ID_CONTENT_TYPE, rfc5911::ID_MESSAGE_DIGEST, rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2];
    expected.sort();
    assert_eq!(kinds, expected);
    assert_eq!(signer.unsigned_attrs, None);
    assert_eq!(signed_data.encap_content_info.econtent, None);
}

#[test]
fn what_is_verified_is_what_was_put_in() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::Rsa2048);
    let verified = verify_detached(&authority.cms(&desk, digest()), digest()).unwrap();
    assert_eq!(verified.certificate, desk.certificate);
    assert!(verified.certificates.contains(&Certificate::from_der(authority.intermediate.der()).unwrap()));
    assert_eq!((verified.certificates.len(), verified.signing_time, verified.time_stamp), (2, None, None));
}

#[test]
fn the_attributes_survive_the_way_to_the_desk_and_back() {
    let desk = Authority::create("CA").desk(Kind::P256);
    let attributes = SignedAttributes::new(digest(), &desk.certificate);
    let json = serde_json::to_string(&attributes).unwrap();
    assert_eq!(serde_json::from_str::<SignedAttributes>(&json).unwrap(), attributes);
    assert_eq!(attributes.document_digest(), digest());
    assert_eq!(attributes.hash(), <[u8; 32]>::from(sha2::Sha256::digest(attributes.der())));
}

#[test]
fn the_longest_cms_is_known_before_it_is_signed() {
    let authority = Authority::create("CA");
    for kind in [Kind::Rsa2048, Kind::Rsa4096, Kind::P256, Kind::P384] {
        let desk = authority.desk(kind);
        let longest = longest_signed_data(&authority.chain(&desk)).unwrap();
        // An ECDSA value is shorter when its integers have leading zeros; an RSA value always has the same length.
        let shorter = if matches!(kind, Kind::P256 | Kind::P384) { 8 } else { 0 };
        for document in 0..8 {
            let needed = authority.cms(&desk, [document; 32]).len();
            assert!((longest - shorter..=longest).contains(&needed), "{kind:?}: {needed} of {longest}");
        }
    }
}

#[test]
fn no_cms_is_made_of_a_signature_that_does_not_verify() {
    let authority = Authority::create("CA");
    let (desk, other) = (authority.desk(Kind::P256), authority.desk(Kind::P256));
    let attributes = SignedAttributes::new(digest(), &desk.certificate);
    let make =
        |chain_of: &Desk, signature: &[u8]| signed_data(&attributes, &authority.chain(chain_of), signature);
    assert_eq!(make(&desk, &other.sign(attributes.der())), Err(SignatureRefusal::Mismatch));
    assert_eq!(make(&desk, &desk.sign(&attributes.hash())), Err(SignatureRefusal::Mismatch));
    assert_eq!(make(&desk, &[0x30, 0x00]), Err(SignatureRefusal::Garbled));
    assert_eq!(make(&other, &other.sign(attributes.der())), Err(SignatureRefusal::OtherCertificate));
}

#[test]
fn a_cms_over_another_document_is_refused() {
    let authority = Authority::create("CA");
    let cms = authority.cms(&authority.desk(Kind::P256), [7; 32]);
    assert_eq!(
        (refusal(&cms), refusal(&cms).code()),
        (SignatureRefusal::OtherDigest, "signed-data-other-digest")
    );
}

#[test]
fn a_cms_of_another_certificate_than_the_bound_one_is_refused() {
    let authority = Authority::create("CA");
    let (desk, other) = (authority.desk(Kind::P256), authority.desk(Kind::P256));
    let cms = authority.cms(&desk, digest());
    assert_eq!(accept_signed_data(&cms, digest(), &desk.certificate), Ok(cms.clone()));
    let refusal = accept_signed_data(&cms, digest(), &other.certificate).unwrap_err();
    assert_eq!(
        (refusal.code(), refusal),
        ("signature-other-certificate", SignatureRefusal::OtherCertificate)
    );
}

#[test]
fn a_certificate_swapped_for_one_of_the_same_name_and_number_is_refused() {
    // the same issuer, serial number and key, another subject: only signing-certificate-v2 tells them apart
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let mut params = crate::authority::person("Kẻ mạo danh");
    let serial_number = (0..desk.certificate.serial_number().len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&desk.certificate.serial_number()[at..at + 2], 16).unwrap())
        .collect::<Vec<_>>();
    params.serial_number = Some(serial_number.into());
    let swapped = authority.certify(&params, &desk.key);
    let cms = changed(&authority.cms(&desk, digest()), |signed_data| {
        let certificate =
            CertificateChoices::Certificate(x509_cert::Certificate::from_der(swapped.der()).unwrap());
        signed_data.certificates = Some(SetOfVec::try_from(vec![certificate]).unwrap().into());
    });
    assert_eq!(refusal(&cms), SignatureRefusal::OtherCertificate);
}

#[test]
fn each_missing_attribute_is_told() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let cms = authority.cms(&desk, digest());
    for missing in [rfc5911::ID_CONTENT_TYPE, rfc5911::ID_MESSAGE_DIGEST] {
        let cms = with_attributes(&desk, &cms, |attributes| {
            attributes.into_iter().filter(|attribute| attribute.oid != missing).collect()
        });
        assert_eq!(refusal(&cms).code(), "signed-data-attributes", "{missing}");
    }
    let none = changed(&cms, |signed_data| {
        let mut signer = signed_data.signer_infos.0.get(0).unwrap().clone();
        signer.signed_attrs = None;
        signed_data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
    });
    assert_eq!(refusal(&none), SignatureRefusal::Attributes("there are none"));
}

#[test]
fn a_repeated_attribute_is_refused() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let cms = with_attributes(&desk, &authority.cms(&desk, digest()), |mut attributes| {
        let mut second = attributes.iter().find(|a| a.oid == rfc5911::ID_MESSAGE_DIGEST).unwrap().clone();
        let other = Any::encode_from(&OctetString::new([7; 32]).unwrap()).unwrap();
        second.values = SetOfVec::try_from(vec![other]).unwrap();
        attributes.push(second);
        attributes
    });
    assert_eq!(refusal(&cms), SignatureRefusal::Attributes("message-digest is missing or repeated"));
}

#[test]
fn a_cms_without_signing_certificate_is_accepted_from_outside() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let cms = with_attributes(&desk, &authority.cms(&desk, digest()), |attributes| {
        let bound = rfc5911::ID_AA_SIGNING_CERTIFICATE_V_2;
        attributes.into_iter().filter(|attribute| attribute.oid != bound).collect()
    });
    assert_eq!(verify_detached(&cms, digest()).unwrap().certificate, desk.certificate);
}

#[test]
fn another_digest_or_signature_algorithm_is_refused() {
    let authority = Authority::create("CA");
    let cms = authority.cms(&authority.desk(Kind::P256), digest());
    let sha_512 = const_oid::db::rfc5912::ID_SHA_512;
    let sha_512_with_rsa = const_oid::db::rfc5912::SHA_512_WITH_RSA_ENCRYPTION;
    for (digest_algorithm, signature_algorithm) in [(Some(sha_512), None), (None, Some(sha_512_with_rsa))] {
        let cms = changed(&cms, |signed_data| {
            let mut signer = signed_data.signer_infos.0.get(0).unwrap().clone();
            signer.digest_alg.oid = digest_algorithm.unwrap_or(signer.digest_alg.oid);
            signer.signature_algorithm.oid = signature_algorithm.unwrap_or(signer.signature_algorithm.oid);
            signed_data.signer_infos = SignerInfos(SetOfVec::try_from(vec![signer]).unwrap());
        });
        assert_eq!(refusal(&cms).code(), "signed-data-algorithm");
    }
}

#[test]
fn a_cms_without_its_signers_certificate_is_no_use() {
    let authority = Authority::create("CA");
    let cms = authority.cms(&authority.desk(Kind::P256), digest());
    let cms = changed(&cms, |signed_data| signed_data.certificates = None);
    assert_eq!(refusal(&cms).code(), "signed-data-garbled");
}

#[test]
fn a_second_signer_is_refused() {
    let authority = Authority::create("CA");
    let (one, two) = (authority.desk(Kind::P256), authority.desk(Kind::P256));
    let second = authority.cms(&two, digest());
    let second: SignedData = ContentInfo::from_der(&second).unwrap().content.decode_as().unwrap();
    let cms = changed(&authority.cms(&one, digest()), |signed_data| {
        let mut signers = signed_data.signer_infos.0.clone().into_vec();
        signers.extend(second.signer_infos.0.into_vec());
        signed_data.signer_infos = SignerInfos(SetOfVec::try_from(signers).unwrap());
    });
    assert_eq!(refusal(&cms), SignatureRefusal::NotSignedData("not exactly one signer".to_owned()));
}

#[test]
fn a_cms_that_carries_its_own_content_is_refused() {
    let authority = Authority::create("CA");
    let cms = changed(&authority.cms(&authority.desk(Kind::P256), digest()), |signed_data| {
        let content = Any::encode_from(&OctetString::new(DOCUMENT).unwrap()).unwrap();
        signed_data.encap_content_info.econtent = Some(content);
    });
    assert_eq!(refusal(&cms), SignatureRefusal::NotSignedData("not detached over id-data".to_owned()));
}

#[test]
fn bytes_after_the_cms_are_refused() {
    let authority = Authority::create("CA");
    let cms = [authority.cms(&authority.desk(Kind::P256), digest()), vec![0]].concat();
    assert_eq!(refusal(&cms).code(), "signed-data-garbled");
}

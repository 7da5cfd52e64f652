//! The binding challenge: each way in which a desk may answer.

use der::{AnyRef, Decode as _, Reader as _, SliceReader};
use pdf_signing::cms::challenge::{Way, certificate_in, hash, settle};
use pdf_signing::cms::{
    Certificate, SignatureRefusal, SignedAttributes, accept_signed_data, verify_detached,
};

use crate::authority::{Authority, Desk, Kind};
use crate::openssl::{Scratch, openssl};

const CHALLENGE: &[u8] = b"a challenge of this test";

/// What a desk gives that makes a whole CMS by itself.
fn openssl_cms(desk: &Desk, authority: &Authority, content: &[u8], attributes: &[&str]) -> Vec<u8> {
    let content = Scratch::holding(content);
    let key = Scratch::holding(desk.key.serialize_pem().as_bytes());
    let certificate = Scratch::holding(pem(desk.certificate.der()).as_bytes());
    let issuer = Scratch::holding(authority.intermediate.pem().as_bytes());
    let arguments = [
        &[
            "cms",
            "-sign",
            "-binary",
            "-md",
            "sha256",
            "-outform",
            "DER",
            "-nosmimecap",
            "-in",
            content.path(),
        ][..],
        &["-signer", certificate.path(), "-inkey", key.path(), "-certfile", issuer.path()],
        attributes,
    ];
    openssl(&arguments.concat(), &[]).unwrap()
}

/// The same value with every length that may be indefinite so, as some tokens write it.
fn ber(der: &[u8]) -> Vec<u8> {
    let mut reader = SliceReader::new(der).unwrap();
    let mut encoding = Vec::new();
    while !reader.is_finished() {
        let value = reader.tlv_bytes().unwrap();
        let constructed = value[0] & 0x20 != 0;
        if constructed {
            let content = ber(AnyRef::from_der(value).unwrap().value());
            encoding.extend([&[value[0], 0x80], content.as_slice(), &[0, 0]].concat());
        } else {
            encoding.extend(value);
        }
    }
    encoding
}

fn pem(der: &[u8]) -> String {
    let file = Scratch::holding(der);
    String::from_utf8(openssl(&["x509", "-inform", "DER", "-in", file.path()], &[]).unwrap()).unwrap()
}

#[test]
fn a_desk_that_signs_the_hash_is_settled() {
    let authority = Authority::create("CA");
    for kind in [Kind::Rsa2048, Kind::P256, Kind::P384] {
        let desk = authority.desk(kind);
        assert_eq!(
            settle(CHALLENGE, &desk.certificate, &desk.sign(CHALLENGE)),
            Ok(Way::OverHash),
            "{kind:?}"
        );
    }
}

#[test]
fn a_desk_that_hashes_once_more_is_settled_and_then_refused() {
    let authority = Authority::create("CA");
    for kind in [Kind::Rsa2048, Kind::P256] {
        let desk = authority.desk(kind);
        let way = settle(CHALLENGE, &desk.certificate, &desk.sign(&hash(CHALLENGE))).unwrap();
        assert_eq!(way, Way::OverSecondHash, "{kind:?}");
        let refusal = way.value_to_sign(&SignedAttributes::new([1; 32], &desk.certificate)).unwrap_err();
        assert_eq!((refusal.code(), refusal), ("signature-second-hash", SignatureRefusal::SecondHash));
    }
}

#[test]
fn a_desk_that_gives_a_whole_cms_is_settled_in_der_and_in_ber() {
    let authority = Authority::create("CA");
    for kind in [Kind::Rsa2048, Kind::P256] {
        let desk = authority.desk(kind);
        for attributes in [&[][..], &["-cades"]] {
            let answer = openssl_cms(&desk, &authority, CHALLENGE, attributes);
            for answer in [ber(&answer), answer] {
                assert_eq!(
                    settle(CHALLENGE, &desk.certificate, &answer),
                    Ok(Way::SignedData),
                    "{attributes:?}"
                );
                assert_eq!(certificate_in(&answer), Some(desk.certificate.clone()));
            }
        }
    }
}

#[test]
fn a_cms_in_ber_is_embedded_in_der() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let der = openssl_cms(&desk, &authority, CHALLENGE, &[]);
    let ber = ber(&der);
    assert_eq!(verify_detached(&ber, hash(CHALLENGE)).unwrap_err().code(), "signed-data-garbled");
    assert_eq!(accept_signed_data(&ber, hash(CHALLENGE), &desk.certificate), Ok(der));
}

#[test]
fn the_signing_time_of_a_desk_is_kept() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let verified = verify_detached(&openssl_cms(&desk, &authority, CHALLENGE, &[]), hash(CHALLENGE)).unwrap();
    assert!(verified.signing_time > Some(desk.certificate.not_before()));
}

#[test]
fn a_cms_that_carries_the_hash_as_its_content_settles_nothing() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let cms = openssl_cms(&desk, &authority, &hash(CHALLENGE), &["-nodetach"]);
    let refusal = settle(CHALLENGE, &desk.certificate, &cms).unwrap_err();
    assert_eq!(refusal, SignatureRefusal::NotSignedData("not detached over id-data".to_owned()));
}

#[test]
fn each_way_is_handed_its_own_value() {
    let desk = Authority::create("CA").desk(Kind::P256);
    let attributes = SignedAttributes::new([1; 32], &desk.certificate);
    assert_eq!(Way::OverHash.value_to_sign(&attributes), Ok(attributes.hash()));
    assert_eq!(Way::SignedData.value_to_sign(&attributes), Ok([1; 32]));
}

#[test]
fn each_way_ends_in_a_cms_over_the_document() {
    let authority = Authority::create("CA");
    let desk = authority.desk(Kind::P256);
    let document = b"what a byte range covers";
    let attributes = SignedAttributes::new(hash(document), &desk.certificate);
    let bare = desk.sign(attributes.der());
    let whole = openssl_cms(&desk, &authority, document, &[]);
    for (way, answer) in [(Way::OverHash, bare.clone()), (Way::SignedData, ber(&whole))] {
        let cms = way.signed_data(&attributes, &authority.chain(&desk), &answer).unwrap();
        assert_eq!(verify_detached(&cms, hash(document)).unwrap().certificate, desk.certificate, "{way:?}");
    }
    let refused = Way::OverSecondHash.signed_data(&attributes, &authority.chain(&desk), &bare);
    assert_eq!(refused, Err(SignatureRefusal::SecondHash));
}

#[test]
fn an_answer_by_another_key_settles_nothing() {
    let authority = Authority::create("CA");
    let (desk, other) = (authority.desk(Kind::P256), authority.desk(Kind::P256));
    let settle = |answer: &[u8]| settle(CHALLENGE, &desk.certificate, answer);
    assert_eq!(settle(&other.sign(CHALLENGE)), Err(SignatureRefusal::Mismatch));
    assert_eq!(settle(&desk.sign(b"an older challenge")), Err(SignatureRefusal::Mismatch));
    let cms = openssl_cms(&other, &authority, CHALLENGE, &[]);
    assert_eq!(settle(&cms), Err(SignatureRefusal::OtherCertificate));
    let cms = openssl_cms(&desk, &authority, b"an older challenge", &[]);
    assert_eq!(settle(&cms), Err(SignatureRefusal::OtherDigest));
    assert_eq!(settle(b"not a signature"), Err(SignatureRefusal::Garbled));
}

#[test]
fn a_bare_signature_holds_no_certificate() {
    let desk = Authority::create("CA").desk(Kind::P256);
    assert_eq!(certificate_in(&desk.sign(CHALLENGE)), None::<Certificate>);
}

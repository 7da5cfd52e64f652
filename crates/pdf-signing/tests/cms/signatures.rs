//! Bare signature values of every kind of key.

use pdf_signing::cms::SignatureRefusal;
use pdf_signing::cms::signature::{normalise, verify};
use rcgen::KeyPair;

use crate::authority::{Authority, Desk, Kind, person};
use crate::openssl::{Scratch, openssl};

/// `r || s` of a signature in DER, as OpenSSL sees its two numbers.
fn raw(signature: &[u8], width: usize) -> Vec<u8> {
    let file = Scratch::holding(signature);
    let listing = openssl(&["asn1parse", "-inform", "DER", "-in", file.path()], &[]).unwrap();
    let listing = String::from_utf8(listing).unwrap();
    let numbers = listing.lines().filter_map(|line| line.split("INTEGER").nth(1)?.split(':').nth(1));
    numbers
        .flat_map(|digits| {
            let padded = format!("{digits:0>width$}", width = width * 2);
            (0..width)
                .map(move |at| u8::from_str_radix(&padded[at * 2..at * 2 + 2], 16).unwrap())
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn a_signature_verifies_over_its_message_alone() {
    let authority = Authority::create("CA");
    for kind in [Kind::Rsa2048, Kind::P256, Kind::P384] {
        let desk = authority.desk(kind);
        let signature = desk.sign(b"message");
        assert_eq!(verify(&desk.certificate, b"message", &signature), Ok(()), "{kind:?}");
        assert_eq!(
            verify(&desk.certificate, b"another", &signature),
            Err(SignatureRefusal::Mismatch),
            "{kind:?}"
        );
    }
}

#[test]
fn the_raw_value_of_a_token_is_brought_into_der() {
    let authority = Authority::create("CA");
    for (kind, width) in [(Kind::P256, 32), (Kind::P384, 48)] {
        let desk = authority.desk(kind);
        let signature = desk.sign(b"message");
        let raw = raw(&signature, width);
        assert_eq!(raw.len(), width * 2);
        assert_eq!(normalise(&desk.certificate, &raw), Ok(signature), "{kind:?}");
        assert_eq!(verify(&desk.certificate, b"message", &raw), Ok(()), "{kind:?}");
    }
}

#[test]
fn a_value_of_another_length_is_garbled() {
    let authority = Authority::create("CA");
    for kind in [Kind::Rsa2048, Kind::P256, Kind::P384] {
        let desk = authority.desk(kind);
        let signature = desk.sign(b"message");
        for value in [&signature[1..], &[&signature[..], &[0]].concat(), &[]] {
            let refusal = verify(&desk.certificate, b"message", value).unwrap_err();
            assert_eq!(
                (refusal.code(), refusal),
                ("signature-garbled", SignatureRefusal::Garbled),
                "{kind:?}"
            );
        }
    }
}

#[test]
fn the_signature_of_another_key_does_not_match() {
    let authority = Authority::create("CA");
    let (one, other) = (authority.desk(Kind::P256), authority.desk(Kind::P256));
    let refusal = verify(&one.certificate, b"message", &other.sign(b"message")).unwrap_err();
    assert_eq!((refusal.code(), refusal), ("signature-mismatch", SignatureRefusal::Mismatch));
}

#[test]
fn a_key_of_another_kind_signs_nothing() {
    let key = KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
    let certificate = Authority::create("CA").certify(&person("A"), &key);
    let desk = Desk { key, certificate };
    let refusal = verify(&desk.certificate, b"message", &desk.sign(b"message")).unwrap_err();
    assert_eq!(refusal.code(), "signed-data-algorithm");
}

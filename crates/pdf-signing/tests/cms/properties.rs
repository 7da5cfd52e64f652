//! Any change is noticed, and no bytes make a parser panic.

use std::sync::OnceLock;

use pdf_signing::cms::challenge::{certificate_in, settle};
use pdf_signing::cms::signature::verify;
use pdf_signing::cms::{
    Certificate, Family, SignatureRefusal, SignedAttributes, TrustStore, accept_signed_data, verify_detached,
};
use proptest::prelude::*;

use crate::authority::{Authority, Desk, Kind};

struct Fixture {
    desk: Desk,
    signature: Vec<u8>,
    attributes: SignedAttributes,
    cms: Vec<u8>,
}

const DIGEST: [u8; 32] = [0x5a; 32];

fn fixtures() -> &'static [Fixture] {
    static FIXTURES: OnceLock<Vec<Fixture>> = OnceLock::new();
    FIXTURES.get_or_init(|| {
        let authority = Authority::create("CA");
        [Kind::P256, Kind::Rsa2048]
            .map(|kind| {
                let desk = authority.desk(kind);
                let attributes = SignedAttributes::new(DIGEST, &desk.certificate);
                let signature = desk.sign(attributes.der());
                let cms = authority.cms(&desk, DIGEST);
                Fixture { desk, signature, attributes, cms }
            })
            .into()
    })
}

fn flipped(bytes: &[u8], bit: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = bit / 8 % bytes.len();
    bytes[at] ^= 1 << (bit % 8);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn one_flipped_bit_of_signature_or_attributes_is_noticed(bit in 0_usize..1 << 16) {
        for Fixture { desk, signature, attributes, .. } in fixtures() {
            prop_assert_eq!(verify(&desk.certificate, attributes.der(), signature), Ok(()));
            prop_assert!(verify(&desk.certificate, attributes.der(), &flipped(signature, bit)).is_err());
            let changed = flipped(attributes.der(), bit);
            prop_assert_eq!(verify(&desk.certificate, &changed, signature), Err(SignatureRefusal::Mismatch));
        }
    }

    #[test]
    fn one_flipped_bit_of_the_digest_is_noticed(bit in 0_usize..256) {
        for Fixture { cms, .. } in fixtures() {
            let digest: [u8; 32] = flipped(&DIGEST, bit).try_into().unwrap();
            prop_assert_eq!(verify_detached(cms, digest), Err(SignatureRefusal::OtherDigest));
        }
    }

    /// Versions, hints and other certificates may change without harm; who signed what may not.
    #[test]
    fn one_flipped_bit_of_a_cms_never_changes_who_signed(bit in 0_usize..1 << 16) {
        for Fixture { cms, desk, .. } in fixtures() {
            if let Ok(verified) = verify_detached(&flipped(cms, bit), DIGEST) {
                prop_assert_eq!(&verified.certificate, &desk.certificate);
            }
        }
    }

    #[test]
    fn no_bytes_make_a_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        for Fixture { desk, .. } in fixtures() {
            prop_assert!(Certificate::from_pem_or_der(&bytes).is_err());
            prop_assert!(verify_detached(&bytes, DIGEST).is_err());
            prop_assert!(accept_signed_data(&bytes, DIGEST, &desk.certificate).is_err());
            prop_assert!(settle(b"challenge", &desk.certificate, &bytes).is_err());
            prop_assert_eq!(certificate_in(&bytes), None);
        }
    }

    #[test]
    fn no_damage_makes_a_parser_panic(
        cuts in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..8),
        kept in 1_usize..5_000,
    ) {
        for Fixture { desk, cms, .. } in fixtures() {
            for whole in [cms.as_slice(), desk.certificate.der()] {
                let mut bytes = whole.to_vec();
                for (at, value) in &cuts {
                    let at = at % bytes.len();
                    bytes[at] = *value;
                }
                bytes.truncate(kept);
                let _ = Certificate::from_der(&bytes).map(|certificate| certificate.serial_number());
                let _ = verify_detached(&bytes, DIGEST);
                let _ = settle(b"challenge", &desk.certificate, &bytes);
                let _ = TrustStore::empty().with_roots(Family::Public, &bytes);
            }
        }
    }
}

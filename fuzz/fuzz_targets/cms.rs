//! CMS, certificates and the answers of desks: parsing ends on any bytes, and what is accepted says the same twice.
#![no_main]

use fuzz::DIGEST;
use libfuzzer_sys::fuzz_target;
use pdf_signing::cms::challenge::{Way, certificate_in, settle};
use pdf_signing::cms::{Certificate, Family, TrustStore, accept_signed_data, verify_detached};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(certificate) = Certificate::from_pem_or_der(bytes) {
        let again = Certificate::from_der(certificate.der()).expect("its own bytes");
        assert_eq!(again.serial_number(), certificate.serial_number());
        let _ = settle(b"challenge", &certificate, bytes);
    }
    let _ = TrustStore::empty().with_roots(Family::Public, bytes);
    if let Ok(verified) = verify_detached(bytes, DIGEST) {
        assert!(verify_detached(bytes, [0; 32]).is_err(), "one CMS over two documents");
        assert_eq!(certificate_in(bytes).as_ref(), Some(&verified.certificate));
    }
    if let Some(certificate) = certificate_in(bytes)
        && let Ok(cms) = accept_signed_data(bytes, DIGEST, &certificate)
    {
        assert_eq!(verify_detached(&cms, DIGEST).expect("what was accepted").certificate, certificate);
        assert_ne!(settle(b"challenge", &certificate, bytes), Ok(Way::SignedData), "a signature over two hashes");
    }
});

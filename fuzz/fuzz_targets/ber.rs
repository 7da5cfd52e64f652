//! BER to DER: ends on any bytes, and DER comes out as it went in.
#![no_main]

use fuzz::DIGEST;
use libfuzzer_sys::fuzz_target;
use pdf_signing::cms::challenge::{certificate_in, signed_data_length};
use pdf_signing::cms::accept_signed_data;

/// `id-signedData` (RFC 5652, 5.1) after the head of a sequence of indefinite length: without them nothing is read.
const HEAD: [u8; 13] =
    [0x30, 0x80, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    check(&[&HEAD, bytes, &[0, 0]].concat());
});

fn check(ber: &[u8]) {
    let length = signed_data_length(ber);
    if let Some(certificate) = certificate_in(ber)
        && let Ok(der) = accept_signed_data(ber, DIGEST, &certificate)
    {
        assert_eq!(Some(der.len()), length);
        assert_eq!(accept_signed_data(&der, DIGEST, &certificate).as_ref(), Ok(&der), "DER is not kept");
    }
}

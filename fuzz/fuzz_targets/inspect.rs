//! `inspect` ends on any bytes, and a scan that it accepts can be signed and sealed.
#![no_main]

use std::sync::OnceLock;

use costs::requests;
use fuzz::RESERVE;
use libfuzzer_sys::fuzz_target;
use pdf_signing::increment::seal::{self, SealRequest};
use pdf_signing::increment::signature::{self, SignatureRequest};
use pdf_signing::increment::{after, embed};
use pdf_signing::scan::inspect;

/// Stands for a CMS, which nothing here reads.
const CMS: &[u8] = &[0x30, 0x00];

fuzz_target!(|scan: &[u8]| {
    let Ok(inspection) = inspect(scan) else { return };
    let (leader, clerk) = requests();
    let prepared = signature::prepare(&inspection.plan, &inspection.state, leader).expect("a signature");
    let embedded = embed(&prepared, CMS).expect("a place for the signature");
    let copy = after(&prepared, &embedded, &inspection.state).expect("a plan of the signed copy");
    let prepared = seal::prepare(&copy.plan, &copy.digest, clerk).expect("a seal");
    let embedded = embed(&prepared, CMS).expect("a place for the seal");
    after(&prepared, &embedded, &copy.digest).expect("a plan of the sealed copy");
});

fn requests() -> &'static (SignatureRequest, SealRequest) {
    static REQUESTS: OnceLock<(SignatureRequest, SealRequest)> = OnceLock::new();
    REQUESTS.get_or_init(|| {
        (requests::signature(RESERVE).expect("a request"), requests::seal(RESERVE).expect("a request"))
    })
}

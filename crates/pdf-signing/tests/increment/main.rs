//! Increments A and B over scans written by hand: their bytes, and what other programs say of them.
//! `qpdf` and poppler's `pdftotext` and `pdftoppm` must be on the path.

#![expect(clippy::unwrap_used, reason = "a test may panic, and its fixtures are tests too")]

mod bytes;
mod refusals;
mod request;
mod scan;
mod validators;

use pdf_signing::increment::{self, Embedded, Place, Prepared, SignedCopy, after, embed};
use scan::Scan;

/// Stands for a CMS: its bytes matter only to validators of signatures.
const CMS: &[u8] = &[0x30, 0x82, 0x01, 0x00];

/// A scan signed and sealed.
struct Copy {
    scan: Scan,
    a: Prepared,
    signed: Embedded,
    after_a: SignedCopy,
    b: Prepared,
    sealed: Embedded,
    after_b: SignedCopy,
}

impl Copy {
    fn of(scan: Scan, place: Place) -> Self {
        let a = increment::signature::prepare(&scan.plan, &scan.digest, &request::signature(place)).unwrap();
        let signed = embed(&a, CMS).unwrap();
        let after_a = after(&a, &signed, &scan.digest).unwrap();
        let b = increment::seal::prepare(&after_a.plan, &after_a.digest, &request::seal()).unwrap();
        let sealed = embed(&b, CMS).unwrap();
        let after_b = after(&b, &sealed, &after_a.digest).unwrap();
        Self { scan, a, signed, after_a, b, sealed, after_b }
    }

    /// The document after the signer's signature.
    fn signed(&self) -> Vec<u8> {
        [self.scan.bytes.as_slice(), &self.signed.increment].concat()
    }

    /// The document after the agency's.
    fn sealed(&self) -> Vec<u8> {
        [self.signed().as_slice(), &self.sealed.increment].concat()
    }
}

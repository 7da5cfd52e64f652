//! Attacks on certified copies, and on the officials who certify: each is built here byte by byte, and each must
//! fail for its own cause.
//!
//! A changed copy must lose its seal in pyHanko's eyes, or show and say what the sealed one does. A scan that is
//! made to be read two ways must be refused, or be drawn alike by pdf.js, `PDFium` and poppler; so must its copy.
//!
//! `qpdf`, poppler's programs, `node` and `openssl` must be on the path; `cargo xtask test` makes the Python
//! environment and installs the console's packages, which hold pdf.js.

#![expect(clippy::unwrap_used, reason = "a test may panic, and its fixtures are tests too")]

mod after_the_seal;
#[path = "../cms/authority.rs"]
#[expect(dead_code, reason = "the tests of the CMS need more kinds of keys")]
mod authority;
mod byte_ranges;
mod copy;
mod cross_references;
mod drawing;
mod fonts;
mod judge;
mod layers_and_forms;
mod objects;
#[path = "../cms/openssl.rs"]
#[expect(dead_code, reason = "the tests of the CMS also verify with OpenSSL")]
mod openssl;
mod oversize;
mod pages;
mod pdf;
#[path = "../increment/request.rs"]
mod request;
mod shadows;
mod signed_data;
mod strangers;

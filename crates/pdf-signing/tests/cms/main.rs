//! CMS and certificates against keys and authorities made at run time, and against OpenSSL.
#![expect(clippy::unwrap_used, reason = "a fixture that cannot be made fails its test")]

mod arrival;
mod authority;
mod certificates;
mod challenge;
mod openssl;
mod phases;
mod properties;
mod signatures;
mod signed_data;
mod update;

//! The signing service of a Linux or macOS desk: the key stays in the official's token, a hash goes in and a
//! signature comes out.
//!
//! It speaks the wire protocol of the VGCA Sign Service (TLS WebSocket on 127.0.0.1, one message in, one out),
//! so that the console knows one protocol on every desk, and tests sign with the real thing.
//!
//! A request goes through these, each a module:
//!
//! 1. [`server`] takes the connection, and refuses every page but the configured consoles.
//! 2. [`wire`] reads the message; what it does not understand is answered with a status of its own.
//! 3. [`desk`] lets one request at a time before the person, and asks for consent and PIN by [`terminal`].
//! 4. [`keys`] signs: a PKCS#12 file or a PKCS#11 token.
//!
//! [`identity`] makes the certificate of 127.0.0.1 at the first start, [`options`] reads the command line.

pub mod certificate;
pub mod desk;
pub mod identity;
pub mod keys;
pub mod options;
pub mod server;
pub mod terminal;
pub mod wire;

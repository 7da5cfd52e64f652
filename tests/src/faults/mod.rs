//! Faults between a function and AWS: a call that never arrives, one whose answer is lost, one that arrives
//! twice, a function that dies at it.
//!
//! The function's own program runs against a runtime interface of ours ([`Function`]), and its AWS calls go
//! through a proxy ([`Proxy`]) that breaks the one that a [`Breakage`] names. So what is tried is what runs on
//! Lambda, with the SDKs and their retries.

mod function;
mod http;
mod proxy;
mod request;

pub use function::{Function, Invocation};
pub use proxy::{At, Breakage, Fault};
pub use request::Request;

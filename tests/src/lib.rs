//! The workflow played from outside, over HTTP, against a running stack: what `cargo xtask demo` shows and
//! what the tests of whole journeys are made of.
//!
//! [`Stack`] says where everything is. An [`Office`] is an agency with its officials, their signing services
//! and its register book; its methods are the steps of the workflow, each done as the console would do it.
//! Only [`emulator`] knows which emulator is behind the addresses.

pub mod administration;
mod agent;
mod api;
mod aws;
pub mod emulator;
pub mod faults;
mod form;
pub mod images;
mod office;
mod people;
pub mod problem;
mod seed;
mod sign_in;
mod stack;
mod steps;
pub mod validators;
mod waiting;

pub use administration::Centre;
pub use agent::{Agent, SignedHash};
pub use api::{Answer, Api};
pub use aws::{dynamodb, invoke, keep_scans_from_function, publish_from_portal};
pub use form::Upload;
pub use office::{Office, bind};
pub use people::{Person, Signing};
pub use seed::AgencySeed;
pub use sign_in::sign_out;
pub use stack::{Stack, User};
pub use steps::{Certified, Requester, finalisation};
pub use waiting::until;

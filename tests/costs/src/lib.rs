//! What reading and signing a scan cost.
//!
//! Every measure runs in a process of its own, so that its peak memory is its own. Times are processor times of that
//! process; the shortest of several runs counts, since other work of the machine can only lengthen one. The unit is
//! one SHA-256 pass over the same bytes in the same process.

pub mod desk;
pub mod figures;
pub mod inputs;
pub mod measure;
pub mod meter;
pub mod peer;
pub mod plot;
pub mod requests;
pub mod suite;

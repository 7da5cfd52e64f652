//! S3: where scans and copies lie, how they come in and go out, and how a copy is put together.
//!
//! Two buckets, both versioned: one for scans and for what is needed while a case is worked on, one with
//! Object Lock for copies. An object is written under a new key (`If-None-Match: *`) before the record that
//! points to it, so that a pointer never dangles. A scan is read whole once, by [`Documents::read_scan`];
//! a copy is joined by S3 from the scan and what was appended ([`Documents::join`]). Only this crate uses
//! `aws-sdk-s3`.

mod error;
mod heads;
mod join;
pub mod keys;
mod objects;
mod post;
mod presign;
mod standing;

pub use error::DocumentsError;
pub use heads::Heads;
pub use join::{JOINED_BY_S3_FROM, Join};
pub use objects::Arrived;
pub use post::{LARGEST_SCAN, PresignedPost};

/// Which bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// Scans, plans, what is prepared for a desk, exports.
    Scans,
    /// Signed and sealed copies.
    Copies,
}

fn client(config: &aws_config::SdkConfig) -> aws_sdk_s3::Client {
    // A local stack serves buckets under paths; AWS takes both forms.
    let config =
        aws_sdk_s3::config::Builder::from(config).force_path_style(config.endpoint_url().is_some()).build();
    aws_sdk_s3::Client::from_conf(config)
}

/// Both buckets, through one client.
#[derive(Debug, Clone)]
pub struct Documents {
    client: aws_sdk_s3::Client,
    config: aws_config::SdkConfig,
    scans: String,
    copies: String,
}

impl Documents {
    /// Uses two buckets.
    #[must_use]
    pub fn new(config: &aws_config::SdkConfig, scans: impl Into<String>, copies: impl Into<String>) -> Self {
        Self { client: client(config), config: config.clone(), scans: scans.into(), copies: copies.into() }
    }

    fn name(&self, bucket: Bucket) -> &str {
        match bucket {
            Bucket::Scans => &self.scans,
            Bucket::Copies => &self.copies,
        }
    }
}

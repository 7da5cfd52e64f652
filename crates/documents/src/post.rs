//! Presigned POST for a scan: the browser sends it straight to S3, which enforces key, type and length.
//!
//! The SDK for Rust presigns single requests but builds no POST policies, so the policy is built here and
//! signed with `aws-sigv4`, as in "Authenticating requests: browser-based uploads using POST (AWS Signature
//! Version 4)".

use std::{
    collections::BTreeMap,
    time::{Duration, UNIX_EPOCH},
};

use aws_credential_types::provider::ProvideCredentials as _;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::{SignedDuration, Timestamp, tz};
use serde_json::{Value, json};

use crate::{Bucket, Documents, error::DocumentsError};

/// The largest scan: 30 MB as the manual says it, in bytes.
pub const LARGEST_SCAN: u64 = 31_457_280;

/// How long a place for a scan holds at least.
const MIN_LIFETIME: SignedDuration = SignedDuration::from_mins(15);

/// How long a place holds at most.
///
/// A POST that is signed with temporary credentials, as a Lambda function has them, ends with these credentials,
/// whatever its policy says. One hour stays well inside their time.
const MAX_LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// The slowest line on which a scan must arrive while its place holds, in bytes a second.
const SLOWEST_LINE: u64 = 10_000;

/// How long the place for a scan of `size` bytes holds: as long as the slowest line takes, from 15 minutes to one
/// hour.
fn lifetime(size: u64) -> SignedDuration {
    let seconds = i64::try_from(size.div_ceil(SLOWEST_LINE)).unwrap_or(i64::MAX);
    SignedDuration::from_secs(seconds).clamp(MIN_LIFETIME, MAX_LIFETIME)
}

/// Where and how to send a scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PresignedPost {
    /// Address of the form.
    pub url: String,
    /// Fields of the form, to be sent before the part `file`.
    pub fields: BTreeMap<String, String>,
    /// Until when.
    pub expires_at: Timestamp,
}

impl Documents {
    /// Gives out a place for one PDF of 1 to [`LARGEST_SCAN`] bytes under `key`, from `now` on: for as long
    /// as `size` bytes take on the slowest line, 15 minutes at least and one hour at most.
    ///
    /// # Errors
    /// When there are no credentials or no region to sign with.
    pub async fn presign_scan(
        &self,
        key: &str,
        size: u64,
        now: Timestamp,
    ) -> Result<PresignedPost, DocumentsError> {
        let missing = |what: &str| DocumentsError::Service(format!("no {what} to sign a POST with"));
        let provider = self.config.credentials_provider().ok_or_else(|| missing("credentials"))?;
        let credentials = provider
            .provide_credentials()
            .await
            .map_err(|error| DocumentsError::Service(error.to_string()))?;
        let region = self.config.region().ok_or_else(|| missing("region"))?.to_string();
        let bucket = self.name(Bucket::Scans);
        let expires_at = now.checked_add(lifetime(size)).unwrap_or(now);
        let utc = tz::Offset::UTC.to_datetime(now);
        let day = utc.strftime("%Y%m%d").to_string();

        let mut fields = BTreeMap::from([
            ("key".to_owned(), key.to_owned()),
            ("Content-Type".to_owned(), "application/pdf".to_owned()),
            ("x-amz-algorithm".to_owned(), "AWS4-HMAC-SHA256".to_owned()),
            (
                "x-amz-credential".to_owned(),
                format!("{}/{day}/{region}/s3/aws4_request", credentials.access_key_id()),
            ),
            ("x-amz-date".to_owned(), utc.strftime("%Y%m%dT%H%M%SZ").to_string()),
        ]);
        if let Some(token) = credentials.session_token() {
            fields.insert("x-amz-security-token".to_owned(), token.to_owned());
        }
        let policy = STANDARD.encode(policy(bucket, &fields, expires_at).to_string());
        let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(now.as_second()).unwrap_or(0));
        let signing_key = generate_signing_key(credentials.secret_access_key(), time, &region, "s3");
        let signature = calculate_signature(signing_key, policy.as_bytes());
        fields.insert("policy".to_owned(), policy);
        fields.insert("x-amz-signature".to_owned(), signature);
        let url = match self.config.endpoint_url() {
            Some(endpoint) => format!("{}/{bucket}", endpoint.trim_end_matches('/')),
            None => format!("https://{bucket}.s3.{region}.amazonaws.com/"),
        };
        Ok(PresignedPost { url, fields, expires_at })
    }
}

/// Every field exactly as given out, and the length between bounds.
fn policy(bucket: &str, fields: &BTreeMap<String, String>, expires_at: Timestamp) -> Value {
    let exact = fields.iter().map(|(name, value)| json!({ name: value }));
    let conditions: Vec<Value> =
        [json!({ "bucket": bucket }), json!(["content-length-range", 1, LARGEST_SCAN])]
            .into_iter()
            .chain(exact)
            .collect();
    let expiration = tz::Offset::UTC.to_datetime(expires_at).strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string();
    json!({ "expiration": expiration, "conditions": conditions })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_holds_as_long_as_the_slowest_line_takes() {
        for (size, minutes) in [(0, 15), (9_000_000, 15), (18_000_000, 30), (u64::MAX, 60)] {
            assert_eq!(lifetime(size), SignedDuration::from_mins(minutes), "{size} bytes");
        }
        assert_eq!(lifetime(LARGEST_SCAN), SignedDuration::from_secs(3146));
    }

    #[test]
    fn the_largest_scan_arrives_at_25_kilobytes_a_second() {
        let needed = SignedDuration::from_secs(i64::try_from(LARGEST_SCAN / 25_000).unwrap());
        assert!(lifetime(LARGEST_SCAN) > needed * 2);
        assert!(lifetime(LARGEST_SCAN) <= MAX_LIFETIME);
    }

    #[test]
    fn a_policy_fixes_every_field_and_bounds_the_length() {
        let fields = BTreeMap::from([("key".to_owned(), "scans/a/b/c.pdf".to_owned())]);
        let policy = policy("bucket", &fields, "2026-11-23T02:15:00Z".parse().unwrap());
        let expected = json!({
            "expiration": "2026-11-23T02:15:00.000Z",
            "conditions": [
                { "bucket": "bucket" },
                ["content-length-range", 1, 31_457_280],
                { "key": "scans/a/b/c.pdf" },
            ],
        });
        assert_eq!(policy, expected);
    }
}

//! The bucket of registers: the heads of the books, written once and never changed (S3 Object Lock).

use aws_sdk_s3::{primitives::ByteStream, types::ChecksumAlgorithm};
use certification::{AgencyId, BookId, book::Anchor};

use crate::{error::DocumentsError, keys};

/// A head is a few hundred bytes.
const LARGEST_HEAD: usize = 16 * 1024;

/// The bucket, through a client of its own: only who anchors and proves registers may use it.
#[derive(Debug, Clone)]
pub struct Heads {
    client: aws_sdk_s3::Client,
    bucket: String,
}

impl Heads {
    /// Uses a bucket.
    #[must_use]
    pub fn new(config: &aws_config::SdkConfig, bucket: impl Into<String>) -> Self {
        Self { client: crate::client(config), bucket: bucket.into() }
    }

    /// Writes the head of a book for its day; a day has one.
    ///
    /// # Errors
    /// [`DocumentsError::Exists`] when the day has its head.
    pub async fn write(&self, anchor: &Anchor) -> Result<(), DocumentsError> {
        let key = format!("{}{}.json", keys::heads(&anchor.agency, anchor.book), anchor.day);
        let bytes = serde_json::to_vec(anchor).map_err(|error| DocumentsError::Service(error.to_string()))?;
        self.client
            .put_object()
            .bucket(&self.bucket)
            .key(&key)
            .content_type("application/json")
            .if_none_match("*")
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map_err(|error| DocumentsError::of(&key, &error))?;
        Ok(())
    }

    /// The head of a book that was written last; none before the first.
    ///
    /// # Errors
    /// [`DocumentsError::Differs`] when what lies there is no head of this book.
    pub async fn last(&self, agency: &AgencyId, book: BookId) -> Result<Option<Anchor>, DocumentsError> {
        let Some(key) = self.last_key(&keys::heads(agency, book)).await? else { return Ok(None) };
        let differs = || DocumentsError::Differs { key: key.clone(), what: "its content" };
        let answer = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(&key)
            .send()
            .await
            .map_err(|error| DocumentsError::of(&key, &error))?;
        let length = answer.content_length().and_then(|length| usize::try_from(length).ok());
        if length.is_none_or(|length| length > LARGEST_HEAD) {
            return Err(differs());
        }
        let bytes = answer.body.collect().await;
        let bytes = bytes.map_err(|error| DocumentsError::Service(error.to_string()))?.into_bytes();
        let anchor: Anchor = serde_json::from_slice(&bytes).map_err(|_| differs())?;
        if anchor.agency != *agency || anchor.book != book {
            return Err(differs());
        }
        Ok(Some(anchor))
    }

    /// The last key under a prefix; S3 lists in the order of the keys, 1,000 at once.
    async fn last_key(&self, prefix: &str) -> Result<Option<String>, DocumentsError> {
        let mut last = None;
        let mut next = None;
        loop {
            let page = self
                .client
                .list_objects_v2()
                .bucket(&self.bucket)
                .prefix(prefix)
                .set_continuation_token(next)
                .send()
                .await
                .map_err(|error| DocumentsError::of(prefix, &error))?;
            last = page.contents().last().and_then(|object| object.key()).map(str::to_owned).or(last);
            next = page.next_continuation_token().map(str::to_owned);
            if next.is_none() {
                return Ok(last);
            }
        }
    }
}

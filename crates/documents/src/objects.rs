//! Whole objects: the scan's one reading, and small objects in and out.

use aws_sdk_s3::{primitives::ByteStream, types::ChecksumAlgorithm};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::StoredObject;
use sha2::{Digest as _, Sha256};

use crate::{Bucket, Documents, error::DocumentsError, standing};

/// The largest object that is read into memory besides a scan; what is to be read back is refused above it
/// when it is stored, so that no later step meets an object that it cannot read.
const MOST_READ_BACK: u64 = 16 * 1024 * 1024;

/// A document as it arrived.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Version of the object that was read.
    pub version: String,
    /// Entity tag of that version.
    pub etag: String,
}

impl Documents {
    /// Reads a scan whole; the one time that this happens.
    ///
    /// # Errors
    /// [`DocumentsError::TooLarge`] above `most` bytes, before anything is read.
    pub async fn read_scan(&self, key: &str, most: u64) -> Result<Arrived, DocumentsError> {
        self.read(Bucket::Scans, key, None, most).await
    }

    /// Reads a small object that was stored before, and checks that it is the same.
    ///
    /// # Errors
    /// [`DocumentsError::Differs`] when its bytes are not those that were stored.
    pub async fn read_stored(
        &self,
        bucket: Bucket,
        object: &StoredObject,
    ) -> Result<Vec<u8>, DocumentsError> {
        self.read_checked(bucket, object, MOST_READ_BACK).await
    }

    pub(crate) async fn read_checked(
        &self,
        bucket: Bucket,
        object: &StoredObject,
        most: u64,
    ) -> Result<Vec<u8>, DocumentsError> {
        let arrived = self.read(bucket, &object.key, Some(&object.version), most).await?;
        if sha256_hex(&arrived.bytes) != object.sha256 {
            return Err(DocumentsError::Differs { key: object.key.clone(), what: "its SHA-256" });
        }
        Ok(arrived.bytes)
    }

    /// Reads a released copy for sending; the caller has looked at its length.
    ///
    /// # Errors
    /// [`DocumentsError::Differs`] when its bytes are not those that were stored.
    pub async fn read_copy(&self, object: &StoredObject) -> Result<Vec<u8>, DocumentsError> {
        self.read_checked(Bucket::Copies, object, object.length).await
    }

    async fn read(
        &self,
        bucket: Bucket,
        key: &str,
        version: Option<&str>,
        most: u64,
    ) -> Result<Arrived, DocumentsError> {
        let answer = self
            .client
            .get_object()
            .bucket(self.name(bucket))
            .key(key)
            .set_version_id(version.map(str::to_owned))
            .send()
            .await
            .map_err(|error| DocumentsError::of(key, &error))?;
        let length = u64::try_from(answer.content_length().unwrap_or(0)).unwrap_or(0);
        if length > most {
            return Err(DocumentsError::TooLarge { key: key.to_owned(), length });
        }
        let version = answer.version_id().unwrap_or_default().to_owned();
        let etag = answer.e_tag().unwrap_or_default().to_owned();
        // The body goes straight into one buffer of its own size: a scan is in memory once, not twice.
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
        let mut body = answer.body;
        while let Some(chunk) =
            body.try_next().await.map_err(|error| DocumentsError::Service(error.to_string()))?
        {
            bytes.extend_from_slice(&chunk);
        }
        Ok(Arrived { bytes, version, etag })
    }

    /// Stores a value as JSON under a new key in the bucket of scans, for [`Self::read_stored`].
    ///
    /// # Errors
    /// [`DocumentsError::TooLarge`], with nothing stored, when it could not be read back;
    /// [`DocumentsError::Exists`] when there is an object already.
    pub async fn store_json(
        &self,
        key: &str,
        value: &impl serde::Serialize,
    ) -> Result<StoredObject, DocumentsError> {
        let bytes = serde_json::to_vec(value).map_err(|error| DocumentsError::Service(error.to_string()))?;
        fits(key, bytes.len() as u64)?;
        self.store(Bucket::Scans, key, "application/json", bytes).await
    }

    /// Stores an object under a new key; S3 checks the SHA-256 on arrival.
    ///
    /// # Errors
    /// [`DocumentsError::Exists`] when there is one already.
    pub async fn store(
        &self,
        bucket: Bucket,
        key: &str,
        content_type: &str,
        bytes: Vec<u8>,
    ) -> Result<StoredObject, DocumentsError> {
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        let length = bytes.len() as u64;
        let answer = self
            .client
            .put_object()
            .bucket(self.name(bucket))
            .key(key)
            .content_type(content_type)
            .if_none_match("*")
            .set_tagging(standing::at_first(key))
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .checksum_sha256(STANDARD.encode(digest))
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map_err(|error| DocumentsError::of(key, &error))?;
        Ok(StoredObject {
            key: key.to_owned(),
            version: answer.version_id().unwrap_or_default().to_owned(),
            length,
            sha256: hex::encode(digest),
            etag: answer.e_tag().unwrap_or_default().to_owned(),
        })
    }
}

fn fits(key: &str, length: u64) -> Result<(), DocumentsError> {
    if length > MOST_READ_BACK {
        return Err(DocumentsError::TooLarge { key: key.to_owned(), length });
    }
    Ok(())
}

pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_read_back_is_not_stored() {
        assert!(fits("plans/k", MOST_READ_BACK).is_ok());
        let refused = fits("plans/k", MOST_READ_BACK + 1).unwrap_err();
        assert_eq!(refused.to_string(), "the object plans/k has 16777217 bytes");
    }
}

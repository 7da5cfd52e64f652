//! Putting a copy together: the scan, byte for byte, and what was appended to it.
//!
//! S3 joins a scan of 5 MiB or more on its own side (`UploadPartCopy`; a part that is not the last has at
//! least 5 MiB), so the function moves only what it appends. A smaller scan is joined by the function.
//!
//! That the copy is what was signed is shown, not assumed: the part that S3 copied has the SHA-256 of the
//! scan, or its entity tag where the store gives no checksum of a copied part; the part that we sent is
//! checked by S3 on arrival; the end of the object is read back and compared.

use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart, CopyPartResult};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::StoredObject;
use sha2::{Digest as _, Sha256};

use crate::{Bucket, Documents, error::DocumentsError, standing};

/// Scans of this size and more are joined by S3; the least size of a part that is not the last.
pub const JOINED_BY_S3_FROM: u64 = 5 * 1024 * 1024;

/// What to join.
#[derive(Debug, Clone, Copy)]
pub struct Join<'a> {
    /// The scan.
    pub scan: &'a StoredObject,
    /// What follows it.
    pub tail: &'a [u8],
    /// SHA-256 of both together, lower-case hexadecimal.
    pub sha256: &'a str,
    /// Bucket of the result.
    pub bucket: Bucket,
    /// Key of the result; a new one.
    pub key: &'a str,
}

impl Documents {
    /// Joins a scan and what follows it into a new object, and reads back enough of it to prove it.
    ///
    /// # Errors
    /// [`DocumentsError::Differs`] when the result is not what was to be joined; [`DocumentsError::Exists`]
    /// when the key is taken.
    pub async fn join(&self, join: Join<'_>) -> Result<StoredObject, DocumentsError> {
        let (version, etag) = if join.scan.length >= JOINED_BY_S3_FROM {
            self.join_on_the_server(&join).await?
        } else {
            self.join_here(&join).await?
        };
        let object = StoredObject {
            key: join.key.to_owned(),
            version,
            length: join.scan.length + join.tail.len() as u64,
            sha256: join.sha256.to_owned(),
            etag,
        };
        self.prove(&join, &object).await?;
        Ok(object)
    }

    /// As [`Self::join`], but a key that is taken is no error when the same document lies there: for a key
    /// that follows from what is joined.
    ///
    /// # Errors
    /// [`DocumentsError::Differs`] when something else lies there.
    pub async fn join_once(&self, join: Join<'_>) -> Result<StoredObject, DocumentsError> {
        match self.join(join).await {
            Err(DocumentsError::Exists(_)) => self.joined_before(&join).await,
            other => other,
        }
    }

    async fn joined_before(&self, join: &Join<'_>) -> Result<StoredObject, DocumentsError> {
        let head = self
            .client
            .head_object()
            .bucket(self.name(join.bucket))
            .key(join.key)
            .send()
            .await
            .map_err(|error| DocumentsError::of(join.key, &error))?;
        let object = StoredObject {
            key: join.key.to_owned(),
            version: head.version_id.unwrap_or_default(),
            length: join.scan.length + join.tail.len() as u64,
            sha256: join.sha256.to_owned(),
            etag: head.e_tag.unwrap_or_default(),
        };
        self.prove(join, &object).await?;
        Ok(object)
    }

    async fn join_here(&self, join: &Join<'_>) -> Result<(String, String), DocumentsError> {
        let mut bytes = self.read_checked(Bucket::Scans, join.scan, JOINED_BY_S3_FROM).await?;
        bytes.extend_from_slice(join.tail);
        let stored = self.store(join.bucket, join.key, PDF, bytes).await?;
        if stored.sha256 == join.sha256 {
            Ok((stored.version, stored.etag))
        } else {
            Err(differs(join, "its SHA-256"))
        }
    }

    async fn join_on_the_server(&self, join: &Join<'_>) -> Result<(String, String), DocumentsError> {
        let upload = self
            .client
            .create_multipart_upload()
            .bucket(self.name(join.bucket))
            .key(join.key)
            .content_type(PDF)
            .set_tagging(standing::at_first(join.key))
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .send()
            .await
            .map_err(|error| DocumentsError::of(join.key, &error))?;
        let upload = upload.upload_id().unwrap_or_default();
        let joined = self.complete(join, upload).await;
        if joined.is_err() {
            // The lifecycle rule would remove the parts within a day; this is only tidier.
            let abort = self.client.abort_multipart_upload().bucket(self.name(join.bucket)).key(join.key);
            let _ = abort.upload_id(upload).send().await;
        }
        joined
    }

    async fn complete(&self, join: &Join<'_>, upload: &str) -> Result<(String, String), DocumentsError> {
        let bucket = self.name(join.bucket);
        let source =
            format!("{}/{}?versionId={}", self.name(Bucket::Scans), join.scan.key, join.scan.version);
        let copy = self.client.upload_part_copy().bucket(bucket).key(join.key).upload_id(upload);
        let copied = copy
            .part_number(1)
            .copy_source(source)
            .copy_source_if_match(&join.scan.etag)
            .send()
            .await
            .map_err(|error| DocumentsError::of(&join.scan.key, &error))?;
        let copied = copied.copy_part_result.ok_or_else(|| differs(join, "the part that was copied"))?;
        if !is_the_scan(&copied, join.scan) {
            return Err(differs(join, "the part that was copied"));
        }
        let tail_digest = STANDARD.encode(Sha256::digest(join.tail));
        let sent = self.client.upload_part().bucket(bucket).key(join.key).upload_id(upload);
        let sent = sent
            .part_number(2)
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .checksum_sha256(&tail_digest)
            .body(join.tail.to_vec().into())
            .send()
            .await
            .map_err(|error| DocumentsError::of(join.key, &error))?;
        let first = CompletedPart::builder()
            .part_number(1)
            .set_e_tag(copied.e_tag)
            .set_checksum_sha256(copied.checksum_sha256)
            .build();
        let second = CompletedPart::builder()
            .part_number(2)
            .set_e_tag(sent.e_tag)
            .checksum_sha256(tail_digest)
            .build();
        let done = self.client.complete_multipart_upload().bucket(bucket).key(join.key).upload_id(upload);
        let done = done
            .if_none_match("*")
            .multipart_upload(CompletedMultipartUpload::builder().parts(first).parts(second).build())
            .send()
            .await
            .map_err(|error| DocumentsError::of(join.key, &error))?;
        Ok((done.version_id.unwrap_or_default(), done.e_tag.unwrap_or_default()))
    }

    /// Reads the end of the result back.
    async fn prove(&self, join: &Join<'_>, object: &StoredObject) -> Result<(), DocumentsError> {
        let answer = self
            .client
            .get_object()
            .bucket(self.name(join.bucket))
            .key(join.key)
            .version_id(&object.version)
            .range(format!("bytes={}-", join.scan.length))
            .send()
            .await
            .map_err(|error| DocumentsError::of(join.key, &error))?;
        let total = answer.content_range().and_then(|range| range.rsplit_once('/')?.1.parse::<u64>().ok());
        if total != Some(object.length) {
            return Err(differs(join, "its length"));
        }
        let tail = answer.body.collect().await.map_err(|error| DocumentsError::Service(error.to_string()))?;
        if tail.into_bytes() == join.tail { Ok(()) } else { Err(differs(join, "its end")) }
    }
}

const PDF: &str = "application/pdf";

fn differs(join: &Join<'_>, what: &'static str) -> DocumentsError {
    DocumentsError::Differs { key: join.key.to_owned(), what }
}

/// Whether a copied part is the scan: by SHA-256 where the store tells it, else by entity tag, which for an
/// object and a part of the same bytes is the same.
fn is_the_scan(copied: &CopyPartResult, scan: &StoredObject) -> bool {
    match copied.checksum_sha256() {
        Some(checksum) => hex::decode(&scan.sha256).is_ok_and(|digest| STANDARD.encode(digest) == checksum),
        None => copied.e_tag().is_some_and(|etag| etag.trim_matches('"') == scan.etag.trim_matches('"')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan() -> StoredObject {
        StoredObject {
            key: "k".to_owned(),
            version: "v".to_owned(),
            length: 3,
            sha256: hex::encode(Sha256::digest(b"abc")),
            etag: "\"900150983cd24fb0d6963f7d28e17f72\"".to_owned(),
        }
    }

    #[test]
    fn a_copied_part_is_the_scan_by_its_checksum_before_its_tag() {
        let right = STANDARD.encode(Sha256::digest(b"abc"));
        let wrong = STANDARD.encode(Sha256::digest(b"abd"));
        let part = |checksum: &str, etag: &str| {
            CopyPartResult::builder().checksum_sha256(checksum).e_tag(etag).build()
        };
        assert!(is_the_scan(&part(&right, "other"), &scan()));
        assert!(!is_the_scan(&part(&wrong, &scan().etag), &scan()));
    }

    #[test]
    fn without_a_checksum_the_tag_decides() {
        let part = |etag: &str| CopyPartResult::builder().e_tag(etag).build();
        assert!(is_the_scan(&part("900150983cd24fb0d6963f7d28e17f72"), &scan()));
        assert!(!is_the_scan(&part("\"0\""), &scan()));
        assert!(!is_the_scan(&CopyPartResult::builder().build(), &scan()));
    }
}

//! Objects that no record points to: how a lifecycle rule knows them.
//!
//! An object is written before the record that points to it. Plans, repaired scans and copies are written with a tag, which is
//! removed once the record is there; a rule of the bucket removes what still has the tag after some weeks. So a
//! function that is cut off between the two leaves nothing for ever, and whatever a record points to stays.

use aws_sdk_s3::types::{Tag, Tagging};
use certification::StoredObject;

use crate::{Bucket, Documents, error::DocumentsError, keys};

/// The tag's name and value, as the template's lifecycle rules have them.
const TAG: (&str, &str) = ("standing", "pending");

/// The tag that an object of this key is written with, as `x-amz-tagging`.
pub(crate) fn at_first(key: &str) -> Option<String> {
    keys::awaits_its_record(key).then(|| format!("{}={}", TAG.0, TAG.1))
}

impl Documents {
    /// Keeps an object that a record points to; again and again is the same as once.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn keep(&self, bucket: Bucket, object: &StoredObject) -> Result<(), DocumentsError> {
        let kept = self.client.delete_object_tagging().bucket(self.name(bucket)).key(&object.key);
        let kept = kept.version_id(&object.version).send().await;
        kept.map(drop).map_err(|error| DocumentsError::of(&object.key, &error))
    }

    /// Leaves an object to the lifecycle rule: no record points to it, and none will.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn abandon(&self, bucket: Bucket, key: &str) -> Result<(), DocumentsError> {
        let tag = Tag::builder().key(TAG.0).value(TAG.1).build();
        let tag = tag.map_err(|error| DocumentsError::Service(error.to_string()))?;
        let tags = Tagging::builder().tag_set(tag).build();
        let tags = tags.map_err(|error| DocumentsError::Service(error.to_string()))?;
        let put = self.client.put_object_tagging().bucket(self.name(bucket)).key(key).tagging(tags);
        put.send().await.map(drop).map_err(|error| DocumentsError::of(key, &error))
    }

    /// Whether an object is left to the lifecycle rule.
    ///
    /// # Errors
    /// When the store does not answer, or has no such object.
    pub async fn is_pending(&self, bucket: Bucket, object: &StoredObject) -> Result<bool, DocumentsError> {
        let tags = self.client.get_object_tagging().bucket(self.name(bucket)).key(&object.key);
        let tags = tags.version_id(&object.version).send().await;
        let tags = tags.map_err(|error| DocumentsError::of(&object.key, &error))?;
        Ok(tags.tag_set().iter().any(|tag| (tag.key(), tag.value()) == TAG))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_repaired_scans_and_copies_are_tagged_when_they_are_written_and_nothing_else() {
        for tagged in ["plans/a/c/1", "repaired/a/c/1.pdf", "copies/a/c/1.pdf"] {
            assert_eq!(at_first(tagged).as_deref(), Some("standing=pending"), "{tagged}");
        }
        for other in ["scans/a/c/1.pdf", "prepared/a/c/1", "images/a/1", "exports/a/b/1.xlsx", "heads/a/b/1"]
        {
            assert_eq!(at_first(other), None, "{other}");
        }
    }
}

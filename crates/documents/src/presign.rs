//! Short-lived links to documents.

use std::time::Duration;

use aws_sdk_s3::presigning::PresigningConfig;
use certification::StoredObject;

use crate::{Bucket, Documents, error::DocumentsError};

impl Documents {
    /// A link to one version of an object, good for `lifetime`, that a browser shows under a file name.
    ///
    /// # Errors
    /// When the link cannot be signed.
    pub async fn link(
        &self,
        bucket: Bucket,
        object: &StoredObject,
        file_name: &str,
        lifetime: Duration,
    ) -> Result<String, DocumentsError> {
        let service = |error: &dyn std::fmt::Display| DocumentsError::Service(error.to_string());
        let config = PresigningConfig::expires_in(lifetime).map_err(|error| service(&error))?;
        let request = self
            .client
            .get_object()
            .bucket(self.name(bucket))
            .key(&object.key)
            .version_id(&object.version)
            .response_content_disposition(format!("inline; filename=\"{file_name}\""))
            .presigned(config)
            .await
            .map_err(|error| DocumentsError::of(&object.key, &error))?;
        Ok(request.uri().to_owned())
    }
}

//! Grants to download a released copy: who holds the token may fetch the copy until the grant ends.
//!
//! The token goes to the requester's known address and is not kept here: the key holds its SHA-256, so that
//! nobody who reads the table can download anything.

use certification::{CheckCode, StoredObject};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

/// A grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DownloadGrant {
    /// The copy.
    pub copy: StoredObject,
    /// The name that a browser gives the file.
    pub file_name: String,
    /// Until when.
    pub until: Timestamp,
    /// The code of the copy in the public check. A copy that has lost its legal value is not downloaded.
    #[serde(default)]
    pub check: Option<CheckCode>,
}

impl Records {
    /// Stores a grant under its token.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn grant_download(&self, token: &str, grant: &DownloadGrant) -> Result<(), RecordsError> {
        let item = store::item(&keys::download(token), "download", 1, None, grant)?;
        self.put(store::ending(item, grant.until), Expect::Absent).await
    }

    /// The grant of a token, while it lasts: `DynamoDB` removes ended items late.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn download(&self, token: &str, now: Timestamp) -> Result<Option<DownloadGrant>, RecordsError> {
        let grant: Option<DownloadGrant> = self.get(&keys::download(token)).await?;
        Ok(grant.filter(|grant| now <= grant.until))
    }
}

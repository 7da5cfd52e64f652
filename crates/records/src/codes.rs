//! Codes to fetch a copy with: who asks is counted, what is sent is kept as a digest.

use certification::{
    CheckCode,
    check::{DOWNLOAD_CODE_LIFETIME, DownloadCode},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ulid::Ulid;

use crate::{
    Records,
    error::RecordsError,
    keys, notices,
    store::{self, Expect},
};

const HOUR: i64 = 3_600;

/// Somebody asks for a code. It is written whether there is such a copy or not: only `deliver` looks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeRequest {
    /// Its identifier.
    pub id: Ulid,
    /// The code of the copy.
    pub code: CheckCode,
    /// When.
    pub at: Timestamp,
}

/// How many asked in an hour.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Asked {
    count: u32,
    version: u64,
}

impl Records {
    /// Writes a request for the table's stream to bring to `deliver`, unless `most` were written for the
    /// same copy in this hour; says whether it was. Two that come at the same moment are one.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn ask_for_code(&self, request: &CodeRequest, most: u32) -> Result<bool, RecordsError> {
        let key = keys::asked(&request.code, request.at.as_second().div_euclid(HOUR));
        let asked: Asked = self.get(&key).await?.unwrap_or_default();
        if asked.count >= most {
            return Ok(false);
        }
        let expect = if asked.version == 0 { Expect::Absent } else { Expect::Version(asked.version) };
        let after = Asked { count: asked.count + 1, version: asked.version + 1 };
        let ends = request.at.checked_add(jiff::SignedDuration::from_hours(2)).unwrap_or(request.at);
        let counted = store::item(&key, "asked", after.version, None, &after)?;
        let key = keys::request(&request.code, request.id);
        let written = store::item(&key, "code-request", 1, None, request)?;
        let items = vec![
            self.put_in(store::ending(counted, ends), expect)?,
            self.put_in(store::ending(written, ends), Expect::Absent)?,
        ];
        match self.transact(items).await.map_err(RecordsError::from) {
            Ok(()) => Ok(true),
            Err(RecordsError::Conflict | RecordsError::Contended) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The code that was last sent for a copy, as it is kept.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn download_code(&self, code: &CheckCode) -> Result<Option<DownloadCode>, RecordsError> {
        self.get(&keys::secret(code)).await
    }

    /// Keeps a code; version 0 takes the place of whichever was kept before.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when somebody else has typed one at the same moment.
    pub async fn save_download_code(
        &self,
        code: &CheckCode,
        kept: &DownloadCode,
    ) -> Result<(), RecordsError> {
        let before = match kept.version {
            0 => self.download_code(code).await?.map_or(0, |before| before.version),
            version => version,
        };
        let expect = if before == 0 { Expect::Absent } else { Expect::Version(before) };
        let mut after = kept.clone();
        after.version = before + 1;
        let item = store::item(&keys::secret(code), "download-code", after.version, None, &after)?;
        let ends = kept.until.checked_add(DOWNLOAD_CODE_LIFETIME).unwrap_or(kept.until);
        self.put(store::ending(item, ends), expect).await
    }
}

/// The request in the new image of a stream record; `None` when the record is not a new request.
///
/// # Errors
/// [`RecordsError::Corrupt`] when it is one and cannot be read.
pub fn request_in_stream(record: &Value) -> Result<Option<CodeRequest>, RecordsError> {
    notices::new_in_stream(record, "code-request")
}

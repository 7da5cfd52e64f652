//! What the public check answers with: written when a copy is sealed, changed when it is withdrawn, each in
//! the transaction of the case.

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{AgencyId, Case, CaseId, CheckCode, StoredObject, check::Check};
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    cases::Change,
    error::RecordsError,
    keys,
    store::{self, Expect},
    versioned::Versioned as _,
};

/// Where the copy behind a code lies. Apart from [`Check`], because its keys name the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedCopy {
    /// The agency.
    pub agency: AgencyId,
    /// The case.
    pub case: CaseId,
    /// The copy.
    pub copy: StoredObject,
}

impl Records {
    /// Stores a sealed case, and what the public check says of its copy by code and by digest.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when the case has changed since it was read.
    pub async fn seal(&self, case: &Case, check: &Check, change: &Change) -> Result<Case, RecordsError> {
        let (after, mut items) = self.case_writes(case, Expect::Version(case.version), change)?;
        items.push(self.check_write(check)?);
        if let Some(seal) = case.state.seal() {
            let copy = CheckedCopy { agency: case.agency.clone(), case: case.id, copy: seal.copy.clone() };
            let key = keys::checked_copy(&check.code);
            items.push(self.put_in(store::item(&key, "checked-copy", 1, None, &copy)?, Expect::Absent)?);
        }
        let key = keys::check_digest(&check.sha256);
        items.push(self.put_in(store::item(&key, "check-digest", 1, None, &check.code)?, Expect::Absent)?);
        self.transact_replying(items, change.reply.as_ref()).await?;
        Ok(after)
    }

    /// The write of a check; version 0 is a new one.
    pub(crate) fn check_write(&self, check: &Check) -> Result<TransactWriteItem, RecordsError> {
        let after = check.stored();
        let expect = if check.version == 0 { Expect::Absent } else { Expect::Version(check.version) };
        self.put_in(store::item(&keys::check(&check.code), "check", after.version, None, &after)?, expect)
    }

    /// What the public may know of the copy of a code.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn check(&self, code: &CheckCode) -> Result<Option<Check>, RecordsError> {
        self.get(&keys::check(code)).await
    }

    /// The code of the sealed copy that has a SHA-256, given in lower-case hexadecimal.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn code_of_digest(&self, sha256: &str) -> Result<Option<CheckCode>, RecordsError> {
        self.get(&keys::check_digest(sha256)).await
    }

    /// Where the copy of a code lies.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn checked_copy(&self, code: &CheckCode) -> Result<Option<CheckedCopy>, RecordsError> {
        self.get(&keys::checked_copy(code)).await
    }
}

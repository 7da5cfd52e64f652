//! The trust store as configuration: which roots are trusted, government and public kept apart.

use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect, Item},
    versioned::Versioned as _,
};

/// Roots and intermediates, each a PEM certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TrustRecord {
    /// Roots of government signatures (NĐ 68/2024).
    pub government: Vec<String>,
    /// Roots of public signatures.
    pub public: Vec<String>,
    /// Intermediates; many tokens hold only the leaf.
    pub intermediates: Vec<String>,
    /// Counts the writes.
    pub version: u64,
}

impl Records {
    /// Reads the trust store; empty when none was configured, and then nothing is trusted.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn trust(&self) -> Result<TrustRecord, RecordsError> {
        Ok(self.get(&keys::trust()).await?.unwrap_or_default())
    }

    /// Stores the trust store; version 0 is the first.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when it has changed since it was read.
    pub async fn save_trust(&self, trust: &TrustRecord) -> Result<(), RecordsError> {
        let after = trust.stored();
        self.put(trust_item(&after)?, Expect::since(trust.version)).await
    }
}

pub(crate) fn trust_item(trust: &TrustRecord) -> Result<Item, RecordsError> {
    store::item(&keys::trust(), "trust", trust.version, None, trust)
}

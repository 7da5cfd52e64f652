//! The configured trust store.

use api::Problem;
use pdf_signing::cms::{Family, TrustStore};
use records::Records;

/// Loads the roots and intermediates that the ministry has configured.
///
/// # Errors
/// When the table does not answer, or a configured certificate cannot be read.
pub async fn load(records: &Records) -> Result<TrustStore, Problem> {
    let record = records.trust().await?;
    TrustStore::empty()
        .with_roots(Family::Government, record.government.concat().as_bytes())
        .and_then(|store| store.with_roots(Family::Public, record.public.concat().as_bytes()))
        .and_then(|store| store.with_intermediates(record.intermediates.concat().as_bytes()))
        .map_err(|error| Problem::unexpected(&error))
}

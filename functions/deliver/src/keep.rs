//! Keeping what a case points to: plans, repaired scans and copies are tagged until the record that points to them is there.
//!
//! The stream brings each line of a history by which a case came to point to something, and brings it again until
//! this succeeds. What the case points to by then is kept; everything else is left to the lifecycle rules.

use api::BoxError;
use certification::{AgencyId, CaseId};
use documents::Bucket;

use crate::Services;

/// Keeps the plans, repaired scans and copies of a case.
pub(crate) async fn of_case(services: &Services, agency: &AgencyId, id: CaseId) -> Result<(), BoxError> {
    let Some(case) = services.records.case(agency, id).await? else { return Ok(()) };
    let of_scans = case.state.plans().into_iter().chain(case.state.repaired_scans());
    let of_scans = of_scans.map(|object| (Bucket::Scans, object));
    let copies = case.state.copies().into_iter().map(|copy| (Bucket::Copies, copy));
    for (bucket, object) in of_scans.chain(copies) {
        services.documents.keep(bucket, object).await?;
    }
    Ok(())
}

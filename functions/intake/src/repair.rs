//! A scan that the strict reader refuses is repaired if that is possible (làm sạch).
//!
//! The repaired scan is a new object beside the one that was uploaded, which stays. It is stored before the case points
//! to it, as plans are: a function that is cut off in between leaves an orphan for the lifecycle rule, and the event,
//! which comes again, makes another one.

use api::BoxError;
use certification::{
    Case, StoredObject,
    case::{Repair, RepairChange, ScanRefused},
};
use documents::{Arrived, Bucket, keys};
use pdf_repair::{NotRepaired, Repaired};
use pdf_signing::scan::{Inspection, Refusal};
use sha2::{Digest as _, Sha256};

use crate::{Services, arrival::refusal};

/// Repairs a scan and stores the result; gives the cause that stands when it cannot be repaired.
pub(crate) async fn repaired(
    services: &Services,
    case: &Case,
    key: &str,
    arrived: Arrived,
    refused: &Refusal,
) -> Result<Result<(StoredObject, Inspection, Repair), ScanRefused>, BoxError> {
    if !pdf_repair::repairable(refused) {
        return Ok(Err(refusal(key, refused)));
    }
    let Repaired { bytes, inspection, changes } = match pdf_repair::repair(&arrived.bytes, refused) {
        Ok(repaired) => repaired,
        // A file that ends too early is told as that, and not as damaged.
        Err(NotRepaired::Unreadable | NotRepaired::Incomplete { .. })
            if matches!(refused, Refusal::Truncated { .. }) =>
        {
            return Ok(Err(refusal(key, refused)));
        }
        Err(stands) => {
            let (code, message) = (stands.code().to_owned(), stands.message().to_owned());
            return Ok(Err(ScanRefused { key: key.to_owned(), code, message }));
        }
    };
    let uploaded = StoredObject {
        key: key.to_owned(),
        version: arrived.version,
        length: arrived.bytes.len() as u64,
        sha256: hex::encode(Sha256::digest(&arrived.bytes)),
        etag: arrived.etag,
    };
    drop(arrived.bytes);
    let key = keys::repaired(&case.agency, case.id, services.clock.ulid());
    let document = services.documents.store(Bucket::Scans, &key, "application/pdf", bytes).await?;
    tracing::info!(agency = %case.agency, case = %case.id, code = refused.code(), "a scan was repaired");
    let changes = changes
        .iter()
        .map(|change| RepairChange { code: change.word().to_owned(), text: change.message().to_owned() });
    let changes = changes.collect();
    let repair = Repair { uploaded, cause: refused.code().to_owned(), changes, confirmed: None };
    Ok(Ok((document, inspection, repair)))
}

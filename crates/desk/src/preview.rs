//! The document as it will be signed or sealed, put together for the official to look at.
//!
//! Its key follows from what was prepared, so it is put together once however often it is asked for; a
//! lifecycle rule removes it with the rest of what was prepared.

use api::Problem;
use certification::{Case, StoredObject};
use documents::{Bucket, Documents, DocumentsError, Join, keys};
use pdf_signing::digest::Hasher;

use crate::{handing::Waiting, plan::SignedPlan};

/// Joins the scan with what was last handed to a desk, zeros standing for the signature; `None` when nothing
/// is handed out. The object lies in the bucket of scans.
///
/// # Errors
/// When what was prepared cannot be read or joined.
pub async fn preview(documents: &Documents, case: &Case) -> Result<Option<StoredObject>, Problem> {
    let (Some(handed_out), Some(scan)) = (case.state.prepared(), case.state.scan_document()) else {
        return Ok(None);
    };
    let stored = match documents.read_stored(Bucket::Scans, &handed_out.object).await {
        // Handed out days ago and removed since; nobody can sign it any more.
        Err(DocumentsError::Absent(_)) => return Ok(None),
        stored => stored?,
    };
    let waiting: Waiting = serde_json::from_slice(&stored).map_err(|error| Problem::unexpected(&error))?;
    let mut hasher = Hasher::resume(&waiting.before).map_err(|error| Problem::unexpected(&error))?;
    hasher.update(&waiting.increment.increment);
    let sha256 = hex::encode(hasher.finish());
    // What is to be sealed follows the increment that is signed already.
    let mut tail = match case.state.signature() {
        Some(signature) => {
            let plan = documents.read_stored(Bucket::Scans, &signature.plan).await?;
            let plan: SignedPlan =
                serde_json::from_slice(&plan).map_err(|error| Problem::unexpected(&error))?;
            plan.increment.increment
        }
        None => Vec::new(),
    };
    tail.extend_from_slice(&waiting.increment.increment);
    let id = handed_out.object.key.rsplit('/').next().unwrap_or_default();
    let key = keys::preview(&case.agency, case.id, id);
    let join = Join { scan, tail: &tail, sha256: &sha256, bucket: Bucket::Scans, key: &key };
    Ok(Some(documents.join_once(join).await?))
}

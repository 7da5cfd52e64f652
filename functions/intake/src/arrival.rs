//! A scan has arrived: read it, inspect it, repair it if need be, say on the case whether it can be certified.
//!
//! S3's events come at least once and in any order: what the case does not wait for changes nothing.

use api::BoxError;
use aws_lambda_events::s3::S3Event;
use certification::{
    Case, StateName, StoredObject,
    case::{ReadyScan, Scan, ScanRefused},
    history::{CaseAction, HistoryEntry, HistoryFacts},
};
use documents::{Arrived, Bucket, DocumentsError, LARGEST_SCAN, keys};
use pdf_signing::scan::{Inspection, inspect};
use records::{Change, RecordsError};

use crate::{Services, repair};

/// How often a case is loaded again when an officer changes it at the same moment.
const TRIES: u32 = 5;

pub(crate) async fn scans_arrived(services: &Services, event: serde_json::Value) -> Result<(), BoxError> {
    let event: S3Event = serde_json::from_value(event)?;
    for record in event.records {
        let Some(key) = record.s3.object.url_decoded_key.or(record.s3.object.key) else { continue };
        let request_id = record.response_elements.get("x-amz-request-id");
        Box::pin(scan_arrived(services, &key, request_id)).await?;
    }
    Ok(())
}

async fn scan_arrived(services: &Services, key: &str, request_id: Option<&String>) -> Result<(), BoxError> {
    let Some((agency, id)) = keys::case_of_scan(key) else { return Ok(()) };
    let Some(case) = services.records.case(&agency, id).await? else { return Ok(()) };
    if !waits_for(&case, key) {
        tracing::info!(agency = %agency, case = %id, "a scan arrived that the case does not wait for");
        return abandon(services, &case, key).await;
    }
    let result = match services.documents.read_scan(key, LARGEST_SCAN).await {
        Ok(arrived) => examine(services, &case, key, arrived).await?,
        Err(DocumentsError::TooLarge { length, .. }) => {
            let length = usize::try_from(length).unwrap_or(usize::MAX);
            Err(refusal(key, &pdf_signing::scan::Refusal::TooLarge { length }))
        }
        // A lifecycle rule or a person removed it; the officer asks for a new place.
        Err(DocumentsError::Absent(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    store(services, case, key, result, request_id).await
}

/// Leaves a scan that came too late, or for a cancelled case, to the lifecycle rule; one that the case has stays.
async fn abandon(services: &Services, case: &Case, key: &str) -> Result<(), BoxError> {
    if case.state.scan_keys().any(|known| known == key) {
        return Ok(());
    }
    match services.documents.abandon(Bucket::Scans, key).await {
        Ok(()) | Err(DocumentsError::Absent(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn waits_for(case: &Case, key: &str) -> bool {
    matches!(&case.state, certification::State::Draft { scan: Some(Scan::Expected { key: expected, .. }), .. } if expected == key)
}

/// Inspects the scan, and repairs it when that is needed and possible; stores what the case is to point to.
async fn examine(
    services: &Services,
    case: &Case,
    key: &str,
    arrived: Arrived,
) -> Result<Result<ReadyScan, ScanRefused>, BoxError> {
    let refused = match inspect(&arrived.bytes) {
        Ok(inspection) => {
            let document = StoredObject {
                key: key.to_owned(),
                version: arrived.version,
                length: arrived.bytes.len() as u64,
                sha256: hex::encode(inspection.sha256),
                etag: arrived.etag,
            };
            drop(arrived.bytes);
            return planned(services, case, document, inspection).await;
        }
        Err(refused) => refused,
    };
    match repair::repaired(services, case, key, arrived, &refused).await? {
        Ok((document, inspection, repair)) => {
            let ready = planned(services, case, document, inspection).await?;
            Ok(ready
                .map(|scan| ReadyScan { repair: Some(Box::new(repair)), ..scan })
                .map_err(|refused| ScanRefused { key: key.to_owned(), ..refused }))
        }
        Err(refused) => {
            tracing::info!(agency = %case.agency, case = %case.id, code = refused.code, "a scan was refused");
            Ok(Err(refused))
        }
    }
}

/// Stores the plan of a scan that was found fit.
async fn planned(
    services: &Services,
    case: &Case,
    document: StoredObject,
    inspection: Inspection,
) -> Result<Result<ReadyScan, ScanRefused>, BoxError> {
    let Inspection { state, plan, warnings, .. } = inspection;
    let pages = u32::try_from(plan.pages.len())?;
    let warnings = warnings.iter().map(|warning| warning.code().to_owned()).collect();
    let plan_key = keys::plan(&case.agency, case.id, services.clock.ulid());
    let plan = pdf_signing::plan::ScanPlan { plan, digest: state };
    match services.documents.store_json(&plan_key, &plan).await {
        Ok(plan) => Ok(Ok(ReadyScan { document, plan, pages, warnings, repair: None })),
        // A plan that no later step could read back: its structure is beyond any scan's.
        Err(DocumentsError::TooLarge { .. }) => {
            let position = usize::try_from(plan.plan.startxref).unwrap_or(usize::MAX);
            Ok(Err(refusal(&document.key, &pdf_signing::scan::Refusal::TooComplex { position })))
        }
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn refusal(key: &str, cause: &pdf_signing::scan::Refusal) -> ScanRefused {
    ScanRefused { key: key.to_owned(), code: cause.code().to_owned(), message: cause.message().to_owned() }
}

async fn store(
    services: &Services,
    mut case: Case,
    key: &str,
    result: Result<ReadyScan, ScanRefused>,
    request_id: Option<&String>,
) -> Result<(), BoxError> {
    for _ in 0..TRIES {
        let (agency, id) = (case.agency.clone(), case.id);
        let Some(inspected) = case.scan_inspected(key, result.clone()) else { return Ok(()) };
        let (action, facts) = match &result {
            Ok(ReadyScan { repair: Some(repair), .. }) => {
                let changes = repair.changes.iter().map(|change| change.code.clone()).collect();
                let facts = HistoryFacts::ScanRepaired { cause: repair.cause.clone(), changes };
                (CaseAction::ScanRepaired, Some(facts))
            }
            Ok(_) => (CaseAction::ScanReady, None),
            Err(refused) => {
                let facts = HistoryFacts::ScanRefused { cause: refused.code.clone() };
                (CaseAction::ScanRefused, Some(facts))
            }
        };
        let line = HistoryEntry {
            at: services.clock.now(),
            by: None,
            role: None,
            action,
            from: Some(StateName::Draft),
            to: StateName::Draft,
            request_id: request_id.cloned().unwrap_or_default(),
            facts,
            note: None,
        };
        let change = Change { history: Some((services.clock.ulid(), line)), ..Change::default() };
        match services.records.save_case(&inspected, &change).await {
            Ok(_) => return Ok(()),
            Err(RecordsError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
        let Some(again) = services.records.case(&agency, id).await? else { return Ok(()) };
        case = again;
    }
    Err("the case was changed each time that the scan's result was to be stored".into())
}

#[cfg(test)]
mod tests {
    use api::contract::{SCAN_CHANGES, SCAN_REFUSALS, SCAN_WARNINGS};
    use pdf_repair::Change;
    use pdf_signing::scan::{Refusal, Warning};

    #[test]
    fn the_contract_names_every_cause_and_warning() {
        assert_eq!((SCAN_REFUSALS, SCAN_WARNINGS), (Refusal::CODES, Warning::CODES));
    }

    #[test]
    fn the_contract_names_every_change_of_a_repair() {
        assert_eq!(SCAN_CHANGES.to_vec(), Change::ALL.map(Change::word).to_vec());
    }
}

//! What no record points to is left to the lifecycle rules; what a case points to is kept.

use anyhow::{Context as _, Result};
use certification::{Case, StoredObject};
use documents::{Bucket, Documents, keys};
use journeys::{Office, Requester, until};

use crate::scene::{nothing, office, small_scan};

async fn stored(office: &Office, case: &str) -> Result<Case> {
    office.stack.records().case(&office.agency, case.parse()?).await?.context("no case")
}

/// The plans and copies of a case, with their buckets.
fn objects(case: &Case) -> Vec<(Bucket, StoredObject)> {
    let plans = case.state.plans().into_iter().map(|plan| (Bucket::Scans, plan.clone()));
    plans.chain(case.state.copies().into_iter().map(|copy| (Bucket::Copies, copy.clone()))).collect()
}

/// Waits until the stream has kept everything that a case points to.
async fn kept(documents: &Documents, case: &Case) -> Result<()> {
    until(format!("the objects of {} are kept", case.id), async || {
        for (bucket, object) in objects(case) {
            if documents.is_pending(bucket, &object).await? {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await
}

#[tokio::test]
async fn everything_that_a_case_points_to_is_kept() -> Result<()> {
    let office = office().await?;
    let documents = office.stack.documents();
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let submitted = stored(&office, &case).await?;
    assert_eq!(objects(&submitted).len(), 1);
    kept(&documents, &submitted).await?;
    office.sign(&case).await?;
    kept(&documents, &stored(&office, &case).await?).await?;
    office.number(&case, &office.book().await?).await?;
    office.seal(&case).await?;
    let sealed = stored(&office, &case).await?;
    assert_eq!(objects(&sealed).len(), 4);
    kept(&documents, &sealed).await
}

#[tokio::test]
async fn what_was_written_and_never_pointed_to_is_left_to_the_rules() -> Result<()> {
    let office = office().await?;
    let documents = office.stack.documents();
    let case = stored(&office, &office.open_case(&Requester::by_email()).await?).await?;
    // As a function that is cut off before its record leaves them.
    let plan =
        documents.store_json(&keys::plan(&case.agency, case.id, api::Clock.ulid()), &nothing()).await?;
    let key = keys::copy(&case.agency, case.id, api::Clock.ulid());
    let copy = documents.store(Bucket::Copies, &key, "application/pdf", small_scan()).await?;
    assert!(documents.is_pending(Bucket::Scans, &plan).await?);
    assert!(documents.is_pending(Bucket::Copies, &copy).await?);
    Ok(())
}

#[tokio::test]
async fn only_what_the_case_points_to_is_kept() -> Result<()> {
    let office = office().await?;
    let documents = office.stack.documents();
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let submitted = stored(&office, &case).await?;
    let key = keys::copy(&submitted.agency, submitted.id, api::Clock.ulid());
    let orphan = documents.store(Bucket::Copies, &key, "application/pdf", small_scan()).await?;
    office.sign(&case).await?;
    kept(&documents, &stored(&office, &case).await?).await?;
    assert!(documents.is_pending(Bucket::Copies, &orphan).await?);
    Ok(())
}

#[tokio::test]
async fn a_scan_that_arrives_after_the_case_was_cancelled_is_left_to_the_rules() -> Result<()> {
    let office = office().await?;
    let documents = office.stack.documents();
    let case = office.open_case(&Requester::by_email()).await?;
    let place = office.place_for_scan(&case).await?;
    let expected = stored(&office, &case).await?;
    let key = expected.state.scan_keys().next().context("no scan is awaited")?.to_owned();
    office.officer.api.post(&format!("/cases/{case}/cancel"), &nothing()).await?.done()?;
    let (status, said) = place.send(small_scan()).await?;
    assert_eq!(status, 204, "{said}");
    let arrived = documents.read_scan(&key, documents::LARGEST_SCAN).await?;
    let scan = StoredObject {
        key,
        version: arrived.version,
        length: arrived.bytes.len() as u64,
        sha256: String::new(),
        etag: arrived.etag,
    };
    until("the late scan is left to the rules".to_owned(), async || {
        Ok(documents.is_pending(Bucket::Scans, &scan).await?.then_some(()))
    })
    .await?;
    assert_eq!(office.read(&case).await?["state"], "cancelled");
    Ok(())
}

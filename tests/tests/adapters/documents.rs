//! S3: an object is written once, a copy is proved, and nothing that differs is taken for what was stored.

use anyhow::Result;
use certification::{AgencyId, CaseId, StoredObject};
use documents::{Bucket, Documents, DocumentsError, JOINED_BY_S3_FROM, Join, keys};
use journeys::Stack;
use sha2::{Digest as _, Sha256};

const PDF: &str = "application/pdf";

/// Documents, and keys that no other test uses.
struct Place {
    documents: Documents,
    agency: AgencyId,
    case: CaseId,
}

impl Place {
    fn new() -> Result<Self> {
        let agency = format!("test-{}", api::Clock.ulid()).parse()?;
        let case = CaseId::from_ulid(api::Clock.ulid());
        Ok(Self { documents: Stack::from_env()?.documents(), agency, case })
    }

    fn copy_key(&self) -> String {
        keys::copy(&self.agency, self.case, api::Clock.ulid())
    }

    /// A scan in the store, of so many bytes.
    async fn scan(&self, length: usize) -> Result<(StoredObject, Vec<u8>)> {
        // Not under `scans/`, whose events a function waits for.
        let key = keys::plan(&self.agency, self.case, api::Clock.ulid());
        let bytes: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap_or(0)).collect();
        Ok((self.documents.store(Bucket::Scans, &key, PDF, bytes.clone()).await?, bytes))
    }
}

fn joined(scan: &[u8], tail: &[u8]) -> (Vec<u8>, String) {
    let whole = [scan, tail].concat();
    let sha256 = hex::encode(Sha256::digest(&whole));
    (whole, sha256)
}

fn lengths() -> [usize; 2] {
    let limit = usize::try_from(JOINED_BY_S3_FROM).unwrap_or(usize::MAX);
    [limit - 1, limit]
}

#[tokio::test]
async fn an_object_is_written_once() -> Result<()> {
    let place = Place::new()?;
    let key = place.copy_key();
    let stored = place.documents.store(Bucket::Copies, &key, PDF, b"first".to_vec()).await?;
    let again = place.documents.store(Bucket::Copies, &key, PDF, b"second".to_vec()).await;
    assert!(matches!(&again, Err(DocumentsError::Exists(taken)) if *taken == key), "{again:?}");
    assert_eq!(place.documents.read_stored(Bucket::Copies, &stored).await?, b"first");
    Ok(())
}

#[tokio::test]
async fn a_copy_is_the_scan_and_its_tail_on_both_sides_of_the_limit() -> Result<()> {
    let place = Place::new()?;
    for length in lengths() {
        let (scan, bytes) = place.scan(length).await?;
        let (whole, sha256) = joined(&bytes, b"the increment");
        let key = place.copy_key();
        let join =
            Join { scan: &scan, tail: b"the increment", sha256: &sha256, bucket: Bucket::Copies, key: &key };
        let copy = place.documents.join(join).await?;
        assert_eq!((copy.length, &copy.sha256), (whole.len() as u64, &sha256));
        assert!(place.documents.read_copy(&copy).await? == whole, "{length} bytes");

        let again = place.documents.join(join).await;
        assert!(matches!(&again, Err(DocumentsError::Exists(taken)) if *taken == key), "{again:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_scan_that_is_not_the_one_that_was_inspected_is_not_joined() -> Result<()> {
    let place = Place::new()?;
    for length in lengths() {
        let (scan, bytes) = place.scan(length).await?;
        let sha256 = joined(&bytes, b"tail").1;
        let wrong = StoredObject {
            etag: "\"00000000000000000000000000000000\"".to_owned(),
            sha256: hex::encode(Sha256::digest(b"another")),
            ..scan.clone()
        };
        let key = place.copy_key();
        let join = Join { scan: &wrong, tail: b"tail", sha256: &sha256, bucket: Bucket::Copies, key: &key };
        let refused = place.documents.join(join).await;
        assert!(
            matches!(refused, Err(DocumentsError::Differs { .. } | DocumentsError::Exists(_))),
            "{length} bytes: {refused:?}"
        );
        let never = StoredObject { key, version: "null".to_owned(), ..scan };
        assert!(place.documents.read_copy(&never).await.is_err(), "{length} bytes");
    }
    Ok(())
}

#[tokio::test]
async fn bytes_that_are_not_those_that_were_stored_are_not_given_out() -> Result<()> {
    let place = Place::new()?;
    let (stored, _) = place.scan(100).await?;
    let other = StoredObject { sha256: hex::encode(Sha256::digest(b"other")), ..stored.clone() };
    let read = place.documents.read_stored(Bucket::Scans, &other).await;
    assert!(matches!(read, Err(DocumentsError::Differs { .. })), "{read:?}");
    let absent = StoredObject { key: place.copy_key(), ..stored };
    let read = place.documents.read_stored(Bucket::Scans, &absent).await;
    assert!(matches!(&read, Err(DocumentsError::Absent(key)) if *key == absent.key), "{read:?}");
    Ok(())
}

#[tokio::test]
async fn a_scan_that_is_too_large_is_not_read() -> Result<()> {
    let place = Place::new()?;
    let (stored, bytes) = place.scan(1_000).await?;
    assert_eq!(place.documents.read_scan(&stored.key, 1_000).await?.bytes, bytes);
    let read = place.documents.read_scan(&stored.key, 999).await;
    assert!(matches!(read, Err(DocumentsError::TooLarge { length: 1_000, .. })), "{read:?}");
    Ok(())
}

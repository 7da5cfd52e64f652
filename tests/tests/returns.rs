//! Cases that the leader returns.

use anyhow::Result;
use journeys::Requester;
use serde_json::json;

use crate::scene::{nothing, office, small_scan};

#[tokio::test]
async fn a_returned_case_keeps_its_scan_and_can_be_submitted_again() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let submitted = office.read(&case).await?;
    let reason = json!({ "code": "illegible", "text": "Trang 1 mờ, không đọc được số hiệu." });

    let returned = office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    assert_eq!(returned["state"], "returned");
    let by_whom = &returned["returned"];
    assert_eq!((&by_whom["code"], &by_whom["text"]), (&reason["code"], &reason["text"]));
    assert_eq!(by_whom["by"], office.signer.name);

    let resumed = office.officer.api.post(&format!("/cases/{case}/resume"), &nothing()).await?.done()?;
    assert_eq!(resumed["state"], "draft");
    assert_eq!(resumed["scan"], submitted["scan"]);
    assert_eq!(office.submit(&case).await?["state"], "awaiting_signature");
    Ok(())
}

#[tokio::test]
async fn a_returned_case_takes_another_scan() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = office.read(&case).await?;
    let reason = json!({ "code": "other", "text": "Quét lại giúp." });
    office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    office.officer.api.post(&format!("/cases/{case}/resume"), &nothing()).await?.done()?;

    let other = scans::Scan { dpi: 70, ..scans::Scan::new(scans::Layout::Stream, 30_000) }.bytes();
    let after = office.attach_scan(&case, other.clone()).await?;

    assert_eq!(after["scan"]["state"], "ready");
    assert_ne!(after["scan"]["sha256"], before["scan"]["sha256"]);
    office.submit(&case).await?;
    office.sign(&case).await?;
    assert!(office.document(&case, "signed").await?.starts_with(&other));
    Ok(())
}

#[tokio::test]
async fn a_scan_that_is_refused_leaves_the_one_before_to_go_back_to() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = office.read(&case).await?;
    let reason = json!({ "code": "other", "text": "Quét lại giúp." });
    office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    office.officer.api.post(&format!("/cases/{case}/resume"), &nothing()).await?.done()?;

    let refused = office.attach_scan(&case, b"not a PDF".to_vec()).await?;
    assert_eq!(
        (&refused["scan"]["state"], &refused["scan"]["has_earlier"]),
        (&json!("refused"), &json!(true))
    );
    let kept =
        office.officer.api.patch(&format!("/cases/{case}"), &json!({ "keep_scan": true })).await?.done()?;
    assert_eq!(kept["scan"], before["scan"]);
    assert_eq!(office.submit(&case).await?["state"], "awaiting_signature");
    Ok(())
}

#[tokio::test]
async fn what_is_prepared_can_be_looked_at_before_it_is_signed() -> Result<()> {
    let office = office().await?;
    let large = scans::Scan::new(scans::Layout::Stream, 5_400_000).bytes();
    for scan in [small_scan(), large] {
        let case = office.submitted(&Requester::by_email(), scan.clone()).await?;
        office.signer.api.post(&format!("/cases/{case}/signature/prepare"), &nothing()).await?.done()?;
        let prepared = office.document(&case, "prepared").await?;
        assert!(prepared.starts_with(&scan) && prepared.len() > scan.len());
        assert_eq!(office.document(&case, "prepared").await?, prepared);
    }
    Ok(())
}

#[tokio::test]
async fn a_queue_shows_the_oldest_case_first() -> Result<()> {
    let office = office().await?;
    let mut cases = Vec::new();
    for _ in 0..3 {
        cases.push(office.submitted(&Requester::by_email(), small_scan()).await?);
    }
    let first = office.signer.api.get("/cases?state=awaiting_signature&limit=2").await?.done()?;
    let next = first["next"].as_str().unwrap_or_default().replace('#', "%23").replace('+', "%2B");
    let path = format!("/cases?state=awaiting_signature&limit=2&cursor={next}");
    let second = office.signer.api.get(&path).await?.done()?;
    let seen: Vec<_> = [&first, &second]
        .iter()
        .filter_map(|page| page["cases"].as_array())
        .flatten()
        .map(|case| case["id"].clone())
        .collect();
    assert_eq!(seen, cases);
    Ok(())
}

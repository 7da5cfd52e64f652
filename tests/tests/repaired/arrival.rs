//! What comes of the event: once, twice, cut off, and for a scan that cannot be repaired.

use anyhow::{Context as _, Result, ensure};
use certification::Case;
use documents::Bucket;
use jiff::SignedDuration;
use journeys::{
    Office, Requester, Signing,
    faults::{At, Breakage, Fault, Function, Invocation},
    invoke, until,
};
use records::Change;
use serde_json::{Value, json};

use super::{id, repaired, unsound};
use crate::{
    refusals::{all_of, refused},
    scene::{column, unequipped},
};

/// The event of a scan's arrival under a key.
fn arrived(key: &str) -> Result<Value> {
    let mut event: Value = serde_json::from_str(include_str!("../../../events/intake-scan-arrived.json"))?;
    event["Records"][0]["s3"]["object"]["key"] = key.into();
    Ok(event)
}

async fn stored(office: &Office, case: &str) -> Result<Case> {
    office.stack.records().case(&office.agency, case.parse()?).await?.context("no case")
}

/// Lets a case wait for a scan once the stack's own function has seen that scan, and left it as nobody's; gives the
/// case and the event.
async fn awaited(office: &Office, scan: Vec<u8>) -> Result<(String, Value)> {
    let case = stored(office, &office.open_case(&Requester::by_email()).await?).await?;
    let key = documents::keys::scan(&case.agency, case.id, api::Clock.ulid());
    let documents = office.stack.documents();
    let object = documents.store(Bucket::Scans, &key, "application/pdf", scan).await?;
    until(format!("the scan of {} is left to the rules", case.id), async || {
        Ok(documents.is_pending(Bucket::Scans, &object).await?.then_some(()))
    })
    .await?;
    let id = case.id.to_string();
    let waiting = case.expect_scan(key.clone(), api::Clock.now())?;
    office.stack.records().save_case(&waiting, &Change::default()).await?;
    Ok((id, arrived(&key)?))
}

async fn actions(office: &Office, case: &str) -> Result<Vec<Value>> {
    let (_, history) = all_of(office, case).await?;
    Ok(column(history["history"].as_array().map(Vec::as_slice).unwrap_or_default(), "action"))
}

fn soon() -> jiff::Timestamp {
    api::Clock.now() + SignedDuration::from_secs(20)
}

#[tokio::test]
async fn the_event_that_comes_again_changes_nothing_and_both_files_are_kept() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let inspected = repaired(&office, unsound("script")?).await?;
    let case = id(&inspected)?;
    let before = all_of(&office, case).await?;
    let state = stored(&office, case).await?.state;
    let uploaded = state.uploaded_scan().context("no uploaded scan")?;
    let event = arrived(&uploaded.key)?;
    for _ in 0..2 {
        invoke(&office.stack, "intake", &event).await?;
        assert_eq!(all_of(&office, case).await?, before);
    }
    let documents = office.stack.documents();
    let [scan] = state.repaired_scans()[..] else { anyhow::bail!("not one repaired scan") };
    until("the repaired scan is kept", async || {
        Ok((!documents.is_pending(Bucket::Scans, scan).await?).then_some(()))
    })
    .await?;
    assert!(!documents.is_pending(Bucket::Scans, uploaded).await?);
    Ok(())
}

#[tokio::test]
async fn a_function_that_is_cut_off_before_its_record_repairs_again() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let mut intake = Function::of(&office.stack, "intake").await?;
    let (case, event) = awaited(&office, unsound("script")?).await?;
    let breakage = Breakage { at: At::Commit, fault: Fault::KilledBefore };
    assert_eq!(intake.invoke(&event, soon(), Some(breakage)).await?, Invocation::Died);
    assert_eq!(office.read(&case).await?["scan"]["state"], "expected");
    let again = intake.invoke(&event, soon(), None).await?;
    ensure!(matches!(again, Invocation::Answered(_)), "{again:?}");
    assert_eq!(office.read(&case).await?["scan"]["repair"]["cause"], "script");
    assert_eq!(actions(&office, &case).await?, ["open", "scan-repaired"]);
    Ok(())
}

#[tokio::test]
async fn a_function_that_is_cut_off_after_its_record_has_repaired_once() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let mut intake = Function::of(&office.stack, "intake").await?;
    for fault in [Fault::After, Fault::KilledAfter] {
        let (case, event) = awaited(&office, unsound("script")?).await?;
        let breakage = Breakage { at: At::Commit, fault };
        intake.invoke(&event, soon(), Some(breakage)).await?;
        let (calls, struck) = intake.calls();
        assert!(struck, "{fault:?}: {calls:?}");
        let before = all_of(&office, &case).await?;
        assert_eq!(before.0["scan"]["repair"]["cause"], "script", "{fault:?}");
        intake.invoke(&event, soon(), None).await?;
        assert_eq!(all_of(&office, &case).await?, before, "{fault:?}");
        assert_eq!(actions(&office, &case).await?, ["open", "scan-repaired"], "{fault:?}");
    }
    Ok(())
}

#[tokio::test]
async fn nothing_is_stored_for_a_scan_that_cannot_be_repaired() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let mut intake = Function::of(&office.stack, "intake").await?;
    for cause in ["already-signed", "not-a-pdf", "dynamic-form"] {
        let (case, event) = awaited(&office, unsound(cause)?).await?;
        let came_to = intake.invoke(&event, soon(), None).await?;
        ensure!(matches!(came_to, Invocation::Answered(_)), "{cause}: {came_to:?}");
        let (calls, _) = intake.calls();
        assert!(!calls.iter().any(|call| call.starts_with("Put")), "{cause}: {calls:?}");
        let scan = office.read(&case).await?["scan"].clone();
        assert_eq!((&scan["state"], &scan["cause"]), (&json!("refused"), &json!(cause)), "{scan}");
        assert!(scan["repair"].is_null(), "{scan}");
        assert_eq!(actions(&office, &case).await?, ["open", "scan-refused"], "{cause}");
        let link = office.officer.api.get(&format!("/cases/{case}/document?version=uploaded")).await?;
        let problem = refused(link)?;
        assert_eq!((problem.status, &*problem.code), (404, "no-such-document"), "{cause}");
    }
    Ok(())
}

#[tokio::test]
async fn the_same_file_uploaded_twice_is_pointed_out_though_both_were_repaired() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let first = repaired(&office, unsound("script")?).await?;
    let second = repaired(&office, unsound("script")?).await?;
    let duplicates = second["duplicates"].as_array().cloned().unwrap_or_default();
    assert_eq!(column(&duplicates, "case"), [id(&first)?]);
    assert_eq!(column(&duplicates, "reason"), ["same_scan"]);
    Ok(())
}

//! What the officer is told of cases that may have been taken in twice.

use anyhow::Result;
use journeys::{Office, Requester, Signing};
use scans::{Layout, Scan};
use serde_json::{Value, json};

use crate::scene::{nothing, small_scan, unequipped};

/// Another scan than [`small_scan`].
fn other_scan() -> Vec<u8> {
    Scan { dpi: 60, ..Scan::new(Layout::Classic, 30_000) }.bytes()
}

/// `[case, state, reason]` of each case that a case is shown with.
fn shown(case: &Value) -> Vec<[&str; 3]> {
    let lines = case["duplicates"].as_array().map(Vec::as_slice).unwrap_or_default();
    lines
        .iter()
        .map(|line| ["case", "state", "reason"].map(|name| line[name].as_str().unwrap_or("")))
        .collect()
}

/// A case with its scan; gives what is said of it.
async fn with_scan(office: &Office, requester: &Requester, scan: Vec<u8>) -> Result<Value> {
    let case = office.open_case(requester).await?;
    office.attach_scan(&case, scan).await
}

fn id(case: &Value) -> &str {
    case["id"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_scan_that_was_taken_in_before_is_pointed_out() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let first = office.submitted(&Requester::by_email(), small_scan()).await?;
    let received = office.read(&first).await?["received_at"].clone();
    let again = with_scan(&office, &Requester::by_email(), small_scan()).await?;
    assert_eq!(
        again["duplicates"],
        json!([{ "case": first, "state": "awaiting_signature", "reason": "same_scan", "received_at": received }])
    );
    // Another agency has nothing to do with it; nor is the case shown that is out of the officer's hands.
    let neighbour = unequipped(&Signing::chair()).await?;
    assert_eq!(shown(&with_scan(&neighbour, &Requester::by_email(), small_scan()).await?), [[""; 3]; 0]);
    assert_eq!(shown(&office.read(&first).await?), [[""; 3]; 0]);
    // Nothing is refused for it.
    assert_eq!(office.submit(id(&again)).await?["state"], "awaiting_signature");
    Ok(())
}

#[tokio::test]
async fn the_same_requester_with_the_same_type_today_is_pointed_out() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let requester = Requester::by_email();
    let first = office.open_case(&requester).await?;
    let second = with_scan(&office, &requester, small_scan()).await?;
    let expected = [first.as_str(), "draft", "same_requester_and_type_today"];
    assert_eq!(shown(&second), [expected]);
    let (path, api) = (format!("/cases/{}", id(&second)), &office.officer.api);

    // As another paper it is none, and the answer of the change says so at once; so it is for another person.
    let other = api.patch(&path, &json!({ "document_type": "khac" })).await?.done()?;
    assert_eq!(shown(&other), [[""; 3]; 0]);
    let back = api.patch(&path, &json!({ "document_type": "bang-tot-nghiep" })).await?.done()?;
    assert_eq!(shown(&back), [expected]);
    let other = api.patch(&path, &json!({ "requester": Requester::by_email().body() })).await?.done()?;
    assert_eq!(shown(&other), [[""; 3]; 0]);
    let back = api.patch(&path, &json!({ "requester": requester.body() })).await?.done()?;
    assert_eq!(shown(&back), [expected]);

    // The scan is the stronger reason. What is cancelled is not meant any more.
    office.attach_scan(&first, small_scan()).await?;
    assert_eq!(shown(&office.read(id(&second)).await?), [[&*first, "draft", "same_scan"]]);
    api.post(&format!("/cases/{first}/cancel"), &nothing()).await?.done()?;
    assert_eq!(shown(&office.read(id(&second)).await?), [[""; 3]; 0]);
    Ok(())
}

#[tokio::test]
async fn a_returned_case_is_compared_until_its_scan_is_another() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let first = office.submitted(&Requester::by_email(), small_scan()).await?;
    let second = office.submitted(&Requester::by_email(), small_scan()).await?;
    let expected = [first.as_str(), "awaiting_signature", "same_scan"];
    let reason = json!({ "code": "other", "text": "Đã tiếp nhận ở hồ sơ khác." });
    let (officer, signer) = (&office.officer.api, &office.signer.api);
    let returned = signer.post(&format!("/cases/{second}/return"), &reason).await?.done()?;
    assert_eq!(shown(&returned), [expected]);
    assert_eq!(shown(&office.read(&second).await?), [expected]);
    let resumed = officer.post(&format!("/cases/{second}/resume"), &nothing()).await?.done()?;
    assert_eq!(shown(&resumed), [expected]);
    // Lists do not look for them.
    let queue = officer.get("/cases?state=draft").await?.done()?;
    assert_eq!((id(&queue["cases"][0]), shown(&queue["cases"][0])), (&*second, vec![]));
    assert_eq!(shown(&office.attach_scan(&second, other_scan()).await?), [[""; 3]; 0]);
    Ok(())
}

#[tokio::test]
async fn ten_cases_at_most_are_pointed_out_the_last_one_first() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let requester = Requester::by_email();
    let mut cases = Vec::new();
    for _ in 0..12 {
        cases.push(office.open_case(&requester).await?);
    }
    let last = with_scan(&office, &requester, small_scan()).await?;
    let expected: Vec<_> =
        cases.iter().rev().take(10).map(|case| [&**case, "draft", "same_requester_and_type_today"]).collect();
    assert_eq!(shown(&last), expected);
    Ok(())
}

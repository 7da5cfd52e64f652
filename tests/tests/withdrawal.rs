//! Copies that lose their legal value by decision.

use anyhow::{Context as _, Result};
use certification::{RegisterNumber, time};
use journeys::{Office, Requester};
use serde_json::{Value, json};

use crate::{
    refusals::{all_of, cause, of},
    scene::{nothing, office, small_scan},
};

/// A decision of today.
pub(crate) fn decision() -> Value {
    let today = time::day(api::Clock.now()).to_string();
    json!({ "number": "45/QĐ-UBND", "date": today, "reason": "Chứng thực nhầm bản chính của người khác." })
}

/// A case up to its seal.
async fn sealed(office: &Office) -> Result<String> {
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    office.number(&case, &office.book().await?).await?;
    office.seal(&case).await?;
    Ok(case)
}

#[tokio::test]
async fn a_withdrawn_copy_keeps_its_number_and_its_entry_gets_a_mark() -> Result<()> {
    let office = office().await?;
    let certified = office.certify(&Requester::by_email(), small_scan()).await?;
    let (case, book) = (&certified.case, office.book().await?);
    let entries = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    let entry = &entries["entries"][0];

    let path = format!("/cases/{case}/withdraw");
    let withdrawn = office.signer.api.post(&path, &decision()).await?.done()?;

    assert_eq!((&withdrawn["state"], &withdrawn["number"]), (&json!("withdrawn"), &certified.view["number"]));
    assert_eq!(withdrawn["state_text"], "Đã hủy bỏ giá trị pháp lý");
    assert_eq!(withdrawn["seal"], certified.view["seal"]);
    let said = &withdrawn["withdrawal"];
    assert_eq!((&said["number"], &said["by"]), (&json!("45/QĐ-UBND"), &json!(office.signer.name)));

    // The entry is what it was, and beside it stands the mark.
    let after = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    for column in ["number", "at", "requester", "original", "signer", "copies", "fee", "case", "digest"] {
        assert_eq!(after["entries"][0][column], entry[column], "{column}");
    }
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    assert_eq!(proof["sound"], true);
    let records = office.stack.records();
    let marks = records.marks(&office.agency, book.parse()?).await?;
    let stored = records.entry(&office.agency, book.parse()?, RegisterNumber::FIRST).await?;
    assert!(matches!((&*marks, stored), ([mark], Some(entry)) if mark.is_of(&entry)), "{marks:?}");
    assert!(marks[0].note().starts_with("Đã hủy bỏ giá trị pháp lý theo Quyết định số 45/QĐ-UBND ngày "));

    // The number is not used again.
    let next = office.certify(&Requester::by_email(), small_scan()).await?;
    assert_eq!(next.view["number"]["number"], 2);
    Ok(())
}

#[tokio::test]
async fn the_history_says_by_which_decision_and_by_whom_a_copy_was_withdrawn() -> Result<()> {
    let office = office().await?;
    let case = sealed(&office).await?;
    office.clerk.api.post(&format!("/cases/{case}/withdraw"), &decision()).await?.done()?;
    let history = office.clerk.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let line = history["history"].as_array().and_then(|lines| lines.last()).context("no line")?;
    assert_eq!(
        ["action", "by", "role", "from", "to"].map(|name| line[name].as_str().unwrap_or_default()),
        ["withdraw", &*office.clerk.name, "clerk", "sealed", "withdrawn"]
    );
    assert!(line["note"].as_str().is_some_and(|note| note.contains("45/QĐ-UBND")), "{line}");
    let queue = office.clerk.api.get("/cases?state=withdrawn").await?.done()?;
    assert_eq!(queue["cases"][0]["id"], json!(case));
    Ok(())
}

#[tokio::test]
async fn a_withdrawn_copy_may_be_replaced_by_another_one() -> Result<()> {
    let office = office().await?;
    let (wrong, right) = (sealed(&office).await?, sealed(&office).await?);
    let mut body = decision();
    body["replaced_by"] = json!(right);
    let withdrawn = office.clerk.api.post(&format!("/cases/{wrong}/withdraw"), &body).await?.done()?;
    assert_eq!(withdrawn["withdrawal"]["replaced_by"], json!(right));
    let marks = office.stack.records().marks(&office.agency, office.book().await?.parse()?).await?;
    assert!(marks[0].note().contains("; thay bằng số 2/ĐT, quyển số 01/"), "{}", marks[0].note());
    Ok(())
}

#[tokio::test]
async fn what_is_no_decision_withdraws_nothing() -> Result<()> {
    let (office, neighbour) = (office().await?, office().await?);
    let case = sealed(&office).await?;
    let (draft, other) = (office.open_case(&Requester::by_email()).await?, sealed(&neighbour).await?);
    let before = all_of(&office, &case).await?;
    let path = format!("/cases/{case}/withdraw");
    let with = |name: &str, value: Value| {
        let mut body = decision();
        body[name] = value;
        body
    };
    let tomorrow = time::day(api::Clock.now()).tomorrow()?.to_string();
    for body in [
        with("number", json!("")),
        with("number", json!("9".repeat(51))),
        with("reason", json!("a")),
        with("reason", json!("a".repeat(1_001))),
        with("date", json!(tomorrow)),
        with("date", json!("2020-01-01")),
        with("date", json!("hôm nay")),
        with("replaced_by", json!(case)),
        with("replaced_by", json!(draft)),
        with("replaced_by", json!(other)),
        with("replaced_by", json!("x")),
    ] {
        let answer = office.signer.api.post(&path, &body).await?;
        assert_eq!(cause(answer)?, of(422, "invalid-field"), "{body}");
    }
    let stale = with("version", json!(1));
    assert_eq!(cause(office.signer.api.post(&path, &stale).await?)?, of(409, "changed-meanwhile"));
    let unread = json!({ "number": 45 });
    assert_eq!(cause(office.signer.api.post(&path, &unread).await?)?, of(400, "malformed-request"));
    assert_eq!(cause(office.officer.api.post(&path, &decision()).await?)?, of(403, "wrong-role"));
    assert_eq!(cause(neighbour.signer.api.post(&path, &decision()).await?)?, of(404, "not-found"));
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn a_copy_is_withdrawn_once() -> Result<()> {
    let office = office().await?;
    let case = sealed(&office).await?;
    let path = format!("/cases/{case}/withdraw");
    office.signer.api.post(&path, &decision()).await?.done()?;
    let before = all_of(&office, &case).await?;
    assert_eq!(cause(office.clerk.api.post(&path, &decision()).await?)?, of(409, "wrong-state"));
    let release = office.clerk.api.post(&format!("/cases/{case}/release"), &nothing()).await?;
    assert_eq!(cause(release)?, of(409, "wrong-state"));
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn of_two_withdrawals_at_once_one_is_recorded() -> Result<()> {
    let office = office().await?;
    let case = sealed(&office).await?;
    let (path, body) = (format!("/cases/{case}/withdraw"), decision());
    let (signer, clerk) = (&office.signer.api, &office.clerk.api);
    let (one, other) =
        futures_util::future::try_join(signer.post(&path, &body), clerk.post(&path, &body)).await?;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let marks = office.stack.records().marks(&office.agency, office.book().await?.parse()?).await?;
    assert_eq!(marks.len(), 1);
    Ok(())
}

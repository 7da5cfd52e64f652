//! Scans that cannot be certified, or that S3 does not take.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use journeys::{Requester, invoke, until};
use pdf_signing::scan::inspect;
use scans::{Hostile, Layout, Scan, hostile};
use serde_json::{Value, json};

use super::{all_of, cause, of, refused};
use crate::scene::{column, nothing, office, small_scan, unequipped};

#[tokio::test]
async fn every_hostile_scan_is_repaired_or_refused_with_its_cause() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    // S3 itself refuses those two, in the tests below.
    let by_us = hostile().into_iter().filter(|hostile| !["empty", "too-large"].contains(&hostile.code));
    let (mut repaired, mut refusals) = (0, 0);
    for Hostile { name, bytes, code } in by_us {
        let refusal = inspect(&bytes).err().with_context(|| format!("{name} is accepted"))?;
        let expected = pdf_repair::repair(&bytes, &refusal);
        let inspected = office.attach_scan(&case, bytes).await?;
        let (scan, repair) = (&inspected["scan"], &inspected["scan"]["repair"]);
        let problem = refused(office.officer.api.post(&format!("/cases/{case}/submit"), &nothing()).await?)?;
        match expected {
            Ok(expected) => {
                let changes: Vec<_> = expected.changes.iter().map(|change| change.word()).collect();
                let told =
                    column(repair["changes"].as_array().map(Vec::as_slice).unwrap_or_default(), "code");
                assert_eq!((&scan["state"], &repair["cause"]), (&json!("ready"), &json!(code)), "{name}");
                assert_eq!(told, changes, "{name}");
                assert_eq!((problem.status, &*problem.code), (409, "scan-unconfirmed"), "{name}");
                repaired += 1;
            }
            Err(stands) => {
                let stands = if code == "truncated" { code } else { stands.code() };
                let message = scan["message"].as_str().unwrap_or_default();
                assert_eq!((&scan["state"], &scan["cause"]), (&json!("refused"), &json!(stands)), "{name}");
                assert!(!message.is_empty(), "{name}");
                assert_eq!(
                    (problem.status, &*problem.code, &*problem.detail),
                    (409, "scan-refused", message)
                );
                assert_eq!(problem.facts["cause"], stands, "{name}");
                refusals += 1;
            }
        }
        assert_eq!(office.read(&case).await?, inspected, "{name}");
    }
    assert!(repaired > 10 && refusals > 10, "{repaired} repaired, {refusals} refused");
    Ok(())
}

#[tokio::test]
async fn a_sound_scan_takes_the_place_of_a_refused_one() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    assert_eq!(office.attach_scan(&case, b"not a PDF".to_vec()).await?["scan"]["cause"], "not-a-pdf");
    assert_eq!(office.attach_scan(&case, small_scan()).await?["scan"]["state"], "ready");
    assert_eq!(office.submit(&case).await?["state"], "awaiting_signature");
    Ok(())
}

#[tokio::test]
async fn s3_takes_neither_an_empty_scan_nor_one_byte_too_many() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let place = office.place_for_scan(&case).await?;
    let before = all_of(&office, &case).await?;
    for (length, code) in [(0, "EntityTooSmall"), (31_457_281, "EntityTooLarge")] {
        let (status, said) = place.send(vec![b' '; length]).await?;
        assert_eq!((status, said.contains(code)), (400, true), "{length} bytes: {said}");
    }
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

/// The largest scan takes 52 minutes at 10 kB/s: its place holds that long, and never longer than an hour.
#[tokio::test]
async fn a_place_for_a_large_scan_holds_longer() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let path = format!("/cases/{case}/scan");
    for (body, seconds) in [
        (nothing(), 900),
        (json!({ "size": 1 }), 900),
        (json!({ "size": 18_000_000 }), 1800),
        (json!({ "size": 31_457_280 }), 3146),
    ] {
        let place = office.officer.api.post(&path, &body).await?.done()?;
        let signed = place["fields"]["x-amz-date"].as_str().unwrap_or_default();
        let signed: Timestamp =
            jiff::fmt::strtime::parse("%Y%m%dT%H%M%S%z", signed.replace('Z', "+0000"))?.to_timestamp()?;
        let policy = STANDARD.decode(place["fields"]["policy"].as_str().unwrap_or_default())?;
        let policy: Value = serde_json::from_slice(&policy)?;
        let until: Timestamp = policy["expiration"].as_str().unwrap_or_default().parse()?;
        assert_eq!(until.duration_since(signed).as_secs(), seconds, "{body}");
        let said: Timestamp = place["expires_at"].as_str().unwrap_or_default().parse()?;
        assert_eq!(said.as_second(), until.as_second(), "{body}");
    }
    Ok(())
}

#[tokio::test]
async fn a_place_is_asked_for_only_for_a_scan_that_fits() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let before = all_of(&office, &case).await?;
    for size in [0, 31_457_281] {
        let answer =
            office.officer.api.post(&format!("/cases/{case}/scan"), &json!({ "size": size })).await?;
        let problem = refused(answer)?;
        assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{size} bytes");
        assert_eq!(problem.facts["field"], "size");
        assert_eq!(&*problem.detail, "Tệp PDF nặng từ 1 byte đến 30 MB (31.457.280 byte).");
    }
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn s3_takes_a_scan_only_under_the_key_and_the_type_that_were_given_out() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let place = office.place_for_scan(&case).await?;
    let before = all_of(&office, &case).await?;
    for (field, value) in [("key", "scans/an-binh-moi/other.pdf"), ("Content-Type", "text/html")] {
        let mut changed = place.clone();
        changed.fields.insert(field.to_owned(), value.to_owned());
        let (status, said) = changed.send(small_scan()).await?;
        assert_eq!((status, said.contains("AccessDenied")), (403, true), "{field}: {said}");
    }
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn a_scan_under_an_older_place_changes_nothing() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let older = office.place_for_scan(&case).await?;
    let newer = office.place_for_scan(&case).await?;
    let scan = small_scan();
    // What the newer place brings is seen after what the older one brought was looked at: events of one
    // bucket come in turn here, and would be harmless in any order.
    assert_eq!(older.send(b"not a PDF".to_vec()).await?.0, 204);
    assert_eq!(newer.send(scan.clone()).await?.0, 204);
    let case = until("the newer scan is ready", async || {
        let case = office.read(&case).await?;
        Ok((case["scan"]["state"] != "expected").then_some(case))
    })
    .await?;
    assert_eq!(case["scan"]["length"], scan.len());
    Ok(())
}

#[tokio::test]
async fn a_case_is_submitted_only_with_a_scan_that_was_inspected() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let submit = format!("/cases/{case}/submit");
    assert_eq!(cause(office.officer.api.post(&submit, &nothing()).await?)?, of(409, "scan-missing"));
    office.place_for_scan(&case).await?;
    assert_eq!(cause(office.officer.api.post(&submit, &nothing()).await?)?, of(409, "scan-awaited"));
    Ok(())
}

#[tokio::test]
async fn a_scan_that_comes_after_the_case_was_cancelled_changes_nothing() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let place = office.place_for_scan(&case).await?;
    office.officer.api.post(&format!("/cases/{case}/cancel"), &nothing()).await?.done()?;
    let before = all_of(&office, &case).await?;
    assert_eq!(place.send(small_scan()).await?.0, 204);
    // S3 says so by itself too; here it is certain that the function has heard of it, and more than once.
    let mut event: Value = serde_json::from_str(include_str!("../../../events/intake-scan-arrived.json"))?;
    event["Records"][0]["s3"]["object"]["key"] = place.fields["key"].clone().into();
    for _ in 0..2 {
        invoke(&office.stack, "intake", &event).await?;
        assert_eq!(all_of(&office, &case).await?, before);
    }
    Ok(())
}

/// A scanner still writes the file into the shared folder when it is taken for the first time.
#[tokio::test]
async fn a_half_written_scan_is_refused_and_the_whole_one_goes_into_the_same_case() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let whole = small_scan();
    let half = whole[..whole.len() * 2 / 3].to_vec();
    let refused = office.attach_scan(&case, half).await?;
    assert_eq!(
        (&refused["scan"]["state"], &refused["scan"]["cause"]),
        (&json!("refused"), &json!("truncated"))
    );
    let message = refused["scan"]["message"].as_str().unwrap_or_default();
    assert!(message.contains("thiếu phần cuối"), "{message}");

    let taken = office.attach_scan(&case, whole.clone()).await?;
    assert_eq!((&taken["scan"]["state"], &taken["scan"]["length"]), (&json!("ready"), &json!(whole.len())));
    let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let lines = history["history"].as_array().cloned().unwrap_or_default();
    assert_eq!(
        column(&lines, "action"),
        ["open", "expect-scan", "scan-refused", "expect-scan", "scan-ready"]
    );
    assert_eq!(lines[2]["facts"]["cause"], "truncated", "{}", lines[2]);
    let cases = office.officer.api.get("/cases?state=draft").await?.done()?;
    assert_eq!(cases["cases"].as_array().map(Vec::len), Some(1));
    assert_eq!(office.submit(&case).await?["state"], "awaiting_signature");
    Ok(())
}

#[tokio::test]
async fn the_largest_scan_is_taken() -> Result<()> {
    let office = office().await?;
    let mut scan = Scan::new(Layout::Classic, 31_300_000).bytes();
    let end = b"%%EOF";
    let at = scan.windows(end.len()).rposition(|window| window == end).unwrap_or(scan.len());
    let tail = scan.split_off(at);
    // A comment before the end makes it exactly the largest.
    let startxref = scan.windows(9).rposition(|window| window == b"startxref").unwrap_or(scan.len());
    let mut rest = scan.split_off(startxref);
    rest.extend(tail);
    let fill = 31_457_280 - scan.len() - rest.len();
    scan.push(b'%');
    scan.extend(std::iter::repeat_n(b' ', fill - 2));
    scan.push(b'\n');
    scan.extend(rest);
    assert_eq!(scan.len(), 31_457_280);
    let certified = office.certify(&Requester::by_email(), scan.clone()).await?;
    assert!(certified.copy.starts_with(&scan));
    Ok(())
}

//! After the seal a copy takes nothing but the proof that its signatures held.

use std::collections::BTreeSet;

use anyhow::Result;
use journeys::{
    Office, Requester,
    validators::{Changes, Examined},
};
use serde_json::{Value, json};

use crate::scene::{office, small_scan};

/// Certifies a scan with the signature at this place, and has pyHanko judge changes of the copy.
async fn changes_of(office: &Office, place: Value) -> Result<Changes> {
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign_in_place(&case, place).await?;
    office.number(&case, &office.book().await?).await?;
    office.seal(&case).await?;
    Examined::new(&office.document(&case, "sealed").await?)?.changes(&office.stack)
}

fn check(changes: &Changes, names: &[&str]) {
    let survived: Vec<&String> = changes
        .forbidden
        .iter()
        .filter(|(_, verdicts)| verdicts.last().is_none_or(|seal| seal.sound))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(survived, Vec::<&String>::new(), "{changes:#?}");
    let made: BTreeSet<&str> = changes.forbidden.keys().map(String::as_str).collect();
    assert!(names.iter().all(|name| made.contains(name)), "{made:?}");

    let kept: Vec<&str> = changes.permitted.keys().map(String::as_str).collect();
    assert_eq!(kept, ["more data", "time-stamp", "validation data"]);
    for (name, verdicts) in &changes.permitted {
        let said: Vec<_> = verdicts
            .iter()
            .map(|verdict| (verdict.sound, verdict.permits.as_str(), verdict.modifications.as_str()))
            .collect();
        assert_eq!(
            said,
            [(true, "FILL_FORMS", "FORM_FILLING"), (true, "NO_CHANGES", "LTA_UPDATES")],
            "{name}"
        );
    }
}

/// What every copy has.
const EVERYWHERE: [&str; 11] = [
    "appearance of Signature1",
    "place of Signature1",
    "appearance of Signature2",
    "place of Signature2",
    "catalog",
    "permissions",
    "page of the scan",
    "statement page",
    "note",
    "link",
    "new field",
];

#[tokio::test]
async fn a_sealed_copy_takes_no_change_but_validation_data_and_time_stamps() -> Result<()> {
    let office = office().await?;
    check(&changes_of(&office, Value::Null).await?, &EVERYWHERE);
    let on_the_scan = json!({ "page": 1, "x": 300, "y": 120, "width": 150, "height": 75 });
    check(&changes_of(&office, on_the_scan).await?, &EVERYWHERE);
    Ok(())
}

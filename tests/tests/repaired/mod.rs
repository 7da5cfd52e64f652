//! Scans that cannot be certified as they were uploaded, and are repaired (làm sạch).

mod arrival;
mod confirming;

use anyhow::{Context as _, Result, ensure};
use journeys::{Office, Requester};
use scans::hostile;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    layouts::examine,
    scene::{column, office},
};

/// A scan that is refused for a cause, which a repair removes.
pub(crate) fn unsound(cause: &str) -> Result<Vec<u8>> {
    let scan = hostile().into_iter().find(|scan| scan.code == cause);
    Ok(scan.with_context(|| format!("no scan with the cause {cause}"))?.bytes)
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A case whose scan was repaired; gives it as the API shows it.
async fn repaired(office: &Office, scan: Vec<u8>) -> Result<Value> {
    let case = office.open_case(&Requester::by_email()).await?;
    let inspected = office.attach_scan(&case, scan).await?;
    ensure!(inspected["scan"]["repair"].is_object(), "not repaired: {}", inspected["scan"]);
    Ok(inspected)
}

fn id(case: &Value) -> Result<&str> {
    case["id"].as_str().with_context(|| format!("no id in {case}"))
}

#[tokio::test]
async fn a_repaired_scan_becomes_a_certified_copy_and_the_uploaded_one_stays() -> Result<()> {
    let office = office().await?;
    let uploaded = unsound("script")?;
    let certified = office.certify(&Requester::by_email(), uploaded.clone()).await?;
    let case = &certified.case;
    let scan = office.document(case, "scan").await?;
    assert!(scan != uploaded, "the scan is the uploaded one");
    assert!(office.document(case, "uploaded").await? == uploaded, "the uploaded scan is another one");
    examine(&office, &certified, &scan)?;

    let shown = &certified.view["scan"];
    let repair = &shown["repair"];
    let changes = repair["changes"].as_array().context("no changes")?;
    assert_eq!(
        [&shown["state"], &shown["length"], &shown["sha256"]],
        [&json!("ready"), &json!(scan.len()), &json!(sha256(&scan))]
    );
    assert_eq!(
        [&repair["cause"], &repair["uploaded_length"], &repair["uploaded_sha256"], &repair["confirmed_by"]],
        [&json!("script"), &json!(uploaded.len()), &json!(sha256(&uploaded)), &json!(office.officer.name)]
    );
    assert!(!changes.is_empty());
    for change in changes {
        let text = change["text"].as_str().unwrap_or_default();
        assert!(
            text.chars()
                .any(|letter| "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ".contains(letter)),
            "{change}"
        );
    }

    let history = office.clerk.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let lines = history["history"].as_array().cloned().unwrap_or_default();
    assert_eq!(
        column(&lines, "action"),
        [
            "open",
            "expect-scan",
            "scan-repaired",
            "confirm-scan",
            "submit",
            "sign",
            "number",
            "seal",
            "release"
        ]
    );
    assert_eq!(
        lines[2]["facts"],
        json!({ "kind": "scan_repaired", "cause": "script", "changes": column(changes, "code") })
    );
    let confirmed = json!({
        "at": repair["confirmed_at"],
        "by": office.officer.name,
        "role": "officer",
        "action": "confirm-scan",
        "from": "draft",
        "to": "draft",
        "request_id": lines[3]["request_id"],
        "facts": { "kind": "scan_confirmed", "uploaded": sha256(&uploaded), "repaired": sha256(&scan) },
    });
    assert_eq!(lines[3], confirmed);
    Ok(())
}

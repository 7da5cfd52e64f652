//! Steps out of turn: every action in every state that does not allow it.

use anyhow::{Context as _, Result};
use journeys::{Office, Requester, finalisation};
use serde_json::{Value, json};

use super::{all_of, refused};
use crate::{
    scene::{nothing, office, small_scan},
    withdrawal::decision,
};

/// The actions, and the state in which each may be done.
const ACTIONS: [(&str, &[&str]); 11] = [
    ("scan", &["draft"]),
    ("scan/confirm", &["draft"]),
    ("submit", &["draft"]),
    ("cancel", &["draft", "returned"]),
    ("resume", &["returned"]),
    ("signature/prepare", &["awaiting_signature"]),
    ("return", &["awaiting_signature"]),
    ("number", &["signed", "numbered", "sealed", "released", "withdrawn"]),
    ("seal/prepare", &["numbered"]),
    ("release", &["sealed"]),
    ("withdraw", &["sealed", "released"]),
];

/// Tries every action that the case's state forbids.
async fn forbidden_actions_change_nothing(office: &Office, case: &str) -> Result<()> {
    let before = all_of(office, case).await?;
    let state = before.0["state"].as_str().context("no state")?.to_owned();
    let book = office.book().await?;
    for (action, _) in ACTIONS.iter().filter(|(_, allowed)| !allowed.contains(&state.as_str())) {
        let (official, body) = match *action {
            "scan" | "submit" | "cancel" | "resume" => (&office.officer, nothing()),
            "scan/confirm" => (&office.officer, json!({ "sha256": "0".repeat(64) })),
            "signature/prepare" => (&office.signer, nothing()),
            "return" => (&office.signer, json!({ "code": "other", "text": "thử" })),
            "number" => (&office.clerk, json!({ "book": book })),
            "withdraw" => (&office.clerk, decision()),
            _ => (&office.clerk, nothing()),
        };
        let problem = refused(official.api.post(&format!("/cases/{case}/{action}"), &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (409, "wrong-state"), "{action} of {state}");
        assert_eq!(problem.facts["state"], state, "{action}");
        let last = before.1["history"].as_array().and_then(|lines| lines.last()).context("no history")?;
        for fact in ["action", "at", "by", "role"] {
            assert_eq!(problem.facts["last"][fact], last[fact], "{action}: {fact}");
        }
        let shown = before.0["state_text"].as_str().unwrap_or_default();
        assert!(problem.detail.contains(shown), "{action}: {}", problem.detail);
    }
    assert_eq!(all_of(office, case).await?, before);
    Ok(())
}

#[tokio::test]
async fn no_step_is_taken_out_of_turn() -> Result<()> {
    let office = office().await?;
    let case = office.open_case(&Requester::by_email()).await?;
    forbidden_actions_change_nothing(&office, &case).await?;
    office.attach_scan(&case, small_scan()).await?;
    office.submit(&case).await?;
    forbidden_actions_change_nothing(&office, &case).await?;
    let reason = json!({ "code": "altered", "text": "Có chỗ tẩy xóa ở trang 1." });
    office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    forbidden_actions_change_nothing(&office, &case).await?;
    office.officer.api.post(&format!("/cases/{case}/resume"), &nothing()).await?.done()?;
    office.submit(&case).await?;
    office.sign(&case).await?;
    forbidden_actions_change_nothing(&office, &case).await?;
    office.number(&case, &office.book().await?).await?;
    forbidden_actions_change_nothing(&office, &case).await?;
    office.seal(&case).await?;
    forbidden_actions_change_nothing(&office, &case).await?;
    office.release(&case).await?;
    forbidden_actions_change_nothing(&office, &case).await?;
    office.signer.api.post(&format!("/cases/{case}/withdraw"), &decision()).await?.done()?;
    forbidden_actions_change_nothing(&office, &case).await
}

#[tokio::test]
async fn a_cancelled_case_stays_cancelled() -> Result<()> {
    let office = office().await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let path = format!("/cases/{case}/cancel");
    let reason = json!({ "reason": "Người yêu cầu rút hồ sơ." });
    assert_eq!(office.officer.api.post(&path, &reason).await?.done()?["state"], "cancelled");
    forbidden_actions_change_nothing(&office, &case).await
}

#[tokio::test]
async fn a_decision_on_an_older_version_is_refused() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = all_of(&office, &case).await?;
    let seen = before.0["version"].as_u64().context("no version")?;
    let path = format!("/cases/{case}/signature/prepare");
    let problem = refused(office.signer.api.post(&path, &json!({ "version": seen - 1 })).await?)?;
    assert_eq!((problem.status, &*problem.code), (409, "changed-meanwhile"));
    let facts = &problem.facts;
    assert_eq!((&facts["version"], &facts["state"]), (&json!(seen), &json!("awaiting_signature")));
    assert_eq!(
        (&facts["last"]["action"], &facts["last"]["by"]),
        (&json!("submit"), &json!(office.officer.name))
    );
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn of_two_finalisations_at_once_one_is_taken() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let (api, path) = (&office.signer.api, format!("/cases/{case}/signature"));
    let prepared = api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let signed = office.signer_desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
    let body: Value = finalisation(&prepared, &signed);
    let (one, other) = futures_util::future::try_join(api.post(&path, &body), api.post(&path, &body)).await?;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let (_, history) = all_of(&office, &case).await?;
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(lines.iter().filter(|line| line["action"] == "sign").count(), 1);
    Ok(())
}

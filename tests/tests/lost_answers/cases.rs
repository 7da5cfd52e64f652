//! The steps of a case.

use anyhow::{Context as _, Result};
use certification::CaseId;
use journeys::{Agent, Api, Office, Requester, finalisation};
use serde_json::{Value, json};

use super::{LOST, Losing};
use crate::{
    repaired::unsound,
    scene::{nothing, office, small_scan},
    withdrawal::decision,
};

/// What was done with a case, in the words of its history.
async fn actions(office: &Office, case: &str) -> Result<Vec<&'static str>> {
    let history = office.stack.records().history(&office.agency, case.parse()?).await?;
    Ok(history.into_iter().map(|line| line.action.as_str()).collect())
}

async fn case_of(office: &Office, requester: &Requester) -> Result<String> {
    let case = office.open_case(requester).await?;
    office.attach_scan(&case, small_scan()).await?;
    Ok(case)
}

#[tokio::test]
async fn opening_changing_and_cancelling_a_draft_answers_a_repeat_with_what_it_did() -> Result<()> {
    let office = office().await?;
    let api = &office.officer.api;
    for fault in LOST {
        let mut intake = Losing::new(&office.stack, "intake", fault).await?;
        let body = json!({ "requester": Requester::by_email().body(), "document_type": "khac" });
        let opened = intake.ask(api, "POST /cases", &[], &body).await?;
        let case = opened["id"].as_str().context("no case")?.to_owned();
        let path = [("case", case.as_str())];
        assert_eq!(office.read(&case).await?, opened);

        let copies = json!({ "version": 1, "copies": 3 });
        let changed = intake.ask(api, "PATCH /cases/{case}", &path, &copies).await?;
        assert_eq!((&changed["copies"], &changed["version"]), (&json!(3), &json!(2)));
        let place = intake.ask(api, "POST /cases/{case}/scan", &path, &json!({ "version": 2 })).await?;
        assert_eq!(place["version"], 3);
        let longer = json!({ "version": 3, "ground": "many_originals", "days": 1 });
        let extended = intake.ask(api, "POST /cases/{case}/extend", &path, &longer).await?;
        assert_eq!(extended["version"], 4);
        let reason = json!({ "version": 4, "reason": "Người yêu cầu rút hồ sơ." });
        let cancelled = intake.ask(api, "POST /cases/{case}/cancel", &path, &reason).await?;
        assert_eq!((&cancelled["state"], &cancelled["version"]), (&json!("cancelled"), &json!(5)));

        assert_eq!(actions(&office, &case).await?, ["open", "change", "expect-scan", "extend", "cancel"]);
        let told = office.stack.records().deliveries(&office.agency, case.parse::<CaseId>()?.into()).await?;
        assert_eq!(told.len(), 1, "the requester is told once of the longer time limit");
    }
    Ok(())
}

#[tokio::test]
async fn confirming_submitting_returning_and_resuming_answers_a_repeat_with_what_it_did() -> Result<()> {
    let office = office().await?;
    for fault in LOST {
        let case = case_of(&office, &Requester::by_email()).await?;
        let path = [("case", case.as_str())];
        let mut intake = Losing::new(&office.stack, "intake", fault).await?;
        let mut signing = Losing::new(&office.stack, "sign-finalize", fault).await?;
        let officer = &office.officer.api;

        let repaired = office.attach_scan(&case, unsound("script")?).await?;
        let compared = json!({ "sha256": repaired["scan"]["sha256"] });
        let confirmed = intake.ask(officer, "POST /cases/{case}/scan/confirm", &path, &compared).await?;
        assert_eq!(office.read(&case).await?, confirmed);
        let submitted = intake.ask(officer, "POST /cases/{case}/submit", &path, &nothing()).await?;
        assert_eq!(submitted["state"], "awaiting_signature");
        let reason = json!({ "code": "other", "text": "Quét lại giúp." });
        let returned = signing.ask(&office.signer.api, "POST /cases/{case}/return", &path, &reason).await?;
        assert_eq!(returned["state"], "returned");
        let resumed = intake.ask(officer, "POST /cases/{case}/resume", &path, &nothing()).await?;
        assert_eq!((&resumed["state"], office.read(&case).await?), (&json!("draft"), resumed.clone()));

        let done = actions(&office, &case).await?;
        assert_eq!(done[..3], ["open", "expect-scan", "scan-ready"]);
        let steps = ["expect-scan", "scan-repaired", "confirm-scan", "submit", "return", "resume"];
        assert_eq!(done[3..], steps);
    }
    Ok(())
}

/// Prepares, signs at the desk and brings the signature back; every answer is lost.
async fn signed(
    function: &mut Losing,
    (api, desk): (&Api, &Agent),
    route: &str,
    case: &str,
) -> Result<Value> {
    let path = [("case", case)];
    let prepared = function.ask(api, &format!("{route}/prepare"), &path, &nothing()).await?;
    let hash = prepared["hash"].as_str().context("no hash")?;
    let body = finalisation(&prepared, &desk.sign(hash).await?);
    function.ask(api, route, &path, &body).await
}

#[tokio::test]
async fn signing_numbering_sealing_and_releasing_answers_a_repeat_with_what_it_did() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    for (fault, number) in LOST.into_iter().zip(1..) {
        let case = case_of(&office, &Requester::by_email()).await?;
        office.submit(&case).await?;
        let path = [("case", case.as_str())];
        let mut signing = Losing::new(&office.stack, "sign-finalize", fault).await?;
        let mut sealing = Losing::new(&office.stack, "stamp-finalize", fault).await?;
        let (signer, clerk) = (&office.signer.api, &office.clerk.api);

        let route = "POST /cases/{case}/signature";
        let after = signed(&mut signing, (signer, &office.signer_desk), route, &case).await?;
        assert_eq!(after["state"], "signed");
        let numbered =
            sealing.ask(clerk, "POST /cases/{case}/number", &path, &json!({ "book": book })).await?;
        assert_eq!((&numbered["state"], &numbered["number"]["number"]), (&json!("numbered"), &json!(number)));
        let route = "POST /cases/{case}/seal";
        let after = signed(&mut sealing, (clerk, &office.agency_desk), route, &case).await?;
        assert_eq!(after["state"], "sealed");
        let released = sealing.ask(clerk, "POST /cases/{case}/release", &path, &nothing()).await?;
        assert_eq!(released["state"], "released");
        assert_eq!(office.delivered(&case).await?.len(), 1);
        let withdrawn = sealing.ask(signer, "POST /cases/{case}/withdraw", &path, &decision()).await?;
        assert_eq!(withdrawn["state"], "withdrawn");

        let done = actions(&office, &case).await?;
        let steps = ["submit", "sign", "number", "seal", "release", "withdraw"];
        assert_eq!(done[3..], steps);
        let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
        let entries = &proof["proof"]["entries"];
        assert_eq!((&proof["sound"], entries), (&json!(true), &json!(number)), "{proof}");
    }
    Ok(())
}

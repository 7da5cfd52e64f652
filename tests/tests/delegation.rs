//! Signing in the head's place: KT. and TUQ.

use anyhow::{Context as _, Result};
use certification::{Delegation, OfficialId, delegation::Scope, statement::SigningRight, time};
use jiff::{ToSpan as _, civil::Date};
use journeys::{Agent, Office, Person, Requester, Signing, finalisation, validators::Examined};
use serde_json::{Value, json};

use crate::{
    refusals::{all_of, refused},
    scene::{column, nothing, office_of, small_scan},
};

fn today() -> Date {
    time::day(api::Clock.now())
}

/// The civil servant of the test PKI under a delegation.
fn delegated(from: Date, until: Date, scope: Scope) -> Signing {
    let mut signing = Signing::delegate();
    let (number, by) = ("07/UQ-UBND".to_owned(), "Nguyễn Thử Nghiệm".to_owned());
    signing.title.right = SigningRight::Delegated(Delegation { number, by, from, until, scope });
    signing
}

fn only(code: &str) -> Scope {
    Scope::Types { codes: vec![code.to_owned()] }
}

/// What an administrator would do: changes the delegation of a signer who is set up.
async fn change(office: &Office, signer: &OfficialId, right: SigningRight) -> Result<()> {
    let records = office.stack.records();
    let mut profile = records.profile(&office.agency, signer).await?.context("no profile")?;
    profile.title.as_mut().context("no title")?.right = right;
    records.save_profile(&profile).await?;
    Ok(())
}

async fn history_of_the_signature(office: &Office, case: &str) -> Result<Value> {
    let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let lines = history["history"].as_array().context("no lines")?;
    lines.iter().find(|line| line["action"] == "sign").cloned().context("no signature")
}

#[tokio::test]
async fn both_names_stand_in_the_history_and_the_right_words_on_the_page() -> Result<()> {
    for (signing, prefix, number) in
        [(Signing::vice_chair(), "KT.", "PC-UBND"), (Signing::delegate(), "TUQ.", "UQ-UBND")]
    {
        let office = office_of(&signing).await?;
        let case = office.submitted(&Requester::by_email(), small_scan()).await?;
        let signed = office.sign(&case).await?;
        assert_eq!(signed["signature"]["title"][0], json!(format!("{prefix} CHỦ TỊCH")));
        let line = history_of_the_signature(&office, &case).await?;
        let note = line["note"].as_str().context("no note")?;
        assert_eq!(line["by"], json!(signing.name));
        for said in [&*signing.name, "Nguyễn Thử Nghiệm", prefix, number] {
            assert!(note.contains(said), "{said} is not in {note}");
        }
        let text = Examined::new(&office.document(&case, "signed").await?)?.text()?;
        assert!(text.contains(&format!("{prefix} CHỦ TỊCH")) && text.contains(&signing.name), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn the_head_signs_in_nobody_s_place() -> Result<()> {
    let office = office_of(&Signing::chair()).await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    assert_eq!(history_of_the_signature(&office, &case).await?["note"], Value::Null);
    assert_eq!(office.signer.api.get("/me").await?.done()?["delegation"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_signer_sees_the_delegation_and_is_warned_of_its_end() -> Result<()> {
    let until = today() + 8.days();
    let office = office_of(&delegated(today(), until, only("bang-tot-nghiep"))).await?;
    let me = office.signer.api.get("/me").await?.done()?;
    let expected = json!({
        "prefix": "TUQ.",
        "number": "07/UQ-UBND",
        "by": "Nguyễn Thử Nghiệm",
        "from": today().to_string(),
        "until": until.to_string(),
        "document_types": ["bang-tot-nghiep"],
        "warning": me["delegation"]["warning"],
    });
    assert_eq!(me["delegation"], expected);
    let warning = me["delegation"]["warning"].as_str().context("no warning")?;
    assert!(warning.contains(&until.strftime("%d/%m/%Y").to_string()), "{warning}");
    Ok(())
}

#[tokio::test]
async fn outside_the_period_nothing_is_prepared() -> Result<()> {
    let (yesterday, tomorrow) = (today().yesterday()?, today().tomorrow()?);
    for (from, until) in [(yesterday - 9.days(), yesterday), (tomorrow, tomorrow + 9.days())] {
        let office = office_of(&delegated(from, until, Scope::Everything)).await?;
        let me = office.signer.api.get("/me").await?.done()?;
        let why = me["no_right"].as_str().context("a right")?;
        assert!(me["title"] == json!([]) && why.contains("07/UQ-UBND"), "{me}");
        let case = office.submitted(&Requester::by_email(), small_scan()).await?;
        let before = all_of(&office, &case).await?;
        let prepare = format!("/cases/{case}/signature/prepare");
        let problem = refused(office.signer.api.post(&prepare, &nothing()).await?)?;
        assert_eq!((problem.status, &*problem.code), (403, "outside-delegation"));
        assert!(problem.detail.contains(&until.strftime("%d/%m/%Y").to_string()), "{}", problem.detail);
        assert_eq!(all_of(&office, &case).await?, before);
    }
    Ok(())
}

#[tokio::test]
async fn outside_the_scope_nothing_is_prepared() -> Result<()> {
    let office = office_of(&delegated(today(), today(), only("ho-chieu"))).await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = all_of(&office, &case).await?;
    let prepare = format!("/cases/{case}/signature/prepare");
    let problem = refused(office.signer.api.post(&prepare, &nothing()).await?)?;
    assert_eq!((problem.status, &*problem.code), (403, "outside-delegation-scope"));
    assert_eq!(problem.facts, json!({ "document_type": "bang-tot-nghiep" }));
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn a_right_that_ends_at_the_desk_signs_nothing() -> Result<()> {
    let office = office_of(&delegated(today(), today(), Scope::Everything)).await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let path = format!("/cases/{case}/signature");
    let prepared = office.signer.api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let signed = office.signer_desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
    let body = finalisation(&prepared, &signed);
    let before = all_of(&office, &case).await?;

    let yesterday = today().yesterday()?;
    for (signing, code) in [
        (delegated(yesterday, yesterday, Scope::Everything), "outside-delegation"),
        (delegated(today(), today(), only("ho-chieu")), "outside-delegation-scope"),
    ] {
        change(&office, &office.signer.id, signing.title.right).await?;
        let problem = refused(office.signer.api.post(&path, &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (403, code));
        assert_eq!(all_of(&office, &case).await?, before);
    }
    // With the right given back, the very same signature is taken.
    let again = delegated(today(), today(), only("bang-tot-nghiep"));
    change(&office, &office.signer.id, again.title.right).await?;
    assert_eq!(office.signer.api.post(&path, &body).await?.done()?["state"], "signed");
    Ok(())
}

/// The leader is away; the deputy's delegation ends at midnight, in the middle of a batch.
#[tokio::test]
async fn a_delegation_that_ends_during_a_batch_keeps_what_was_signed_and_stops_the_rest() -> Result<()> {
    let office = office_of(&delegated(today(), today(), Scope::Everything)).await?;
    let mut cases = Vec::new();
    for _ in 0..4 {
        cases.push(office.submitted(&Requester::by_email(), small_scan()).await?);
    }
    let (signed, waiting) = cases.split_at(2);
    let mut kept = Vec::new();
    for case in signed {
        kept.push(office.sign(case).await?);
    }
    let yesterday = today().yesterday()?;
    let over = delegated(yesterday, yesterday, Scope::Everything);
    change(&office, &office.signer.id, over.title.right).await?;

    for case in waiting {
        let before = all_of(&office, case).await?;
        let prepare = format!("/cases/{case}/signature/prepare");
        let problem = refused(office.signer.api.post(&prepare, &nothing()).await?)?;
        assert_eq!((problem.status, &*problem.code), (403, "outside-delegation"));
        let until = yesterday.strftime("%d/%m/%Y").to_string();
        assert!(
            problem.detail.contains(&until) && problem.detail.contains("07/UQ-UBND"),
            "{}",
            problem.detail
        );
        assert_eq!(all_of(&office, case).await?, before);
    }
    for (case, view) in signed.iter().zip(&kept) {
        assert_eq!(office.read(case).await?["signature"], view["signature"]);
    }
    // The rest waits for whom may sign: the chair, back at the office.
    let chair = Signing::chair();
    let person = Person::official(&office.stack, &office.agency, "signer", &chair.name).await?;
    office.add_signer(&person, &chair).await?;
    let desk = Agent::of(&office.stack, &chair.key)?;
    let chair = Office { signer: person, signer_desk: desk, ..office.clone() };
    chair.equip().await?;
    let queue = chair.signer.api.get("/cases?state=awaiting_signature").await?.done()?;
    let queue = queue["cases"].as_array().context("no queue")?;
    assert_eq!(column(queue, "id"), waiting);
    for case in waiting {
        assert_eq!(chair.sign(case).await?["signature"]["title"], json!(["CHỦ TỊCH"]));
    }
    Ok(())
}

//! Valid, withdrawn, replaced, unknown: by code and by digest.

use anyhow::{Context as _, Result};
use certification::time;
use journeys::{Requester, validators::Examined};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{certified, check, names_nobody, public};
use crate::{
    refusals::{cause, of},
    scene::{nothing, office, small_scan},
    withdrawal::decision,
};

#[tokio::test]
async fn a_camera_finds_from_the_page_that_the_copy_is_valid() -> Result<()> {
    let office = office().await?;
    let (certified, code) = certified(&office, &Requester::by_email()).await?;
    let examined = Examined::new(&certified.copy)?;
    let address = examined.squares()?;
    let page = format!("{}/kiem-tra/?ma=", office.stack.console_origin);
    let scanned = address.strip_prefix(&page).context("another installation's address")?;
    let answer = public(&office).get(&format!("/verify/{scanned}")).await?.done()?;

    names_nobody(&office, &answer)?;
    assert_eq!((&answer["state"], &answer["state_text"]), (&json!("valid"), &json!("Còn giá trị")));
    let (copy, view) = (&answer["copy"], &certified.view);
    assert_eq!(copy["agency"], "Ủy ban nhân dân phường An Bình Mới");
    assert_eq!(copy["number"], view["number"]["text"]);
    assert_eq!(copy["book"], view["number"]["book_text"]);
    assert_eq!(copy["date"], json!(time::day(api::Clock.now()).to_string()));
    assert_eq!(copy["signer_title"], json!(["CHỦ TỊCH"]));
    assert_eq!(copy["sha256"], view["seal"]["sha256"]);
    for (at, (whose, signed_at)) in
        [("signer", &view["signature"]["at"]), ("agency", &view["seal"]["at"])].into_iter().enumerate()
    {
        let signature = &copy["signatures"][at];
        let issuer = signature["issuer"].as_str().unwrap_or_default();
        assert!(!issuer.is_empty(), "{signature}");
        let expected = json!({
            "of": whose,
            "state": "valid",
            "at": signed_at,
            "issuer": issuer,
            "certificate_valid_at_signing": true,
            "revocation": "not_checked",
        });
        assert_eq!(signature, &expected);
    }
    // The code stands on the page as text too, for those who have no camera.
    let text = examined.text()?;
    assert!(text.contains(&format!("Mã kiểm tra: {code}")), "{code} is not in {text}");
    Ok(())
}

#[tokio::test]
async fn a_code_is_taken_as_people_type_it() -> Result<()> {
    let office = office().await?;
    let (_, code) = certified(&office, &Requester::by_email()).await?;
    let (small, plain) = (code.to_lowercase(), code.replace('-', ""));
    let spaced = code.replace('-', "%20");
    for typed in [&code, &small, &plain, &spaced, &code.replace('0', "O").replace('1', "l")] {
        assert_eq!(check(&office, typed).await?["state"], "valid", "{typed}");
    }
    Ok(())
}

#[tokio::test]
async fn a_code_stays_with_its_case_from_the_first_preparation_on() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let prepare = format!("/cases/{case}/signature/prepare");
    assert_eq!(office.read(&case).await?["check_code"], Value::Null);
    office.signer.api.post(&prepare, &nothing()).await?.done()?;
    let code = office.read(&case).await?["check_code"].clone();
    let code = code.as_str().context("no code")?;
    // Nobody has certified anything yet.
    assert_eq!(check(&office, code).await?["state"], "unknown");
    office.signer.api.post(&prepare, &nothing()).await?.done()?;
    let signed = office.sign(&case).await?;
    assert_eq!(signed["check_code"], json!(code));
    assert_eq!(check(&office, code).await?["state"], "unknown");
    office.number(&case, &office.book().await?).await?;
    office.seal(&case).await?;
    // Certified, though not handed out yet.
    assert_eq!(check(&office, code).await?["state"], "valid");
    Ok(())
}

#[tokio::test]
async fn a_file_is_known_by_its_digest_and_one_changed_byte_is_not() -> Result<()> {
    let office = office().await?;
    let (certified, code) = certified(&office, &Requester::by_email()).await?;
    let digest = |bytes: &[u8]| json!({ "sha256": hex::encode(Sha256::digest(bytes)).to_uppercase() });
    let by_digest = public(&office).post("/verify", &digest(&certified.copy)).await?.done()?;
    let by_code = check(&office, &code).await?;
    assert_eq!((&by_digest["state"], &by_digest["copy"]), (&json!("valid"), &by_code["copy"]));
    assert!(by_digest["message"].as_str().is_some_and(|message| message.contains("giống từng bit")));

    let mut changed = certified.copy.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let signed = office.document(&certified.case, "signed").await?;
    for file in [changed, signed, certified.copy[..certified.copy.len() - 1].to_vec()] {
        let answer = public(&office).post("/verify", &digest(&file)).await?.done()?;
        assert_eq!((&answer["state"], &answer["copy"]), (&json!("unknown"), &Value::Null));
    }
    Ok(())
}

#[tokio::test]
async fn a_withdrawn_copy_says_by_which_decision() -> Result<()> {
    let office = office().await?;
    let (certified, code) = certified(&office, &Requester::by_email()).await?;
    let decision = decision();
    office.clerk.api.post(&format!("/cases/{}/withdraw", certified.case), &decision).await?.done()?;
    let digest = json!({ "sha256": certified.view["seal"]["sha256"] });
    let by_digest = public(&office).post("/verify", &digest).await?.done()?;
    for answer in [check(&office, &code).await?, by_digest] {
        assert_eq!(answer["state"], "withdrawn");
        assert_eq!(answer["decision"], json!({ "number": decision["number"], "date": decision["date"] }));
        assert_eq!(answer["copy"]["number"], certified.view["number"]["text"]);
        let text = answer.to_string();
        assert!(text.contains("45/QĐ-UBND") && !text.contains("Chứng thực nhầm"), "{text}");
    }
    Ok(())
}

#[tokio::test]
async fn a_replaced_copy_says_by_which_one() -> Result<()> {
    let office = office().await?;
    let (wrong, code) = certified(&office, &Requester::by_email()).await?;
    let (right, _) = certified(&office, &Requester::by_email()).await?;
    let mut body = decision();
    body["replaced_by"] = json!(right.case);
    office.signer.api.post(&format!("/cases/{}/withdraw", wrong.case), &body).await?.done()?;
    let answer = check(&office, &code).await?;
    let number = &right.view["number"];
    assert_eq!(answer["state"], "replaced");
    assert_eq!(
        answer["decision"]["replaced_by"],
        json!({ "number": number["text"], "book": number["book_text"] })
    );
    Ok(())
}

#[tokio::test]
async fn every_unknown_code_gets_the_same_answer() -> Result<()> {
    let office = office().await?;
    let unknown = check(&office, "ZZZZ-ZZZZ-ZZZZ-ZZZZ").await?;
    assert_eq!((&unknown["state"], &unknown["copy"]), (&json!("unknown"), &Value::Null));
    for code in ["0000-0000-0000-0000", "x", "7K3Q-9XZA-1B2C-3D4U", "m%C3%A3", &"7".repeat(2_000)] {
        assert_eq!(check(&office, code).await?, unknown, "{code}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_no_digest_is_refused() -> Result<()> {
    let office = office().await?;
    for sha256 in ["", "x", &"g".repeat(64), &"0".repeat(63), &"0".repeat(65)] {
        let answer = public(&office).post("/verify", &json!({ "sha256": sha256 })).await?;
        assert_eq!(cause(answer)?, of(422, "invalid-field"), "{sha256}");
    }
    for body in [nothing(), json!([]), json!({ "sha256": 7 }), json!({ "sha256": "0", "name": "x" })] {
        let answer = public(&office).post("/verify", &body).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{body}");
    }
    Ok(())
}

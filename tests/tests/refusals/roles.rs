//! Who may do what, and whose cases they are.

use anyhow::Result;
use journeys::{Api, Requester};
use serde_json::{Value, json};

use super::{all_of, cause, of, refused};
use crate::scene::{nothing, office, small_scan};

#[tokio::test]
async fn each_step_belongs_to_one_role() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = all_of(&office, &case).await?;
    let (officer, signer, clerk) = (&office.officer.api, &office.signer.api, &office.clerk.api);
    let opening = json!({ "requester": { "number": "001099000001" }, "document_type": "khac" });
    let steps: [(&Api, &str, Value, &str); 12] = [
        (signer, "/cases", opening.clone(), "cán bộ tư pháp"),
        (clerk, "/accounts/lookup", json!({ "number": "001099000001" }), "cán bộ tư pháp"),
        (clerk, "/cases/{case}/scan", nothing(), "cán bộ tư pháp"),
        (signer, "/cases/{case}/submit", nothing(), "cán bộ tư pháp"),
        (clerk, "/cases/{case}/cancel", nothing(), "cán bộ tư pháp"),
        (officer, "/cases/{case}/signature/prepare", nothing(), "lãnh đạo"),
        (clerk, "/cases/{case}/signature", json!({ "prepared": "", "signature": "" }), "lãnh đạo"),
        (officer, "/cases/{case}/return", json!({ "code": "other", "text": "thử" }), "lãnh đạo"),
        (signer, "/cases/{case}/number", json!({ "book": "" }), "văn thư"),
        (signer, "/cases/{case}/seal/prepare", nothing(), "văn thư"),
        (officer, "/cases/{case}/release", nothing(), "văn thư"),
        (officer, "/agency/certificate/challenge", nothing(), "văn thư"),
    ];
    for (api, path, body, role) in steps {
        let problem = refused(api.post(&path.replace("{case}", &case), &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (403, "wrong-role"), "{path}");
        assert!(problem.detail.contains(role), "{path}: {}", problem.detail);
    }
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn another_agency_s_case_is_not_there() -> Result<()> {
    let (office, neighbour) = (office().await?, office().await?);
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = all_of(&office, &case).await?;
    let path = format!("/cases/{case}");
    let (officer, signer, clerk) = (&neighbour.officer.api, &neighbour.signer.api, &neighbour.clerk.api);
    let book = json!({ "book": neighbour.book().await? });
    let answers = [
        officer.get(&path).await?,
        officer.get(&format!("{path}/document?version=scan")).await?,
        officer.get(&format!("{path}/history")).await?,
        officer.get(&format!("{path}/deliveries")).await?,
        officer.patch(&path, &json!({ "copies": 9 })).await?,
        officer.post(&format!("{path}/scan"), &nothing()).await?,
        officer.post(&format!("{path}/cancel"), &nothing()).await?,
        signer.post(&format!("{path}/signature/prepare"), &nothing()).await?,
        signer.post(&format!("{path}/return"), &json!({ "code": "other", "text": "thử" })).await?,
        clerk.post(&format!("{path}/number"), &book).await?,
        clerk.post(&format!("{path}/seal/prepare"), &nothing()).await?,
        clerk.post(&format!("{path}/release"), &nothing()).await?,
    ];
    for answer in answers {
        assert_eq!(cause(answer)?, of(404, "not-found"));
    }
    let queue = signer.get("/cases?state=awaiting_signature").await?.done()?;
    assert_eq!(queue, json!({ "cases": [] }));
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn another_agency_s_book_gives_no_number() -> Result<()> {
    let (office, neighbour) = (office().await?, office().await?);
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    let before = all_of(&office, &case).await?;
    let book = neighbour.book().await?;
    let answer = office.clerk.api.post(&format!("/cases/{case}/number"), &json!({ "book": book })).await?;
    assert_eq!(cause(answer)?, of(404, "not-found"));
    assert_eq!(cause(office.clerk.api.get(&format!("/books/{book}")).await?)?, of(404, "not-found"));
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn nobody_comes_in_without_a_token_or_with_a_changed_one() -> Result<()> {
    let office = office().await?;
    let nobody = Api::signed_out(&office.stack.api_url);
    let forger = Api::signed_in(&office.stack.api_url, office.officer.api.changed_token());
    for api in [nobody, forger] {
        // The gateway answers here, before any function.
        assert_eq!(api.get("/me").await?.status, 401);
    }
    Ok(())
}

#[tokio::test]
async fn a_case_that_names_nothing_is_not_there() -> Result<()> {
    let office = office().await?;
    for id in ["01K8E5V3YJ9X0W6P2R4T7Q1Z5B", "x", "hồ-sơ"] {
        let answer = office.officer.api.get(&format!("/cases/{id}")).await?;
        assert_eq!(cause(answer)?, of(404, "not-found"), "{id}");
    }
    Ok(())
}

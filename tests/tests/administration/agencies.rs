//! Founding, reading, changing, abolishing.

use anyhow::{Context as _, Result};
use journeys::Requester;
use serde_json::json;

use super::Founded;
use crate::{
    refusals::{cause, of},
    scene::{nothing, office},
};

#[tokio::test]
async fn the_centre_founds_an_agency_once_and_finds_it_in_the_list() -> Result<()> {
    let here = Founded::new().await?;
    let centre = &here.centre.admin.api;
    let body = json!({
        "id": here.id,
        "name": "Ủy ban nhân dân xã Khác",
        "locality": "Xã Khác",
        "subject": "MST:9900012357",
    });
    assert_eq!(cause(centre.post("/agencies", &body).await?)?, of(409, "agency-exists"));
    let mut path = "/agencies?limit=1".to_owned();
    let mut seen = Vec::new();
    for _ in 0..500 {
        let page = centre.get(&path).await?.done()?;
        let agencies = page["agencies"].as_array().context("a page without agencies")?;
        assert!(agencies.len() <= 1, "{page}");
        seen.extend(agencies.iter().map(|agency| agency["id"].clone()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/agencies?limit=1&cursor={next}");
    }
    assert_eq!(seen.iter().filter(|id| **id == here.id.as_str()).count(), 1);
    Ok(())
}

#[tokio::test]
async fn everybody_of_an_agency_reads_it_and_its_administrator_changes_it() -> Result<()> {
    let here = Founded::new().await?;
    let before = here.agency().await?;
    assert_eq!((&before["status"], &before["has_seal_image"]), (&json!("active"), &json!(false)));
    let change = json!({ "version": before["version"], "locality": "Xã Mới Lập, tỉnh Hòa An" });
    let path = format!("/agencies/{}", here.id);
    let after = here.admin.api.patch(&path, &change).await?.done()?;
    assert_eq!(after["locality"], "Xã Mới Lập, tỉnh Hòa An");
    // Seen before somebody else's change.
    assert_eq!(cause(here.admin.api.patch(&path, &change).await?)?, of(409, "changed-meanwhile"));
    let (clerk, _) = here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    let clerk = journeys::administration::admit(&here.centre.stack, &clerk).await?;
    let own = clerk.api.get("/agency").await?.done()?;
    assert_eq!((&own["agency"], &own["centre"]), (&after, &json!(false)));
    assert_eq!(own["calendar"]["week"].as_array().map(Vec::len), Some(7));
    Ok(())
}

#[tokio::test]
async fn another_subject_unbinds_the_agency_s_certificate() -> Result<()> {
    let office = office().await?;
    let admin = office.administrator().await?;
    let path = format!("/agencies/{}", office.agency);
    let agency = admin.api.get(&path).await?.done()?;
    assert!(agency["certificate"].is_object(), "{agency}");
    let change = json!({ "version": agency["version"], "subject": "MST:9900099999" });
    let after = admin.api.patch(&path, &change).await?.done()?;
    assert!(after["certificate"].is_null(), "{after}");
    let unbind = json!({ "version": after["version"] });
    let answer = admin.api.post("/agency/certificate/unbind", &unbind).await?;
    assert_eq!(cause(answer)?, of(409, "no-certificate"));
    Ok(())
}

#[tokio::test]
async fn a_lost_token_of_the_agency_is_unbound() -> Result<()> {
    let office = office().await?;
    let admin = office.administrator().await?;
    let agency = admin.api.get("/agency").await?.done()?;
    let unbind = json!({ "version": agency["agency"]["version"] });
    let after = admin.api.post("/agency/certificate/unbind", &unbind).await?.done()?;
    assert!(after["certificate"].is_null(), "{after}");
    assert!(office.clerk.api.get("/me").await?.done()?["agency_certificate"].is_null());
    office.equip().await?;
    Ok(())
}

#[tokio::test]
async fn nobody_acts_in_an_abolished_agency_and_its_books_stay_readable() -> Result<()> {
    let office = office().await?;
    let admin = office.administrator().await?;
    let book = office.book().await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let centre = journeys::Centre::enter(&office.stack).await?;
    let path = format!("/agencies/{}", office.agency);
    let version = centre.admin.api.get(&path).await?.done()?["version"].clone();
    let abolish = json!({ "version": version, "status": "abolished" });
    // Nobody could take it back.
    assert_eq!(cause(admin.api.patch(&path, &abolish).await?)?, of(403, "centre-only"));
    let abolished = centre.admin.api.patch(&path, &abolish).await?.done()?;
    assert_eq!(abolished["status"], "abolished");
    let opening = json!({ "requester": { "number": "001099000001" }, "document_type": "khac" });
    let refused = [
        office.officer.api.post("/cases", &opening).await?,
        office.officer.api.post(&format!("/cases/{case}/cancel"), &nothing()).await?,
        office.signer.api.post(&format!("/cases/{case}/signature/prepare"), &nothing()).await?,
        office.clerk.api.post("/agency/certificate/challenge", &nothing()).await?,
        office.clerk.api.patch(&format!("/books/{book}"), &nothing()).await?,
        admin.api.put("/agency/calendar", &nothing()).await?,
    ];
    for answer in refused {
        assert_eq!(cause(answer)?, of(403, "agency-abolished"));
    }
    office.read(&case).await?;
    office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    assert!(!office.register(&book).await?.is_empty());
    let back = json!({ "version": abolished["version"], "status": "active" });
    centre.admin.api.patch(&path, &back).await?.done()?;
    office.officer.api.post(&format!("/cases/{case}/cancel"), &nothing()).await?.done()?;
    Ok(())
}

#[tokio::test]
async fn the_centre_does_not_abolish_itself() -> Result<()> {
    let here = Founded::new().await?;
    let centre = &here.centre.admin.api;
    let version = centre.get("/agencies/trung-uong").await?.done()?["version"].clone();
    let abolish = json!({ "version": version, "status": "abolished" });
    let answer = centre.patch("/agencies/trung-uong", &abolish).await?;
    assert_eq!(cause(answer)?, of(422, "invalid-field"));
    Ok(())
}

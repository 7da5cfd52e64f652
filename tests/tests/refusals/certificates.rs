//! Certificates that may not be bound, or may not sign any more.

use anyhow::Result;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::agency::{BoundCertificate, Profile};
use journeys::{Agent, Office, Requester, Signing, bind, problem::Problem};
use serde_json::json;

use super::{all_of, cause, of, refused};
use crate::scene::{nothing, office, small_scan, unequipped};

/// Binds at a desk that holds another key; nothing must be bound.
async fn binding_is_refused(office: &Office, key: &str) -> Result<(u16, String)> {
    let problem = refused_binding(office, key).await?;
    Ok((problem.status, problem.code))
}

async fn refused_binding(office: &Office, key: &str) -> Result<Problem> {
    let desk = Agent::of(&office.stack, key)?;
    let problem = refused(bind(&office.signer.api, "/me/certificate", &desk).await?)?;
    assert_eq!(office.signer.api.get("/me").await?.done()?["certificate"], json!(null));
    Ok(problem)
}

/// The same for an official whose number the certificate carries.
async fn of_its_holder(key: &str, subject: &str) -> Result<(u16, String)> {
    let office = unequipped(&Signing::with_key(key, "Đỗ Văn Thử", subject)).await?;
    binding_is_refused(&office, key).await
}

#[tokio::test]
async fn an_expired_certificate_is_not_bound() -> Result<()> {
    assert_eq!(of_its_holder("expired", "CCCD:001080000005").await?, of(422, "certificate-expired"));
    Ok(())
}

#[tokio::test]
async fn a_certificate_that_is_not_yet_valid_is_not_bound() -> Result<()> {
    let office = unequipped(&Signing::with_key("not-yet-valid", "Vũ Thị Thử", "CCCD:001195000006")).await?;
    let problem = refused_binding(&office, "not-yet-valid").await?;
    assert_eq!((problem.status, &*problem.code), (422, "certificate-not-yet-valid"));
    // From when it is: midnight of 2044 in London.
    assert!(problem.detail.contains("từ 07:00 ngày 01/01/2044"), "{}", problem.detail);
    Ok(())
}

#[tokio::test]
async fn a_certificate_for_another_use_is_not_bound() -> Result<()> {
    assert_eq!(of_its_holder("wrong-usage", "CCCD:001088000007").await?, of(422, "certificate-key-usage"));
    Ok(())
}

#[tokio::test]
async fn a_certificate_of_an_unknown_root_is_not_bound() -> Result<()> {
    assert_eq!(of_its_holder("untrusted", "CCCD:001099000001").await?, of(422, "certificate-unknown-root"));
    Ok(())
}

#[tokio::test]
async fn another_person_s_certificate_is_not_bound() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    assert_eq!(binding_is_refused(&office, "vice-chair").await?, of(422, "certificate-other-subject"));
    Ok(())
}

#[tokio::test]
async fn an_official_s_certificate_does_not_become_the_agency_s() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let answer = bind(&office.clerk.api, "/agency/certificate", &office.signer_desk).await?;
    assert_eq!(cause(answer)?, of(422, "certificate-other-subject"));
    assert_eq!(office.clerk.api.get("/me").await?.done()?["agency_certificate"], json!(null));
    Ok(())
}

#[tokio::test]
async fn a_challenge_is_answered_once_and_only_with_its_own_signature() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let api = &office.signer.api;
    let signed = office.signer_desk.sign(&STANDARD.encode([7; 32])).await?;
    let answer = json!({ "signature": signed.signature, "certificate": signed.certificate });
    assert_eq!(cause(api.put("/me/certificate", &answer).await?)?, of(409, "no-challenge"));
    api.post("/me/certificate/challenge", &nothing()).await?.done()?;
    assert_eq!(cause(api.put("/me/certificate", &answer).await?)?, of(422, "signature-mismatch"));
    let garbled = json!({ "signature": "****", "certificate": signed.certificate });
    assert_eq!(cause(api.put("/me/certificate", &garbled).await?)?, of(422, "invalid-field"));
    assert_eq!(api.get("/me").await?.done()?["certificate"], json!(null));
    Ok(())
}

#[tokio::test]
async fn a_certificate_that_has_expired_since_it_was_bound_prepares_nothing() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = all_of(&office, &case).await?;
    let records = office.stack.records();
    let profile = records.profile(&office.agency, &office.signer.id).await?;
    let (Some(profile), Some(bound)) = (profile.clone(), profile.and_then(|profile| profile.certificate))
    else {
        anyhow::bail!("nothing is bound");
    };
    // Bound when it was valid, as the record would be today.
    let expired = Agent::of(&office.stack, "expired")?.sign(&STANDARD.encode([7; 32])).await?.certificate;
    let certificate = Some(BoundCertificate { der: expired, ..bound });
    records.save_profile(&Profile { certificate, ..profile }).await?;

    let path = format!("/cases/{case}/signature/prepare");
    let answer = office.signer.api.post(&path, &nothing()).await?;
    assert_eq!(cause(answer)?, of(422, "certificate-expired"));
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

//! Images of signature and seal that are replaced while a copy is at a desk.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Office, Person, Requester, finalisation, images, validators::Examined};
use serde_json::{Value, json};

use crate::scene::{nothing, office, small_scan};

/// What is asked to be signed under a path, with its document as it is shown.
async fn prepared(office: &Office, of: &Person, case: &str, step: &str) -> Result<(Value, Vec<u8>)> {
    let path = format!("/cases/{case}/{step}/prepare");
    let prepared = of.api.post(&path, &nothing()).await?.done()?;
    Ok((prepared, office.document(case, "prepared").await?))
}

/// Where two documents differ: first and last place.
fn differing(one: &[u8], other: &[u8]) -> Option<(usize, usize)> {
    let differs = |at: &usize| one[*at] != other[*at];
    let all = 0..one.len().min(other.len());
    Some((all.clone().find(differs)?, all.rev().find(differs)?))
}

/// That a copy is what was shown, but for the digits of its last signature.
fn is_what_was_shown(copy: &[u8], shown: &[u8]) -> Result<()> {
    assert_eq!(copy.len(), shown.len());
    let (first, last) = differing(copy, shown).context("nothing was signed")?;
    let contents = b"/Contents <";
    let before = &shown[..first];
    let begin = before.windows(contents.len()).rposition(|window| window == contents).context("no place")?;
    assert!(shown[begin + contents.len()..last].iter().all(|byte| *byte == b'0'), "{first}..{last}");
    Ok(())
}

#[tokio::test]
async fn the_seal_that_was_shown_is_sealed_and_the_next_has_the_new_image() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    office.number(&case, &office.book().await?).await?;
    let (handed, shown) = prepared(&office, &office.clerk, &case, "seal").await?;

    let image = json!({ "png": STANDARD.encode(images::seal()?), "size_mm": 42 });
    office.clerk.api.put("/agency/seal-image", &image).await?.done()?;
    let signed = office.agency_desk.sign(handed["hash"].as_str().context("no hash")?).await?;
    let path = format!("/cases/{case}/seal");
    office.clerk.api.post(&path, &finalisation(&handed, &signed)).await?.done()?;
    let copy = office.document(&case, "sealed").await?;
    is_what_was_shown(&copy, &shown)?;
    let verdicts = Examined::new(&copy)?.pyhanko(&office.stack)?;
    assert!(verdicts.iter().all(|verdict| verdict.sound), "{verdicts:?}");

    // 42 mm are 119.06 points; 36 mm were 102.05.
    let next = office.certify(&Requester::by_email(), small_scan()).await?;
    assert_ne!(squares(&copy), squares(&next.copy));
    Ok(())
}

/// The rectangles of the fields, as they stand in the file.
fn squares(copy: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(copy);
    text.match_indices("/BBox [")
        .map(|(at, _)| text[at..].split(']').next().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn the_signature_that_was_shown_is_signed_and_the_next_has_the_new_image() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let (handed, shown) = prepared(&office, &office.signer, &case, "signature").await?;
    let image = json!({ "png": STANDARD.encode(images::seal()?) });
    office.signer.api.put("/me/signature-image", &image).await?.done()?;
    let signed = office.signer_desk.sign(handed["hash"].as_str().context("no hash")?).await?;
    let path = format!("/cases/{case}/signature");
    office.signer.api.post(&path, &finalisation(&handed, &signed)).await?.done()?;
    is_what_was_shown(&office.document(&case, "signed").await?, &shown)?;

    let next = office.submitted(&Requester::by_email(), small_scan()).await?;
    let (_, next) = prepared(&office, &office.signer, &next, "signature").await?;
    assert_ne!(next.len(), shown.len());
    Ok(())
}

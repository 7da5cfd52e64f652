//! Signatures that come back from a desk and are not what was asked for.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Agent, Office, Person, Requester, SignedHash, finalisation};
use serde_json::{Value, json};

use super::{all_of, cause, of};
use crate::scene::{nothing, office, office_of, small_scan};

/// A case at a desk: prepared, with what was handed out.
struct Desk {
    office: Office,
    case: String,
    path: String,
    official: Person,
    agent: std::sync::Arc<Agent>,
    prepared: Value,
}

impl Desk {
    async fn of_signer(office: Office) -> Result<Self> {
        let case = office.submitted(&Requester::by_email(), small_scan()).await?;
        let (path, official) = (format!("/cases/{case}/signature"), office.signer.clone());
        let agent = office.signer_desk.clone();
        Self { prepared: Value::Null, office, case, path, official, agent }.prepare().await
    }

    async fn of_clerk() -> Result<Self> {
        let office = office().await?;
        let case = office.submitted(&Requester::by_email(), small_scan()).await?;
        office.sign(&case).await?;
        office.number(&case, &office.book().await?).await?;
        let (path, official) = (format!("/cases/{case}/seal"), office.clerk.clone());
        let agent = office.agency_desk.clone();
        Self { prepared: Value::Null, office, case, path, official, agent }.prepare().await
    }

    async fn prepare(self) -> Result<Self> {
        let prepared = self.official.api.post(&format!("{}/prepare", self.path), &nothing()).await?.done()?;
        Ok(Self { prepared, ..self })
    }

    async fn sign_with(&self, agent: &Agent) -> Result<SignedHash> {
        agent.sign(self.prepared["hash"].as_str().context("no hash")?).await
    }

    async fn bring_back(&self, signed: &SignedHash) -> Result<(u16, String)> {
        let before = all_of(&self.office, &self.case).await?;
        let body = finalisation(&self.prepared, signed);
        let cause = cause(self.official.api.post(&self.path, &body).await?)?;
        assert_eq!(all_of(&self.office, &self.case).await?, before);
        Ok(cause)
    }

    /// All the ways in which a signature can be wrong; then the right one is still taken.
    async fn refuses_what_is_wrong(self, stranger: &str) -> Result<()> {
        let right = self.sign_with(&self.agent).await?;
        let other_hash = self.agent.sign(&STANDARD.encode([7; 32])).await?;
        let by_stranger = self.sign_with(&*Agent::of(&self.office.stack, stranger)?).await?;
        let under_our_name = SignedHash { certificate: right.certificate.clone(), ..by_stranger.clone() };
        let cut = STANDARD.encode(STANDARD.decode(&right.signature)?.split_last().context("bytes")?.1);

        assert_eq!(self.bring_back(&by_stranger).await?, of(422, "signature-other-certificate"));
        assert_eq!(self.bring_back(&other_hash).await?, of(422, "signature-mismatch"));
        assert_eq!(self.bring_back(&under_our_name).await?, of(422, "signature-mismatch"));
        let garbled = |signature: &str| SignedHash { signature: signature.to_owned(), ..right.clone() };
        assert_eq!(self.bring_back(&garbled(&cut)).await?, of(422, "signature-garbled"));
        assert_eq!(self.bring_back(&garbled("")).await?, of(422, "signature-garbled"));
        assert_eq!(self.bring_back(&garbled("?")).await?, of(422, "invalid-field"));

        let body = finalisation(&self.prepared, &right);
        self.official.api.post(&self.path, &body).await?.done()?;
        // A second finalise, with the very same signature.
        assert_eq!(self.bring_back(&right).await?, of(409, "wrong-state"));
        Ok(())
    }
}

#[tokio::test]
async fn a_wrong_rsa_signature_changes_nothing() -> Result<()> {
    Desk::of_signer(office().await?).await?.refuses_what_is_wrong("revoked").await
}

#[tokio::test]
async fn a_wrong_ecdsa_signature_changes_nothing() -> Result<()> {
    let office = office_of(&journeys::Signing::delegate()).await?;
    Desk::of_signer(office).await?.refuses_what_is_wrong("not-yet-valid").await
}

#[tokio::test]
async fn a_wrong_seal_changes_nothing() -> Result<()> {
    Desk::of_clerk().await?.refuses_what_is_wrong("chair").await
}

#[tokio::test]
async fn a_signature_over_an_older_preparation_is_refused() -> Result<()> {
    let older = Desk::of_signer(office().await?).await?;
    let signed = older.sign_with(&older.agent).await?;
    older.official.api.post(&format!("{}/prepare", older.path), &nothing()).await?.done()?;
    assert_eq!(older.bring_back(&signed).await?, of(409, "superseded"));
    Ok(())
}

#[tokio::test]
async fn a_signature_without_a_preparation_is_refused() -> Result<()> {
    let office = office().await?;
    let prepared = Desk::of_signer(office.clone()).await?;
    let signed = prepared.sign_with(&prepared.agent).await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let path = format!("/cases/{case}/signature");
    let elsewhere = Desk { case, path, ..prepared };
    assert_eq!(elsewhere.bring_back(&signed).await?, of(409, "nothing-prepared"));
    Ok(())
}

#[tokio::test]
async fn a_place_off_the_page_is_refused() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let before = all_of(&office, &case).await?;
    let prepare = format!("/cases/{case}/signature/prepare");
    for (page, x, width, code) in [
        (0, 100, 200, "invalid-field"),
        (9, 100, 200, "no-such-page"),
        (1, 500, 200, "place-outside-page"),
        (1, 100, 1, "place-too-small"),
        // Page 2 is the statement page, with the code of the public check at its foot.
        (2, 100, 200, "place-over-check"),
    ] {
        let place = json!({ "page": page, "x": x, "y": 100, "width": width, "height": 80 });
        let answer = office.signer.api.post(&prepare, &json!({ "place": place })).await?;
        assert_eq!(cause(answer)?, of(422, code));
    }
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

/// The leader's desk holds a hash, and meanwhile the case goes back and comes again with another scan.
#[tokio::test]
async fn a_signature_never_stands_over_a_scan_that_came_after_its_hash() -> Result<()> {
    let desk = Desk::of_signer(office().await?).await?;
    let (office, case) = (&desk.office, &desk.case);
    let signed = desk.sign_with(&desk.agent).await?;
    let reason = json!({ "code": "illegible", "text": "Trang 1 mờ." });
    office.signer.api.post(&format!("/cases/{case}/return"), &reason).await?.done()?;
    // While the case is with the officer, and when it is in the queue again.
    assert_eq!(desk.bring_back(&signed).await?, of(409, "wrong-state"));
    office.officer.api.post(&format!("/cases/{case}/resume"), &nothing()).await?.done()?;
    let other = scans::Scan { dpi: 70, ..scans::Scan::new(scans::Layout::Stream, 30_000) }.bytes();
    office.attach_scan(case, other.clone()).await?;
    assert_eq!(desk.bring_back(&signed).await?, of(409, "wrong-state"));
    office.submit(case).await?;
    assert_eq!(desk.bring_back(&signed).await?, of(409, "nothing-prepared"));
    // The new scan was prepared too: the old signature is another preparation's.
    office.signer.api.post(&format!("{}/prepare", desk.path), &nothing()).await?.done()?;
    assert_eq!(desk.bring_back(&signed).await?, of(409, "superseded"));
    assert_eq!(office.read(case).await?["signature"], Value::Null);

    office.sign(case).await?;
    assert!(office.document(case, "signed").await?.starts_with(&other));
    Ok(())
}

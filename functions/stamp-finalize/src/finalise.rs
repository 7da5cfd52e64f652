//! `POST /cases/{case}/seal`: Đóng dấu. The agency's signature comes back and completes the certified copy.

use api::{Answer, Call, CaseView, Problem, contract::CasePath, stored};
use certification::{
    Case, Role, State, TransitionRefusal,
    agency::Agency,
    case::Seal,
    check::{Check, CheckedSignature, Standing},
    history::CaseAction,
    time,
};
use desk::{
    handing::{Desk, SignatureBody},
    plan::SignedPlan,
    trust,
};
use documents::{Bucket, Join, keys};
use records::{Change, Versioned as _};

use crate::{Services, agency_of_clerk};

/// Takes the seal back and completes the certified copy (Đóng dấu).
#[utoipa::path(
    post,
    path = "/cases/{case}/seal",
    operation_id = "sealCase",
    params(CasePath),
    request_body = SignatureBody,
    responses((status = 200, description = "The case, sealed.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["certificate", "changed-meanwhile", "cms-too-long", "digest-format", "digest-of-another-document", "invalid-field", "no-certificate", "nothing-prepared", "prepared-expired", "signature", "superseded", "wrong-state"])),
    ),
)]
pub(crate) async fn finalise(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = agency_of_clerk(services, call).await?;
    let body: SignatureBody = call.json()?;
    let case = stored::load(&services.records, call).await?;
    let from = case.state.name();
    let State::Numbered { scan, signature, .. } = &case.state else {
        return Err(TransitionRefusal::WrongState(from).into());
    };
    let trust = trust::load(&services.records).await?;
    let desk = Desk { documents: &services.documents, clock: services.clock, trust: &trust, call };
    let now = services.clock.now();
    let sealed = desk.take_back(&case, agency.certificate.as_ref(), &body, now).await?;

    // The scan is the only part large enough to be copied by S3, so both increments follow it as one.
    let plan = services.documents.read_stored(Bucket::Scans, &signature.plan).await?;
    let plan: SignedPlan = serde_json::from_slice(&plan).map_err(|error| Problem::unexpected(&error))?;
    let mut tail = plan.increment.increment;
    tail.extend_from_slice(&sealed.embedded.increment);
    let sha256 = hex::encode(sealed.copy.sha256);
    let key = keys::copy(&case.agency, case.id, services.clock.ulid());
    let join = Join { scan: &scan.document, tail: &tail, sha256: &sha256, bucket: Bucket::Copies, key: &key };
    let copy = services.documents.join(join).await?;

    let certificate = case.state.prepared().map(|prepared| prepared.certificate.clone()).unwrap_or_default();
    let by = call.caller.official.clone();
    // The history says the time that stands in the seal, so that the two never contradict each other.
    let at = sealed.at;
    let seal = Seal { by, at, certificate, copy, evidence: sealed.evidence };
    let case = case.seal(seal)?;
    let check = check(&agency, &case)?;
    let step = stored::Step {
        action: CaseAction::Seal,
        role: Role::Clerk,
        from: Some(from),
        at,
        facts: None,
        note: None,
    };
    let change = stored::change(call, services.clock, &case, step, None);
    let answer = Answer::ok(&CaseView::at(&case.stored(), now))?;
    let change = Change { reply: call.reply(&answer), ..change };
    services.records.seal(&case, &check, &change).await?;
    Ok(answer)
}

/// What the public check says of the copy from now on.
fn check(agency: &Agency, case: &Case) -> Result<Check, Problem> {
    let State::Sealed { signature, issued, seal, .. } = &case.state else {
        return Err(TransitionRefusal::WrongState(case.state.name()).into());
    };
    Ok(Check {
        code: signature.check.clone(),
        agency: signature.agency.as_ref().map_or(&agency.name, |on_page| &on_page.name).clone(),
        number: issued.text.clone(),
        book: issued.book_text.clone(),
        date: time::day(issued.issued.at),
        signer_title: signature.title.clone(),
        sha256: seal.copy.sha256.clone(),
        signature: CheckedSignature { at: signature.at, evidence: signature.evidence.clone() },
        seal: CheckedSignature { at: seal.at, evidence: seal.evidence.clone() },
        standing: Standing::Valid,
        version: 0,
    })
}

//! `POST /cases/{case}/signature`: the signature comes back and becomes part of the copy.
//!
//! Name and title are those that stand on the page, whatever the settings say by now; the right to sign is
//! asked for again.

use api::{Answer, Call, CaseView, Problem, contract::CasePath, stored};
use certification::{
    Role, TransitionRefusal,
    case::{Prepared, Signature},
    history::CaseAction,
    time,
};
use desk::{
    handing::{Desk, SignatureBody},
    plan::SignedPlan,
    trust,
};
use documents::{Bucket, Join, keys};
use records::Versioned as _;

use crate::{Services, me};

/// Takes the signature back and makes it part of the copy (Ký số).
#[utoipa::path(
    post,
    path = "/cases/{case}/signature",
    operation_id = "signCase",
    params(CasePath),
    request_body = SignatureBody,
    responses((status = 200, description = "The case, signed.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["signer"])),
        ("x-problems" = json!(["certificate", "changed-meanwhile", "cms-too-long", "digest-format", "digest-of-another-document", "invalid-field", "no-certificate", "no-profile", "no-title", "nothing-prepared", "delegation", "prepared-expired", "signature", "superseded", "wrong-state"])),
    ),
)]
pub(crate) async fn finalise(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let profile = me::signer(services, call).await?;
    let body: SignatureBody = call.json()?;
    let case = stored::load(&services.records, call).await?;
    let from = case.state.name();
    let certification::State::AwaitingSignature { scan, .. } = &case.state else {
        return Err(TransitionRefusal::WrongState(from).into());
    };
    let trust = trust::load(&services.records).await?;
    let desk = Desk { documents: &services.documents, clock: services.clock, trust: &trust, call };
    let now = services.clock.now();
    me::position(&profile, time::day(now), &case.request.document_type)?;
    let signed = desk.take_back(&case, profile.certificate.as_ref(), &body, now).await?;
    let Some(Prepared { certificate, signer: Some(on_page), .. }) = case.state.prepared().cloned() else {
        return Err(TransitionRefusal::NothingPrepared.into());
    };

    // The objects first, then the record that points to them.
    let sha256 = hex::encode(signed.copy.sha256);
    let key = keys::copy(&case.agency, case.id, services.clock.ulid());
    let join = Join {
        scan: &scan.document,
        tail: &signed.embedded.increment,
        sha256: &sha256,
        bucket: Bucket::Copies,
        key: &key,
    };
    let copy = services.documents.join(join).await?;
    let plan = SignedPlan { copy: signed.copy, increment: signed.embedded };
    let plan_key = keys::plan(&case.agency, case.id, services.clock.ulid());
    let plan = services.documents.store_json(&plan_key, &plan).await?;

    // The history says the time that stands in the signature, so that the two never contradict each other.
    let at = signed.at;
    let signature = Signature {
        by: certification::Official { name: on_page.name, ..call.caller.official.clone() },
        title: on_page.title,
        at,
        certificate,
        copy,
        plan,
        check: on_page.check,
        evidence: signed.evidence,
        agency: on_page.agency,
    };
    let case = case.sign(signature)?;
    let note = on_page.in_whose_place.as_deref();
    let step = stored::Step {
        action: CaseAction::Sign,
        role: Role::Signer,
        from: Some(from),
        at,
        facts: None,
        note,
    };
    let change = stored::change(call, services.clock, &case, step, None);
    stored::save(&services.records, call, &case, change, &CaseView::at(&case.stored(), now)).await
}

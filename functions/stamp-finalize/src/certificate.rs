//! `POST /agency/certificate/challenge` and `PUT /agency/certificate`: binding the agency's certificate.

use api::{Answer, Call, Problem};
use certification::agency::Agency;
use desk::{
    binding::{self, BindBody, CertificateView, ChallengeView},
    trust,
};

use crate::{Services, agency_of_clerk};

/// Begins binding the agency's certificate.
#[utoipa::path(
    post,
    path = "/agency/certificate/challenge",
    operation_id = "challengeAgencyCertificate",
    responses((status = 201, description = "What the desk is to sign within ten minutes.", body = ChallengeView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["changed-meanwhile", "not-found"])),
    ),
)]
pub(crate) async fn challenge(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = agency_of_clerk(services, call).await?;
    let nonces = [services.clock.ulid(), services.clock.ulid()];
    let challenge = binding::challenge_for(agency.id.as_str(), nonces, services.clock.now());
    let shown = binding::shown(&challenge);
    let answer = Answer::created(&shown)?;
    let after = Agency { challenge: Some(challenge), ..agency };
    services.records.save_agency_replying(&after, call.reply(&answer).as_ref()).await?;
    Ok(answer)
}

/// Binds the agency's certificate by a signed challenge.
#[utoipa::path(
    put,
    path = "/agency/certificate",
    operation_id = "bindAgencyCertificate",
    request_body = BindBody,
    responses((status = 200, description = "The certificate, now bound.", body = CertificateView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["certificate", "certificate-other-subject", "changed-meanwhile", "invalid-field", "no-challenge", "not-found", "signature"])),
    ),
)]
pub(crate) async fn bind(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = agency_of_clerk(services, call).await?;
    let body: BindBody = call.json()?;
    let trust = trust::load(&services.records).await?;
    let now = services.clock.now();
    let bound = binding::bind(&trust, agency.challenge.as_ref(), &agency.subject, &body, now)?;
    let view = binding::view(&bound)?;
    let answer = Answer::ok(&view)?;
    let after = Agency { certificate: Some(bound), challenge: None, ..agency };
    services.records.save_agency_replying(&after, call.reply(&answer).as_ref()).await?;
    Ok(answer)
}

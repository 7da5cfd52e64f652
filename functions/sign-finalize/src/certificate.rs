//! `POST /me/certificate/challenge` and `PUT /me/certificate`: binding the signer's certificate.

use api::{Answer, Call, Problem};
use certification::agency::Profile;
use desk::{
    binding::{self, BindBody, CertificateView, ChallengeView},
    trust,
};

use crate::{Services, me};

/// Begins binding the signer's certificate.
#[utoipa::path(
    post,
    path = "/me/certificate/challenge",
    operation_id = "challengeMyCertificate",
    responses((status = 201, description = "What the desk is to sign within ten minutes.", body = ChallengeView)),
    extensions(
        ("x-roles" = json!(["signer"])),
        ("x-problems" = json!(["changed-meanwhile", "no-profile"])),
    ),
)]
pub(crate) async fn challenge(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let profile = me::signer(services, call).await?;
    let nonces = [services.clock.ulid(), services.clock.ulid()];
    let challenge = binding::challenge_for(profile.id.as_str(), nonces, services.clock.now());
    let shown = binding::shown(&challenge);
    let answer = Answer::created(&shown)?;
    let after = Profile { challenge: Some(challenge), ..profile };
    services.records.save_profile_replying(&after, call.reply(&answer).as_ref()).await?;
    Ok(answer)
}

/// Binds the signer's certificate by a signed challenge.
#[utoipa::path(
    put,
    path = "/me/certificate",
    operation_id = "bindMyCertificate",
    request_body = BindBody,
    responses((status = 200, description = "The certificate, now bound.", body = CertificateView)),
    extensions(
        ("x-roles" = json!(["signer"])),
        ("x-problems" = json!(["certificate", "certificate-other-subject", "changed-meanwhile", "invalid-field", "no-challenge", "no-profile", "no-subject", "signature"])),
    ),
)]
pub(crate) async fn bind(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let profile = me::signer(services, call).await?;
    let body: BindBody = call.json()?;
    let subject = profile.subject.as_deref().ok_or_else(|| {
        Problem::conflict(
            "no-subject",
            "Quản trị chưa ghi số định danh của bạn, nên chưa gắn được chứng thư số.",
        )
    })?;
    let trust = trust::load(&services.records).await?;
    let bound = binding::bind(&trust, profile.challenge.as_ref(), subject, &body, services.clock.now())?;
    let view = binding::view(&bound)?;
    let answer = Answer::ok(&view)?;
    let after = Profile { certificate: Some(bound), challenge: None, ..profile };
    services.records.save_profile_replying(&after, call.reply(&answer).as_ref()).await?;
    Ok(answer)
}

//! `POST /me/certificate/challenge` and `PUT /me/certificate`: binding the signer's certificate.

use api::{Answer, Call, Problem};
use certification::agency::Profile;
use desk::{
    binding::{self, BindBody},
    trust,
};

use crate::{Services, me};

pub(crate) async fn challenge(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let profile = me::signer(services, call).await?;
    let nonces = [services.clock.ulid(), services.clock.ulid()];
    let challenge = binding::challenge_for(profile.id.as_str(), nonces, services.clock.now());
    let shown = binding::shown(&challenge);
    services.records.save_profile(&Profile { challenge: Some(challenge), ..profile }).await?;
    Answer::created(&shown)
}

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
    services.records.save_profile(&Profile { certificate: Some(bound), challenge: None, ..profile }).await?;
    Answer::ok(&view)
}

//! An official as the contract shows one.

use api::{Problem, contract::RoleName};
use certification::agency::Profile;
use desk::binding::{self, CertificateView};
use serde::Serialize;
use utoipa::ToSchema;

use super::title::TitleBody;

/// An official.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "0f6c2a3e-7b1d-4c58-9a24-6d1e5f7b8c02",
    "username": "signer",
    "name": "Nguyễn Thử Nghiệm",
    "roles": ["signer"],
    "disabled": false,
    "settled": true,
    "title": { "right": "head", "head": "Chủ tịch" },
    "subject": "CCCD:001099000001",
    "has_signature_image": true,
    "version": 3,
}))]
pub(crate) struct OfficialView {
    /// Identifier: the subject of the sign-in's tokens.
    id: String,
    /// The name to sign in with.
    username: String,
    /// Họ và tên.
    name: String,
    /// Where the official is reached; only when one official is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// Whether the official has yet to sign in for the first time, with the password of the invitation; absent when
    /// that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    invited: Option<bool>,
    /// What the official may do.
    #[schema(value_type = Vec<RoleName>)]
    roles: Vec<String>,
    /// Whether the official may no longer act.
    disabled: bool,
    /// Whether the sign-in has what was decided; when not, any change of the official carries it out.
    settled: bool,
    /// Chức danh and right to sign.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<TitleBody>,
    /// The identifier that the certificate must carry.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
    /// The certificate that the official signs with.
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<CertificateView>,
    /// Whether a signature image is set up.
    has_signature_image: bool,
    /// Counts the changes.
    version: u64,
}

impl OfficialView {
    /// The same with the address at which the official is reached.
    pub(super) fn reached_at(self, email: Option<String>) -> Self {
        Self { email, ..self }
    }

    /// The same with what is known of the first sign-in.
    pub(super) fn invited(self, invited: Option<bool>) -> Self {
        Self { invited, ..self }
    }

    pub(super) fn of(profile: &Profile) -> Result<Self, Problem> {
        Ok(Self {
            id: profile.id.to_string(),
            username: profile.username.clone(),
            name: profile.name.clone(),
            email: None,
            invited: None,
            roles: profile.roles.iter().map(ToString::to_string).collect(),
            disabled: profile.disabled,
            settled: profile.settled,
            title: profile.title.as_ref().map(TitleBody::of),
            subject: profile.subject.clone(),
            certificate: profile.certificate.as_ref().map(binding::view).transpose()?,
            has_signature_image: profile.signature_image.is_some(),
            version: profile.version,
        })
    }
}

//! An agency as the contract shows it.

use api::Problem;
use certification::agency::{Agency, AgencyStatus};
use desk::binding::{self, CertificateView};
use serde::Serialize;
use utoipa::ToSchema;

use super::StatusName;

/// An agency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "an-binh-moi",
    "name": "Ủy ban nhân dân phường An Bình Mới",
    "locality": "Phường An Bình Mới, thành phố An Bình",
    "subject": "MST:9900012357",
    "status": "active",
    "has_seal_image": true,
    "version": 4,
}))]
pub(crate) struct AgencyView {
    /// Identifier.
    pub(crate) id: String,
    /// Name, as printed.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) locality: String,
    /// The identifier that its certificate must carry.
    pub(crate) subject: String,
    /// Whether it works.
    #[schema(value_type = StatusName)]
    pub(crate) status: &'static str,
    /// The certificate that it seals with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate: Option<CertificateView>,
    /// Whether the seal's image is set up.
    pub(crate) has_seal_image: bool,
    /// Counts the changes; send it back with a change of the agency's settings.
    pub(crate) version: u64,
}

impl AgencyView {
    pub(crate) fn of(agency: &Agency) -> Result<Self, Problem> {
        Ok(Self {
            id: agency.id.to_string(),
            name: agency.name.clone(),
            locality: agency.locality.clone(),
            subject: agency.subject.clone(),
            status: match agency.status {
                AgencyStatus::Active => "active",
                AgencyStatus::Abolished => "abolished",
            },
            certificate: agency.certificate.as_ref().map(binding::view).transpose()?,
            has_seal_image: agency.seal_image.is_some(),
            version: agency.version,
        })
    }
}

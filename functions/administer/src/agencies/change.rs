//! `PATCH /agencies/{agency}`: name, place, the certificate's subject; whether it works.
//!
//! Only the centre abolishes: nobody of an abolished agency could take it back. The centre itself stays.

use api::{Answer, Call, Problem};
use certification::{administration::AdministrationAction, agency::Agency};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{AgencyView, StatusName, locality, name, read::AgencyPath, status};
use crate::{Services, line, scope, text};

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeAgencyBody {
    /// The version that was seen.
    version: u64,
    /// Name, as printed on statement and register.
    name: Option<String>,
    /// Where it is.
    locality: Option<String>,
    /// The identifier that its certificate must carry; another one unbinds the certificate.
    subject: Option<String>,
    /// Whether it works; the centre only.
    #[schema(value_type = Option<StatusName>)]
    status: Option<String>,
}

/// Changes an agency.
#[utoipa::path(
    patch,
    path = "/agencies/{agency}",
    operation_id = "changeAgency",
    params(AgencyPath),
    request_body = ChangeAgencyBody,
    responses((status = 200, description = "The agency.", body = AgencyView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["centre-only", "changed-meanwhile", "invalid-field"])),
    ),
)]
pub(crate) async fn change(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let admin = scope::admin(services, call).await?;
    let body: ChangeAgencyBody = call.json()?;
    let before = scope::of(services, call, admin, &call.path("agency", "đơn vị")?).await?;
    scope::insist_on_version(body.version, before.version, "đơn vị")?;
    let mut after = before.clone();
    if let Some(given) = &body.name {
        after.name = name(given)?;
    }
    if let Some(given) = &body.locality {
        after.locality = locality(given)?;
    }
    if let Some(given) = &body.subject {
        after = of_subject(after, text::subject(given)?);
    }
    if let Some(given) = &body.status {
        scope::centre(services, call).await?;
        after.status = status(given)?;
        if after.status != before.status && before.id == services.centre {
            return Err(Problem::field("status", "Không giải thể được cơ quan trung ương."));
        }
    }
    let answer = Answer::ok(&AgencyView::of(&line::once_stored(&before, &after)?)?)?;
    line::change_agency(services, call, (&before, &after), AdministrationAction::ChangeAgency, None, answer)
        .await
}

/// With another subject the bound certificate is another's.
fn of_subject(agency: Agency, subject: String) -> Agency {
    if subject == agency.subject {
        return agency;
    }
    Agency { subject, certificate: None, challenge: None, ..agency }
}

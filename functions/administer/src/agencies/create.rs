//! `POST /agencies`: the centre founds an agency.

use api::{Answer, Call, Problem};
use certification::{AgencyId, administration::AdministrationAction, agency::Agency};
use records::{Line, RecordsError, Versioned as _};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{AgencyView, locality, name};
use crate::{Services, line, scope, text};

/// A new agency.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FoundAgencyBody {
    /// Identifier for ever: letters, digits and hyphens.
    #[schema(example = "an-binh-moi", max_length = 40, pattern = "^[A-Za-z0-9-]{1,40}$")]
    id: String,
    /// Name, as printed on statement and register.
    #[schema(example = "Ủy ban nhân dân phường An Bình Mới")]
    name: String,
    /// Where it is.
    locality: String,
    /// The identifier that its certificate must carry.
    #[schema(example = "MST:9900012357")]
    subject: String,
}

/// Founds an agency, with the document types, wording, fees and hours that every one starts with.
#[utoipa::path(
    post,
    path = "/agencies",
    operation_id = "foundAgency",
    request_body = FoundAgencyBody,
    responses((status = 201, description = "The agency.", body = AgencyView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["agency-exists", "centre-only", "invalid-field"])),
    ),
)]
pub(crate) async fn create(services: &Services, call: &Call) -> Result<Answer, Problem> {
    scope::centre(services, call).await?;
    let body: FoundAgencyBody = call.json()?;
    let id: AgencyId = body.id.parse().map_err(|_| {
        Problem::field("id", "Mã đơn vị gồm 1 đến 40 chữ cái không dấu, chữ số và gạch ngang.")
    })?;
    let agency = Agency::new(id, name(&body.name)?, locality(&body.locality)?, text::subject(&body.subject)?);
    let fields = line::fields(&Value::Null, &line::settings(&agency)?, &[])?;
    let entry = line::entry(services, call, AdministrationAction::FoundAgency, None, fields);
    let answer = Answer::created(&AgencyView::of(&agency.stored())?)?;
    let reply = call.reply(&answer);
    let line = Line { agency: &agency.id, entry: &entry, reply: reply.as_ref() };
    match services.records.change_agency(&agency, line).await {
        Ok(_) => Ok(answer),
        Err(RecordsError::Conflict) => Err(Problem::conflict(
            "agency-exists",
            "Đã có đơn vị mang mã này. Chọn mã khác, hoặc sửa đơn vị đã có.",
        )),
        Err(error) => Err(error.into()),
    }
}

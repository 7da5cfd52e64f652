//! `POST /agency/certificate/unbind`: the agency's token is lost, or replaced.

use api::{Answer, Call, Problem};
use certification::{administration::AdministrationAction, agency::Agency};
use records::{Line, Versioned as _};
use serde::Deserialize;
use serde_json::json;
use utoipa::ToSchema;

use super::AgencyView;
use crate::{Services, line, scope};

/// Which version was seen.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnbindBody {
    /// The version that was seen.
    pub(crate) version: u64,
}

/// Takes the agency's certificate off: nothing is sealed until one is bound again.
#[utoipa::path(
    post,
    path = "/agency/certificate/unbind",
    operation_id = "unbindAgencyCertificate",
    params(scope::AgencyQuery),
    request_body = UnbindBody,
    responses((status = 200, description = "The agency, without a certificate.", body = AgencyView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "no-certificate", "not-found"])),
    ),
)]
pub(crate) async fn unbind(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let body: UnbindBody = call.json()?;
    scope::insist_on_version(body.version, before.version, "đơn vị")?;
    let bound = before.certificate.as_ref().ok_or_else(no_certificate)?;
    let fields = line::fields(&json!({ "certificate": bound.fingerprint }), &json!({}), &[])?;
    let entry = line::entry(services, call, AdministrationAction::UnbindCertificate, None, fields);
    let after = Agency { certificate: None, challenge: None, ..before.clone() };
    let answer = Answer::ok(&AgencyView::of(&after.stored())?)?;
    let reply = call.reply(&answer);
    let line = Line { agency: &before.id, entry: &entry, reply: reply.as_ref() };
    services.records.change_agency(&after, line).await?;
    Ok(answer)
}

/// There is nothing to unbind.
pub(crate) fn no_certificate() -> Problem {
    Problem::conflict("no-certificate", "Chưa gắn chứng thư số nào, nên không có gì để gỡ.")
}

//! `POST /agency/officials/{official}/certificate/unbind`: the token is lost, or replaced.

use api::{Answer, Call, Problem};
use certification::{administration::AdministrationAction, agency::Profile};
use records::{Line, Versioned as _};
use serde_json::json;

use super::{load, read::OfficialPath, view::OfficialView};
use crate::{
    Services,
    agencies::unbind::{UnbindBody, no_certificate},
    line, scope,
};

/// Takes an official's certificate off: nothing is signed with it until one is bound again.
#[utoipa::path(
    post,
    path = "/agency/officials/{official}/certificate/unbind",
    operation_id = "unbindCertificate",
    params(OfficialPath, scope::AgencyQuery),
    request_body = UnbindBody,
    responses((status = 200, description = "The official, without a certificate.", body = OfficialView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "no-certificate"])),
    ),
)]
pub(crate) async fn unbind(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    let body: UnbindBody = call.json()?;
    let before = load(services, call, &agency.id).await?;
    scope::insist_on_version(body.version, before.version, "cán bộ")?;
    let bound = before.certificate.as_ref().ok_or_else(no_certificate)?;
    let fields = line::fields(&json!({ "certificate": bound.fingerprint }), &json!({}), &[])?;
    let entry = line::entry(
        services,
        call,
        AdministrationAction::UnbindCertificate,
        Some(before.id.to_string()),
        fields,
    );
    let after = Profile { certificate: None, challenge: None, ..before.clone() };
    let answer = Answer::ok(&OfficialView::of(&after.stored())?)?;
    let reply = call.reply(&answer);
    let line = Line { agency: &agency.id, entry: &entry, reply: reply.as_ref() };
    services.records.change_official(&after, None, line).await?;
    Ok(answer)
}

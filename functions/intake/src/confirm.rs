//! `POST /cases/{case}/scan/confirm`: the repaired scan agrees with the original on paper.

use api::{Answer, Call, CaseView, Problem, contract::CasePath, stored};
use certification::{
    Role,
    history::{CaseAction, HistoryFacts},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Services;

/// Which scan was compared.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// SHA-256 of the repaired scan that was compared, as the case shows it.
    #[schema(example = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef")]
    pub sha256: String,
}

/// Confirms that the repaired scan agrees with the original on paper; it is submitted only then.
#[utoipa::path(
    post,
    path = "/cases/{case}/scan/confirm",
    operation_id = "confirmScan",
    params(CasePath),
    request_body = ConfirmBody,
    responses((status = 200, description = "The case, with who confirmed its scan and when.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "scan-awaited", "scan-missing", "scan-not-repaired", "scan-refused", "wrong-state"])),
    ),
)]
pub(crate) async fn confirm(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: ConfirmBody = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let case = case.confirm_scan(&body.sha256, call.caller.official.clone(), at)?;
    let facts = case.state.ready_scan().map(|scan| HistoryFacts::ScanConfirmed {
        uploaded: scan.uploaded().sha256.clone(),
        repaired: scan.document.sha256.clone(),
    });
    let step =
        stored::Step { action: CaseAction::ConfirmScan, role: Role::Officer, from, at, facts, note: None };
    let change = stored::change(call, services.clock, &case, step, None);
    let view = stored::view_once_stored(&services.records, &case, at).await;
    stored::save(&services.records, call, &case, change, &view).await
}

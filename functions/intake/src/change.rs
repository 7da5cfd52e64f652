//! `PATCH /cases/{case}`: changes a draft.

use api::{Answer, Call, CaseView, Problem, contract::CasePath, request, stored};
use certification::{
    Role,
    case::Request,
    history::{CaseAction, ChangedField, HistoryFacts},
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Services;

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeBody {
    /// The version that was seen.
    pub version: Option<u64>,
    /// For whom.
    pub requester: Option<request::RequesterBody>,
    /// Code of the document type.
    pub document_type: Option<String>,
    /// Tên của bản chính.
    pub original_name: Option<String>,
    /// Copies of this original.
    #[schema(minimum = 1, maximum = 1_000)]
    pub copies: Option<u32>,
    /// Why less than the fee is paid; `null` waives nothing any more.
    #[serde(default, deserialize_with = "request::sent")]
    #[schema(value_type = Option<request::FeeWaiverBody>)]
    pub fee_waiver: Option<Option<request::FeeWaiverBody>>,
    /// `true` keeps the scan that was ready before a place for another one was asked for.
    #[serde(default)]
    pub keep_scan: bool,
}

/// Changes a draft.
#[utoipa::path(
    patch,
    path = "/cases/{case}",
    operation_id = "changeCase",
    params(CasePath),
    request_body = ChangeBody,
    responses((status = 200, description = "The case.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["account-not-found", "changed-meanwhile", "invalid-field", "scan-missing", "wrong-state"])),
    ),
)]
pub(crate) async fn change(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: ChangeBody = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let before = case.request.clone();
    let request = Request {
        requester: match &body.requester {
            Some(requester) => request::requester(&services.records, requester).await?,
            None => before.requester,
        },
        document_type: match &body.document_type {
            // One that is no longer offered stays with the case that has it.
            Some(code) if *code != before.document_type.code => {
                request::document_type(&services.records, &call.caller.agency, code).await?
            }
            _ => before.document_type,
        },
        original_name: body
            .original_name
            .as_deref()
            .map_or(Ok(before.original_name), request::original_name)?,
        copies: body.copies.map_or(Ok(before.copies), request::copies)?,
        fee_waiver: match &body.fee_waiver {
            Some(waiver) => waiver.as_ref().map(request::fee_waiver).transpose()?,
            None => before.fee_waiver,
        },
    };
    let from = Some(case.state.name());
    let mut changed = changed_fields(&case.request, &request);
    let case = case.change(request)?;
    let case = if body.keep_scan {
        changed.push(ChangedField::KeepScan);
        case.keep_scan()?
    } else {
        case
    };
    let facts = (!changed.is_empty()).then_some(HistoryFacts::Changed { fields: changed });
    let at = services.clock.now();
    let step = stored::Step { action: CaseAction::Change, role: Role::Officer, from, at, facts, note: None };
    let change = stored::change(call, services.clock, &case, step, None);
    let view = stored::view_once_stored(&services.records, &case, at).await;
    stored::save(&services.records, call, &case, change, &view).await
}

/// The fields that differ, for the history; never their values, which name persons.
fn changed_fields(before: &Request, after: &Request) -> Vec<ChangedField> {
    let fields = [
        (ChangedField::Requester, before.requester != after.requester),
        (ChangedField::DocumentType, before.document_type != after.document_type),
        (ChangedField::OriginalName, before.original_name != after.original_name),
        (ChangedField::Copies, before.copies != after.copies),
        (ChangedField::FeeWaiver, before.fee_waiver != after.fee_waiver),
    ];
    fields.into_iter().filter_map(|(field, differs)| differs.then_some(field)).collect()
}

#[cfg(test)]
mod tests {
    use certification::{DocumentType, Requester, requester::Destination};

    use super::*;

    #[test]
    fn the_history_names_what_was_changed_and_no_value() {
        let before = Request {
            requester: Requester {
                name: "Trần Thị Bình".to_owned(),
                destination: Destination::PortalAccount { account: "a".to_owned() },
            },
            document_type: DocumentType { code: "khac".to_owned(), name: "Khác".to_owned() },
            original_name: "Bằng tốt nghiệp".to_owned(),
            copies: 1,
            fee_waiver: None,
        };
        let after = Request { original_name: "Giấy khai sinh".to_owned(), copies: 2, ..before.clone() };
        assert_eq!(changed_fields(&before, &after), [ChangedField::OriginalName, ChangedField::Copies]);
        assert_eq!(changed_fields(&before, &before), []);
    }
}

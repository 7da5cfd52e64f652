//! `POST /cases`: [Thêm mới bản sao từ bản chính].

use api::{Answer, Call, CaseView, Problem, request, stored};
use certification::{Case, CaseId, Role, case::Request, history::CaseAction};
use records::{Change, RecordsError, Versioned as _};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::Services;

/// A new case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenBody {
    /// For whom.
    pub requester: request::RequesterBody,
    /// Code of the document type.
    #[schema(example = "bang-tot-nghiep")]
    pub document_type: String,
    /// Tên của bản chính; the type's name when left out.
    pub original_name: Option<String>,
    /// Copies of this original; 1 when left out.
    #[schema(minimum = 1, maximum = 1_000)]
    pub copies: Option<u32>,
    /// Why less than the fee is paid.
    pub fee_waiver: Option<request::FeeWaiverBody>,
}

/// Opens a case.
#[utoipa::path(
    post,
    path = "/cases",
    operation_id = "openCase",
    request_body = OpenBody,
    responses((status = 201, description = "The case, a draft.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["account-not-found", "invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn open(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: OpenBody = call.json()?;
    let agency = request::agency(&services.records, &call.caller.agency).await?;
    let document_type = request::document_type_of(&agency, &body.document_type)?;
    let request = Request {
        requester: request::requester(&services.records, &body.requester).await?,
        original_name: match &body.original_name {
            Some(name) => request::original_name(name)?,
            None => document_type.name.clone(),
        },
        document_type,
        copies: request::copies(body.copies.unwrap_or(1))?,
        fee_waiver: body.fee_waiver.as_ref().map(request::fee_waiver).transpose()?,
    };
    let (id, at) = (CaseId::from_ulid(call.id_of_new(services.clock)), services.clock.now());
    let case = Case::open(id, &agency, request, call.caller.official.clone(), at);
    let step = stored::Step {
        action: CaseAction::Open,
        role: Role::Officer,
        from: None,
        at,
        facts: None,
        note: None,
    };
    let answer = Answer::created(&CaseView::at(&case.stored(), at))?;
    let change = stored::change(call, services.clock, &case, step, None);
    let change = Change { reply: call.reply(&answer), ..change };
    match services.records.open_case(&case, &change).await {
        Ok(_) => Ok(answer),
        // A repeat of a request that opened the case.
        Err(RecordsError::Conflict) => {
            let case = stored::of_agency(&services.records, call, id).await?;
            Answer::created(&CaseView::at(&case, services.clock.now()))
        }
        Err(error) => Err(error.into()),
    }
}

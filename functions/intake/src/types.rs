//! `GET /document-types`: loại giấy tờ of the agency.

use api::{Answer, Call, Problem};

use crate::Services;

pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency =
        services.records.agency(&call.caller.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    Answer::ok(&serde_json::json!({ "document_types": agency.document_types }))
}

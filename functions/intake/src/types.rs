//! `GET /document-types`: loại giấy tờ of the agency.

use api::{Answer, Call, Problem};
use certification::DocumentType;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Services;

/// The agency's document types.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentTypesView {
    /// The types.
    pub document_types: Vec<DocumentTypeView>,
}

/// A document type.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentTypeView {
    /// Stable code.
    #[schema(example = "bang-tot-nghiep")]
    pub code: String,
    /// Name on screen and in the register.
    #[schema(example = "Bằng tốt nghiệp")]
    pub name: String,
}

/// The agency's document types (loại giấy tờ).
#[utoipa::path(
    get,
    path = "/document-types",
    operation_id = "listDocumentTypes",
    responses((status = 200, description = "The types, in the order in which they are offered.", body = DocumentTypesView)),
    extensions(
        ("x-roles" = json!([])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency =
        services.records.agency(&call.caller.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let document_types = agency.document_types.into_iter().map(DocumentTypeView::from).collect();
    Answer::ok(&DocumentTypesView { document_types })
}

impl From<DocumentType> for DocumentTypeView {
    fn from(kind: DocumentType) -> Self {
        Self { code: kind.code, name: kind.name }
    }
}

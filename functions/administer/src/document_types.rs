//! `GET` and `PUT /agency/document-types`: loại giấy tờ.

use std::collections::BTreeSet;

use api::{Answer, Call, Problem};
use certification::{DocumentType, administration::AdministrationAction, agency::Agency};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, line, scope, text};

/// Types that one agency offers.
const MOST_TYPES: usize = 200;

/// The document types of an agency, those no longer offered too.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgencyDocumentTypesView {
    /// Those offered, in that order, then those that are not any more.
    document_types: Vec<AgencyDocumentTypeView>,
    /// The agency's version.
    #[schema(example = 4)]
    version: u64,
}

/// A document type.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "code": "bang-tot-nghiep", "name": "Bằng tốt nghiệp", "retired": false }))]
pub(crate) struct AgencyDocumentTypeView {
    /// Stable code.
    code: String,
    /// Name on screen and in the register.
    name: String,
    /// Whether it is no longer offered.
    retired: bool,
}

/// The types to offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetDocumentTypesBody {
    /// The version that was seen.
    version: u64,
    /// In the order in which they are offered. One that is left out is offered no longer; old cases keep it.
    document_types: Vec<OfferedTypeBody>,
}

/// A type to offer: new by its code, or renamed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferedTypeBody {
    /// Stable code.
    #[schema(example = "bang-tot-nghiep", pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 60)]
    code: String,
    /// Name on screen and in the register.
    #[schema(example = "Bằng tốt nghiệp", min_length = 1, max_length = 200)]
    name: String,
}

/// An agency's document types, those no longer offered too.
#[utoipa::path(
    get,
    path = "/agency/document-types",
    operation_id = "listAgencyDocumentTypes",
    params(scope::AgencyQuery),
    responses((status = 200, description = "The types.", body = AgencyDocumentTypesView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    Answer::ok(&view(&scope::agency(services, call).await?))
}

/// Says which document types are offered, under which names, in which order.
#[utoipa::path(
    put,
    path = "/agency/document-types",
    operation_id = "setDocumentTypes",
    params(scope::AgencyQuery),
    request_body = SetDocumentTypesBody,
    responses((status = 200, description = "The types.", body = AgencyDocumentTypesView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn set(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let body: SetDocumentTypesBody = call.json()?;
    scope::insist_on_version(body.version, before.version, "đơn vị")?;
    let (document_types, retired_types) = replaced(&before, &body.document_types)?;
    let after = Agency { document_types, retired_types, ..before.clone() };
    let answer = Answer::ok(&view(&line::once_stored(&before, &after)?))?;
    line::change_agency(
        services,
        call,
        (&before, &after),
        AdministrationAction::SetDocumentTypes,
        None,
        answer,
    )
    .await
}

/// The types offered from now on, and those that were offered once and are not any more.
fn replaced(
    before: &Agency,
    offered: &[OfferedTypeBody],
) -> Result<(Vec<DocumentType>, Vec<DocumentType>), Problem> {
    if offered.is_empty() || offered.len() > MOST_TYPES {
        return Err(Problem::field("document_types", "Danh mục có từ 1 đến 200 loại giấy tờ."));
    }
    let types = offered.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
    let codes: BTreeSet<_> = types.iter().map(|kind| &kind.code).collect();
    if codes.len() < types.len() {
        return Err(Problem::field("document_types", "Mỗi mã loại giấy tờ chỉ dùng một lần."));
    }
    let once = before.document_types.iter().chain(&before.retired_types);
    let retired: Vec<_> = once.filter(|kind| !codes.contains(&kind.code)).cloned().collect();
    if retired.len() > MOST_TYPES {
        return Err(Problem::field(
            "document_types",
            "Danh mục đã có quá nhiều loại ngừng dùng. Dùng lại mã cũ.",
        ));
    }
    Ok((types, retired))
}

fn kind(offered: &OfferedTypeBody) -> Result<DocumentType, Problem> {
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if offered.code.len() > 60 || !offered.code.split('-').all(word) {
        return Err(Problem::field(
            "document_types",
            "Mã loại giấy tờ gồm chữ thường không dấu và chữ số, nối bằng gạch ngang, tối đa 60 ký tự.",
        ));
    }
    let wanted = "Tên loại giấy tờ có từ 1 đến 200 ký tự.";
    let name = text::line("document_types", wanted, &offered.name, 200)?;
    Ok(DocumentType { code: offered.code.clone(), name })
}

fn view(agency: &Agency) -> AgencyDocumentTypesView {
    let shown = |retired: bool| {
        move |kind: &DocumentType| AgencyDocumentTypeView {
            code: kind.code.clone(),
            name: kind.name.clone(),
            retired,
        }
    };
    let offered = agency.document_types.iter().map(shown(false));
    AgencyDocumentTypesView {
        document_types: offered.chain(agency.retired_types.iter().map(shown(true))).collect(),
        version: agency.version,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(code: &str, name: &str) -> OfferedTypeBody {
        OfferedTypeBody { code: code.to_owned(), name: name.to_owned() }
    }

    fn agency(document_types: Vec<DocumentType>, retired_types: Vec<DocumentType>) -> Agency {
        let new = Agency::new("an-binh".parse().unwrap(), String::new(), String::new(), String::new());
        Agency { document_types, retired_types, ..new }
    }

    #[test]
    fn what_is_left_out_is_retired_and_comes_back_when_it_is_offered_again() {
        let both = [offered("a", "Một"), offered("b", "Hai")];
        let (first, none) = replaced(&agency(vec![], vec![]), &both).unwrap();
        assert_eq!(none, []);
        let (second, gone) = replaced(&agency(first.clone(), none), &[offered("b", "Hai mới")]).unwrap();
        let named = |kind: &DocumentType| (kind.code.clone(), kind.name.clone());
        assert_eq!(second.iter().map(named).collect::<Vec<_>>(), [("b".to_owned(), "Hai mới".to_owned())]);
        assert_eq!(gone.iter().map(named).collect::<Vec<_>>(), [("a".to_owned(), "Một".to_owned())]);
        assert_eq!(replaced(&agency(second, gone), &both).unwrap(), (first, vec![]));
    }

    #[test]
    fn a_list_that_makes_no_sense_is_refused() {
        for wrong in [
            vec![],
            vec![offered("a", " ")],
            vec![offered("A", "Một")],
            vec![offered("a-", "Một")],
            vec![offered("a", "Một"), offered("a", "Hai")],
        ] {
            assert_eq!(
                replaced(&agency(vec![], vec![]), &wrong).unwrap_err().code,
                "invalid-field",
                "{wrong:?}"
            );
        }
    }
}

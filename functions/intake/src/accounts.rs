//! `POST /accounts/lookup`: the portal account of a personal number or tax code.

use api::{Answer, Call, Problem, accounts, contract::AccountWarningName};
use certification::Role;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Services;

/// Which account. The number stands in the body, so that no log of addresses holds it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookupBody {
    /// CCCD (12 digits), CMND (9, for old records) or MST (10, 10-3, or 12).
    #[schema(example = "001099000001")]
    pub number: String,
}

/// An account of the national portal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "account": "tk-000001",
    "kind": "person",
    "name": "Nguyễn Văn An",
    "phone": "0912345678",
    "email": "an@thu.example.vn",
    "address": "Số 1 đường Mẫu, phường An Bình Mới",
    "warnings": [],
}))]
pub struct AccountView {
    /// The portal's identifier.
    pub account: String,
    /// `person` or `enterprise`.
    #[schema(example = "person")]
    pub kind: &'static str,
    /// Họ và tên, or the enterprise's name.
    pub name: String,
    /// Telephone, as the portal has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Codes of what to look at, which stop nothing.
    #[schema(value_type = Vec<AccountWarningName>)]
    pub warnings: Vec<&'static str>,
}

/// The portal account of a personal number or tax code.
#[utoipa::path(
    post,
    path = "/accounts/lookup",
    operation_id = "lookUpAccount",
    request_body = LookupBody,
    responses((status = 200, description = "The account.", body = AccountView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["account-not-found", "invalid-field"])),
    ),
)]
pub(crate) async fn lookup(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: LookupBody = call.json()?;
    let (account, warnings) = accounts::find(&services.records, &body.number).await?;
    Answer::ok(&AccountView {
        account: account.id,
        kind: account.kind.as_str(),
        name: account.name,
        phone: account.phone,
        email: account.email.map(String::from),
        address: account.address,
        warnings,
    })
}

//! `POST /accounts/lookup`: the portal account of a personal number or tax code.

use api::{Answer, Call, Problem};
use certification::{Role, identifier::TaxCode};
use records::{Account, AccountNumber};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Services;

/// Which account. The number stands in the body, so that no log of addresses holds it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LookupBody {
    /// CCCD (12 digits), CMND (9) or MST (10, or 10-3).
    #[schema(example = "001099000001")]
    pub number: String,
}

/// An account of the national portal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "account": "tk-000001", "name": "Nguyễn Văn An", "warnings": [] }))]
pub struct AccountView {
    /// The portal's identifier.
    pub account: String,
    /// Họ và tên, or the enterprise's name.
    pub name: String,
    /// Codes of what to look at: `tax-code-check-digit`.
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
    let (account, warnings) = find(services, &body.number).await?;
    Answer::ok(&AccountView { account: account.id, name: account.name, warnings })
}

/// Finds the account of a number, of whichever kind it is.
pub(crate) async fn find(services: &Services, number: &str) -> Result<(Account, Vec<&'static str>), Problem> {
    let number = number_of(number)?;
    let warnings = match &number {
        AccountNumber::Enterprise(code) if !code.check_digit_matches() => vec!["tax-code-check-digit"],
        _ => Vec::new(),
    };
    let account = services.records.account(&number).await?.ok_or_else(|| {
        Problem::new(
            404,
            "account-not-found",
            "Không tìm thấy tài khoản",
            "Không có tài khoản DVCQG với số này. Kiểm tra lại số, hoặc chọn “Đối tượng không có tài khoản DVCQG” và nhập e-mail.",
        )
    })?;
    Ok((account, warnings))
}

fn number_of(text: &str) -> Result<AccountNumber, Problem> {
    if let Ok(number) = text.parse() {
        return Ok(AccountNumber::Person(number));
    }
    match text.parse::<TaxCode>() {
        Ok(code) => Ok(AccountNumber::Enterprise(code)),
        Err(_) => Err(Problem::field(
            "number",
            "Số này không phải CCCD (12 chữ số), CMND (9 chữ số) hoặc mã số thuế (10 chữ số, hoặc 10-3). Kiểm tra lại.",
        )),
    }
}

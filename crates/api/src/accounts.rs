//! The portal account of a number that an officer types in.

use certification::identifier::TaxCode;
use records::{Account, AccountNumber, Records};

use crate::problem::Problem;

/// Finds the account of a number, of whichever kind it is.
///
/// # Errors
/// 422 when the number is none, 404 when the portal has no account of it.
pub async fn find(records: &Records, number: &str) -> Result<(Account, Vec<&'static str>), Problem> {
    let number = number_of(number)?;
    let warnings = match &number {
        AccountNumber::Enterprise(code) if !code.check_digit_matches() => vec!["tax-code-check-digit"],
        _ => Vec::new(),
    };
    let account = records.account(&number).await?.ok_or_else(|| {
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

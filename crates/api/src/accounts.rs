//! The portal account of a number that an officer types in, and what looks odd about the number.

use certification::identifier::{PersonalNumber, TaxCode};
use records::{Account, AccountNumber, Records};

use crate::problem::Problem;

/// Codes of what looks odd about a number.
pub const WARNINGS: [&str; 5] =
    ["tax-code-check-digit", "old-card-number", "unknown-place-code", "other-birth-year", "other-sex"];

/// Finds the account of a number, of whichever kind it is, with codes of what to look at: a warning stops
/// nothing.
///
/// # Errors
/// 422 when the number is none, 404 when the portal has no account of it.
pub async fn find(records: &Records, number: &str) -> Result<(Account, Vec<&'static str>), Problem> {
    for number in numbers_of(number)? {
        if let Some(account) = records.account(&number).await? {
            let warnings = warnings(&number, &account);
            return Ok((account, warnings));
        }
    }
    Err(Problem::new(
        404,
        "account-not-found",
        "Không tìm thấy tài khoản",
        "Không có tài khoản DVCQG với số này. Kiểm tra lại số, hoặc chọn “Đối tượng không có tài khoản DVCQG” và nhập e-mail.",
    ))
}

/// What a text may be: a personal number is also the tax code of its holder's household business.
fn numbers_of(text: &str) -> Result<Vec<AccountNumber>, Problem> {
    if let Ok(number) = text.parse::<PersonalNumber>() {
        let household = (!number.is_old_card()).then(|| AccountNumber::Household(number.clone()));
        return Ok([AccountNumber::Person(number)].into_iter().chain(household).collect());
    }
    match text.parse::<TaxCode>() {
        Ok(code) => Ok(vec![AccountNumber::Enterprise(code)]),
        Err(_) => Err(Problem::field(
            "number",
            "Số này không phải CCCD (12 chữ số), CMND (9 chữ số) hoặc mã số thuế (10, 12 hoặc 13 chữ số). Kiểm tra lại.",
        )),
    }
}

/// What looks odd about a number, by itself and beside what the portal knows of the account's holder.
fn warnings(number: &AccountNumber, account: &Account) -> Vec<&'static str> {
    let number = match number {
        AccountNumber::Enterprise(code) if code.check_digit_matches() => return Vec::new(),
        AccountNumber::Enterprise(_) => return vec![WARNINGS[0]],
        AccountNumber::Person(number) | AccountNumber::Household(number) => number,
    };
    let holder = number.holder();
    let differs = |known: Option<bool>| known == Some(false);
    let odd = [
        false,
        number.is_old_card(),
        !number.place_is_known(),
        differs(holder.zip(account.born).map(|(holder, born)| holder.born == born)),
        differs(holder.zip(account.sex).map(|(holder, sex)| holder.sex == sex)),
    ];
    WARNINGS.into_iter().zip(odd).filter_map(|(code, odd)| odd.then_some(code)).collect()
}

#[cfg(test)]
mod tests {
    use certification::identifier::Sex;
    use jiff::Timestamp;

    use super::*;

    fn warned(text: &str, born: Option<i16>, sex: Option<Sex>) -> Vec<&'static str> {
        let number = numbers_of(text).unwrap().remove(0);
        let account = Account::named("tk".to_owned(), "A".to_owned(), number.clone(), Timestamp::UNIX_EPOCH);
        warnings(&number, &Account { born, sex, ..account })
    }

    #[test]
    fn a_sound_number_warns_of_nothing() {
        assert_eq!(warned("001099000001", Some(1999), Some(Sex::Male)), [""; 0]);
        assert_eq!(warned("001099000001", None, None), [""; 0]);
        assert_eq!(warned("0100109106-001", None, None), [""; 0]);
    }

    #[test]
    fn what_is_odd_about_a_number_is_named() {
        assert_eq!(warned("003099000001", None, None), ["unknown-place-code"]);
        assert_eq!(warned("001099000001", Some(1998), Some(Sex::Female)), ["other-birth-year", "other-sex"]);
        assert_eq!(warned("012345678", Some(1970), Some(Sex::Female)), ["old-card-number"]);
        assert_eq!(warned("0100109107", None, None), ["tax-code-check-digit"]);
    }
}

//! The portal says that an account was opened, changed or closed: the directory follows.
//!
//! Events come at least once and in any order; each has its time, and an older one than the last that was
//! taken changes nothing. An event that cannot be read is not retried into the account: it ends among the
//! events that somebody must look at.

use api::BoxError;
use certification::{
    identifier::{EmailAddress, PersonalNumber, Sex, TaxCode},
    statement::one_line,
};
use jiff::Timestamp;
use records::{Account, AccountKind, AccountNumber};
use serde::Deserialize;

use crate::Services;

/// What the portal calls the event.
pub(crate) const DETAIL_TYPE: &str = "AccountChanged";

const LONGEST_TEXT: usize = 300;
/// A transaction takes 100 items.
const MOST_NUMBERS: usize = 20;

#[derive(Debug, Deserialize)]
struct AccountChanged {
    id: String,
    time: Timestamp,
    detail: Detail,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Detail {
    /// The portal's identifier of the account.
    account: String,
    kind: AccountKind,
    name: String,
    /// CCCD of a person, or of the owner of a household business.
    personal_number: Option<PersonalNumber>,
    /// CMND that the person had before.
    #[serde(default)]
    old_numbers: Vec<PersonalNumber>,
    tax_code: Option<TaxCode>,
    phone: Option<String>,
    email: Option<String>,
    address: Option<String>,
    birth_year: Option<i16>,
    sex: Option<Sex>,
    #[serde(default)]
    closed: bool,
}

/// An event that says nothing which the directory could keep.
#[derive(Debug, thiserror::Error)]
enum Unusable {
    #[error("the account has no identifier or no name, or one that is too long")]
    Names,
    #[error("the account has no number, or more than {MOST_NUMBERS}")]
    Numbers,
}

pub(crate) async fn account_changed(services: &Services, event: serde_json::Value) -> Result<(), BoxError> {
    let AccountChanged { id, time, detail } = serde_json::from_value(event)?;
    let account = account(detail, (time, id.clone()))?;
    let taken = services.records.bring_account(&account).await?;
    tracing::info!(event = %id, taken, "the portal brought an account");
    Ok(())
}

fn account(detail: Detail, as_of: (Timestamp, String)) -> Result<Account, Unusable> {
    let fits = |text: &str| (1..=LONGEST_TEXT).contains(&text.chars().count());
    let (id, name) = (one_line(&detail.account), one_line(&detail.name));
    if !fits(&id) || !fits(&name) {
        return Err(Unusable::Names);
    }
    let of_person = |number| match detail.kind {
        AccountKind::Person => AccountNumber::Person(number),
        AccountKind::Enterprise => AccountNumber::Household(number),
    };
    let numbers: Vec<_> = detail
        .personal_number
        .into_iter()
        .chain(detail.old_numbers)
        .map(of_person)
        .chain(detail.tax_code.map(AccountNumber::Enterprise))
        .collect();
    if !(1..=MOST_NUMBERS).contains(&numbers.len()) {
        return Err(Unusable::Numbers);
    }
    let text = |text: Option<String>| text.map(|text| one_line(&text)).filter(|text| fits(text));
    Ok(Account {
        id,
        kind: detail.kind,
        name,
        numbers,
        phone: text(detail.phone),
        // An address that no server would take is left out; the account is found all the same.
        email: detail.email.and_then(|email| email.parse::<EmailAddress>().ok()),
        address: text(detail.address),
        born: detail.birth_year,
        sex: detail.sex,
        closed: detail.closed,
        as_of,
        version: 0,
    })
}

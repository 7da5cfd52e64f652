//! What people type, as the tables of examples say; the console's tests read the same tables.

#![expect(clippy::unwrap_used, reason = "a table that cannot be read fails its test")]

use certification::{
    case::{InvalidSearch, Search},
    day::{Day, InvalidDay},
    identifier::{EmailAddress, PersonalNumber, Phone, TaxCode},
    letters,
};
use serde_json::Value;

/// The rows of a table.
fn rows(file: &str, table: &str) -> Vec<Value> {
    let file: Value = serde_json::from_str(file).unwrap();
    let rows = file[table].as_array().unwrap().clone();
    assert!(!rows.is_empty(), "{table}");
    rows
}

fn typed(row: &Value) -> &str {
    row["typed"].as_str().unwrap()
}

/// What should come of a row: the value, or the code of the refusal.
fn expected(row: &Value) -> Result<&str, &str> {
    row["becomes"].as_str().ok_or_else(|| row["refused"].as_str().unwrap())
}

const IDENTIFIERS: &str = include_str!("values/identifiers.json");
const LETTERS: &str = include_str!("values/letters.json");
const SEARCH: &str = include_str!("values/search.json");
const DAYS: &str = include_str!("values/days.json");

#[test]
fn a_typed_e_mail_address_becomes_an_address_or_is_refused_with_the_reason() {
    for row in rows(IDENTIFIERS, "email") {
        let got = typed(&row).parse::<EmailAddress>();
        assert_eq!(got.as_ref().map(EmailAddress::as_str).map_err(|why| why.code()), expected(&row), "{row}");
    }
}

#[test]
fn a_typed_phone_becomes_a_number_that_gets_sms_or_does_not_or_is_refused() {
    for row in rows(IDENTIFIERS, "phone") {
        let got = typed(&row).parse::<Phone>();
        assert_eq!(got.as_ref().map(Phone::as_str).map_err(|why| why.code()), expected(&row), "{row}");
        assert_eq!(got.ok().map(|phone| phone.mobile().is_some()), row["sms"].as_bool(), "{row}");
    }
}

#[test]
fn a_typed_number_becomes_a_personal_number_or_a_tax_code_or_is_refused() {
    for row in rows(IDENTIFIERS, "number") {
        let number = typed(&row);
        let personal = number.parse::<PersonalNumber>().ok().map(|found| ("personal", String::from(found)));
        let tax = number.parse::<TaxCode>().ok().map(|found| ("tax", String::from(found)));
        assert!(personal.is_none() || tax.is_none(), "{row}");
        let wanted = row["kind"].as_str().map(|kind| (kind, row["becomes"].as_str().unwrap().to_owned()));
        assert_eq!(personal.or(tax), wanted, "{row}");
    }
}

#[test]
fn a_typed_name_becomes_a_line_or_is_refused() {
    for row in rows(LETTERS, "name") {
        let line = letters::one_line(typed(&row));
        assert_eq!(if letters::is_name(&line) { Ok(&*line) } else { Err("name") }, expected(&row), "{row}");
    }
}

#[test]
fn texts_are_compared_without_what_people_do_not_see() {
    for row in rows(LETTERS, "fold") {
        assert_eq!(Ok(&*letters::folded(typed(&row))), expected(&row), "{row}");
    }
}

#[test]
fn a_register_number_with_its_year_is_searched_for_and_a_personal_number_is_not() {
    for row in rows(SEARCH, "search") {
        let refused = typed(&row).parse::<Search>().err().map(|why| match why {
            InvalidSearch::Length => "length",
            InvalidSearch::PersonalNumber => "personal_number",
        });
        assert_eq!(refused, row["refused"].as_str(), "{row}");
    }
}

#[test]
fn a_sent_day_is_a_day_and_nothing_else() {
    for row in rows(DAYS, "sent") {
        let got = typed(&row).parse::<Day>();
        assert_eq!(
            got.map(|day| day.to_string()).map_err(InvalidDay::code),
            expected(&row).map(str::to_owned),
            "{row}"
        );
    }
}

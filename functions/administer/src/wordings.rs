//! `GET /agency/wordings`, `PUT` and `DELETE /agency/wordings/{from}`: the statement's wording, by the day
//! from which it is used.
//!
//! One that has begun stays as it is, because statements were made with it. A future one is tried on the
//! page before it is taken, with the longest number and book of every register book that it will meet.

use api::{Answer, Call, Problem};
use certification::{
    RegisterNumber,
    administration::AdministrationAction,
    agency::Agency,
    statement::{Wording, book_after_label},
    time,
};
use jiff::civil::Date;
use pdf_signing::increment::statement::{self, Statement};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Services, dated::Dated, line, scope, text};

/// Statements are made with a wording that has begun.
const DATED: Dated = Dated {
    begun: || {
        Problem::conflict(
            "wording-begun",
            "Mẫu lời chứng của ngày này đã bắt đầu dùng, nên không đổi được. Thêm mẫu mới từ ngày mai trở đi.",
        )
    },
    beyond: "Ngày bắt đầu dùng trong vòng 5 năm tới. Kiểm tra lại năm.",
};
/// Wordings that an agency keeps.
const MOST_WORDINGS: usize = 100;
/// The largest ordinal that a book's text is tried with.
const LAST_ORDINAL: u32 = 99;

/// The parameter of `/agency/wordings/{from}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "describes the parameter only; `Call::path` reads it")]
pub(crate) struct WordingPath {
    /// The first day on which it is used: `yyyy-mm-dd`.
    #[param(example = "2027-01-01", format = Date)]
    from: String,
}

/// The wordings of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WordingsView {
    /// From the earliest on; the last that has begun is in use.
    wordings: Vec<WordingView>,
    /// The agency's version.
    #[schema(example = 4)]
    version: u64,
}

/// A wording.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "from": "2020-04-20",
    "title": "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
    "number_label": "Số chứng thực:",
    "book_label": "quyển số:",
    "begun": true,
}))]
pub(crate) struct WordingView {
    /// The first day on which it is used: `yyyy-mm-dd`.
    from: String,
    /// The title.
    title: String,
    /// What stands before the number.
    number_label: String,
    /// What stands before the book.
    book_label: String,
    /// Whether it has been in use, and so can no longer be changed.
    begun: bool,
}

/// A wording to use from a day on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetWordingBody {
    /// The version that was seen.
    version: u64,
    /// The title.
    #[schema(example = "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH")]
    title: String,
    /// What stands before the number.
    #[schema(example = "Số chứng thực:")]
    number_label: String,
    /// What stands before the book.
    #[schema(example = "quyển số:")]
    book_label: String,
}

/// The statement's wordings of an agency.
#[utoipa::path(
    get,
    path = "/agency/wordings",
    operation_id = "listWordings",
    params(scope::AgencyQuery),
    responses((status = 200, description = "The wordings.", body = WordingsView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    Answer::ok(&view(&agency, time::day(services.clock.now())))
}

/// Adds a wording that begins on a later day, or changes one that has not begun.
#[utoipa::path(
    put,
    path = "/agency/wordings/{from}",
    operation_id = "setWording",
    params(WordingPath, scope::AgencyQuery),
    request_body = SetWordingBody,
    responses((status = 200, description = "The wordings.", body = WordingsView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "wording-begun"])),
    ),
)]
pub(crate) async fn set(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let body: SetWordingBody = call.json()?;
    let today = time::day(services.clock.now());
    let from = call.day_in_path("from")?;
    scope::insist_on_version(body.version, before.version, "đơn vị")?;
    DATED.insist_on_future(from, today)?;
    let wording = checked(from, &body)?;
    try_books(services, &before, &wording).await?;
    let mut wordings = before.wordings.clone();
    wordings.retain(|wording| wording.from != from);
    wordings.push(wording);
    wordings.sort_by_key(|wording| wording.from);
    if wordings.len() > MOST_WORDINGS {
        return Err(Problem::field("from", "Đơn vị đã có 100 mẫu lời chứng. Bỏ bớt mẫu chưa dùng."));
    }
    let after = Agency { wordings, ..before.clone() };
    let subject = Some(from.to_string());
    let answer = Answer::ok(&view(&line::once_stored(&before, &after)?, today))?;
    line::change_agency(services, call, (&before, &after), AdministrationAction::SetWording, subject, answer)
        .await
}

/// Takes back a wording that has not begun.
#[utoipa::path(
    delete,
    path = "/agency/wordings/{from}",
    operation_id = "withdrawWording",
    params(
        WordingPath,
        scope::AgencyQuery,
        ("version" = u64, Query, description = "The agency's version that was seen."),
    ),
    responses((status = 200, description = "The wordings that are left.", body = WordingsView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "malformed-request", "wording-begun"])),
    ),
)]
pub(crate) async fn withdraw(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let today = time::day(services.clock.now());
    let from = call.day_in_path("from")?;
    if !before.wordings.iter().any(|wording| wording.from == from) {
        return Err(Problem::not_found("mẫu lời chứng"));
    }
    scope::insist_on_version(scope::version(call)?, before.version, "đơn vị")?;
    DATED.insist_on_future(from, today)?;
    let mut after = before.clone();
    after.wordings.retain(|wording| wording.from != from);
    let subject = Some(from.to_string());
    let answer = Answer::ok(&view(&line::once_stored(&before, &after)?, today))?;
    line::change_agency(
        services,
        call,
        (&before, &after),
        AdministrationAction::WithdrawWording,
        subject,
        answer,
    )
    .await
}

fn checked(from: Date, body: &SetWordingBody) -> Result<Wording, Problem> {
    let title = text::line("title", "Nhập tiêu đề lời chứng, tối đa 200 ký tự.", &body.title, 200)?;
    let wanted = "Nhập chữ đứng trước số chứng thực, tối đa 60 ký tự.";
    let number_label = text::line("number_label", wanted, &body.number_label, 60)?;
    let wanted = "Nhập chữ đứng trước số quyển, tối đa 60 ký tự.";
    let book_label = text::line("book_label", wanted, &body.book_label, 60)?;
    let usual = text::usual_page();
    text::drawable(&Statement { title: title.clone(), ..usual.clone() }, "title")?;
    text::drawable(&Statement { number_label: number_label.clone(), ..usual.clone() }, "number_label")?;
    let both = Statement { number_label: number_label.clone(), book_label: book_label.clone(), ..usual };
    text::drawable(&both, "book_label")?;
    Ok(Wording { from, title, number_label, book_label })
}

/// Every book that is open when the wording begins, or later, has to be drawable behind the new label.
async fn try_books(services: &Services, agency: &Agency, wording: &Wording) -> Result<(), Problem> {
    let books = services.records.books(&agency.id).await?;
    for book in books.iter().filter(|book| book.details.closes >= wording.from) {
        let year = book.details.opens.year();
        let number = book.details.number_pattern.print(RegisterNumber::MAX, year);
        statement::check_number(&number).map_err(|refusal| text::undrawable(&refusal, "number_label"))?;
        let printed = book.details.book_pattern.print(LAST_ORDINAL, year);
        let shown = book_after_label(&printed, &wording.book_label);
        statement::check_book(shown).map_err(|refusal| text::undrawable(&refusal, "book_label"))?;
    }
    Ok(())
}

fn view(agency: &Agency, today: Date) -> WordingsView {
    let mut wordings: Vec<_> = agency.wordings.iter().collect();
    wordings.sort_by_key(|wording| wording.from);
    let shown = |wording: &Wording| WordingView {
        from: wording.from.to_string(),
        title: wording.title.clone(),
        number_label: wording.number_label.clone(),
        book_label: wording.book_label.clone(),
        begun: wording.from <= today,
    };
    WordingsView { wordings: wordings.into_iter().map(shown).collect(), version: agency.version }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn body(title: &str, number_label: &str, book_label: &str) -> SetWordingBody {
        let [title, number_label, book_label] = [title, number_label, book_label].map(str::to_owned);
        SetWordingBody { version: 1, title, number_label, book_label }
    }

    #[test]
    fn a_wording_that_cannot_be_drawn_is_refused_by_the_field_at_fault() {
        let refused = |body: &SetWordingBody| {
            checked(date(2027, 1, 1), body).unwrap_err().facts.unwrap()["field"].clone()
        };
        assert!(checked(date(2027, 1, 1), &body("CHỨNG THỰC", "Số:", "quyển:")).is_ok());
        assert_eq!(refused(&body("漢", "Số:", "quyển:")), "title");
        assert_eq!(refused(&body(&"W".repeat(200), "Số:", "quyển:")), "title");
        assert_eq!(refused(&body("CHỨNG THỰC", "漢", "quyển:")), "number_label");
        assert_eq!(refused(&body("CHỨNG THỰC", "Số:", &"W".repeat(40))), "book_label");
        assert_eq!(refused(&body("CHỨNG THỰC", "Số:", " ")), "book_label");
    }
}

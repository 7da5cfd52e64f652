//! `PATCH /books/{book}`: [Chỉnh sửa]. The year never; the first number only of an empty book
//! that is the only one of its year; dates as the entries allow.

use api::{Answer, Call, Problem, contract::BookPath, request};
use certification::{Role, book::BookDetails, case::Act, time};
use records::Versioned as _;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, load, open, seen::insist_on_version, view::BookView};

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeBookBody {
    /// The version that was seen. Numbers issued since then do not matter.
    pub version: Option<u64>,
    /// Tên sổ chứng thực.
    pub name: Option<String>,
    /// Số bắt đầu sổ.
    #[schema(minimum = 1, maximum = 99_999_999)]
    pub first: Option<u32>,
    /// Ngày mở sổ: `yyyy-mm-dd`.
    #[schema(value_type = Option<String>, format = Date)]
    pub opens: Option<String>,
    /// Ngày đóng sổ: `yyyy-mm-dd`.
    #[schema(value_type = Option<String>, format = Date)]
    pub closes: Option<String>,
}

/// Changes a register book; its first number and year only while it is empty.
#[utoipa::path(
    patch,
    path = "/books/{book}",
    operation_id = "changeBook",
    params(BookPath),
    request_body = ChangeBookBody,
    responses((status = 200, description = "The book.", body = BookView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["book-closed", "book-counted", "book-has-entries", "book-in-series", "book-of-another-year", "changed-meanwhile", "invalid-field"])),
    ),
)]
pub(crate) async fn change(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let body: ChangeBookBody = call.json()?;
    let book = load(services, call).await?;
    insist_on_version(&book, body.version)?;
    let before = book.details.clone();
    if let Some(name) = &body.name {
        request::printable("name", "tên sổ", name)?;
    }
    let details = BookDetails {
        name: body.name.unwrap_or(before.name),
        first: body.first.map_or(Ok(before.first), open::first)?,
        opens: body.opens.map_or(Ok(before.opens), |day| request::day("opens", &day))?,
        closes: body.closes.map_or(Ok(before.closes), |day| request::day("closes", &day))?,
        number_pattern: before.number_pattern,
        book_pattern: before.book_pattern,
    };
    let (at, before) = (services.clock.now(), book.details.clone());
    let act = Act { by: call.caller.official.clone(), at };
    let book = book.change(details, time::day(at))?.edited(&before, act);
    let answer = Answer::ok(&BookView::from(&book.stored()))?;
    services.records.save_book(&book, call.reply(&answer).as_ref()).await?;
    Ok(answer)
}

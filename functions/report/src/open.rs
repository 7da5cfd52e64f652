//! `POST /books`: [Thêm mới]. A second book of a year goes on from the first and closes it for numbers.

use api::{Answer, Call, Problem};
use certification::{
    BookId, RegisterNumber, Role,
    book::{BookDetails, NumberPattern, OpenRefusal},
};
use jiff::civil::Date;
use records::RecordsError;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, patterns, view::BookView};

/// How often the year's books are read again when another clerk opens one, or issues a number, at the same
/// moment.
const TRIES: u32 = 5;

/// A new book.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenBookBody {
    /// Tên sổ chứng thực.
    pub name: String,
    /// Số bắt đầu sổ; in a later book of the year the number after the last one issued.
    #[schema(example = 1, minimum = 1, maximum = 99_999_999)]
    pub first: u32,
    /// Ngày mở sổ: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date, example = "2026-01-01")]
    pub opens: Date,
    /// Ngày đóng sổ: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date, example = "2026-12-31")]
    pub closes: Date,
    /// How a number is printed; `{n}/ĐT` when left out.
    pub number_pattern: Option<String>,
    /// How the book is printed; `quyển số {nn}/{yyyy}-SCTĐT/BS` when left out.
    pub book_pattern: Option<String>,
}

/// Opens a register book.
#[utoipa::path(
    post,
    path = "/books",
    operation_id = "openBook",
    request_body = OpenBookBody,
    responses((status = 201, description = "The book, empty.", body = BookView)),
    extensions(
        ("x-roles" = json!(["clerk"])),
        ("x-problems" = json!(["book-out-of-series", "invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn open(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let body: OpenBookBody = call.json()?;
    let details = BookDetails {
        name: body.name,
        first: first(body.first)?,
        opens: body.opens,
        closes: body.closes,
        number_pattern: body.number_pattern.map_or_else(
            || Ok(NumberPattern::of_electronic_numbers()),
            |text| pattern("number_pattern", &text),
        )?,
        book_pattern: body.book_pattern.map_or_else(
            || Ok(NumberPattern::of_electronic_books()),
            |text| pattern("book_pattern", &text),
        )?,
    };
    let agency =
        services.records.agency(&call.caller.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    patterns::check(&agency, &details)?;
    let id = BookId::from_ulid(call.id_of_new(services.clock));
    for _ in 0..TRIES {
        // A repeat of a request that opened the book and got no answer.
        if let Some(book) = services.records.book(&agency.id, id).await? {
            return Answer::created(&BookView::from(&book));
        }
        let series = services.records.series(&agency.id, details.opens.year()).await?;
        let last = match series.last {
            Some(last) => services.records.book(&series.agency, last).await?,
            None => None,
        };
        let opened = match series.open(id, details.clone(), last) {
            Ok(opened) => opened,
            // The last book went away between the two reads.
            Err(OpenRefusal::Moved) => continue,
            Err(refusal) => return Err(refusal.into()),
        };
        match services.records.open_book(&opened).await {
            Ok(book) => return Answer::created(&BookView::from(&book)),
            Err(RecordsError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::contended())
}

pub(crate) fn first(number: u32) -> Result<RegisterNumber, Problem> {
    RegisterNumber::new(number)
        .map_err(|_| Problem::field("first", "Số bắt đầu sổ là số nguyên từ 1 đến 99.999.999."))
}

pub(crate) fn pattern(field: &'static str, text: &str) -> Result<NumberPattern, Problem> {
    text.parse().map_err(|_| {
        Problem::field(
            field,
            "Mẫu số cần có {n} hoặc {nn} đúng một lần, {yyyy} nhiều nhất một lần, tối đa 60 ký tự.",
        )
    })
}

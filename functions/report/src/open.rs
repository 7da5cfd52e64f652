//! `POST /books`: [Thêm mới]. A second book of a kind in a year goes on from the first and closes it for numbers.

use api::{Answer, Call, Problem, request};
use certification::{
    Book, BookId, RegisterNumber, Role,
    book::{BookDetails, BookKind, NumberPattern, OpenRefusal},
};
use records::{RecordsError, Versioned as _};
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
    /// `electronic` or `paper`; `electronic` when left out. Numbers are issued from electronic books only.
    #[schema(value_type = Option<String>, example = "electronic")]
    pub kind: Option<BookKind>,
    /// Tên sổ chứng thực.
    pub name: String,
    /// Số bắt đầu sổ. Left out: 1 in the year's first book, the number after the last one issued in a later
    /// one. A later book on paper says where the paper goes on.
    #[schema(example = 1, minimum = 1, maximum = 99_999_999)]
    pub first: Option<u32>,
    /// Ngày mở sổ: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date, example = "2026-01-01")]
    pub opens: String,
    /// Ngày đóng sổ: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date, example = "2026-12-31")]
    pub closes: String,
    /// How a number is printed; when left out `{n}/ĐT`, on paper `{n}`.
    pub number_pattern: Option<String>,
    /// How the book is printed; when left out `quyển số {nn}/{yyyy}-SCTĐT/BS`, on paper
    /// `quyển số {nn}/{yyyy}-SCT/BS`.
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
    request::printable("name", "tên sổ", &body.name)?;
    let kind = body.kind.unwrap_or_default();
    let first = body.first.map(first).transpose()?;
    let details = BookDetails {
        name: body.name,
        first: first.unwrap_or(RegisterNumber::FIRST),
        opens: request::day("opens", &body.opens)?,
        closes: request::day("closes", &body.closes)?,
        number_pattern: body
            .number_pattern
            .map_or_else(|| Ok(kind.number_pattern()), |text| pattern("number_pattern", &text))?,
        book_pattern: body
            .book_pattern
            .map_or_else(|| Ok(kind.book_pattern()), |text| pattern("book_pattern", &text))?,
    };
    let agency =
        services.records.agency(&call.caller.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    // A book on paper stands on no statement.
    if kind == BookKind::Electronic {
        patterns::check(&agency, &details)?;
    }
    let id = BookId::from_ulid(call.id_of_new(services.clock));
    for _ in 0..TRIES {
        // A repeat of a request that opened the book.
        if let Some(book) = services.records.book(&agency.id, id).await? {
            return Answer::created(&BookView::from(&book));
        }
        let series = services.records.series(&agency.id, kind, details.opens.year()).await?;
        let last = match series.last {
            Some(last) => services.records.book(&series.agency, last).await?,
            None => None,
        };
        let details =
            BookDetails { first: first.map_or_else(|| due(kind, last.as_ref()), Ok)?, ..details.clone() };
        let opened = match series.open(id, details, last) {
            Ok(opened) => opened,
            // The last book went away between the two reads.
            Err(OpenRefusal::Moved) => continue,
            Err(refusal) => return Err(refusal.into()),
        };
        let answer = Answer::created(&BookView::from(&opened.book.stored()))?;
        match services.records.open_book(&opened, call.reply(&answer).as_ref()).await {
            Ok(_) => return Ok(answer),
            Err(RecordsError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::contended())
}

/// The first number of a book whose clerk does not say one.
fn due(kind: BookKind, last: Option<&Book>) -> Result<RegisterNumber, Problem> {
    match (kind, last) {
        (_, None) => Ok(RegisterNumber::FIRST),
        (BookKind::Electronic, Some(last)) => Ok(last.next),
        (BookKind::Paper, Some(_)) => {
            Err(Problem::field("first", "Nhập số bắt đầu: số tiếp theo số cuối đã ghi trong sổ giấy trước."))
        }
    }
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

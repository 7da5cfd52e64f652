//! `GET /cases?state=` and `GET /cases/{case}`: the queues of every role, and one case.

use api::{
    Answer, Call, CaseView, Problem,
    contract::{self, CasePath},
    stored,
};
use certification::{
    Case, Role, StateName,
    case::{CaseFilter, InvalidSearch, Search},
    time,
};
use jiff::civil::Date;
use records::{CasePlace, Order, QueuePart};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Services;

pub(crate) const OFFICIALS: [Role; 4] = [Role::Officer, Role::Signer, Role::Clerk, Role::Admin];

/// Cases that one request reads at most when it looks for some of them.
const MOST_READ: usize = 500;
/// Cases that are read at once when looking for some of them; a page of the table is at most 1 MB anyway.
const READ_AT_ONCE: usize = 100;

/// A page of a queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueView {
    /// The cases.
    pub cases: Vec<CaseView>,
    /// Pass it as `cursor` for the next page; absent at the end. When the queue is narrowed down, a page may
    /// hold fewer cases than `limit`, even none, and there is more all the same as long as this is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The order of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(rename_all = "snake_case")]
pub enum QueueOrder {
    /// What is due first comes first.
    Oldest,
    /// What is due last comes first.
    Newest,
}

/// A queue: the cases in a state, in the order of their due times. `day`, `type` and `search` narrow it down;
/// the queue is then read through, at most 500 cases a request, so that a page may be short and `next` still
/// lead on.
#[utoipa::path(
    get,
    path = "/cases",
    operation_id = "listCases",
    params(
        ("state" = contract::CaseState, Query, description = "Which queue.", example = "awaiting_signature"),
        ("day" = Option<String>, Query, format = Date, description = "Only what was received on a day, in Vietnam: `yyyy-mm-dd`.", example = "2026-11-23"),
        ("type" = Option<String>, Query, description = "Only originals of a document type, by its code.", example = "bang-tot-nghiep"),
        ("search" = Option<String>, Query, description = "Only cases in which each of these words stands: in the requester's or the original's name, at the beginning of the register number, at the end of the case's identifier (4 letters or more), in the check code (4 or more). Diacritics and capitals do not matter. A personal number is refused, since addresses are kept in histories and logs.", min_length = 1, max_length = 100, example = "bình tốt nghiệp"),
        ("order" = inline(Option<QueueOrder>), Query, description = "`oldest` when left out: what is due first comes first; `newest` turns it round."),
        ("limit" = Option<i32>, Query, description = "Cases on a page; 50 when left out.", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "`next` of the page before, with the same other parameters."),
    ),
    responses((status = 200, description = "A page of the queue.", body = QueueView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!(["malformed-request", "personal-number-in-address"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let state: StateName = call.query("state")?.ok_or_else(|| Problem::malformed("Thiếu tham số state."))?;
    let filter = filter(call)?;
    let limit = call.query::<usize>("limit")?.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 100."));
    }
    let part = part(call, filter.received_on)?;
    let (found, next) = page(services, call, state, &filter, part, limit).await?;
    let now = services.clock.now();
    let cases = found.iter().map(|case| CaseView::at(case, now)).collect();
    Answer::ok(&QueueView { cases, next: next.map(|place| place.to_string()) })
}

fn filter(call: &Call) -> Result<CaseFilter, Problem> {
    let search = call.query::<String>("search")?.map(|text| text.parse::<Search>()).transpose();
    let search = search.map_err(|refused| match refused {
        InvalidSearch::Length => Problem::malformed("Nội dung tìm kiếm có từ 1 đến 100 ký tự. Bớt từ rồi tìm lại."),
        InvalidSearch::PersonalNumber => Problem::new(
            400,
            "personal-number-in-address",
            "Không tìm theo số định danh",
            "Không tìm hồ sơ theo số định danh cá nhân, CMND, vì nội dung tìm kiếm nằm trong địa chỉ trang và có thể bị lưu lại. Tìm theo họ tên, tên giấy tờ, số chứng thực, mã hồ sơ hoặc mã tra cứu; khi tiếp nhận hồ sơ mới thì nhập số ở ô người yêu cầu.",
        ),
    })?;
    Ok(CaseFilter { received_on: call.day("day")?, document_type: call.query("type")?, search })
}

/// What was received on a day is due on that day or later, so that the queue is read from there on.
fn part(call: &Call, received_on: Option<Date>) -> Result<QueuePart, Problem> {
    let order = match call.query::<String>("order")?.as_deref() {
        None | Some("oldest") => Order::Oldest,
        Some("newest") => Order::Newest,
        Some(_) => return Err(Problem::malformed("Tham số order là oldest hoặc newest.")),
    };
    let due_from = received_on.map(|day| time::at(day.at(0, 0, 0, 0)));
    let after = match call.query::<String>("cursor")? {
        None => None,
        Some(cursor) => {
            let place = cursor.parse::<CasePlace>().ok();
            let place = place.filter(|place| due_from.is_none_or(|first| place.due() >= first));
            Some(place.ok_or_else(|| {
                Problem::malformed("Tham số cursor không hợp lệ. Tải lại danh sách từ đầu.")
            })?)
        }
    };
    Ok(QueuePart { due_from, after, order })
}

/// Reads the queue until a page is full, enough was read, or it ends.
async fn page(
    services: &Services,
    call: &Call,
    state: StateName,
    filter: &CaseFilter,
    mut part: QueuePart,
    limit: usize,
) -> Result<(Vec<Case>, Option<CasePlace>), Problem> {
    let (at_once, mut left) = if filter.is_empty() { (limit, limit) } else { (READ_AT_ONCE, MOST_READ) };
    let mut found = Vec::new();
    while left > 0 {
        let most = i32::try_from(at_once.min(left)).unwrap_or(i32::MAX);
        let read = services.records.cases(&call.caller.agency, state, &part, most).await?;
        // At least one, so that this ends whatever the table answers.
        left = left.saturating_sub(read.items.len().max(1));
        let mut cases = read.items.into_iter();
        while let Some(case) = cases.next() {
            let place = CasePlace::of(&case);
            if filter.lets_through(&case) {
                found.push(case);
            }
            if found.len() == limit && (cases.len() > 0 || read.next.is_some()) {
                return Ok((found, Some(place)));
            }
        }
        part.after = read.next.and_then(|place| place.parse().ok());
        if part.after.is_none() {
            break;
        }
    }
    Ok((found, part.after))
}

/// One case.
#[utoipa::path(
    get,
    path = "/cases/{case}",
    operation_id = "readCase",
    params(CasePath),
    responses((status = 200, description = "The case.", body = CaseView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let case = stored::load(&services.records, call).await?;
    Answer::ok(&stored::view(&services.records, &case, services.clock.now()).await)
}

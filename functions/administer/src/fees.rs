//! `GET /agency/fees`, `PUT` and `DELETE /agency/fees/{from}`: what copies cost, by the day from which a rate
//! holds.
//!
//! A rate that has begun stays as it is, because people were told its fees.

use api::{Answer, Call, Problem};
use certification::{
    administration::AdministrationAction,
    agency::Agency,
    fee::{FeeRate, FeeTable, InvalidFeeTable},
    time,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Services, dated::Dated, line, scope, text};

/// People are told the fees of a rate that holds.
const DATED: Dated = Dated {
    begun: || {
        Problem::conflict(
            "fee-begun",
            "Mức phí của ngày này đã được áp dụng, nên không đổi được. Thêm mức phí mới từ ngày mai trở đi.",
        )
    },
    beyond: "Ngày áp dụng trong vòng 5 năm tới. Kiểm tra lại năm.",
};
/// Rates that an agency keeps.
const MOST_RATES: usize = 100;

/// The parameter of `/agency/fees/{from}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "describes the parameter only; `Call::path` reads it")]
pub(crate) struct FeePath {
    /// The first day on which the rate holds: `yyyy-mm-dd`.
    #[param(example = "2027-01-01", format = Date)]
    from: String,
}

/// The rates of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeesView {
    /// From the earliest on; the last that has begun holds.
    rates: Vec<FeeRateView>,
    /// The agency's version.
    #[schema(example = 4)]
    version: u64,
}

/// What copies cost from a day on.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "from": "2017-01-01",
    "basis": "Thông tư 226/2016/TT-BTC",
    "first_page": 2000,
    "first_pages": 2,
    "further_page": 1000,
    "ceiling": 200_000,
    "begun": true,
}))]
pub(crate) struct FeeRateView {
    /// The first day on which it holds: `yyyy-mm-dd`.
    from: String,
    /// Văn bản: where it is laid down.
    basis: String,
    /// A page of the first ones, in đồng.
    first_page: u64,
    /// How many pages are the first ones.
    first_pages: u32,
    /// A page after them, in đồng.
    further_page: u64,
    /// The most that one copy costs, in đồng.
    ceiling: u64,
    /// Whether it has held, and so can no longer be changed.
    begun: bool,
}

/// A rate to hold from a day on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetFeeBody {
    /// The version that was seen.
    version: u64,
    /// Văn bản: where it is laid down.
    #[schema(example = "Nghị quyết 12/2026/NQ-HĐND", min_length = 1, max_length = 200)]
    basis: String,
    /// A page of the first ones, in đồng.
    #[schema(maximum = 10_000_000)]
    first_page: u64,
    /// How many pages are the first ones.
    #[schema(maximum = 1_000)]
    first_pages: u32,
    /// A page after them, in đồng.
    #[schema(maximum = 10_000_000)]
    further_page: u64,
    /// The most that one copy costs, in đồng.
    #[schema(maximum = 10_000_000)]
    ceiling: u64,
}

/// What copies cost.
#[utoipa::path(
    get,
    path = "/agency/fees",
    operation_id = "listFees",
    params(scope::AgencyQuery),
    responses((status = 200, description = "The rates.", body = FeesView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    Answer::ok(&view(&agency, time::day(services.clock.now())))
}

/// Adds a rate that holds from a later day on, or changes one that does not hold yet.
#[utoipa::path(
    put,
    path = "/agency/fees/{from}",
    operation_id = "setFee",
    params(FeePath, scope::AgencyQuery),
    request_body = SetFeeBody,
    responses((status = 200, description = "The rates.", body = FeesView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "fee-begun", "invalid-field"])),
    ),
)]
pub(crate) async fn set(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let body: SetFeeBody = call.json()?;
    let today = time::day(services.clock.now());
    let from = call.day_in_path("from")?;
    scope::insist_on_version(body.version, before.version, "đơn vị")?;
    DATED.insist_on_future(from, today)?;
    if body.first_pages > 1_000 {
        return Err(Problem::field("first_pages", "Số trang đầu từ 0 đến 1.000."));
    }
    let wanted = "Ghi số văn bản quy định mức phí, tối đa 200 ký tự.";
    let rate = FeeRate {
        from,
        basis: text::line("basis", wanted, &body.basis, 200)?,
        first_page: body.first_page,
        first_pages: body.first_pages,
        further_page: body.further_page,
        ceiling: body.ceiling,
    };
    let mut rates = others(&before, from);
    rates.push(rate);
    if rates.len() > MOST_RATES {
        return Err(Problem::field("from", "Biểu phí đã có 100 mức. Bỏ bớt mức chưa áp dụng."));
    }
    save(services, call, &before, rates, AdministrationAction::SetFee, from).await
}

/// Takes back a rate that does not hold yet.
#[utoipa::path(
    delete,
    path = "/agency/fees/{from}",
    operation_id = "withdrawFee",
    params(
        FeePath,
        scope::AgencyQuery,
        ("version" = u64, Query, description = "The agency's version that was seen."),
    ),
    responses((status = 200, description = "The rates that are left.", body = FeesView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "fee-begun", "invalid-field", "malformed-request"])),
    ),
)]
pub(crate) async fn withdraw(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let from = call.day_in_path("from")?;
    if !before.fees.rates().iter().any(|rate| rate.from == from) {
        return Err(Problem::not_found("mức phí"));
    }
    scope::insist_on_version(scope::version(call)?, before.version, "đơn vị")?;
    DATED.insist_on_future(from, time::day(services.clock.now()))?;
    save(services, call, &before, others(&before, from), AdministrationAction::WithdrawFee, from).await
}

fn others(agency: &Agency, from: Date) -> Vec<FeeRate> {
    agency.fees.rates().iter().filter(|rate| rate.from != from).cloned().collect()
}

async fn save(
    services: &Services,
    call: &Call,
    before: &Agency,
    rates: Vec<FeeRate>,
    action: AdministrationAction,
    from: Date,
) -> Result<Answer, Problem> {
    let fees = FeeTable::new(rates).map_err(|invalid| refused(&invalid))?;
    let after = Agency { fees, ..before.clone() };
    let today = time::day(services.clock.now());
    let answer = Answer::ok(&view(&line::once_stored(before, &after)?, today))?;
    line::change_agency(services, call, (before, &after), action, Some(from.to_string()), answer).await
}

fn refused(invalid: &InvalidFeeTable) -> Problem {
    match invalid {
        InvalidFeeTable::Empty => Problem::field("from", "Biểu phí cần ít nhất một mức."),
        InvalidFeeTable::SameDay(_) => Problem::field("from", "Đã có mức phí áp dụng từ ngày này."),
        InvalidFeeTable::Basis => {
            Problem::field("basis", "Ghi số văn bản quy định mức phí, tối đa 200 ký tự.")
        }
        InvalidFeeTable::Amount => Problem::field("ceiling", "Mỗi mức tiền tối đa 10.000.000 đồng."),
    }
}

fn view(agency: &Agency, today: Date) -> FeesView {
    let shown = |rate: &FeeRate| FeeRateView {
        from: rate.from.to_string(),
        basis: rate.basis.clone(),
        first_page: rate.first_page,
        first_pages: rate.first_pages,
        further_page: rate.further_page,
        ceiling: rate.ceiling,
        begun: rate.from <= today,
    };
    FeesView { rates: agency.fees.rates().iter().map(shown).collect(), version: agency.version }
}

//! `GET` and `PUT /holidays`: holidays of the country, which every agency's calendar inherits.

use std::collections::BTreeMap;

use api::{Answer, Call, Problem, request};
use certification::{
    administration::AdministrationAction,
    holiday::{Holiday, Holidays},
};
use jiff::civil::Date;
use records::{Line, Versioned as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, hours, line, scope};

/// Days that the list takes.
const MOST_DAYS: usize = 400;

/// The holidays of the country.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HolidaysView {
    /// In the order of the days.
    holidays: Vec<HolidayBody>,
    /// Counts the changes; 0 when none were ever set.
    #[schema(example = 3)]
    version: u64,
}

/// The holidays to keep from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetHolidaysBody {
    /// The version that was seen.
    version: u64,
    /// The whole list.
    #[schema(max_items = 400)]
    holidays: Vec<HolidayBody>,
}

/// A day that is not as its weekday, everywhere: nobody works, or it is worked instead of another day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "day": "2026-09-02", "reason": "Quốc khánh" }))]
pub(crate) struct HolidayBody {
    /// The day: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date)]
    day: String,
    /// Why, as people are told.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
    /// Worked with each agency's hours of this weekday (1: Monday … 7: Sunday); closed when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 7)]
    worked_as: Option<i8>,
}

/// The holidays of the country.
#[utoipa::path(
    get,
    path = "/holidays",
    operation_id = "listHolidays",
    responses((status = 200, description = "The holidays.", body = HolidaysView)),
    extensions(("x-roles" = json!([])), ("x-problems" = json!([]))),
)]
pub(crate) async fn list(services: &Services, _: &Call) -> Result<Answer, Problem> {
    Answer::ok(&view(&services.records.holidays().await?))
}

/// Sets the holidays of the country; appointments on such a day are each agency's to move.
#[utoipa::path(
    put,
    path = "/holidays",
    operation_id = "setHolidays",
    request_body = SetHolidaysBody,
    responses((status = 200, description = "The holidays.", body = HolidaysView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["centre-only", "changed-meanwhile", "invalid-field"])),
    ),
)]
pub(crate) async fn set(services: &Services, call: &Call) -> Result<Answer, Problem> {
    scope::centre(services, call).await?;
    let body: SetHolidaysBody = call.json()?;
    let before = services.records.holidays().await?;
    scope::insist_on_version(body.version, before.version, "danh sách ngày nghỉ")?;
    let after = before
        .clone()
        .with_days(days(&body.holidays)?)
        .map_err(|invalid| hours::refused("holidays", &invalid))?;
    if after == before {
        return Answer::ok(&view(&before));
    }
    let days = |holidays: &Holidays| line::value(&serde_json::json!({ "holidays": holidays.days }));
    let fields = line::fields(&days(&before)?, &days(&after)?, &[])?;
    let entry = line::entry(services, call, AdministrationAction::SetHolidays, None, fields);
    let answer = Answer::ok(&view(&after.stored()))?;
    let reply = call.reply(&answer);
    let line = Line { agency: &services.centre, entry: &entry, reply: reply.as_ref() };
    services.records.change_holidays(&after, line).await?;
    Ok(answer)
}

fn days(given: &[HolidayBody]) -> Result<BTreeMap<Date, Holiday>, Problem> {
    if given.len() > MOST_DAYS {
        return Err(Problem::field("holidays", "Danh sách nhận tối đa 400 ngày. Bỏ bớt các ngày đã qua."));
    }
    let holiday = |given: &HolidayBody| {
        let reason = given.reason.trim().to_owned();
        let holiday = match given.worked_as {
            None => Holiday::Closed { reason },
            Some(weekday) => Holiday::WorkedAs { weekday, reason },
        };
        Ok((request::day("holidays", &given.day)?, holiday))
    };
    let days = given.iter().map(holiday).collect::<Result<BTreeMap<_, _>, Problem>>()?;
    if days.len() < given.len() {
        return Err(Problem::field("holidays", "Mỗi ngày chỉ ghi một lần. Bỏ ngày bị lặp."));
    }
    Ok(days)
}

fn view(holidays: &Holidays) -> HolidaysView {
    let shown = |(day, holiday): (&Date, &Holiday)| {
        let (reason, worked_as) = match holiday {
            Holiday::Closed { reason } => (reason, None),
            Holiday::WorkedAs { weekday, reason } => (reason, Some(*weekday)),
        };
        HolidayBody { day: day.to_string(), reason: reason.clone(), worked_as }
    };
    HolidaysView { holidays: holidays.days.iter().map(shown).collect(), version: holidays.version }
}

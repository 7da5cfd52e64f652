//! `GET /slots?date=`: the hours of a day that can still be booked. Full and past ones do not appear.

use api::{Answer, Call, Problem, request};
use certification::{Role, agency::Agency, calendar::SlotRefusal, time};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Services;

/// The free hours of a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "date": "2026-11-26",
    "minutes": 30,
    "slots": [{ "slot": "2026-11-26T08:00:00+07:00", "free": 2 }],
}))]
pub struct SlotsView {
    /// The day: `yyyy-mm-dd`.
    #[schema(format = Date, example = "2026-11-26")]
    pub date: String,
    /// Length of a slot in minutes.
    pub minutes: u32,
    /// The hours that have a place, in order; none on a day that is closed or full.
    pub slots: Vec<FreeSlotView>,
    /// Why the agency is closed on that day, when it is a holiday or a closure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

/// A free hour.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "slot": "2026-11-26T08:00:00+07:00", "free": 2 }))]
pub struct FreeSlotView {
    /// When it begins: ISO 8601 with `+07:00`; to be sent back as it is.
    #[schema(format = DateTime, example = "2026-11-26T08:00:00+07:00")]
    pub slot: String,
    /// Places that are free; somebody may take them meanwhile.
    pub free: u32,
}

/// The hours of a day that can be booked.
#[utoipa::path(
    get,
    path = "/slots",
    operation_id = "listSlots",
    params(("date" = String, Query, format = Date, description = "The day: `yyyy-mm-dd`.", example = "2026-11-26")),
    responses((status = 200, description = "The free hours.", body = SlotsView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["beyond-horizon", "hour-passed", "malformed-request", "not-found"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let day = call.day("date")?.ok_or_else(without_date)?;
    let agency = request::agency(&services.records, &call.caller.agency).await?;
    Answer::ok(&of(services, &agency, day).await?)
}

pub(crate) fn without_date() -> Problem {
    Problem::malformed("Thiếu tham số date.")
}

/// The free hours of an agency on a day.
pub(crate) async fn of(services: &Services, agency: &Agency, day: Date) -> Result<SlotsView, Problem> {
    let (offered, closed) = match agency.calendar.offered(day, time::local(services.clock.now())) {
        Ok(offered) => (offered, None),
        Err(SlotRefusal::Closed { reason }) => (Vec::new(), reason),
        Err(refusal) => return Err(refusal.into()),
    };
    let taken = services.records.taken_places(&agency.id, day).await?;
    let free = offered.into_iter().filter_map(|slot| {
        let held = taken.get(&slot.start.time()).copied().unwrap_or(0);
        // Fewer than are taken, when the administrator has lowered the capacity since.
        let free = agency.calendar.beside_displaced(slot, &taken).capacity.saturating_sub(held);
        (free > 0).then(|| FreeSlotView { slot: time::iso_local(slot.start), free })
    });
    Ok(SlotsView {
        date: day.to_string(),
        minutes: agency.calendar.slot_minutes(),
        slots: free.collect(),
        closed,
    })
}

//! `GET` and `PUT /agency/calendar`: when an agency is open.

use api::{Answer, Call, Problem};
use certification::{
    Appointment, Calendar, administration::AdministrationAction, agency::Agency, appointment::StateName, time,
};
use records::AppointmentPlace;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    Services,
    hours::{self, CalendarView, DayBody, ExceptionBody},
    line, scope,
};

/// Appointments outside the hours that are named one by one.
const MOST_SHOWN: usize = 100;

/// The opening hours of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AgencyCalendarView {
    /// What the agency itself has set.
    own: CalendarView,
    /// What holds: the holidays of the country with it.
    effective: CalendarView,
    /// Booked appointments to come that the hours no longer have room for: to be moved by the office.
    affected: AffectedView,
    /// The agency's version.
    #[schema(example = 4)]
    version: u64,
}

/// Appointments outside the opening hours. They stand until somebody moves them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "count": 1,
    "appointments": [{ "id": "01K8E5V3YJ9X0W6P2R4T7Q1Z5B", "slot": "2026-12-24T08:00:00+07:00" }],
}))]
pub(crate) struct AffectedView {
    /// How many.
    count: usize,
    /// The first hundred of them.
    appointments: Vec<AffectedAppointmentView>,
}

/// An appointment outside the opening hours.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "id": "01K8E5V3YJ9X0W6P2R4T7Q1Z5B", "slot": "2026-12-24T08:00:00+07:00" }))]
pub(crate) struct AffectedAppointmentView {
    /// Identifier of the appointment.
    id: String,
    /// Its hour: ISO 8601 with `+07:00`.
    #[schema(format = DateTime)]
    slot: String,
}

/// Opening hours to keep from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetCalendarBody {
    /// The version that was seen.
    version: u64,
    /// Monday to Sunday.
    #[schema(min_items = 7, max_items = 7)]
    week: Vec<DayBody>,
    /// Length of a slot in minutes.
    #[schema(minimum = 5, maximum = 240)]
    slot_minutes: u32,
    /// How many days ahead appointments are taken; as before when left out.
    #[schema(minimum = 1, maximum = 366)]
    horizon_days: Option<u32>,
    /// Days that are not as the week says; a holiday of the country that is worked here is one too.
    #[schema(max_items = 400)]
    exceptions: Vec<ExceptionBody>,
}

/// An agency's opening hours: its own, and what holds with the holidays of the country.
#[utoipa::path(
    get,
    path = "/agency/calendar",
    operation_id = "readCalendar",
    params(scope::AgencyQuery),
    responses((status = 200, description = "The opening hours.", body = AgencyCalendarView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    Answer::ok(&view(services, &agency).await?)
}

/// Sets an agency's opening hours.
#[utoipa::path(
    put,
    path = "/agency/calendar",
    operation_id = "setCalendar",
    params(scope::AgencyQuery),
    request_body = SetCalendarBody,
    responses((status = 200, description = "The opening hours.", body = AgencyCalendarView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn set(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let body: SetCalendarBody = call.json()?;
    scope::insist_on_version(body.version, before.version, "đơn vị")?;
    let exceptions = hours::exceptions(&body.exceptions)?;
    let calendar = before
        .calendar
        .clone()
        .with_week(hours::week(&body.week)?, body.slot_minutes)
        .map_err(|invalid| hours::refused("week", &invalid))?
        .with_exceptions(exceptions)
        .and_then(|calendar| match body.horizon_days {
            Some(days) => calendar.with_horizon(days),
            None => Ok(calendar),
        })
        .map_err(|invalid| hours::refused("exceptions", &invalid))?;
    let after = Agency { calendar, ..before.clone() };
    let answer = Answer::ok(&view(services, &line::once_stored(&before, &after)?).await?)?;
    line::change_agency(services, call, (&before, &after), AdministrationAction::SetCalendar, None, answer)
        .await
}

async fn view(services: &Services, agency: &Agency) -> Result<AgencyCalendarView, Problem> {
    let effective = services.records.calendar(agency).await?;
    Ok(AgencyCalendarView {
        own: CalendarView::of(&agency.calendar),
        effective: CalendarView::of(&effective),
        affected: affected(services, agency, &effective).await?,
        version: agency.version,
    })
}

/// The booked appointments from now on whose hour is none any more.
async fn affected(
    services: &Services,
    agency: &Agency,
    calendar: &Calendar,
) -> Result<AffectedView, Problem> {
    let now = time::local(services.clock.now());
    let mut outside = Vec::new();
    let mut after = None;
    loop {
        let page =
            services.records.appointments(&agency.id, StateName::Booked, None, after.as_ref(), 500).await?;
        let coming = page.items.into_iter().filter(|appointment| appointment.slot > now);
        outside.extend(coming.filter(|appointment| calendar.displaced(appointment.slot).is_some()));
        after = page.next.and_then(|next| next.parse::<AppointmentPlace>().ok());
        if after.is_none() {
            break;
        }
    }
    let shown = |appointment: &Appointment| AffectedAppointmentView {
        id: appointment.id.to_string(),
        slot: format!("{}+07:00", appointment.slot.strftime("%Y-%m-%dT%H:%M:%S")),
    };
    let appointments = outside.iter().take(MOST_SHOWN).map(shown).collect();
    Ok(AffectedView { count: outside.len(), appointments })
}

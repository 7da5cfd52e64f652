//! `GET /booking/appointments`, `GET /booking/appointments/{appointment}`: the account's own, of all agencies.

use std::collections::{BTreeMap, btree_map::Entry};

use api::{Answer, Problem, RequesterCall, contract::AppointmentPath};
use certification::{AgencyId, Appointment};
use records::{AppointmentPlace, RecordsError};
use serde::Serialize;
use utoipa::ToSchema;

use super::BookingView;
use crate::Services;

/// A page of the requester's appointments, the latest hour first.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookingsView {
    /// The appointments.
    pub appointments: Vec<BookingView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The requester's own appointments, whoever booked them, at all agencies.
#[utoipa::path(
    get,
    path = "/booking/appointments",
    operation_id = "listMyAppointments",
    params(
        ("limit" = Option<i32>, Query, description = "Appointments on a page; 20 when left out.", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of appointments.", body = BookingsView)),
    extensions(("x-roles" = json!(["requester"])), ("x-problems" = json!(["malformed-request"]))),
)]
pub(crate) async fn list(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let limit = call.query::<i32>("limit")?.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 100."));
    }
    let after: Option<AppointmentPlace> = call.query("cursor")?;
    let page = services.records.appointments_of_account(&call.account, after.as_ref(), limit).await?;
    let (names, at) = (names(services, &page.items).await?, services.clock.now());
    let view = |appointment: &Appointment| {
        let agency = names.get(&appointment.agency).map_or("", String::as_str);
        BookingView::of(appointment, agency, at)
    };
    Answer::ok(&BookingsView { appointments: page.items.iter().map(view).collect(), next: page.next })
}

/// One of the requester's appointments.
#[utoipa::path(
    get,
    path = "/booking/appointments/{appointment}",
    operation_id = "readMyAppointment",
    params(AppointmentPath),
    responses((status = 200, description = "The appointment.", body = BookingView)),
    extensions(("x-roles" = json!(["requester"])), ("x-problems" = json!([]))),
)]
pub(crate) async fn read(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let appointment = super::load(services, call).await?;
    let name = name(services, &appointment).await?;
    Answer::ok(&BookingView::of(&appointment, &name, services.clock.now()))
}

/// The name of the agency of an appointment.
pub(super) async fn name(services: &Services, appointment: &Appointment) -> Result<String, RecordsError> {
    let mut names = names(services, std::slice::from_ref(appointment)).await?;
    Ok(names.remove(&appointment.agency).unwrap_or_default())
}

/// The names of the agencies of some appointments.
async fn names(
    services: &Services,
    appointments: &[Appointment],
) -> Result<BTreeMap<AgencyId, String>, RecordsError> {
    let mut names = BTreeMap::new();
    for appointment in appointments {
        if let Entry::Vacant(vacant) = names.entry(appointment.agency.clone())
            && let Some(agency) = services.records.agency(&appointment.agency).await?
        {
            vacant.insert(agency.name);
        }
    }
    Ok(names)
}

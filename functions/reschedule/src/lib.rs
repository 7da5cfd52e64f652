//! Appointments: free hours, booking, the day's list, opening, moving, cancelling, reminders.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API (routes below, `/booking/…` for requesters); the portal's event `AppointmentRequested`; a schedule |
//! | Reads | agency, slots, appointments with their history, portal accounts, reminders, cases |
//! | Writes | appointments, slots, cases that are opened from them, notices; bookings that could not be made |
//! | Answers | JSON, problems; nothing to events |
//! | Sample events | `events/reschedule-*.json` |

mod book;
mod cancel;
mod changes;
mod displaced;
mod history;
mod hours;
mod list;
mod next_hour;
mod no_show;
mod notice;
mod open;
mod placing;
mod portal;
mod reminders;
mod requester;
mod reschedule;
mod slots;
mod stored;
mod view;

use api::{Answer, BoxError, Call, Clock, Problem, RequesterCall, settings};
use certification::AgencyId;
use records::Records;
use serde_json::Value;
use utoipa::OpenApi;

pub use book::BookBody;
pub use cancel::CancelAppointmentBody;
pub use displaced::{DisplacedAppointmentView, DisplacedAppointmentsView, DisplacedCause};
pub use history::{AppointmentHistoryView, AppointmentStepView};
pub use list::AppointmentsView;
pub use requester::{
    BookableTypeView, BookableTypesView, BookingAgenciesView, BookingAgencyView, BookingBody,
    BookingOfficeView, BookingView, BookingsView, CancelBookingBody, EndedBookingView, MoveBookingBody,
};
pub use reschedule::RescheduleBody;
pub use slots::{FreeSlotView, SlotsView};
pub use view::{AppointmentView, CancellationView};

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Appointments, slots, agencies, accounts, cases.
    pub records: Records,
    /// Time and identifiers.
    pub clock: Clock,
    /// How many open appointments requesters may hold at an agency when they book for themselves.
    pub most_open: u32,
    /// The agency that runs the system (`CentralAgency`): a ministry, at which nobody certifies.
    pub centre: AgencyId,
}

impl Services {
    /// Reads the function's settings.
    ///
    /// # Errors
    /// When one is missing.
    pub async fn from_env() -> Result<Self, BoxError> {
        let aws = settings::aws().await;
        Ok(Self {
            records: Records::new(&aws, settings::required("TABLE")?),
            clock: Clock,
            most_open: settings::required("MOST_OPEN_APPOINTMENTS")?.parse()?,
            centre: settings::required("CENTRAL_AGENCY")?.parse()?,
        })
    }
}

/// This function's part of the contract.
#[derive(OpenApi)]
#[openapi(paths(
    slots::list,
    book::book,
    list::list,
    displaced::list,
    list::read,
    open::open,
    reschedule::reschedule,
    cancel::cancel,
    no_show::no_show,
    history::list,
    requester::agencies::list,
    requester::agencies::document_types,
    requester::agencies::slots,
    requester::book::book,
    requester::list::list,
    requester::list::read,
    requester::shift::shift,
    requester::cancel::cancel,
))]
struct Contract;

/// The operations of this function as the contract describes them.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

/// Answers a request.
///
/// # Errors
/// A [`Problem`] for every request that cannot be carried out.
pub async fn handle(services: &Services, call: &Call) -> Result<Answer, Problem> {
    api::acting::must_act(&services.records, call).await?;
    match call.route.as_str() {
        "GET /slots" => slots::list(services, call).await,
        "POST /appointments" => book::book(services, call).await,
        "GET /appointments" => list::list(services, call).await,
        "GET /appointments/displaced" => displaced::list(services, call).await,
        "GET /appointments/{appointment}" => list::read(services, call).await,
        "POST /appointments/{appointment}/open" => open::open(services, call).await,
        "POST /appointments/{appointment}/reschedule" => reschedule::reschedule(services, call).await,
        "POST /appointments/{appointment}/cancel" => cancel::cancel(services, call).await,
        "POST /appointments/{appointment}/no-show" => no_show::no_show(services, call).await,
        "GET /appointments/{appointment}/history" => history::list(services, call).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

/// Answers a requester.
///
/// # Errors
/// A [`Problem`] for every request that cannot be carried out.
pub async fn handle_requester(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    match call.route.as_str() {
        "GET /booking/agencies" => requester::agencies::list(services, call).await,
        "GET /booking/agencies/{agency}/document-types" => {
            requester::agencies::document_types(services, call).await
        }
        "GET /booking/agencies/{agency}/slots" => requester::agencies::slots(services, call).await,
        "POST /booking/appointments" => requester::book::book(services, call).await,
        "GET /booking/appointments" => requester::list::list(services, call).await,
        "GET /booking/appointments/{appointment}" => requester::list::read(services, call).await,
        "POST /booking/appointments/{appointment}/move" => requester::shift::shift(services, call).await,
        "POST /booking/appointments/{appointment}/cancel" => requester::cancel::cancel(services, call).await,
        _ => Err(RequesterCall::not_found("đường dẫn")),
    }
}

/// Books what the portal asks for, or sends the reminders that are due.
///
/// # Errors
/// When it could not be done for a reason that may pass; the event then comes again.
pub async fn handle_event(services: &Services, event: Value) -> Result<Value, BoxError> {
    if event["detail-type"] == portal::DETAIL_TYPE {
        portal::requested(services, &event).await?;
        return Ok(Value::Null);
    }
    if event["schedule"] == reminders::SCHEDULE {
        return reminders::send(services, &event).await;
    }
    Err("an event that this function knows nothing of".into())
}

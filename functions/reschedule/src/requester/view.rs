//! An appointment as its requester sees it: nothing of the agency's own work, and no official by name.

use api::contract::{self, AppointmentOrigin, AppointmentState};
use certification::{
    Appointment,
    appointment::{Party, State},
    identifier::Phone,
    time,
};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::BookingAgencyView;
use crate::view;

/// The requester's appointment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "01K8E5V3YJ1A2B3C4D5E6F7G8H",
    "version": 1,
    "agency": { "id": "an-binh-moi", "name": "Ủy ban nhân dân phường An Bình Mới" },
    "state": "booked",
    "state_text": "Chờ xử lý",
    "slot": "2026-11-26T08:00:00+07:00",
    "may_change": true,
    "phone": "+84912345678",
    "gets_sms": true,
    "document_type": "bang-tot-nghiep",
    "document_type_text": "Bằng tốt nghiệp",
    "origin": "requester",
    "booked_at": "2026-11-23T09:14:00+07:00",
}))]
pub struct BookingView {
    /// Identifier.
    #[schema(example = "01K8E5V3YJ1A2B3C4D5E6F7G8H")]
    pub id: String,
    /// Counts the changes; send it back to be told when somebody else changed the appointment.
    pub version: u64,
    /// Where.
    pub agency: BookingAgencyView,
    /// `booked`, `opened`, `cancelled`, `no_show`.
    #[schema(value_type = AppointmentState)]
    pub state: String,
    /// The state in Vietnamese.
    #[schema(example = "Chờ xử lý")]
    pub state_text: String,
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-26T08:00:00+07:00")]
    pub slot: String,
    /// Whether the requester may still move or cancel it.
    pub may_change: bool,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whether the telephone gets SMS: a landline gets none.
    pub gets_sms: bool,
    /// Code of the document type.
    pub document_type: String,
    /// Its name.
    pub document_type_text: String,
    /// What else the office has to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// Who booked it: `portal`, `officer`, `requester`.
    #[schema(value_type = AppointmentOrigin)]
    pub origin: String,
    /// When it was booked: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub booked_at: String,
    /// Who cancelled it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<EndedBookingView>,
}

/// A cancellation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "by": "agency",
    "at": "2026-11-24T10:00:00+07:00",
    "reason": "Cán bộ họp đột xuất.",
}))]
pub struct EndedBookingView {
    /// Who.
    #[schema(value_type = contract::BookingEnderName)]
    pub by: &'static str,
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-24T10:00:00+07:00")]
    pub at: String,
    /// Why, when it was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl BookingView {
    /// The appointment as it stands at `at`, with the name of its agency.
    pub(super) fn of(appointment: &Appointment, agency: &str, at: Timestamp) -> Self {
        let (booking, state) = (&appointment.booking, &appointment.state);
        Self {
            id: appointment.id.to_string(),
            version: appointment.version,
            agency: BookingAgencyView { id: appointment.agency.to_string(), name: agency.to_owned() },
            state: state.name().to_string(),
            state_text: state.name().vietnamese().to_owned(),
            slot: time::iso_local(appointment.slot),
            may_change: appointment.must_be_ahead(at).is_ok(),
            phone: booking.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            gets_sms: booking.phone.as_ref().and_then(Phone::mobile).is_some(),
            document_type: booking.document_type.code.clone(),
            document_type_text: booking.document_type.name.clone(),
            notes: booking.notes.clone(),
            origin: appointment.origin.as_str().to_owned(),
            booked_at: time::iso(appointment.booked_at),
            cancelled: ended(state),
        }
    }
}

fn ended(state: &State) -> Option<EndedBookingView> {
    let State::Cancelled { cancelled, cause } = state else { return None };
    let by = match cancelled.by {
        Party::Official(_) => "agency",
        Party::Requester { .. } => "requester",
    };
    Some(EndedBookingView { by, at: time::iso(cancelled.at), reason: view::said(cause) })
}

//! An appointment as the contract shows it.

use api::{
    RequesterView,
    contract::{AppointmentOrigin, AppointmentState},
};
use certification::{
    Appointment,
    appointment::{Cause, Origin, Party, State},
    identifier::Phone,
    time,
};
use serde::Serialize;
use utoipa::ToSchema;

/// An appointment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "01K8E5V3YJ1A2B3C4D5E6F7G8H",
    "version": 1,
    "state": "booked",
    "state_text": "Chờ xử lý",
    "slot": "2026-11-26T08:00:00+07:00",
    "minutes": 30,
    "requester": { "name": "Lê Thị Bình", "account": "tk-000001" },
    "phone": "+84912345678",
    "gets_sms": true,
    "document_type": "bang-tot-nghiep",
    "document_type_text": "Bằng tốt nghiệp",
    "origin": "portal",
    "booked_at": "2026-11-23T09:14:00+07:00",
}))]
pub struct AppointmentView {
    /// Identifier.
    #[schema(example = "01K8E5V3YJ1A2B3C4D5E6F7G8H")]
    pub id: String,
    /// Counts the changes; send it back to be told when somebody else changed the appointment.
    pub version: u64,
    /// `booked`, `opened`, `cancelled`, `no_show`.
    #[schema(value_type = AppointmentState)]
    pub state: String,
    /// The state in Vietnamese.
    #[schema(example = "Chờ xử lý")]
    pub state_text: String,
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-26T08:00:00+07:00")]
    pub slot: String,
    /// How long the hour was when it was booked, in minutes; absent when that was not kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Who comes.
    pub requester: RequesterView,
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
    /// The officer who booked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub booked_by: Option<String>,
    /// When it was booked: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub booked_at: String,
    /// The case that was opened from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Who cancelled it, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<CancellationView>,
}

/// A cancellation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "by": "Ngô Văn Mẫu",
    "at": "2026-11-24T10:00:00+07:00",
    "reason": "Người dân báo không đến được.",
}))]
pub struct CancellationView {
    /// Who: an officer, or the requester.
    pub by: String,
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-24T10:00:00+07:00")]
    pub at: String,
    /// Why; absent when it ended with its case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl From<&Appointment> for AppointmentView {
    fn from(appointment: &Appointment) -> Self {
        let (booking, state) = (&appointment.booking, &appointment.state);
        let booked_by = match &appointment.origin {
            Origin::Officer { by } => Some(by.name.clone()),
            Origin::Portal { .. } | Origin::Requester => None,
        };
        Self {
            id: appointment.id.to_string(),
            version: appointment.version,
            state: state.name().to_string(),
            state_text: state.name().vietnamese().to_owned(),
            slot: time::iso_local(appointment.slot),
            minutes: appointment.minutes,
            requester: RequesterView::from(&booking.requester),
            phone: booking.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            gets_sms: booking.phone.as_ref().and_then(Phone::mobile).is_some(),
            document_type: booking.document_type.code.clone(),
            document_type_text: booking.document_type.name.clone(),
            notes: booking.notes.clone(),
            origin: appointment.origin.as_str().to_owned(),
            booked_by,
            booked_at: time::iso(appointment.booked_at),
            case: state.case().map(|case| case.to_string()),
            cancelled: cancellation(appointment),
        }
    }
}

fn cancellation(appointment: &Appointment) -> Option<CancellationView> {
    let State::Cancelled { cancelled, cause } = &appointment.state else { return None };
    let by = match &cancelled.by {
        Party::Official(official) => official.name.clone(),
        Party::Requester { .. } => appointment.booking.requester.name.clone(),
    };
    Some(CancellationView { by, at: time::iso(cancelled.at), reason: said(cause) })
}

/// Why an appointment was cancelled, when somebody said so.
pub(crate) fn said(cause: &Cause) -> Option<String> {
    match cause {
        Cause::Reason { reason } => Some(reason.as_str().to_owned()),
        Cause::CaseCancelled { .. } => None,
    }
}

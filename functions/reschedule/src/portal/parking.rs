//! A booking that cannot be made: parked with its cause, and answered where somebody can be told.

use api::{BoxError, Problem};
use certification::{
    AppointmentId, PortalEventId,
    calendar::SlotRefusal,
    notice::{Notice, NoticeSubject, Recipient},
};
use records::ParkedBooking;
use serde_json::Value;

use super::request::Requested;
use crate::Services;

/// Why a booking cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unbookable {
    /// The event cannot be read; says what is wrong.
    Malformed(&'static str),
    /// We serve no such agency.
    UnknownAgency,
    /// The agency was abolished or merged into another.
    Abolished,
    /// The agency has no such document type.
    UnknownDocumentType,
    /// The hour cannot be booked by anybody.
    Slot(SlotRefusal),
    /// Others hold all its places.
    Full,
    /// The requester holds as many open appointments there as are allowed.
    TooMany,
}

/// Parks an event, once; the requester of a readable one is told.
pub(super) async fn park(
    services: &Services,
    event: &PortalEventId,
    content: &Value,
    requested: Option<&Requested>,
    cause: &Unbookable,
) -> Result<(), BoxError> {
    let parked = ParkedBooking {
        event: event.clone(),
        agency: requested.map(|requested| requested.agency.clone()),
        appointment: AppointmentId::from_ulid(services.clock.ulid()),
        cause: cause.code().to_owned(),
        detail: cause.detail(),
        content: content.to_string(),
        at: services.clock.now(),
    };
    let answer = requested.map(|requested| answer(services, &parked, requested, cause));
    if services.records.park(&parked, answer.as_ref()).await? {
        let cause = parked.cause;
        if answer.is_some() {
            tracing::warn!(%event, cause, "a booking of the portal was refused and answered");
        } else {
            tracing::error!(%event, cause, "a booking of the portal was parked and nobody was told");
        }
    }
    Ok(())
}

fn answer(services: &Services, parked: &ParkedBooking, requested: &Requested, cause: &Unbookable) -> Notice {
    Notice {
        id: services.clock.ulid(),
        agency: requested.agency.clone(),
        about: parked.appointment.into(),
        subject: NoticeSubject::AppointmentRefused {
            at: requested.slot,
            reason: cause.in_short().to_owned(),
        },
        requester: requested.requester.name.clone(),
        to: vec![
            Recipient::from(&requested.requester.destination),
            Recipient::at_phone(requested.phone.as_ref()),
        ],
        at: parked.at,
    }
}

impl Unbookable {
    /// As in the API's problems.
    fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "malformed-request",
            Self::UnknownAgency => "unknown-agency",
            Self::Abolished => "agency-abolished",
            Self::UnknownDocumentType => "unknown-document-type",
            Self::Slot(refusal) => Problem::from(refusal.clone()).code,
            Self::Full => "slot-full",
            Self::TooMany => "too-many-appointments",
        }
    }

    /// For whoever runs the system.
    fn detail(&self) -> String {
        match self {
            Self::Malformed(cause) => (*cause).to_owned(),
            Self::UnknownAgency => "no such agency is served here".to_owned(),
            Self::Abolished => "the agency was abolished".to_owned(),
            Self::UnknownDocumentType => "the agency has no such document type".to_owned(),
            Self::Slot(refusal) => refusal.to_string(),
            Self::Full => "the slot is full".to_owned(),
            Self::TooMany => "the requester holds too many open appointments there".to_owned(),
        }
    }

    /// For the requester, to stand after "Lý do:".
    fn in_short(&self) -> &'static str {
        match self {
            Self::Malformed(_) | Self::UnknownAgency => "thông tin đặt lịch chưa đầy đủ",
            Self::Abolished => "đơn vị đã giải thể hoặc sáp nhập",
            Self::UnknownDocumentType => "đơn vị không chứng thực loại giấy tờ này",
            Self::Slot(SlotRefusal::Past) => "giờ hẹn đã qua",
            Self::Slot(SlotRefusal::BeyondHorizon { .. }) => "đơn vị chưa nhận lịch hẹn cho ngày này",
            Self::Slot(SlotRefusal::Closed { .. }) => "đơn vị nghỉ ngày này",
            Self::Slot(SlotRefusal::NotASlot) => "đơn vị không nhận lịch hẹn vào giờ này",
            Self::Full => "giờ hẹn đã hết chỗ",
            Self::TooMany => "ông/bà đang có quá nhiều lịch hẹn chờ tại đơn vị",
        }
    }
}

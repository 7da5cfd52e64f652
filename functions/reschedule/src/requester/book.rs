//! `POST /booking/appointments`: a requester books for himself or herself.

use api::{Answer, Problem, RequesterCall, request};
use certification::{
    Appointment, AppointmentId, Requester,
    appointment::{Booking, Origin},
    identifier::Phone,
    requester::Destination,
    time,
};
use records::Account;
use serde::Deserialize;
use utoipa::ToSchema;

use super::BookingView;
use crate::{
    Services,
    book::{notes, phone},
    changes, hours,
};

/// A new appointment. For whom it is says the sign-in's account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingBody {
    /// Identifier of the agency.
    #[schema(example = "an-binh-moi")]
    pub agency: String,
    /// When: one of the hours of `GET /booking/agencies/{agency}/slots`.
    #[schema(format = DateTime, example = "2026-11-26T08:00:00+07:00")]
    pub slot: String,
    /// Code of the document type.
    #[schema(example = "bang-tot-nghiep")]
    pub document_type: String,
    /// Telephone; the account's when left out. A mobile number gets SMS, a landline none.
    #[schema(example = "0912345678")]
    pub phone: Option<String>,
    /// What else the office has to know, at most 1,000 characters.
    #[schema(max_length = 1_000)]
    pub notes: Option<String>,
}

/// Books an appointment for the requester who is signed in.
#[utoipa::path(
    post,
    path = "/booking/appointments",
    operation_id = "requestAppointment",
    request_body = BookingBody,
    responses((status = 201, description = "The appointment.", body = BookingView)),
    extensions(
        ("x-roles" = json!(["requester"])),
        ("x-problems" = json!([
            "account-not-found", "agency-abolished", "agency-closed", "beyond-horizon", "changed-meanwhile",
            "hour-passed", "invalid-field", "no-such-slot", "not-found", "slot-full", "too-many-appointments",
        ])),
    ),
)]
pub(crate) async fn book(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    let body: BookingBody = call.json()?;
    let start = hours::hour(&body.slot)?;
    let agency = super::agency(services, body.agency.parse().ok()).await?;
    let account = account(services, call).await?;
    let at = services.clock.now();
    let slot = agency.calendar.bookable(start, time::local(at))?;
    let booking = Booking {
        phone: phone(body.phone.as_deref())?.or_else(|| phone_of(&account)),
        document_type: request::document_type_of(&agency, &body.document_type)?,
        notes: notes(body.notes)?,
        requester: Requester {
            name: account.name,
            destination: Destination::PortalAccount { account: account.id },
        },
    };
    let id = AppointmentId::from_ulid(call.id_of_new(services.clock));
    let appointment = Appointment::book(id, agency.id.clone(), booking, Origin::Requester, slot, at);
    let view = |booked: &Appointment| Answer::created(&BookingView::of(booked, &agency.name, at));
    changes::book(services, call, &agency, &appointment, slot, view).await
}

/// The account of the sign-in, as the directory has it.
async fn account(services: &Services, call: &RequesterCall) -> Result<Account, Problem> {
    let account = services.records.account_by_id(&call.account).await?;
    account.filter(|account| !account.closed).ok_or_else(|| {
        Problem::new(
            404,
            "account-not-found",
            "Không tìm thấy tài khoản",
            "Hệ thống chưa nhận được thông tin tài khoản của ông/bà từ Cổng Dịch vụ công quốc gia, hoặc tài khoản đã đóng. Kiểm tra tài khoản trên Cổng rồi thử lại, hoặc liên hệ đơn vị để đặt lịch.",
        )
    })
}

/// An unreadable number is as good as none: the booking is worth more than the SMS.
fn phone_of(account: &Account) -> Option<Phone> {
    account.phone.as_deref().and_then(|phone| phone.parse().ok())
}

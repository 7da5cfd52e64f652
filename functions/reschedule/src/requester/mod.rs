//! What requesters do for themselves, with the account of their sign-in: see who takes appointments, book,
//! list, move, cancel.
//!
//! The rules, the transaction and the notices are those of the officers' operations ([`crate::changes`]). The
//! account is the token's, so a requester cannot name another one's appointment.

pub(crate) mod agencies;
pub(crate) mod book;
pub(crate) mod cancel;
pub(crate) mod list;
pub(crate) mod shift;
mod view;

pub use agencies::{
    BookableTypeView, BookableTypesView, BookingAgenciesView, BookingAgencyView, BookingOfficeView,
};
pub use book::BookingBody;
pub use cancel::CancelBookingBody;
pub use list::BookingsView;
pub use shift::MoveBookingBody;
pub use view::{BookingView, EndedBookingView};

use api::{Problem, RequesterCall};
use certification::{
    AgencyId, Appointment, AppointmentId,
    agency::{Agency, AgencyStatus},
    appointment::{NoReason, Reason},
};

use crate::{Services, stored};

/// What history and notices say when the requester gives no reason.
const UNSAID: &str = "Người yêu cầu đề nghị";

/// An agency that requesters book at, with its calendar. The agency that runs the system is none.
async fn agency(services: &Services, id: Option<AgencyId>) -> Result<Agency, Problem> {
    let unknown = || {
        let detail = "Không tìm thấy đơn vị này. Chọn một đơn vị trong danh sách nhận lịch hẹn.";
        Problem::new(404, "not-found", "Không tìm thấy", detail)
    };
    let id = id.filter(|id| *id != services.centre).ok_or_else(unknown)?;
    let agency = services.records.agency(&id).await?.ok_or_else(unknown)?;
    if agency.status == AgencyStatus::Abolished {
        return Err(Problem::new(
            403,
            "agency-abolished",
            "Đơn vị đã giải thể",
            "Đơn vị đã giải thể hoặc sáp nhập, nên không nhận lịch hẹn nữa. Chọn đơn vị khác trong danh sách.",
        ));
    }
    let calendar = services.records.calendar(&agency).await?;
    Ok(Agency { calendar, ..agency })
}

/// The appointment of the path, when it is the account's.
async fn load(services: &Services, call: &RequesterCall) -> Result<Appointment, Problem> {
    let id: AppointmentId = call.path("appointment", stored::WHAT)?;
    let appointment = services.records.appointment_of_account(&call.account, id).await?;
    appointment.ok_or_else(|| RequesterCall::not_found(stored::WHAT))
}

/// The reason that the requester gives; nobody has to.
fn reason(said: Option<&str>) -> Result<Reason, Problem> {
    let said = said.map(str::trim).filter(|said| !said.is_empty()).unwrap_or(UNSAID);
    said.parse()
        .map_err(|NoReason| Problem::field("reason", "Lý do cần từ 3 đến 1.000 ký tự, hoặc để trống."))
}

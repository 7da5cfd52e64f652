//! `POST …/deliveries/{delivery}/resend`: an official sends one delivery again.

use api::{
    Answer, Call, Problem,
    contract::{AppointmentPath, CasePath},
    stored,
};
use certification::{
    Role,
    notice::{About, DeliveryId, DeliveryRefusal},
};

use crate::{Services, carry, ledger, view::DeliveryView};

const SENDERS: [Role; 2] = [Role::Clerk, Role::Officer];

/// Sends one delivery of a case again.
#[utoipa::path(
    post,
    path = "/cases/{case}/deliveries/{delivery}/resend",
    operation_id = "resendDelivery",
    params(
        CasePath,
        ("delivery" = String, Path, description = "Identifier of the delivery.", example = "01K8E5V3YJ2H5K7P9Q1R3T6V8W-1"),
    ),
    responses((status = 200, description = "The delivery after the attempt, which may have failed again.", body = DeliveryView)),
    extensions(
        ("x-roles" = json!(["clerk", "officer"])),
        ("x-problems" = json!(["changed-meanwhile", "delivery"])),
    ),
)]
pub(crate) async fn of_case(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&SENDERS)?;
    let case = stored::load(&services.records, call).await?;
    again(services, call, About::Case(case.id)).await
}

/// Sends one delivery of an appointment again.
#[utoipa::path(
    post,
    path = "/appointments/{appointment}/deliveries/{delivery}/resend",
    operation_id = "resendDeliveryOfAppointment",
    params(
        AppointmentPath,
        ("delivery" = String, Path, description = "Identifier of the delivery.", example = "01K8E5V3YJ2H5K7P9Q1R3T6V8W-1"),
    ),
    responses((status = 200, description = "The delivery after the attempt, which may have failed again.", body = DeliveryView)),
    extensions(
        ("x-roles" = json!(["clerk", "officer"])),
        ("x-problems" = json!(["changed-meanwhile", "delivery"])),
    ),
)]
pub(crate) async fn of_appointment(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&SENDERS)?;
    let (about, _) = ledger::appointment(services, call).await?;
    again(services, call, about).await
}

async fn again(services: &Services, call: &Call, about: About) -> Result<Answer, Problem> {
    let agency = &call.caller.agency;
    let id: DeliveryId = call.path("delivery", "lần gửi")?;
    let line = services.records.delivery(agency, about, id).await?;
    let notice = services.records.notice(agency, about, id.notice).await?;
    let (Some(line), Some(notice)) = (line, notice) else { return Err(Problem::not_found("lần gửi")) };
    let by = call.caller.official.clone();
    let begun = line.begin_again(by, services.clock.now()).map_err(refused)?;
    let after = carry::attempt(services, &notice, begun).await?;
    Answer::ok(&DeliveryView::from(&after))
}

fn refused(refusal: DeliveryRefusal) -> Problem {
    match refusal {
        DeliveryRefusal::AlreadySent => {
            Problem::conflict("already-sent", "Lần gửi này đã thành công, không gửi lại để tránh trùng.")
        }
        DeliveryRefusal::Unreachable => Problem::conflict(
            "no-recipient",
            "Người nhận không có số điện thoại di động, nên không gửi được tin nhắn. Báo cho người nhận bằng cách khác.",
        ),
        DeliveryRefusal::UnderWay | DeliveryRefusal::CutOff | DeliveryRefusal::GivenUp => Problem::conflict(
            "delivery-under-way",
            "Lần gửi này đang được thực hiện. Chờ 5 phút rồi xem lại.",
        ),
    }
}

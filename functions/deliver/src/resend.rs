//! `POST …/deliveries/{delivery}/resend`: an official sends one delivery again.

use api::{
    Answer, Call, Problem,
    contract::{AppointmentPath, CasePath},
    stored,
};
use certification::{
    Case, Role,
    history::{CaseAction, HistoryFacts},
    identifier::EmailAddress,
    notice::{About, Delivery, DeliveryId, DeliveryRefusal, Notice, Recipient},
};
use records::{Change, Reply, Versioned as _};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    Services, carry, ledger,
    view::DeliveryView,
    whom::{self, Whom},
};

const SENDERS: [Role; 2] = [Role::Clerk, Role::Officer];

/// Where a delivery of a case goes when it is sent again.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResendBody {
    /// The corrected address, for a requester without an account, when the e-mail failed or came back; left out,
    /// it goes where it went before. The case has the corrected address from then on.
    #[schema(example = "binh.tran@thu.example.vn")]
    pub email: Option<String>,
}

/// Sends one delivery of a case again, to a corrected address when one is given: the ledger keeps the line that
/// did not arrive, and answers with the new one.
#[utoipa::path(
    post,
    path = "/cases/{case}/deliveries/{delivery}/resend",
    operation_id = "resendDelivery",
    params(
        CasePath,
        ("delivery" = String, Path, description = "Identifier of the delivery.", example = "01K8E5V3YJ2H5K7P9Q1R3T6V8W-1"),
    ),
    request_body = ResendBody,
    responses((status = 200, description = "The delivery after the attempt, which may have failed again.", body = DeliveryView)),
    extensions(
        ("x-roles" = json!(["clerk", "officer"])),
        ("x-problems" = json!(["changed-meanwhile", "delivery", "invalid-field"])),
    ),
)]
pub(crate) async fn of_case(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&SENDERS)?;
    let body: ResendBody = call.json()?;
    let email = body.email.as_deref().map(str::parse::<EmailAddress>).transpose()?;
    let case = stored::load(&services.records, call).await?;
    let (line, notice) = load(services, call, About::Case(case.id)).await?;
    match email.filter(|address| line.to != Recipient::Email { address: address.clone() }) {
        // Boxed: it holds the case three times over while it is stored and sent.
        Some(address) => Box::pin(corrected(services, call, &case, (line, notice), address)).await,
        None => again(services, call, line, &notice).await,
    }
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
    let (line, notice) = load(services, call, about).await?;
    again(services, call, line, &notice).await
}

async fn load(services: &Services, call: &Call, about: About) -> Result<(Delivery, Notice), Problem> {
    let agency = &call.caller.agency;
    let id: DeliveryId = call.path("delivery", "lần gửi")?;
    let line = services.records.delivery(agency, about, id).await?;
    let notice = services.records.notice(agency, about, id.notice).await?;
    line.zip(notice).ok_or_else(|| Problem::not_found("lần gửi"))
}

async fn again(services: &Services, call: &Call, line: Delivery, notice: &Notice) -> Result<Answer, Problem> {
    let by = call.caller.official.clone();
    let begun = line.begin_again(by, services.clock.now()).map_err(refused)?;
    let whom = of_line(services, call, &begun).await?;
    let after = carry::attempt(services, notice, begun, |line| reply(call, whom.as_ref(), line)).await?;
    Answer::ok(&DeliveryView::of(&after, whom.as_ref()))
}

/// Keeps the line that did not arrive, writes one to the corrected address, and sends that.
async fn corrected(
    services: &Services,
    call: &Call,
    case: &Case,
    (line, notice): (Delivery, Notice),
    address: EmailAddress,
) -> Result<Answer, Problem> {
    let at = services.clock.now();
    let ledger = services.records.deliveries(&case.agency, line.about).await?;
    let of_notice = ledger.iter().filter(|known| known.id.notice == line.id.notice);
    let last = of_notice.map(|known| known.id.recipient).max().unwrap_or(line.id.recipient);
    let place = last.checked_add(1).ok_or_else(|| refused(DeliveryRefusal::Replaced))?;
    let facts = HistoryFacts::AddressCorrected { delivery: line.id };
    let (old, new) = line.correct(address.clone(), place, at).map_err(refused)?;
    let after = case.clone().with_address(address).ok_or_else(|| refused(DeliveryRefusal::NoEmail))?;
    let role = call.caller.acting_as(&SENDERS).unwrap_or(Role::Officer);
    let from = Some(case.state.name());
    let step =
        stored::Step { action: CaseAction::CorrectAddress, role, from, at, facts: Some(facts), note: None };
    let whom = of_line(services, call, &new).await?;
    let whom = whom.as_ref();
    let change = Change {
        reply: reply(call, whom, &new.stored()),
        ..stored::change(call, services.clock, &after, step, None)
    };
    let new = services.records.correct_address(&after, &change, (&old, &new)).await?;
    // Should the function end here, the line waits in the queue of those that were never sent.
    let begun = new.begin_first(call.caller.official.clone(), at).map_err(refused)?;
    let sent = carry::attempt(services, &notice, begun, |line| reply(call, whom, line)).await?;
    Answer::ok(&DeliveryView::of(&sent, whom))
}

/// Whom a delivery is for.
async fn of_line(services: &Services, call: &Call, line: &Delivery) -> Result<Option<Whom>, Problem> {
    let mut whom = whom::of_lines(services, &call.caller.roles, std::slice::from_ref(line)).await?;
    Ok(whom.remove(&line.about))
}

/// The answer that shows a line of the ledger, to be kept with it.
fn reply(call: &Call, whom: Option<&Whom>, line: &Delivery) -> Option<Reply> {
    call.reply(&Answer::ok(&DeliveryView::of(line, whom)).ok()?)
}

fn refused(refusal: DeliveryRefusal) -> Problem {
    match refusal {
        DeliveryRefusal::AlreadySent => {
            Problem::conflict("already-sent", "Lần gửi này đã thành công, không gửi lại để tránh trùng.")
        }
        DeliveryRefusal::Replaced => Problem::conflict(
            "delivery-replaced",
            "Lần gửi này đã được thay bằng lần gửi tới địa chỉ đã sửa. Xem hoặc gửi lại lần gửi mới.",
        ),
        DeliveryRefusal::NoEmail => Problem::conflict(
            "not-by-email",
            "Kết quả này được gửi vào tài khoản DVCQG hoặc qua tin nhắn, không qua e-mail, nên không sửa địa chỉ e-mail được.",
        ),
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

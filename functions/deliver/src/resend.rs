//! `POST /cases/{case}/deliveries/{delivery}/resend`: an official sends one delivery again.

use api::{Answer, Call, Problem, contract::CasePath, stored};
use certification::{
    Case, Role,
    notice::{Channel, Delivery, DeliveryStatus},
};
use jiff::SignedDuration;
use ulid::Ulid;

use crate::{Services, attempt, ledger::DeliveryView};

/// An attempt that began less than this ago may still be under way.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(5);

/// Sends one delivery again.
#[utoipa::path(
    post,
    path = "/cases/{case}/deliveries/{delivery}/resend",
    operation_id = "resendDelivery",
    params(
        CasePath,
        ("delivery" = String, Path, description = "Identifier of the delivery.", example = "01K8E5V3YJ2H5K7P9Q1R3T6V8W-email"),
    ),
    responses((status = 200, description = "The delivery after the attempt, which may have failed again.", body = DeliveryView)),
    extensions(
        ("x-roles" = json!(["clerk", "officer"])),
        ("x-problems" = json!(["already-sent", "changed-meanwhile", "delivery-under-way"])),
    ),
)]
pub(crate) async fn resend(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk, Role::Officer])?;
    let case = stored::load(&services.records, call).await?;
    let id: String = call.path("delivery", "lần gửi")?;
    let (notice, channel) = parse(&id).ok_or_else(|| Problem::not_found("lần gửi"))?;
    let line = services.records.delivery(&case.agency, case.id, notice, channel).await?;
    // A notice that never came through the stream has no line yet.
    let line = match line {
        Some(line) => line,
        None => unattempted(services, &case, notice, channel).await?,
    };
    if line.status == DeliveryStatus::Sent {
        return Err(Problem::conflict(
            "already-sent",
            "Lần gửi này đã thành công, không gửi lại để tránh trùng.",
        ));
    }
    let age = services.clock.now().duration_since(line.attempted_at);
    let under_way =
        matches!(line.status, DeliveryStatus::Sending | DeliveryStatus::Retrying) && age < UNDER_WAY;
    if under_way {
        return Err(Problem::conflict(
            "delivery-under-way",
            "Lần gửi này đang được thực hiện. Chờ 5 phút rồi xem lại.",
        ));
    }
    let after = attempt::attempt(services, line, 0).await?;
    Answer::ok(&DeliveryView::from(&after))
}

async fn unattempted(
    services: &Services,
    case: &Case,
    notice: Ulid,
    channel: Channel,
) -> Result<Delivery, Problem> {
    let notices = services.records.notices(&case.agency, case.id).await?;
    notices
        .iter()
        .find(|known| known.id == notice && known.to.channel() == channel)
        .map(|notice| attempt::unattempted(services, notice))
        .ok_or_else(|| Problem::not_found("lần gửi"))
}

fn parse(id: &str) -> Option<(Ulid, Channel)> {
    let (notice, channel) = id.rsplit_once('-')?;
    let channel = [Channel::Email, Channel::Portal].into_iter().find(|known| known.as_str() == channel)?;
    Some((notice.parse().ok()?, channel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_named_by_its_notice_and_channel() {
        let notice = Ulid::from(7_u128);
        assert_eq!(parse(&format!("{notice}-portal")), Some((notice, Channel::Portal)));
        for wrong in ["", "portal", "x-portal", &format!("{notice}-sms")] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}

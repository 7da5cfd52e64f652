//! `GET /deliveries?state=`, `POST /deliveries/replay`: what waits or has failed, in the whole agency.
//!
//! The ledger's lines are the outbox: one that was never carried, whatever became of the stream, is still in
//! the queue of its status and can be sent from there.

use std::time::Duration;

use api::{Answer, Call, Problem};
use certification::{
    Role,
    notice::{Delivery, DeliveryStatus},
};
use jiff::Timestamp;
use records::RecordsError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, carry, ledger::OFFICIALS, view::DeliveryView, whom};

/// Deliveries that one request sends again; an e-mail with a copy takes seconds.
const MOST_REPLAYED: usize = 20;

/// No attempt begins later than this after the request came: the gateway waits for 30 seconds.
const REPLAY_TIME: Duration = Duration::from_secs(15);

/// A list of deliveries: of a status, or of those that are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenStatus {
    /// Waits for an attempt.
    Queued,
    /// Under way, or cut off.
    Sending,
    /// Given up.
    Failed,
    /// Sent back by the recipient's server.
    Bounced,
    /// Called unwanted by the recipient.
    Complained,
    /// Sent, and as far as the carrier says delivered: what went out for cases, the newest first.
    Done,
}

/// A page of deliveries.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnfinishedView {
    /// The deliveries.
    pub deliveries: Vec<DeliveryView>,
    /// Pass it as `cursor` for the next page; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// What is to be sent again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "state": "failed" }))]
pub struct ReplayRequest {
    /// `queued`, `sending`, `failed` or `bounced`.
    #[schema(example = "failed", pattern = "^(queued|sending|failed|bounced)$")]
    pub state: String,
    /// `next` of the answer before.
    #[serde(default)]
    pub cursor: Option<String>,
}

/// What was sent again.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplayView {
    /// The deliveries after their attempts, which may have failed again.
    pub deliveries: Vec<DeliveryView>,
    /// Pass it as `cursor` to go on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The agency's deliveries that wait or need a look, the oldest first; or those that are done, the newest first.
#[utoipa::path(
    get,
    path = "/deliveries",
    operation_id = "listUnfinishedDeliveries",
    params(
        ("state" = inline(OpenStatus), Query, description = "Which deliveries.", example = "failed"),
        ("limit" = Option<i32>, Query, description = "Deliveries on a page; 50 when left out.", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "`next` of the page before."),
    ),
    responses((status = 200, description = "A page of deliveries.", body = UnfinishedView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!(["malformed-request"])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let state: String = call.query("state")?.ok_or_else(|| Problem::malformed("Thiếu tham số state."))?;
    let limit = call.query::<i32>("limit")?.unwrap_or(50);
    if !(1..=100).contains(&limit) {
        return Err(Problem::malformed("Tham số limit từ 1 đến 100."));
    }
    let cursor: Option<String> = call.query("cursor")?;
    let (records, agency, cursor) = (&services.records, &call.caller.agency, cursor.as_deref());
    let page = match state.parse::<DeliveryStatus>() {
        Ok(status) if status.is_open() => records.deliveries_of_status(agency, status, cursor, limit).await?,
        Err(_) if state == "done" => records.deliveries_done(agency, cursor, limit).await?,
        _ => {
            return Err(Problem::malformed(
                "Tham số state là queued, sending, failed, bounced, complained hoặc done.",
            ));
        }
    };
    let whom = whom::of_lines(services, &call.caller.roles, &page.items).await?;
    let deliveries = page.items.iter().map(|line| DeliveryView::of(line, whom.get(&line.about))).collect();
    Answer::ok(&UnfinishedView { deliveries, next: page.next })
}

/// Sends again what was never sent, was cut off, was given up, or came back; at most 20 at a time.
#[utoipa::path(
    post,
    path = "/deliveries/replay",
    operation_id = "replayDeliveries",
    request_body = ReplayRequest,
    responses((status = 200, description = "What was attempted.", body = ReplayView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["invalid-field"])),
    ),
)]
pub(crate) async fn replay(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Admin])?;
    let began = services.clock.now();
    let body: ReplayRequest = call.json()?;
    let state = body.state.parse::<DeliveryStatus>().ok();
    let state = state.filter(|state| state.is_open() && *state != DeliveryStatus::Complained);
    let state = state.ok_or_else(|| {
        Problem::field("state", "Chỉ gửi lại được lần gửi đang queued, sending, failed hoặc bounced.")
    })?;
    let most = i32::try_from(MOST_REPLAYED).unwrap_or(i32::MAX);
    let page = services
        .records
        .deliveries_of_status(&call.caller.agency, state, body.cursor.as_deref(), most)
        .await?;
    let (mut deliveries, mut next) = (Vec::new(), page.next);
    for line in page.items {
        let place = records::place_of(&line);
        if let Some(after) = again(services, call, line).await? {
            deliveries.push(DeliveryView::from(&after));
        }
        if late(services.clock.now(), began) {
            next = place;
            break;
        }
    }
    Answer::ok(&ReplayView { deliveries, next })
}

fn late(now: Timestamp, began: Timestamp) -> bool {
    now.duration_since(began).unsigned_abs() > REPLAY_TIME
}

/// One more attempt; `None` when it must not be made now, or somebody else makes it.
async fn again(services: &Services, call: &Call, seen: Delivery) -> Result<Option<Delivery>, Problem> {
    // The index may be a moment behind.
    let line = services.records.delivery(&seen.agency, seen.about, seen.id).await?;
    let notice = services.records.notice(&seen.agency, seen.about, seen.id.notice).await?;
    let (Some(line), Some(notice)) = (line, notice) else { return Ok(None) };
    let Ok(begun) = line.begin_again(call.caller.official.clone(), services.clock.now()) else {
        return Ok(None);
    };
    match carry::attempt(services, &notice, begun, |_| None).await {
        Ok(after) => Ok(Some(after)),
        Err(RecordsError::Conflict | RecordsError::Contended) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

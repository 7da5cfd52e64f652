//! `GET /queues`: how many wait for the caller, for the numbers beside the menu.

use api::{
    Answer, Call, Problem,
    contract::{self, RoleName},
};
use certification::{Role, StateName, appointment, notice::DeliveryStatus, time};
use futures_util::future::try_join_all;
use jiff::Timestamp;
use records::{Count, MOST_COUNTED};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, queue::OFFICIALS};

/// The queues of the caller's roles.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "queues": [
    { "queue": "awaiting_signature", "role": "signer", "count": 12, "more": false, "overdue": 2 },
    { "queue": "signed_today", "role": "signer", "count": 48, "more": false },
] }))]
pub struct QueueCountsView {
    /// In the order of the workflow, role by role.
    pub queues: Vec<QueueCountView>,
}

/// How many are in a queue of the agency.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct QueueCountView {
    /// Which queue.
    #[schema(value_type = QueueName)]
    pub queue: &'static str,
    /// Whose it is.
    #[schema(value_type = RoleName)]
    pub role: String,
    /// How many; at most 1,000.
    #[schema(maximum = 1_000)]
    pub count: u32,
    /// Whether there are more than 1,000.
    pub more: bool,
    /// How many of the cases are overdue, at most 1,000; absent where nothing is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(maximum = 1_000)]
    pub overdue: Option<u32>,
}

/// A queue beside the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Queue {
    Cases(StateName),
    Appointments,
    Today(&'static str, StateName),
    /// Deliveries that did not arrive.
    Deliveries,
}

/// Every queue, and whose it is.
const QUEUES: [(Role, Queue); 10] = [
    (Role::Officer, Queue::Cases(StateName::Draft)),
    (Role::Officer, Queue::Cases(StateName::Returned)),
    (Role::Officer, Queue::Appointments),
    (Role::Signer, Queue::Cases(StateName::AwaitingSignature)),
    (Role::Signer, Queue::Today("signed_today", StateName::Signed)),
    (Role::Clerk, Queue::Cases(StateName::Signed)),
    (Role::Clerk, Queue::Cases(StateName::Numbered)),
    (Role::Clerk, Queue::Cases(StateName::Sealed)),
    (Role::Clerk, Queue::Today("released_today", StateName::Released)),
    (Role::Clerk, Queue::Deliveries),
];

impl Queue {
    fn name(self) -> &'static str {
        match self {
            Self::Cases(state) => state.as_str(),
            Self::Appointments => "appointments",
            Self::Deliveries => "deliveries",
            Self::Today(name, _) => name,
        }
    }
}

/// The names of the queues.
#[derive(Debug)]
pub struct QueueName;

impl utoipa::PartialSchema for QueueName {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        contract::words(
            "A queue: the cases in a state, the appointments that are booked (`appointments`), what the agency \
             has signed or released today (`signed_today`, `released_today`), deliveries that did not arrive \
             (`deliveries`).",
            QUEUES.map(|(_, queue)| queue.name()),
        )
    }
}

impl ToSchema for QueueName {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("QueueName")
    }
}

/// How many wait in each queue of the caller's roles, and how many of them are overdue. Administrators have
/// no queue. Cheap enough to be asked for every minute.
#[utoipa::path(
    get,
    path = "/queues",
    operation_id = "countQueues",
    responses((status = 200, description = "The queues.", body = QueueCountsView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn count(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let now = services.clock.now();
    let queues = of(&call.caller.roles).map(|(role, queue)| one(services, call, role, queue, now));
    let queues = try_join_all(queues).await?;
    Answer::ok(&QueueCountsView { queues })
}

/// The queues of some roles.
fn of(roles: &[Role]) -> impl Iterator<Item = (Role, Queue)> {
    QUEUES.into_iter().filter(|(role, _)| roles.contains(role))
}

async fn one(
    services: &Services,
    call: &Call,
    role: Role,
    queue: Queue,
    now: Timestamp,
) -> Result<QueueCountView, Problem> {
    let (records, agency) = (&services.records, &call.caller.agency);
    let (Count { count, more }, overdue) = match queue {
        Queue::Cases(state) => {
            let all = records.count_cases(agency, state);
            let (all, overdue) = tokio::try_join!(all, records.count_due_before(agency, state, now))?;
            (all, Some(overdue.count))
        }
        Queue::Appointments => {
            (records.count_appointments(agency, appointment::StateName::Booked).await?, None)
        }
        Queue::Deliveries => (undelivered(services, call).await?, None),
        Queue::Today(_, state) => (records.count_reached(agency, state, time::day(now)).await?, None),
    };
    Ok(QueueCountView { queue: queue.name(), role: role.to_string(), count, more, overdue })
}

/// What failed, came back or was unwanted.
async fn undelivered(services: &Services, call: &Call) -> Result<Count, Problem> {
    let statuses = [DeliveryStatus::Failed, DeliveryStatus::Bounced, DeliveryStatus::Complained];
    let counts = statuses.map(|status| services.records.count_deliveries(&call.caller.agency, status));
    let counts = try_join_all(counts).await?;
    let count: u32 = counts.iter().map(|counted| counted.count).sum();
    let more = count > MOST_COUNTED || counts.iter().any(|counted| counted.more);
    Ok(Count { count: count.min(MOST_COUNTED), more })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_that_somebody_holds_is_in_a_queue_of_who_holds_it() {
        for state in StateName::ALL {
            let shown: Vec<_> = QUEUES
                .iter()
                .filter(|(_, queue)| *queue == Queue::Cases(state))
                .map(|(role, _)| *role)
                .collect();
            assert_eq!(shown, state.held_by().into_iter().collect::<Vec<_>>(), "{state}");
        }
    }

    #[test]
    fn who_has_several_roles_sees_the_queues_of_all_of_them() {
        let names = |roles: &[Role]| of(roles).map(|(_, queue)| queue.name()).collect::<Vec<_>>();
        let (signer, clerk) = (names(&[Role::Signer]), names(&[Role::Clerk]));
        assert_eq!(signer, ["awaiting_signature", "signed_today"]);
        assert_eq!(names(&[Role::Clerk, Role::Signer]), [signer, clerk].concat());
        assert_eq!(names(&[Role::Admin, Role::Requester]), [""; 0]);
    }
}

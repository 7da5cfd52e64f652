//! Loading an appointment and putting together what is stored with its next state.

use api::{Answer, Call, Problem, RequesterCall};
use certification::{
    Appointment, AppointmentId, Official, Role,
    appointment::StateName,
    history::{AppointmentAction, HistoryEntry, HistoryFacts},
    notice::Notice,
};
use jiff::Timestamp;
use records::{AppointmentChange, Reply};

use crate::Services;

/// What people call it in refusals.
pub(crate) const WHAT: &str = "lịch hẹn";

/// Loads the appointment of the path, of the caller's agency.
pub(crate) async fn load(services: &Services, call: &Call) -> Result<Appointment, Problem> {
    let id: AppointmentId = call.path("appointment", WHAT)?;
    services.records.appointment(&call.caller.agency, id).await?.ok_or_else(|| Problem::not_found(WHAT))
}

/// Refuses a caller who decided on an older version than the stored one; says where it stands now.
pub(crate) fn insist_on_version(appointment: &Appointment, seen: Option<u64>) -> Result<(), Problem> {
    if seen.is_none_or(|seen| seen == appointment.version) {
        return Ok(());
    }
    let facts = serde_json::json!({ "version": appointment.version, "state": appointment.state.name() });
    Err(Problem::changed_meanwhile(WHAT).with_facts(facts))
}

/// Who does something, for the history.
#[derive(Debug, Clone)]
pub(crate) struct Doer {
    by: Option<Official>,
    role: Option<Role>,
    request_id: String,
}

impl From<&Call> for Doer {
    fn from(call: &Call) -> Self {
        let by = Some(call.caller.official.clone());
        Self { by, role: Some(Role::Officer), request_id: call.request_id.clone() }
    }
}

/// The requester's name is the appointment's.
impl From<&RequesterCall> for Doer {
    fn from(call: &RequesterCall) -> Self {
        Self { by: None, role: Some(Role::Requester), request_id: call.request_id.clone() }
    }
}

/// A request that changes an appointment, of an official or of the requester.
pub(crate) trait Asked {
    /// Who asks.
    fn doer(&self) -> Doer;

    /// The answer, to be stored with the change.
    fn reply(&self, answer: &Answer) -> Option<Reply>;
}

impl Asked for Call {
    fn doer(&self) -> Doer {
        self.into()
    }

    fn reply(&self, answer: &Answer) -> Option<Reply> {
        self.reply(answer)
    }
}

impl Asked for RequesterCall {
    fn doer(&self) -> Doer {
        self.into()
    }

    fn reply(&self, answer: &Answer) -> Option<Reply> {
        self.reply(answer)
    }
}

impl Doer {
    /// The requester, by an event of the portal.
    pub(crate) fn of_event(id: &str) -> Self {
        Self { by: None, role: None, request_id: id.to_owned() }
    }
}

/// A change, for the history.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// What was done.
    pub(crate) action: AppointmentAction,
    /// The state before; none when it is booked.
    pub(crate) from: Option<StateName>,
    /// When.
    pub(crate) at: Timestamp,
    /// Facts that screens put into words.
    pub(crate) facts: Option<HistoryFacts>,
    /// Text as a person typed it.
    pub(crate) note: Option<String>,
}

/// The history line of a step, and the notices it causes.
pub(crate) fn change(
    services: &Services,
    doer: Doer,
    after: &Appointment,
    step: Step,
    notices: Vec<Notice>,
) -> AppointmentChange {
    let line = HistoryEntry {
        at: step.at,
        by: doer.by,
        role: doer.role,
        action: step.action,
        from: step.from,
        to: after.state.name(),
        request_id: doer.request_id,
        facts: step.facts,
        note: step.note,
    };
    AppointmentChange { history: (services.clock.ulid(), line), notices, reply: None }
}

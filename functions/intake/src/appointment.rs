//! The appointment that a cancelled case was opened from ends with it: its place in the slot is free again.

use api::{Call, Problem};
use certification::{
    Appointment, Case, Role,
    appointment::State,
    history::{AppointmentAction, HistoryEntry, HistoryFacts},
};
use jiff::Timestamp;
use records::{AppointmentChange, Change};

use crate::Services;

/// Stores a cancelled case, and the end of its appointment with it.
pub(crate) async fn save_cancelled(
    services: &Services,
    call: &Call,
    case: &Case,
    change: &Change,
    at: Timestamp,
) -> Result<Case, Problem> {
    let Some(before) = opened_as(services, case).await? else {
        return Ok(services.records.save_case(case, change).await?);
    };
    let after = before.clone().cancel_with_case(case.id, call.caller.official.clone(), at)?;
    let line = HistoryEntry {
        at,
        by: Some(call.caller.official.clone()),
        role: Some(Role::Officer),
        action: AppointmentAction::CancelWithCase,
        from: Some(before.state.name()),
        to: after.state.name(),
        request_id: call.request_id.clone(),
        facts: Some(HistoryFacts::OfCase { case: case.id }),
        note: None,
    };
    let history = (services.clock.ulid(), line);
    let of_appointment = AppointmentChange { history, notices: Vec::new(), reply: None };
    let records = &services.records;
    Ok(records.save_case_with_appointment(case, change, &before, &after, &of_appointment).await?)
}

/// The appointment, as long as it stands as this case.
async fn opened_as(services: &Services, case: &Case) -> Result<Option<Appointment>, Problem> {
    let Some(id) = case.appointment else { return Ok(None) };
    let appointment = services.records.appointment(&case.agency, id).await?;
    let is_this = |state: &State| matches!(state, State::Opened { case: opened, .. } if *opened == case.id);
    Ok(appointment.filter(|appointment| is_this(&appointment.state)))
}

//! `GET /appointments/{appointment}/history`: who did what with it, and when.

use api::{
    Answer, Call, HistoryFactsView, Problem,
    contract::{self, AppointmentPath},
};
use certification::{Role, history::AppointmentEntry, time};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, stored};

/// The history of an appointment, the oldest line first.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppointmentHistoryView {
    /// The lines.
    pub history: Vec<AppointmentStepView>,
}

/// One line of the history.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "at": "2026-11-23T09:14:00+07:00",
    "by": "Ngô Văn Mẫu",
    "role": "officer",
    "action": "reschedule",
    "from": "booked",
    "to": "booked",
    "request_id": "JKJaXmPLvHcESHA=",
    "facts": { "kind": "moved", "before": "2026-11-26T08:00:00+07:00", "slot": "2026-11-27T08:00:00+07:00" },
    "note": "Cán bộ họp đột xuất.",
}))]
pub struct AppointmentStepView {
    /// When: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub at: String,
    /// Who; absent when the requester booked in the portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// In which role.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<contract::RoleName>)]
    pub role: Option<String>,
    /// What was done.
    #[schema(value_type = contract::AppointmentActionName)]
    pub action: &'static str,
    /// The state before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<contract::AppointmentState>)]
    pub from: Option<String>,
    /// The state after.
    #[schema(value_type = contract::AppointmentState)]
    pub to: String,
    /// The request or the event that did it.
    pub request_id: String,
    /// Facts of the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facts: Option<HistoryFactsView>,
    /// Text as a person typed or prints it: a reason, a register number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who did what with an appointment, and when.
#[utoipa::path(
    get,
    path = "/appointments/{appointment}/history",
    operation_id = "readAppointmentHistory",
    params(AppointmentPath),
    responses((status = 200, description = "The history.", body = AppointmentHistoryView)),
    extensions(
        ("x-roles" = json!(["officer", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer, Role::Admin])?;
    let appointment = stored::load(services, call).await?;
    let lines = services.records.appointment_history(&appointment.agency, appointment.id).await?;
    let requester = &appointment.booking.requester.name;
    Answer::ok(&AppointmentHistoryView {
        history: lines.into_iter().map(|line| view(line, requester)).collect(),
    })
}

fn view(line: AppointmentEntry, requester: &str) -> AppointmentStepView {
    let own = (line.role == Some(Role::Requester)).then(|| requester.to_owned());
    AppointmentStepView {
        at: time::iso(line.at),
        by: line.by.map(|official| official.name).or(own),
        role: line.role.map(|role| role.to_string()),
        action: line.action.as_str(),
        from: line.from.map(|state| state.to_string()),
        to: line.to.to_string(),
        request_id: line.request_id,
        facts: line.facts.map(HistoryFactsView::from),
        note: line.note,
    }
}

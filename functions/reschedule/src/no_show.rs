//! `POST /appointments/{appointment}/no-show`: nobody came before the hour was over.

use api::{Answer, Call, Problem, SeenVersion, contract::AppointmentPath, request};
use certification::{Role, history::AppointmentAction};
use records::{AppointmentChange, Versioned as _};

use crate::{Services, stored, view::AppointmentView};

/// Writes down that nobody came.
#[utoipa::path(
    post,
    path = "/appointments/{appointment}/no-show",
    operation_id = "missAppointment",
    params(AppointmentPath),
    request_body = SeenVersion,
    responses((status = 200, description = "The appointment, to which nobody came.", body = AppointmentView)),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "hour-not-over", "wrong-state"])),
    ),
)]
pub(crate) async fn no_show(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: SeenVersion = call.json()?;
    let before = stored::load(services, call).await?;
    stored::insist_on_version(&before, body.version)?;
    let minutes = request::agency(&services.records, &call.caller.agency).await?.calendar.slot_minutes();
    let at = services.clock.now();
    let after = before.clone().no_show(minutes, call.caller.official.clone(), at)?;
    let step = stored::Step {
        action: AppointmentAction::NoShow,
        from: Some(before.state.name()),
        at,
        facts: None,
        note: None,
    };
    let answer = Answer::ok(&AppointmentView::from(&after.stored()))?;
    let change = stored::change(services, call.into(), &after, step, Vec::new());
    let change = AppointmentChange { reply: call.reply(&answer), ..change };
    services.records.save_appointment(&before, &after, &change).await?;
    Ok(answer)
}

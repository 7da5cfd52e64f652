//! `POST /appointments/{appointment}/open`: [Xử lý], the case with everything filled in.

use api::{Answer, Call, CaseView, Problem, SeenVersion, contract::AppointmentPath, request};
use certification::{
    Appointment, Case, CaseId, Role,
    appointment::State,
    case::Request,
    history::{AppointmentAction, CaseAction, HistoryFacts},
};
use records::{AppointmentChange, RecordsError, Versioned as _};

use crate::{Services, stored};

/// How often the appointment is read again when somebody else changes it at the same moment.
const TRIES: u32 = 5;

/// Makes the case of an appointment, with requester and document type filled in (Xử lý). It is made once:
/// asked again, the same case is answered.
#[utoipa::path(
    post,
    path = "/appointments/{appointment}/open",
    operation_id = "openAppointment",
    params(AppointmentPath),
    request_body = SeenVersion,
    responses(
        (status = 201, description = "The case, a draft.", body = CaseView),
        (status = 200, description = "The case that was made before.", body = CaseView),
    ),
    extensions(
        ("x-roles" = json!(["officer"])),
        ("x-problems" = json!(["changed-meanwhile", "wrong-state"])),
    ),
)]
pub(crate) async fn open(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: SeenVersion = call.json()?;
    for _ in 0..TRIES {
        let appointment = stored::load(services, call).await?;
        if let State::Opened { case, .. } = appointment.state {
            let case = services.records.case(&appointment.agency, case).await?;
            let case = case.ok_or_else(|| Problem::not_found("hồ sơ"))?;
            return Answer::ok(&CaseView::at(&case, services.clock.now()));
        }
        stored::insist_on_version(&appointment, body.version)?;
        match attempt(services, call, &appointment).await? {
            Ok(answer) => return Ok(answer),
            // Whoever was first may have opened it.
            Err(RecordsError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::changed_meanwhile(stored::WHAT))
}

async fn attempt(
    services: &Services,
    call: &Call,
    before: &Appointment,
) -> Result<Result<Answer, RecordsError>, Problem> {
    let (id, at) = (CaseId::from_ulid(services.clock.ulid()), services.clock.now());
    let by = &call.caller.official;
    let after = before.clone().open(id, by.clone(), at)?;
    let booking = &before.booking;
    let request = Request {
        requester: booking.requester.clone(),
        document_type: booking.document_type.clone(),
        original_name: booking.document_type.name.clone(),
        copies: 1,
        fee_waiver: None,
    };
    let agency = request::agency(&services.records, &before.agency).await?;
    let case = Case::open(id, &agency, request, by.clone(), at).from_appointment(before.id);
    let facts = Some(HistoryFacts::FromAppointment { appointment: before.id });
    let step = api::stored::Step {
        action: CaseAction::Open,
        role: Role::Officer,
        from: None,
        at,
        facts,
        note: None,
    };
    let case_change = api::stored::change(call, services.clock, &case, step, None);
    let step = stored::Step {
        action: AppointmentAction::Open,
        from: Some(before.state.name()),
        at,
        facts: Some(HistoryFacts::OfCase { case: id }),
        note: None,
    };
    let answer = Answer::created(&CaseView::at(&case.stored(), at))?;
    let change = stored::change(services, call.into(), &after, step, Vec::new());
    let change = AppointmentChange { reply: call.reply(&answer), ..change };
    let opened = services.records.open_appointment(before, &after, &change, &case, &case_change).await;
    Ok(opened.map(|_| answer))
}

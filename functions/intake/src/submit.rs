//! `POST /cases/{case}/submit`: Trình ký.

use api::{Answer, Call, CaseView, Problem, SeenVersion, stored};
use certification::Role;

use crate::Services;

pub(crate) async fn submit(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Officer])?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let case = case.submit(call.caller.official.clone(), at)?;
    let step = stored::Step { action: "submit", role: Role::Officer, from, at, note: None };
    let change = stored::change(call, services.clock, &case, step, None);
    let case = services.records.save_case(&case, &change).await?;
    Answer::ok(&CaseView::from(&case))
}

//! `POST /cases/{case}/release`: Hoàn thành và chuyển bản CTĐT tới người dân/doanh nghiệp.
//!
//! The notice is written in the same transaction; `deliver` carries it.

use api::{Answer, Call, CaseView, Problem, SeenVersion, stored};
use certification::{
    Role,
    notice::{Notice, NoticeSubject},
};

use crate::Services;

pub(crate) async fn release(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&[Role::Clerk])?;
    let body: SeenVersion = call.json()?;
    let case = stored::load(&services.records, call).await?;
    stored::insist_on_version(&case, body.version)?;
    let (from, at) = (Some(case.state.name()), services.clock.now());
    let case = case.release(call.caller.official.clone(), at)?;
    let notice = Notice {
        id: services.clock.ulid(),
        agency: case.agency.clone(),
        case: case.id,
        subject: NoticeSubject::CopyReleased,
        to: case.request.requester.destination.clone(),
        at,
    };
    let step = stored::Step { action: "release", role: Role::Clerk, from, at, note: None };
    let change = stored::change(call, services.clock, &case, step, Some(notice));
    let case = services.records.save_case(&case, &change).await?;
    Answer::ok(&CaseView::from(&case))
}

//! `GET /cases/{case}/deliveries`: the delivery ledger of a case.

use api::{Answer, Call, Problem, contract::CasePath, stored};
use certification::{Role, notice::About};

use crate::{Services, view::DeliveriesView};

pub(crate) const OFFICIALS: [Role; 4] = [Role::Officer, Role::Signer, Role::Clerk, Role::Admin];

/// The delivery ledger of a case.
#[utoipa::path(
    get,
    path = "/cases/{case}/deliveries",
    operation_id = "listDeliveries",
    params(CasePath),
    responses((status = 200, description = "The ledger.", body = DeliveriesView)),
    extensions(
        ("x-roles" = json!(["officer", "signer", "clerk", "admin"])),
        ("x-problems" = json!([])),
    ),
)]
pub(crate) async fn of_case(services: &Services, call: &Call) -> Result<Answer, Problem> {
    call.caller.must_be(&OFFICIALS)?;
    let case = stored::load(&services.records, call).await?;
    let lines = services.records.deliveries(&case.agency, About::Case(case.id)).await?;
    Answer::ok(&DeliveriesView::from(&lines[..]))
}

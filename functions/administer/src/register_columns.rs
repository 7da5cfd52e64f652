//! `GET` and `PUT /agency/register-columns`: what heads the columns of the register.

use api::{Answer, Call, Problem};
use certification::{administration::AdministrationAction, agency::Agency, book::RegisterColumns};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Services, line, scope};

/// The heads of the register's columns.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "heads": [
        "Số thứ tự/số chứng thực",
        "Ngày, tháng, năm chứng thực",
        "Họ tên của người yêu cầu chứng thực",
        "Tên của bản chính giấy tờ, văn bản",
        "Họ tên, chức danh người ký chứng thực",
        "Số bản sao đã được chứng thực",
        "Lệ phí/Phí chứng thực (đồng)",
        "Ghi chú",
    ],
    "version": 4,
}))]
pub(crate) struct RegisterColumnsView {
    /// Columns 1 to 8.
    heads: Vec<String>,
    /// The agency's version.
    version: u64,
}

/// Heads to use from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetRegisterColumnsBody {
    /// The version that was seen.
    version: u64,
    /// Columns 1 to 8, each of 1 to 80 characters on one line.
    #[schema(min_items = 8, max_items = 8)]
    heads: Vec<String>,
}

/// The heads of the register's columns.
#[utoipa::path(
    get,
    path = "/agency/register-columns",
    operation_id = "readRegisterColumns",
    params(scope::AgencyQuery),
    responses((status = 200, description = "The heads.", body = RegisterColumnsView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    Answer::ok(&view(&scope::agency(services, call).await?))
}

/// Sets the heads of the register's columns, for exports and prints from now on.
#[utoipa::path(
    put,
    path = "/agency/register-columns",
    operation_id = "setRegisterColumns",
    params(scope::AgencyQuery),
    request_body = SetRegisterColumnsBody,
    responses((status = 200, description = "The heads.", body = RegisterColumnsView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "not-found"])),
    ),
)]
pub(crate) async fn set(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let before = scope::agency(services, call).await?;
    let body: SetRegisterColumnsBody = call.json()?;
    scope::insist_on_version(body.version, before.version, "đơn vị")?;
    let columns = RegisterColumns::new(body.heads).map_err(|_| {
        Problem::field("heads", "Sổ có đủ tám cột, tên mỗi cột từ 1 đến 80 ký tự trên một dòng.")
    })?;
    let after = Agency { register_columns: columns, ..before.clone() };
    let answer = Answer::ok(&view(&line::once_stored(&before, &after)?))?;
    line::change_agency(
        services,
        call,
        (&before, &after),
        AdministrationAction::SetRegisterColumns,
        None,
        answer,
    )
    .await
}

fn view(agency: &Agency) -> RegisterColumnsView {
    RegisterColumnsView { heads: agency.register_columns.clone().into(), version: agency.version }
}

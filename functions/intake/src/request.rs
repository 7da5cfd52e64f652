//! What an officer fills in for a case, checked.

use api::Problem;
use certification::{DocumentType, Requester, requester::Destination, statement::one_line};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{Services, accounts};

/// The longest name that the register and the statement take.
const LONGEST_NAME: usize = 200;
const MOST_COPIES: u32 = 1_000;

/// For whom: by number, or ("Đối tượng không có tài khoản DVCQG") by name and e-mail.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum RequesterBody {
    /// With a portal account; the name comes from the account.
    WithAccount(WithAccount),
    /// Without a portal account.
    WithoutAccount(WithoutAccount),
}

/// A requester with a portal account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithAccount {
    /// CCCD, CMND or MST.
    #[schema(example = "001099000001")]
    pub number: String,
}

/// A requester without one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithoutAccount {
    /// Họ và tên; column 3 of the register.
    pub name: String,
    /// Where the copy goes.
    #[schema(example = "binh@thu.example.vn")]
    pub email: String,
}

pub(crate) async fn requester(services: &Services, body: &RequesterBody) -> Result<Requester, Problem> {
    match body {
        RequesterBody::WithAccount(body) => {
            let (account, _) = accounts::find(services, &body.number).await?;
            Ok(Requester {
                name: account.name,
                destination: Destination::PortalAccount { account: account.id },
            })
        }
        RequesterBody::WithoutAccount(body) => {
            let name = text("name", "Nhập họ và tên người yêu cầu, tối đa 200 ký tự.", &body.name)?;
            Ok(Requester { name, destination: Destination::Email { address: body.email.parse()? } })
        }
    }
}

pub(crate) async fn document_type(
    services: &Services,
    call: &api::Call,
    code: &str,
) -> Result<DocumentType, Problem> {
    let agency =
        services.records.agency(&call.caller.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    agency.document_types.into_iter().find(|kind| kind.code == code).ok_or_else(|| {
        Problem::field(
            "document_type",
            "Loại giấy tờ này không có trong danh mục của đơn vị. Chọn loại khác.",
        )
    })
}

pub(crate) fn original_name(name: &str) -> Result<String, Problem> {
    text("original_name", "Nhập tên của bản chính, tối đa 200 ký tự.", name)
}

pub(crate) fn copies(copies: u32) -> Result<u32, Problem> {
    if (1..=MOST_COPIES).contains(&copies) {
        Ok(copies)
    } else {
        Err(Problem::field("copies", "Số bản sao từ 1 đến 1.000."))
    }
}

fn text(field: &'static str, wanted: &'static str, given: &str) -> Result<String, Problem> {
    let line = one_line(given);
    if (1..=LONGEST_NAME).contains(&line.chars().count()) {
        Ok(line)
    } else {
        Err(Problem::field(field, wanted))
    }
}

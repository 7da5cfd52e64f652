//! What an officer fills in for a case or an appointment, checked.

use certification::{
    AgencyId, DocumentType, Requester, agency::Agency, day::Day, fee::FeeWaiver, letters,
    requester::Destination, statement::one_line,
};
use jiff::civil::Date;
use records::Records;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{accounts, problem::Problem};

/// The longest name that the register and the statement take.
const LONGEST_NAME: usize = 200;
const MOST_COPIES: u32 = 1_000;

/// What the printed texts of a case are called in refusals.
const REQUESTER: &str = "họ và tên người yêu cầu";
const ORIGINAL: &str = "tên bản chính";
const WAIVER: &str = "lý do miễn, giảm phí";

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

/// Miễn, giảm phí.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeWaiverBody {
    /// How much of the fee is waived, in the hundred; all of it when left out.
    #[schema(minimum = 1, maximum = 100, example = 100)]
    pub percent: Option<u8>,
    /// Why, 3 to 200 characters; stands in the register.
    #[schema(min_length = 3, max_length = 200, example = "Người có công với cách mạng")]
    pub reason: String,
}

/// The waiver that a body names; all of the fee when nothing is said.
///
/// # Errors
/// 422 without a reason, or of nothing.
pub fn fee_waiver(body: &FeeWaiverBody) -> Result<FeeWaiver, Problem> {
    let waiver = FeeWaiver::new(body.percent.unwrap_or(100), &body.reason)?;
    printable("fee_waiver", WAIVER, &waiver.note())?;
    Ok(waiver)
}

/// A field that was sent, `null` too; one that was not is left out by `#[serde(default)]`.
///
/// # Errors
/// When it cannot be read.
pub fn sent<'de, D, T>(body: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(body).map(Some)
}

/// The requester that a body names.
///
/// # Errors
/// 422 for a name or an address that cannot be taken, 404 when the portal has no account of the number.
pub async fn requester(records: &Records, body: &RequesterBody) -> Result<Requester, Problem> {
    match body {
        RequesterBody::WithAccount(body) => {
            let (account, _) = accounts::find(records, &body.number).await?;
            printable("number", REQUESTER, &account.name)?;
            Ok(Requester {
                name: account.name,
                destination: Destination::PortalAccount { account: account.id },
            })
        }
        RequesterBody::WithoutAccount(body) => {
            let name = text("name", "Nhập họ và tên người yêu cầu, bằng chữ, tối đa 200 ký tự.", &body.name)?;
            printable("name", REQUESTER, &name)?;
            Ok(Requester { name, destination: Destination::Email { address: body.email.parse()? } })
        }
    }
}

/// The agency of a caller, with the calendar that it really keeps: the holidays of the country are in it, so
/// this one is never stored.
///
/// # Errors
/// 404 when there is no such agency.
pub async fn agency(records: &Records, agency: &AgencyId) -> Result<Agency, Problem> {
    let agency = records.agency(agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let calendar = records.calendar(&agency).await?;
    Ok(Agency { calendar, ..agency })
}

/// The document type of a code, among those of an agency.
///
/// # Errors
/// 422 when the agency has none of that code, 404 when there is no such agency.
pub async fn document_type(records: &Records, id: &AgencyId, code: &str) -> Result<DocumentType, Problem> {
    document_type_of(&agency(records, id).await?, code)
}

/// The document type of a code.
///
/// # Errors
/// 422 when the agency has none of that code.
pub fn document_type_of(agency: &Agency, code: &str) -> Result<DocumentType, Problem> {
    agency.document_types.iter().find(|kind| kind.code == code).cloned().ok_or_else(|| {
        Problem::field(
            "document_type",
            "Loại giấy tờ này không có trong danh mục của đơn vị. Chọn loại khác.",
        )
    })
}

/// Tên của bản chính, on one line.
///
/// # Errors
/// 422.
pub fn original_name(name: &str) -> Result<String, Problem> {
    let name = text("original_name", "Nhập tên của bản chính bằng chữ, tối đa 200 ký tự.", name)?;
    printable("original_name", ORIGINAL, &name)?;
    Ok(name)
}

/// That a text can be printed on the statement page and in the register; `what` names it in the refusal.
///
/// # Errors
/// 422 that names the first character which cannot.
pub fn printable(field: &'static str, what: &str, text: &str) -> Result<(), Problem> {
    let Some(character) = letters::unprintable(text) else { return Ok(()) };
    let code = u32::from(character);
    let seen = if character.is_alphanumeric() { format!("“{character}” ") } else { String::new() };
    Err(Problem::field(
        field,
        format!(
            "Ký tự {seen}(U+{code:04X}) trong {what} không in được lên lời chứng và sổ chứng thực. Viết lại bằng chữ Việt hoặc chữ La-tinh."
        ),
    ))
}

/// That everything of a case that is printed can be; what came from elsewhere than the counter too.
///
/// # Errors
/// 422 that names the first character which cannot, and where it stands.
pub fn printable_request(request: &certification::case::Request) -> Result<(), Problem> {
    printable("requester", REQUESTER, &request.requester.name)?;
    printable("original_name", ORIGINAL, &request.original_name)?;
    match &request.fee_waiver {
        Some(waiver) => printable("fee_waiver", WAIVER, &waiver.note()),
        None => Ok(()),
    }
}

/// How many copies.
///
/// # Errors
/// 422.
pub fn copies(copies: u32) -> Result<u32, Problem> {
    if (1..=MOST_COPIES).contains(&copies) {
        Ok(copies)
    } else {
        Err(Problem::field("copies", "Số bản sao từ 1 đến 1.000."))
    }
}

/// A day of a body, `yyyy-mm-dd`.
///
/// # Errors
/// 422 that names the field and says what is wrong with the day.
pub fn day(field: &'static str, text: &str) -> Result<Date, Problem> {
    text.parse::<Day>().map(Day::date).map_err(|invalid| Problem::day(field, invalid))
}

fn text(field: &'static str, wanted: &'static str, given: &str) -> Result<String, Problem> {
    let line = one_line(given);
    if line.chars().count() <= LONGEST_NAME && letters::is_name(&line) {
        Ok(line)
    } else {
        Err(Problem::field(field, wanted))
    }
}

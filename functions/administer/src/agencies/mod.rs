//! Agencies: founding them (the centre), reading and changing one.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod own;
pub(crate) mod read;
pub(crate) mod unbind;
mod view;

pub(crate) use view::AgencyView;

use api::{Problem, contract::words};
use certification::{
    agency::AgencyStatus,
    statement::{agency_lines, one_line},
};
use pdf_signing::increment::statement::Statement;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{RefOr, Schema},
};

use crate::text;

/// Whether an agency works, as the contract writes it.
#[derive(Debug)]
pub(crate) struct StatusName;

impl PartialSchema for StatusName {
    fn schema() -> RefOr<Schema> {
        let meaning = "`active`: it works; `abolished`: nobody acts in its name, its books and copies stay.";
        words(meaning, ["active", "abolished"])
    }
}

impl ToSchema for StatusName {
    fn name() -> std::borrow::Cow<'static, str> {
        "AgencyStatus".into()
    }
}

/// An agency's name, as it is printed on statement and register.
pub(crate) fn name(given: &str) -> Result<String, Problem> {
    let name = text::line("name", "Nhập tên đơn vị, tối đa 200 ký tự.", &one_line(given), 200)?;
    text::drawable(&Statement { agency: agency_lines(&name), ..text::usual_page() }, "name")?;
    Ok(name)
}

pub(crate) fn locality(given: &str) -> Result<String, Problem> {
    text::line("locality", "Nhập nơi đặt trụ sở, tối đa 200 ký tự.", given, 200)
}

pub(crate) fn status(given: &str) -> Result<AgencyStatus, Problem> {
    match given {
        "active" => Ok(AgencyStatus::Active),
        "abolished" => Ok(AgencyStatus::Abolished),
        _ => Err(Problem::field("status", "Tình trạng của đơn vị là active hoặc abolished.")),
    }
}

//! Whether the caller may act at all: in a working agency, not disabled.
//!
//! A token says so for up to an hour after the administrator decided otherwise, so whatever changes
//! something asks the table. Reading goes on: books and copies of an abolished agency stay readable.

use certification::agency::AgencyStatus;
use records::Records;

use crate::{call::Call, problem::Problem};

/// Routes that read although they are no `GET`.
const READING: [&str; 1] = ["POST /books/{book}/export"];

/// Refuses a change by an official of an abolished agency, or by one who was disabled.
///
/// # Errors
/// 403 that says which.
pub async fn must_act(records: &Records, call: &Call) -> Result<(), Problem> {
    if call.route.starts_with("GET ") || READING.contains(&call.route.as_str()) {
        return Ok(());
    }
    let caller = &call.caller;
    let agency = records.agency(&caller.agency).await?;
    if agency.is_some_and(|agency| agency.status == AgencyStatus::Abolished) {
        return Err(Problem::new(
            403,
            "agency-abolished",
            "Đơn vị đã giải thể",
            "Đơn vị đã giải thể hoặc sáp nhập, nên chỉ xem được sổ và hồ sơ cũ. Liên hệ cơ quan trung ương nếu đây là nhầm lẫn.",
        ));
    }
    let profile = records.profile(&caller.agency, &caller.official.id).await?;
    if profile.is_some_and(|profile| profile.disabled) {
        return Err(Problem::new(
            403,
            "official-disabled",
            "Tài khoản đã bị khóa",
            "Quản trị đã khóa tài khoản này. Liên hệ quản trị của đơn vị.",
        ));
    }
    Ok(())
}

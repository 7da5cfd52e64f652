//! Hours as clients write them.

use api::Problem;
use certification::time;
use jiff::{Timestamp, civil::DateTime};

/// The hour of an ISO 8601 text with its offset, as a time in Vietnam.
pub(crate) fn hour(text: &str) -> Result<DateTime, Problem> {
    let at: Timestamp = text.parse().map_err(|_| {
        Problem::field(
            "slot",
            "Giờ hẹn viết theo dạng 2026-11-26T08:00:00+07:00. Chọn một giờ trong danh sách.",
        )
    })?;
    Ok(time::local(at))
}

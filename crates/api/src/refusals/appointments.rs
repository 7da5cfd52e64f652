//! What the rules of appointments refuse.

use certification::{
    appointment::{AppointmentRefusal, NoReason},
    calendar::SlotRefusal,
};

use super::shown;
use crate::problem::Problem;

impl From<SlotRefusal> for Problem {
    fn from(refusal: SlotRefusal) -> Self {
        match refusal {
            SlotRefusal::Past => Problem::unprocessable("hour-passed", "Giờ hẹn này đã qua. Chọn giờ khác."),
            SlotRefusal::BeyondHorizon { until } => Problem::unprocessable(
                "beyond-horizon",
                format!("Đơn vị nhận lịch hẹn đến hết ngày {}. Chọn ngày sớm hơn.", shown(until)),
            )
            .with_facts(serde_json::json!({ "until": until })),
            SlotRefusal::Closed { reason } => {
                let because = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
                Problem::unprocessable(
                    "agency-closed",
                    format!("Đơn vị nghỉ ngày này{because}. Chọn ngày khác."),
                )
            }
            SlotRefusal::NotASlot => Problem::unprocessable(
                "no-such-slot",
                "Đơn vị không nhận lịch hẹn vào giờ này. Chọn một giờ trong danh sách giờ trống.",
            ),
        }
    }
}

impl From<AppointmentRefusal> for Problem {
    fn from(refusal: AppointmentRefusal) -> Self {
        match refusal {
            AppointmentRefusal::WrongState(state) => Self::new(
                409,
                "wrong-state",
                "Lịch hẹn không ở bước này",
                format!(
                    "Lịch hẹn đang ở trạng thái “{}”, nên không thực hiện được việc này. Tải lại danh sách.",
                    state.vietnamese()
                ),
            )
            .with_facts(serde_json::json!({ "state": state })),
            AppointmentRefusal::SameHour => {
                Self::conflict("same-hour", "Lịch hẹn đang ở đúng giờ này. Chọn giờ khác để dời.")
            }
            AppointmentRefusal::HourBegun => Self::conflict(
                "hour-begun",
                "Đã đến giờ hẹn, nên không tự dời hoặc hủy được nữa. Liên hệ đơn vị nếu ông/bà không đến được.",
            ),
            AppointmentRefusal::HourNotOver { ends } => Self::conflict(
                "hour-not-over",
                format!(
                    "Người dân còn có thể đến cho đến {} ngày {}. Ghi nhận không đến sau giờ đó.",
                    ends.strftime("%H:%M"),
                    shown(ends.date())
                ),
            ),
        }
    }
}

impl From<NoReason> for Problem {
    fn from(_: NoReason) -> Self {
        Self::field("reason", "Nhập lý do để báo cho người dân, từ 3 đến 1.000 ký tự.")
    }
}

//! Opening hours as the contract writes them, and back.

use std::collections::BTreeMap;

use api::{Problem, request};
use certification::{
    Calendar,
    calendar::{Exception, InvalidCalendar, OpeningDay, Shift},
};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Exceptions that one calendar takes.
const MOST_EXCEPTIONS: usize = 400;
/// Shifts of one day.
const MOST_SHIFTS: usize = 6;

/// When an agency is open.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "week": [
        { "shifts": [{ "opens": "07:30", "closes": "11:30" }, { "opens": "13:30", "closes": "17:00" }], "capacity": 2 },
        { "shifts": [{ "opens": "07:30", "closes": "11:30" }, { "opens": "13:30", "closes": "17:00" }], "capacity": 2 },
        { "shifts": [{ "opens": "07:30", "closes": "11:30" }, { "opens": "13:30", "closes": "17:00" }], "capacity": 2 },
        { "shifts": [{ "opens": "07:30", "closes": "11:30" }, { "opens": "13:30", "closes": "17:00" }], "capacity": 2 },
        { "shifts": [{ "opens": "07:30", "closes": "11:30" }, { "opens": "13:30", "closes": "17:00" }], "capacity": 2 },
        { "shifts": [], "capacity": 0 },
        { "shifts": [], "capacity": 0 },
    ],
    "slot_minutes": 30,
    "horizon_days": 60,
    "exceptions": [{ "day": "2026-09-02", "reason": "Quốc khánh", "shifts": [], "capacity": 0 }],
}))]
pub(crate) struct CalendarView {
    /// Monday to Sunday.
    pub(crate) week: Vec<DayBody>,
    /// Length of a slot in minutes.
    pub(crate) slot_minutes: u32,
    /// How many days ahead appointments are taken.
    pub(crate) horizon_days: u32,
    /// Days that are not as the week says, in order.
    pub(crate) exceptions: Vec<ExceptionBody>,
}

/// The hours of a day.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DayBody {
    /// In the order of the day; none on a day that is closed.
    pub(crate) shifts: Vec<ShiftBody>,
    /// Appointments that one slot takes.
    #[schema(maximum = 1_000)]
    pub(crate) capacity: u32,
}

/// Hours without a break.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShiftBody {
    /// From: `hh:mm`.
    #[schema(example = "07:30", pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub(crate) opens: String,
    /// Until: `hh:mm`.
    #[schema(example = "11:30", pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    pub(crate) closes: String,
}

/// A day that is not as its weekday: closed without shifts, otherwise open as said.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExceptionBody {
    /// The day: `yyyy-mm-dd`.
    #[schema(value_type = String, format = Date, example = "2026-09-02")]
    pub(crate) day: String,
    /// Why, as people are told.
    #[schema(example = "Quốc khánh", min_length = 1, max_length = 200)]
    pub(crate) reason: String,
    /// The hours; none when it is closed.
    #[serde(default)]
    pub(crate) shifts: Vec<ShiftBody>,
    /// Appointments that one slot takes.
    #[serde(default)]
    #[schema(maximum = 1_000)]
    pub(crate) capacity: u32,
}

impl CalendarView {
    pub(crate) fn of(calendar: &Calendar) -> Self {
        let exceptions = calendar.exceptions().iter().map(|(day, exception)| {
            let (reason, hours) = match exception {
                Exception::Closed { reason } => (reason, DayBody { shifts: Vec::new(), capacity: 0 }),
                Exception::Open { day, reason } => (reason, DayBody::of(day)),
            };
            let DayBody { shifts, capacity } = hours;
            ExceptionBody { day: day.to_string(), reason: reason.clone(), shifts, capacity }
        });
        Self {
            week: calendar.week().iter().map(DayBody::of).collect(),
            slot_minutes: calendar.slot_minutes(),
            horizon_days: calendar.horizon_days(),
            exceptions: exceptions.collect(),
        }
    }
}

impl DayBody {
    fn of(day: &OpeningDay) -> Self {
        let shown = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let shift = |shift: &Shift| ShiftBody { opens: shown(shift.opens), closes: shown(shift.closes) };
        Self { shifts: day.shifts().iter().map(shift).collect(), capacity: day.capacity() }
    }
}

/// A week of opening hours.
pub(crate) fn week(given: &[DayBody]) -> Result<[OpeningDay; 7], Problem> {
    let days =
        given.iter().map(|day| hours("week", &day.shifts, day.capacity)).collect::<Result<Vec<_>, _>>()?;
    days.try_into().map_err(|_| Problem::field("week", "Tuần gồm đủ bảy ngày, từ thứ Hai đến Chủ nhật."))
}

/// Days that are not as the week says.
pub(crate) fn exceptions(given: &[ExceptionBody]) -> Result<BTreeMap<Date, Exception>, Problem> {
    if given.len() > MOST_EXCEPTIONS {
        return Err(Problem::field(
            "exceptions",
            "Lịch nhận tối đa 400 ngày ngoại lệ. Bỏ bớt các ngày đã qua.",
        ));
    }
    let exception = |exception: &ExceptionBody| {
        let (on, reason) = (request::day("exceptions", &exception.day)?, exception.reason.trim().to_owned());
        if exception.shifts.is_empty() {
            return Ok((on, Exception::Closed { reason }));
        }
        let day = hours("exceptions", &exception.shifts, exception.capacity)?;
        Ok((on, Exception::Open { day, reason }))
    };
    let days = given.iter().map(exception).collect::<Result<BTreeMap<_, _>, Problem>>()?;
    if days.len() < given.len() {
        return Err(Problem::field("exceptions", "Mỗi ngày chỉ ghi một lần. Bỏ ngày bị lặp."));
    }
    Ok(days)
}

fn hours(field: &'static str, shifts: &[ShiftBody], capacity: u32) -> Result<OpeningDay, Problem> {
    if shifts.len() > MOST_SHIFTS {
        return Err(Problem::field(field, "Một ngày có tối đa 6 ca."));
    }
    let time = |text: &str| {
        let exact = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
        let parsed = text.parse::<Time>().ok().filter(|_| exact);
        parsed.ok_or_else(|| Problem::field(field, "Giờ có dạng hh:mm, ví dụ 07:30."))
    };
    let shift = |shift: &ShiftBody| Ok(Shift { opens: time(&shift.opens)?, closes: time(&shift.closes)? });
    let shifts = shifts.iter().map(shift).collect::<Result<_, Problem>>()?;
    OpeningDay::new(shifts, capacity).map_err(|invalid| refused(field, &invalid))
}

/// Opening hours that make no sense, as the fault of a field.
pub(crate) fn refused(field: &'static str, invalid: &InvalidCalendar) -> Problem {
    let (field, detail) = match invalid {
        InvalidCalendar::SlotLength => ("slot_minutes", "Một giờ hẹn dài từ 5 đến 240 phút."),
        InvalidCalendar::Capacity => (field, "Một giờ hẹn nhận tối đa 1.000 lượt."),
        InvalidCalendar::Shifts => (
            field,
            "Các ca trong ngày phải nối tiếp nhau, giờ đóng cửa sau giờ mở cửa. Kiểm tra lại giờ và thứ.",
        ),
        InvalidCalendar::NeverOpen => ("week", "Trong tuần phải có ít nhất một ngày mở cửa."),
        InvalidCalendar::Horizon => ("horizon_days", "Nhận hẹn trước từ 1 đến 366 ngày."),
        InvalidCalendar::Reason => (field, "Ghi lý do của từng ngày, từ 1 đến 200 ký tự."),
    };
    Problem::field(field, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(opens: &str, closes: &str) -> DayBody {
        let shift = ShiftBody { opens: opens.to_owned(), closes: closes.to_owned() };
        DayBody { shifts: vec![shift], capacity: 1 }
    }

    fn field(refused: Result<impl std::fmt::Debug, Problem>) -> serde_json::Value {
        refused.unwrap_err().facts.unwrap()["field"].clone()
    }

    #[test]
    fn a_calendar_is_shown_as_it_is_set() {
        let standard = CalendarView::of(&Calendar::standard());
        let week = week(&standard.week).unwrap();
        assert_eq!(Calendar::standard().with_week(week, standard.slot_minutes), Ok(Calendar::standard()));
    }

    #[test]
    fn hours_that_are_none_are_refused() {
        for (opens, closes) in
            [("7:30", "11:30"), ("07:30:15", "11:30"), ("25:00", "26:00"), ("11:30", "07:30")]
        {
            assert_eq!(field(week(&vec![day(opens, closes); 7])), "week", "{opens}");
        }
        assert_eq!(field(week(&vec![day("07:30", "11:30"); 6])), "week");
        let closed = |day: &str| ExceptionBody {
            day: day.parse().unwrap(),
            reason: "Nghỉ".to_owned(),
            shifts: Vec::new(),
            capacity: 0,
        };
        assert_eq!(field(exceptions(&[closed("2026-09-02"), closed("2026-09-02")])), "exceptions");
        assert_eq!(exceptions(&[closed("2026-09-02")]).unwrap().len(), 1);
    }
}

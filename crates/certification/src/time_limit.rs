//! Thời hạn chứng thực: when a copy is due (NĐ 23/2015 Điều 7, Điều 21).
//!
//! The same working day; what is received after 15:00 is due on the next working day. What is received while
//! the agency is closed counts from the next working day. On its day a copy is due when work ends.

use jiff::{
    Timestamp,
    civil::{Date, Time},
};
use serde::{Deserialize, Serialize};

use crate::{calendar::Calendar, case::Act, time};

/// Điều 7: what is received later than this is due on the next working day.
const LAST_HOUR_OF_THE_DAY: Time = Time::constant(15, 0, 0, 0);
/// Điều 21: an extension is at most this many working days, unless the requester has agreed in writing.
pub const MOST_DAYS: u32 = 2;
/// The furthest that anybody can agree to.
pub const MOST_DAYS_AGREED: u32 = 60;
/// The end of a day without working hours, for an agency that is closed for a year.
const END_OF_DAY: Time = Time::constant(23, 59, 59, 0);

/// When a copy that was received at `received` is due.
#[must_use]
pub fn due(calendar: &Calendar, received: Timestamp) -> Timestamp {
    let received = time::local(received);
    let (day, hour) = (received.date(), received.time());
    match calendar.closing(day) {
        Some(closing) if hour <= LAST_HOUR_OF_THE_DAY && hour <= closing => end_of(calendar, day),
        _ => end_of(calendar, after(calendar, day, 1)),
    }
}

/// The end of work, so many working days after the day of `due`.
#[must_use]
pub fn extended(calendar: &Calendar, due: Timestamp, days: u32) -> Timestamp {
    end_of(calendar, after(calendar, time::day(due), days))
}

fn after(calendar: &Calendar, day: Date, days: u32) -> Date {
    (0..days).fold(day, |day, _| calendar.next_working_day(day).unwrap_or(day))
}

fn end_of(calendar: &Calendar, day: Date) -> Timestamp {
    time::at(day.to_datetime(calendar.closing(day).unwrap_or(END_OF_DAY)))
}

/// When a case was received, and when it is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLimit {
    /// When it was received.
    pub received: Timestamp,
    /// When it is due without an extension.
    pub lawful: Timestamp,
    /// The extension, when there is one.
    pub extension: Option<Extension>,
}

/// Why a copy takes longer (Điều 21).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtensionGround {
    /// Cùng một lúc yêu cầu chứng thực bản sao từ nhiều loại bản chính.
    ManyOriginals,
    /// Bản chính có nhiều trang.
    ManyPages,
    /// Yêu cầu số lượng nhiều bản sao.
    ManyCopies,
    /// Nội dung phức tạp, khó kiểm tra, đối chiếu.
    Complex,
}

/// An extension of the time limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// Why.
    pub ground: ExtensionGround,
    /// Working days after the day on which the copy would have been due.
    pub days: u32,
    /// Number and date of the requester's written agreement.
    pub agreement: Option<String>,
    /// Who extended it and when.
    pub act: Act,
    /// When the copy is due with it.
    pub due: Timestamp,
}

/// An extension that the law does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExtensionRefusal {
    /// None, or beyond what anybody can agree to.
    #[error("an extension has 1 to {MOST_DAYS_AGREED} working days")]
    Days,
    /// More than two working days without the requester's agreement.
    #[error("more than {MOST_DAYS} working days need the requester's written agreement")]
    NeedsAgreement,
    /// Not longer than the one there is.
    #[error("the time limit has been extended by {0} working days already")]
    NotLonger(u32),
}

impl ExtensionGround {
    /// Every ground.
    pub const ALL: [Self; 4] = [Self::ManyOriginals, Self::ManyPages, Self::ManyCopies, Self::Complex];

    /// The ground in the words of the law.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::ManyOriginals => "cùng lúc yêu cầu chứng thực nhiều loại bản chính",
            Self::ManyPages => "bản chính có nhiều trang",
            Self::ManyCopies => "yêu cầu nhiều bản sao",
            Self::Complex => "nội dung phức tạp, khó kiểm tra, đối chiếu",
        }
    }

    /// The ground's name in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ManyOriginals => "many_originals",
            Self::ManyPages => "many_pages",
            Self::ManyCopies => "many_copies",
            Self::Complex => "complex",
        }
    }
}

impl TimeLimit {
    /// The time limit of what is received at `received`.
    #[must_use]
    pub fn of(calendar: &Calendar, received: Timestamp) -> Self {
        Self { received, lawful: due(calendar, received), extension: None }
    }

    /// When the copy is due.
    #[must_use]
    pub fn due(&self) -> Timestamp {
        self.extension.as_ref().map_or(self.lawful, |extension| extension.due)
    }

    /// The same, extended by `days` working days in place of an earlier, shorter extension.
    ///
    /// # Errors
    /// [`ExtensionRefusal`].
    pub fn extend(
        self,
        calendar: &Calendar,
        ground: ExtensionGround,
        days: u32,
        agreement: Option<String>,
        act: Act,
    ) -> Result<Self, ExtensionRefusal> {
        if !(1..=MOST_DAYS_AGREED).contains(&days) {
            return Err(ExtensionRefusal::Days);
        }
        if days > MOST_DAYS && agreement.is_none() {
            return Err(ExtensionRefusal::NeedsAgreement);
        }
        if let Some(earlier) = self.extension.filter(|earlier| earlier.days >= days) {
            return Err(ExtensionRefusal::NotLonger(earlier.days));
        }
        let due = extended(calendar, self.lawful, days);
        Ok(Self { extension: Some(Extension { ground, days, agreement, act, due }), ..self })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::{ToSpan as _, civil::date};
    use proptest::prelude::*;

    use super::*;
    use crate::{
        calendar::{Exception, OpeningDay, Shift},
        official::Official,
    };

    fn instant(text: &str) -> Timestamp {
        format!("{text}+07:00").parse().unwrap()
    }

    fn with_exceptions(exceptions: impl IntoIterator<Item = (Date, Exception)>) -> Calendar {
        let exceptions: BTreeMap<_, _> = exceptions.into_iter().collect();
        Calendar::standard().with_exceptions(exceptions).unwrap()
    }

    fn closed() -> Exception {
        Exception::Closed { reason: "Nghỉ lễ".to_owned() }
    }

    #[test]
    fn a_copy_is_due_by_the_hour_of_its_receipt() {
        let calendar = Calendar::standard();
        for (received, expected) in [
            // A Wednesday.
            ("2026-11-25T06:00:00", "2026-11-25T17:00:00"),
            ("2026-11-25T12:10:00", "2026-11-25T17:00:00"),
            ("2026-11-25T15:00:00", "2026-11-25T17:00:00"),
            ("2026-11-25T15:00:01", "2026-11-26T17:00:00"),
            ("2026-11-25T23:59:59", "2026-11-26T17:00:00"),
            // A Friday after 15:00; a weekend.
            ("2026-11-27T15:30:00", "2026-11-30T17:00:00"),
            ("2026-11-28T09:00:00", "2026-11-30T17:00:00"),
            ("2026-11-29T16:00:00", "2026-11-30T17:00:00"),
        ] {
            assert_eq!(due(&calendar, instant(received)), instant(expected), "{received}");
        }
    }

    #[test]
    fn holidays_and_days_worked_instead_are_counted() {
        let half = OpeningDay::new(
            vec![Shift { opens: Time::constant(7, 30, 0, 0), closes: Time::constant(11, 30, 0, 0) }],
            2,
        )
        .unwrap();
        let worked = Exception::Open { day: half, reason: "Làm bù".to_owned() };
        let calendar = with_exceptions([
            (date(2026, 9, 1), closed()),
            (date(2026, 9, 2), closed()),
            (date(2026, 9, 5), worked),
        ]);
        for (received, expected) in [
            ("2026-08-31T15:30:00", "2026-09-03T17:00:00"),
            ("2026-09-01T09:00:00", "2026-09-03T17:00:00"),
            // The Saturday that is worked until 11:30.
            ("2026-09-04T15:30:00", "2026-09-05T11:30:00"),
            ("2026-09-05T11:30:00", "2026-09-05T11:30:00"),
            ("2026-09-05T11:30:01", "2026-09-07T17:00:00"),
        ] {
            assert_eq!(due(&calendar, instant(received)), instant(expected), "{received}");
        }
    }

    #[test]
    fn an_extension_counts_working_days() {
        let calendar = with_exceptions([(date(2026, 11, 30), closed())]);
        let due = instant("2026-11-27T17:00:00");
        assert_eq!(extended(&calendar, due, 1), instant("2026-12-01T17:00:00"));
        assert_eq!(extended(&calendar, due, 2), instant("2026-12-02T17:00:00"));
    }

    #[test]
    fn an_agency_that_is_closed_for_a_year_still_has_a_time_limit() {
        let first = date(2026, 11, 25);
        let calendar = with_exceptions(first.series(1.day()).take(400).map(|day| (day, closed())));
        assert_eq!(due(&calendar, instant("2026-11-25T09:00:00")), instant("2026-11-25T23:59:59"));
    }

    #[test]
    fn more_than_two_days_need_an_agreement() {
        let act = Act {
            by: Official { id: "a".parse().unwrap(), name: "A".to_owned() },
            at: instant("2026-11-25T09:00:00"),
        };
        let calendar = Calendar::standard();
        let limit = TimeLimit::of(&calendar, instant("2026-11-25T09:00:00"));
        let extend = |limit: &TimeLimit, days, agreement: Option<&str>| {
            let agreement = agreement.map(str::to_owned);
            limit.clone().extend(&calendar, ExtensionGround::Complex, days, agreement, act.clone())
        };
        let due = |days, agreement| extend(&limit, days, agreement).map(|limit| limit.due());
        assert_eq!(limit.due(), instant("2026-11-25T17:00:00"));
        assert_eq!(due(1, None), Ok(instant("2026-11-26T17:00:00")));
        assert_eq!(due(2, None), Ok(instant("2026-11-27T17:00:00")));
        assert_eq!(due(0, None), Err(ExtensionRefusal::Days));
        assert_eq!(due(3, None), Err(ExtensionRefusal::NeedsAgreement));
        assert_eq!(due(3, Some("01/2026/TT")), Ok(instant("2026-11-30T17:00:00")));
        assert_eq!(due(61, Some("01/2026/TT")), Err(ExtensionRefusal::Days));
        // A second extension counts from the same day and must be longer.
        let once = extend(&limit, 2, None).unwrap();
        assert_eq!(extend(&once, 2, None), Err(ExtensionRefusal::NotLonger(2)));
        let twice = extend(&once, 3, Some("01/2026/TT")).unwrap();
        assert_eq!(twice.due(), instant("2026-11-30T17:00:00"));
    }

    proptest! {
        /// Any second of ten years, with any days closed.
        #[test]
        fn a_copy_is_due_on_a_working_day_after_its_receipt_and_none_could_be_sooner(
            second in 1_700_000_000_i64..2_000_000_000,
            holidays in prop::collection::btree_set(0_i32..3_000, 0..200),
            days in 1_u32..10,
        ) {
            let received = Timestamp::from_second(second).unwrap();
            let first = time::day(received);
            let holidays = holidays.into_iter().map(|offset| (first + i64::from(offset % 60).days(), closed()));
            let calendar = with_exceptions(holidays.collect::<BTreeMap<_, _>>());
            let due = due(&calendar, received);
            prop_assert!(due >= received);
            prop_assert!(calendar.is_working_day(time::day(due)));
            let between: Vec<_> =
                first.series(1.day()).take_while(|day| *day < time::day(due)).filter(|day| calendar.is_working_day(*day)).collect();
            let late = time::local(received).time() > LAST_HOUR_OF_THE_DAY;
            // At most the day of receipt lies before, and then it was too late for it.
            prop_assert!(between.is_empty() || (late && between == [first]));
            let extended = extended(&calendar, due, days);
            let added = time::day(due).series(1.day()).skip(1).take_while(|day| *day <= time::day(extended));
            prop_assert_eq!(added.filter(|day| calendar.is_working_day(*day)).count(), days as usize);
            prop_assert!(calendar.is_working_day(time::day(extended)));
        }

        #[test]
        fn who_comes_later_is_never_due_sooner(second in 1_700_000_000_i64..2_000_000_000, later in 0_i64..1_000_000) {
            let calendar = Calendar::standard();
            let due_at = |second| due(&calendar, Timestamp::from_second(second).unwrap());
            prop_assert!(due_at(second) <= due_at(second + later));
        }
    }
}

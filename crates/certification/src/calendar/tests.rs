//! Hours, exceptions, slots, and what makes no calendar.

use super::*;
use jiff::civil::{date, time};
use proptest::prelude::*;

fn shift(from: (i8, i8), until: (i8, i8)) -> Shift {
    Shift { opens: time(from.0, from.1, 0, 0), closes: time(until.0, until.1, 0, 0) }
}

fn closed(reason: &str) -> Exception {
    Exception::Closed { reason: reason.to_owned() }
}

#[test]
fn a_day_has_the_slots_that_fit_into_its_shifts() {
    let week = Calendar::standard().week().clone();
    let calendar = Calendar::standard().with_week(week, 100).unwrap();
    let starts: Vec<_> = calendar.slots(date(2026, 11, 24)).iter().map(|slot| slot.start.time()).collect();
    // 11:30 − 7:30 is 240 minutes, 17:00 − 13:30 is 210: two slots of 100 minutes in each.
    assert_eq!(starts, [time(7, 30, 0, 0), time(9, 10, 0, 0), time(13, 30, 0, 0), time(15, 10, 0, 0)]);
}

#[test]
fn a_weekend_is_closed_unless_it_is_worked_instead_of_another_day() {
    let (saturday, friday) = (date(2026, 11, 28), date(2026, 11, 27));
    let standard = Calendar::standard();
    assert!(!standard.is_working_day(saturday) && standard.slots(saturday).is_empty());
    let day = OpeningDay::new(vec![shift((8, 0), (12, 0))], 3).unwrap();
    let open = Exception::Open { day, reason: "Làm bù".to_owned() };
    let exceptions = [(saturday, open), (friday, closed("Nghỉ bù"))].into();
    let calendar = standard.with_exceptions(exceptions).unwrap();
    assert!(!calendar.is_working_day(friday));
    assert_eq!(calendar.closing(saturday), Some(time(12, 0, 0, 0)));
    assert_eq!(calendar.slots(saturday).len(), 8);
    assert_eq!(calendar.next_working_day(date(2026, 11, 26)), Some(saturday));
}

#[test]
fn a_holiday_week_is_passed_over() {
    let tet = (15..=19).map(|day| (date(2027, 2, day), closed("Tết Nguyên đán"))).collect();
    let calendar = Calendar::standard().with_exceptions(tet).unwrap();
    assert_eq!(calendar.next_working_day(date(2027, 2, 12)), Some(date(2027, 2, 22)));
}

#[test]
fn what_makes_no_calendar_is_refused() {
    let week = Calendar::standard().week().clone();
    let standard = Calendar::standard;
    assert_eq!(standard().with_week(week.clone(), 4), Err(InvalidCalendar::SlotLength));
    assert_eq!(standard().with_week(week, 241), Err(InvalidCalendar::SlotLength));
    let never = std::array::from_fn(|_| OpeningDay::default());
    assert_eq!(standard().with_week(never, 30), Err(InvalidCalendar::NeverOpen));
    let exceptions = [(date(2026, 9, 2), closed(" "))].into();
    assert_eq!(standard().with_exceptions(exceptions), Err(InvalidCalendar::Reason));
    let backwards = vec![shift((9, 0), (8, 0))];
    assert_eq!(OpeningDay::new(backwards, 1), Err(InvalidCalendar::Shifts));
    let overlapping = vec![shift((8, 0), (11, 0)), shift((10, 0), (12, 0))];
    assert_eq!(OpeningDay::new(overlapping, 1), Err(InvalidCalendar::Shifts));
    assert_eq!(OpeningDay::new(Vec::new(), 1_001), Err(InvalidCalendar::Capacity));
}

#[test]
fn a_day_with_no_capacity_is_worked_and_cannot_be_booked() {
    let mut week = Calendar::standard().week().clone();
    week[1] = OpeningDay::new(vec![shift((8, 0), (12, 0))], 0).unwrap();
    let calendar = Calendar::standard().with_week(week, 30).unwrap();
    let tuesday = date(2026, 11, 24);
    assert!(calendar.is_working_day(tuesday) && calendar.slots(tuesday).is_empty());
}

#[test]
fn a_calendar_is_kept_as_it_is_written() {
    let exceptions = [(date(2026, 9, 2), closed("Quốc khánh"))].into();
    let calendar = Calendar::standard().with_exceptions(exceptions).unwrap();
    let text = serde_json::to_string(&calendar).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
}

proptest! {
    #[test]
    fn slots_never_overlap_and_never_outlast_the_day(minutes in 5..=240_u32, day in 0..2_000_i32) {
        let week = Calendar::standard().week().clone();
        let calendar = Calendar::standard().with_week(week, minutes).unwrap();
        let day = date(2026, 1, 1).checked_add(day.days()).unwrap();
        let slots = calendar.slots(day);
        let length = i64::from(minutes).minutes();
        prop_assert!(slots.windows(2).all(|pair| pair[0].start + length <= pair[1].start));
        let closing = calendar.closing(day).map(|time| day.to_datetime(time));
        prop_assert!(slots.iter().all(|slot| Some(slot.start + length) <= closing));
    }
}

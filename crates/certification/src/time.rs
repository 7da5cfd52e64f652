//! Vietnamese days and hours. Instants are UTC; what a person reads is `Asia/Ho_Chi_Minh`, which has been
//! UTC+7 without daylight saving since 1975, so a fixed offset is exact and needs no zone data.

use jiff::{Timestamp, civil, tz};

const OFFSET: tz::Offset = tz::Offset::constant(7);

/// The civil date and time in Vietnam at an instant.
#[must_use]
pub fn local(at: Timestamp) -> civil::DateTime {
    OFFSET.to_datetime(at)
}

/// The instant of a civil date and time in Vietnam; the end of time for one beyond it.
#[must_use]
pub fn at(local: civil::DateTime) -> Timestamp {
    OFFSET.to_timestamp(local).unwrap_or(Timestamp::MAX)
}

/// The day in Vietnam at an instant.
#[must_use]
pub fn day(at: Timestamp) -> civil::Date {
    local(at).date()
}

/// ISO 8601 with the zone, to the second: `2026-11-23T09:14:00+07:00` (NĐ 30/2020, Phụ lục I).
#[must_use]
pub fn iso(at: Timestamp) -> String {
    iso_local(local(at))
}

/// The same of a time in Vietnam.
#[must_use]
pub fn iso_local(at: civil::DateTime) -> String {
    format!("{}+07:00", at.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// The instant of a time in Vietnam; the last one there is for a time beyond it.
#[must_use]
pub fn instant(at: civil::DateTime) -> Timestamp {
    OFFSET.to_timestamp(at).unwrap_or(Timestamp::MAX)
}

/// `Ngày 23 tháng 11 năm 2026`. Days below 10 and months 1 and 2 get a leading zero (NĐ 30/2020, Phụ lục
/// I, mục II.4), so that nothing can be written before them.
#[must_use]
pub fn day_in_words(day: civil::Date) -> String {
    let month = if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("Ngày {:02} tháng {month} năm {}", day.day(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_vietnam() {
        let before: Timestamp = "2026-12-31T16:59:59Z".parse().unwrap();
        let after: Timestamp = "2026-12-31T17:00:00Z".parse().unwrap();
        assert_eq!((day(before), day(after)), (civil::date(2026, 12, 31), civil::date(2027, 1, 1)));
        assert_eq!(iso(after), "2027-01-01T00:00:00+07:00");
        assert_eq!(instant(local(after)), after);
    }

    #[test]
    fn small_days_and_the_first_two_months_carry_a_zero() {
        assert_eq!(day_in_words(civil::date(2026, 2, 3)), "Ngày 03 tháng 02 năm 2026");
        assert_eq!(day_in_words(civil::date(2026, 3, 13)), "Ngày 13 tháng 3 năm 2026");
    }
}

//! Phí chứng thực, in đồng.
//!
//! The rates are dated, because councils and circulars change them; a case keeps the rate of the day on which
//! it was received, so that a change of the table changes no fee that somebody has been told.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest reason of a waiver, in characters.
const LONGEST_REASON: usize = 200;

/// What copies cost from a day on, by the pages of the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeRate {
    /// The first day on which it holds.
    pub from: Date,
    /// Văn bản: where it is laid down.
    pub basis: String,
    /// A page of the first ones.
    pub first_page: u64,
    /// How many pages are the first ones.
    pub first_pages: u32,
    /// A page after them.
    pub further_page: u64,
    /// The most that one copy costs.
    pub ceiling: u64,
}

/// The agency's rates; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<FeeRate>", into = "Vec<FeeRate>")]
pub struct FeeTable {
    /// By the day from which each holds.
    rates: Vec<FeeRate>,
}

/// Rates that cannot stand in one table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidFeeTable {
    /// There is none.
    #[error("a fee table has at least one rate")]
    Empty,
    /// Two hold from the same day.
    #[error("two rates hold from {0}")]
    SameDay(Date),
    /// Nobody knows where it is laid down.
    #[error("a rate needs a basis of 1 to 200 characters")]
    Basis,
    /// More than ten million đồng.
    #[error("an amount is at most 10,000,000 đồng")]
    Amount,
}

/// Miễn, giảm phí: less than the rate, for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeWaiver {
    /// How much of the fee is waived, 1 to 100 in the hundred.
    pub percent: u8,
    /// Why.
    pub reason: String,
}

/// A waiver without a reason, or of nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWaiver {
    /// 1 to 100.
    #[error("1 to 100 in the hundred of a fee can be waived")]
    Percent,
    /// 3 to 200 characters.
    #[error("a waiver needs a reason of 3 to 200 characters")]
    Reason,
}

impl FeeRate {
    /// TT 226/2016/TT-BTC, Điều 4: 2,000 đ a page for the first two pages, 1,000 đ from the third, at most
    /// 200,000 đ a copy.
    #[must_use]
    pub fn of_the_circular() -> Self {
        Self {
            from: Date::constant(2017, 1, 1),
            basis: "Thông tư 226/2016/TT-BTC".to_owned(),
            first_page: 2_000,
            first_pages: 2,
            further_page: 1_000,
            ceiling: 200_000,
        }
    }

    /// The fee for copies of one original.
    #[must_use]
    pub fn fee(&self, pages: u32, copies: u32) -> u64 {
        let first = u64::from(pages.min(self.first_pages));
        let further = u64::from(pages.saturating_sub(self.first_pages));
        let one = first
            .saturating_mul(self.first_page)
            .saturating_add(further.saturating_mul(self.further_page))
            .min(self.ceiling);
        one.saturating_mul(u64::from(copies))
    }
}

impl Default for FeeRate {
    fn default() -> Self {
        Self::of_the_circular()
    }
}

impl FeeTable {
    /// The highest amount in a table.
    pub const MOST: u64 = 10_000_000;

    /// A table of rates, in whatever order.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn new(mut rates: Vec<FeeRate>) -> Result<Self, InvalidFeeTable> {
        if rates.is_empty() {
            return Err(InvalidFeeTable::Empty);
        }
        rates.sort_by_key(|rate| rate.from);
        if let Some(pair) = rates.windows(2).find(|pair| pair[0].from == pair[1].from) {
            return Err(InvalidFeeTable::SameDay(pair[0].from));
        }
        for rate in &rates {
            if !(1..=200).contains(&rate.basis.trim().chars().count()) {
                return Err(InvalidFeeTable::Basis);
            }
            if [rate.first_page, rate.further_page, rate.ceiling].iter().any(|amount| *amount > Self::MOST) {
                return Err(InvalidFeeTable::Amount);
            }
        }
        Ok(Self { rates })
    }

    /// The rates, the oldest first.
    #[must_use]
    pub fn rates(&self) -> &[FeeRate] {
        &self.rates
    }

    /// The rate that holds on a day: the latest that has begun, or before all of them the first.
    #[must_use]
    pub fn on(&self, day: Date) -> FeeRate {
        let begun = self.rates.iter().rev().find(|rate| rate.from <= day);
        begun.or(self.rates.first()).cloned().unwrap_or_default()
    }
}

impl Default for FeeTable {
    fn default() -> Self {
        Self { rates: vec![FeeRate::of_the_circular()] }
    }
}

impl TryFrom<Vec<FeeRate>> for FeeTable {
    type Error = InvalidFeeTable;

    fn try_from(rates: Vec<FeeRate>) -> Result<Self, InvalidFeeTable> {
        Self::new(rates)
    }
}

impl From<FeeTable> for Vec<FeeRate> {
    fn from(table: FeeTable) -> Self {
        table.rates
    }
}

impl FeeWaiver {
    /// A waiver with its reason.
    ///
    /// # Errors
    /// [`InvalidWaiver`].
    pub fn new(percent: u8, reason: &str) -> Result<Self, InvalidWaiver> {
        let reason = crate::statement::one_line(reason);
        if !(1..=100).contains(&percent) {
            return Err(InvalidWaiver::Percent);
        }
        if !(3..=LONGEST_REASON).contains(&reason.chars().count()) {
            return Err(InvalidWaiver::Reason);
        }
        Ok(Self { percent, reason })
    }

    /// What is left of a fee, in whole đồng.
    #[must_use]
    pub fn of(&self, fee: u64) -> u64 {
        let left = u64::from(100 - self.percent.min(100));
        fee.saturating_mul(left) / 100
    }

    /// The waiver as the register notes it (column 8).
    #[must_use]
    pub fn note(&self) -> String {
        match self.percent {
            100 => format!("Miễn phí: {}", self.reason),
            percent => format!("Giảm {percent}% phí: {}", self.reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn reduced(from: Date, first_page: u64) -> FeeRate {
        FeeRate { from, first_page, basis: "Nghị quyết 01".to_owned(), ..FeeRate::of_the_circular() }
    }

    #[test]
    fn the_table_of_the_circular() {
        let table = [
            (1, 2_000),
            (2, 4_000),
            (3, 5_000),
            (10, 12_000),
            (198, 200_000),
            (199, 200_000),
            (2_000, 200_000),
        ];
        let rate = FeeRate::of_the_circular();
        for (pages, expected) in table {
            assert_eq!(rate.fee(pages, 1), expected, "{pages} pages");
        }
        assert_eq!(rate.fee(3, 4), 20_000);
    }

    #[test]
    fn a_rate_holds_from_its_day_until_the_next_one() {
        let (first, second) = (FeeRate::of_the_circular(), reduced(date(2026, 7, 1), 0));
        let table = FeeTable::new(vec![second.clone(), first.clone()]).unwrap();
        assert_eq!(table.rates(), [first.clone(), second.clone()]);
        for (day, expected) in [
            (date(2016, 1, 1), &first),
            (date(2026, 6, 30), &first),
            (date(2026, 7, 1), &second),
            (date(2030, 1, 1), &second),
        ] {
            assert_eq!(table.on(day), *expected, "{day}");
        }
        let same = FeeTable::new(vec![second.clone(), second.clone()]);
        assert_eq!(same, Err(InvalidFeeTable::SameDay(date(2026, 7, 1))));
        assert_eq!(FeeTable::new(vec![]), Err(InvalidFeeTable::Empty));
        assert_eq!(FeeTable::new(vec![reduced(first.from, 10_000_001)]), Err(InvalidFeeTable::Amount));
        let unfounded = FeeRate { basis: " ".to_owned(), ..first };
        assert_eq!(FeeTable::new(vec![unfounded]), Err(InvalidFeeTable::Basis));
    }

    #[test]
    fn a_waiver_has_a_reason_and_leaves_whole_dong() {
        assert_eq!(FeeWaiver::new(100, "  "), Err(InvalidWaiver::Reason));
        assert_eq!(FeeWaiver::new(0, "Hộ nghèo"), Err(InvalidWaiver::Percent));
        assert_eq!(FeeWaiver::new(101, "Hộ nghèo"), Err(InvalidWaiver::Percent));
        let half = FeeWaiver::new(50, " Hộ  cận nghèo ").unwrap();
        assert_eq!((half.of(5_001), half.note()), (2_500, "Giảm 50% phí: Hộ cận nghèo".to_owned()));
        let all = FeeWaiver::new(100, "Người có công").unwrap();
        assert_eq!((all.of(200_000), all.note()), (0, "Miễn phí: Người có công".to_owned()));
    }

    proptest! {
        #[test]
        fn one_more_page_never_costs_less_and_never_over_the_ceiling(pages in 1..5_000_u32) {
            let rate = FeeRate::of_the_circular();
            prop_assert!(rate.fee(pages + 1, 1) >= rate.fee(pages, 1));
            prop_assert!(rate.fee(pages, 1) <= 200_000);
        }

        #[test]
        fn a_waiver_never_leaves_more_than_the_fee(fee in 0..u64::MAX / 200, percent in 1..=100_u8) {
            let waiver = FeeWaiver::new(percent, "Người có công").unwrap();
            prop_assert!(waiver.of(fee) < fee || fee == 0);
        }
    }
}

//! Phí chứng thực.

/// The fee for copies of one original, in đồng.
///
/// TT 226/2016/TT-BTC, Điều 4: 2,000 đ a page for the first two pages, 1,000 đ from the third, at most
/// 200,000 đ a copy; pages are those of the original.
#[must_use]
pub fn fee(pages: u32, copies: u32) -> u64 {
    let pages = u64::from(pages);
    let one = if pages <= 2 { 2_000 * pages } else { (4_000 + 1_000 * (pages - 2)).min(200_000) };
    one * u64::from(copies)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        for (pages, expected) in table {
            assert_eq!(fee(pages, 1), expected, "{pages} pages");
        }
        assert_eq!(fee(3, 4), 20_000);
    }

    proptest! {
        #[test]
        fn one_more_page_never_costs_less_and_never_over_the_ceiling(pages in 1..5_000_u32) {
            prop_assert!(fee(pages + 1, 1) >= fee(pages, 1));
            prop_assert!(fee(pages, 1) <= 200_000);
        }
    }
}

//! No bytes whatever make the reader panic, and a cut file is never taken for a whole one.

use std::sync::LazyLock;

use proptest::prelude::*;
use scans::{Colour, Layout, Scan};

use crate::scan::inspect;

/// One small scan of each layout.
static SCANS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let small = |layout| Scan { dpi: 10, colour: Colour::Bilevel, ..Scan::new(layout, 4_000) };
    Layout::ALL.map(|layout| small(layout).bytes()).to_vec()
});

fn scan() -> impl Strategy<Value = &'static Vec<u8>> {
    (0..Layout::ALL.len()).prop_filter_map("one a layout", |index| SCANS.get(index))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(inspect(&bytes).is_err());
    }

    #[test]
    fn tokens_in_any_order_are_refused(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "1 0 obj", "endobj", "<<", ">>", "[", "]", "/Type", "/Pages", "/Kids", "1 0 R", "xref\n0 1\n",
            "0000000000 65535 f \n", "trailer", "stream\n", "endstream", "/Length 5", "(", ")", "<", ">", "%", "/#41",
        ]), 0..200))
    {
        let body = words.join(" ");
        let file = format!("%PDF-1.7\n{body}\nstartxref\n9\n%%EOF\n");
        prop_assert!(inspect(file.as_bytes()).is_err());
    }

    #[test]
    fn a_scan_cut_anywhere_is_refused_unless_it_was_whole_there(scan in scan(), cut in any::<proptest::sample::Index>()) {
        let cut = cut.index(scan.len());
        let whole = scan.get(..cut).unwrap().trim_ascii_end().ends_with(b"%%EOF");
        prop_assert!(inspect(&scan[..cut]).is_err() || whole);
    }

    #[test]
    fn changed_bytes_never_make_the_reader_panic(
        scan in scan(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut scan = scan.clone();
        for (at, byte) in changes {
            let at = at.index(scan.len());
            scan[at] = byte;
        }
        if let Ok(inspection) = inspect(&scan) {
            prop_assert_eq!(inspection.plan.length, scan.len() as u64);
        }
    }
}

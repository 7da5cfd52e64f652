//! Every layout is a file that others call sound.

use std::process::Command;

use scans::{Layout, Scan};

#[test]
fn qpdf_finds_nothing_to_warn_about_in_any_layout() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    for layout in Layout::ALL {
        for size in [200_000, 4_900_000] {
            let path = folder.join(format!("{layout:?}-{size}.pdf"));
            std::fs::write(&path, Scan::new(layout, size).bytes()).unwrap();
            let output = Command::new("qpdf").arg("--check").arg(&path).output().unwrap();
            assert_eq!(
                output.status.code(),
                Some(0),
                "{layout:?} {size}: {}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn the_size_is_met_within_one_percent() {
    for layout in Layout::ALL {
        for (size, dpi) in [(200_000, 100), (4_900_000, 200), (5_100_000, 200), (30_000_000, 200)] {
            let length = Scan { dpi, ..Scan::diploma(layout, size) }.bytes().len();
            assert!(length.abs_diff(size) <= size / 100, "{layout:?}: {length} for {size} at {dpi} dpi");
        }
    }
}

#[test]
fn a_size_below_what_the_pixels_take_gives_the_smallest_file() {
    for layout in Layout::ALL {
        let smallest = Scan::diploma(layout, 0).bytes().len();
        let length = Scan::diploma(layout, 200_000).bytes().len();
        assert!(
            length.abs_diff(200_000) <= 2_000 || length == smallest,
            "{layout:?}: {length}, and {smallest} at the smallest"
        );
    }
}

#[test]
fn the_same_scan_gives_the_same_bytes() {
    let scan = Scan::diploma(Layout::Stream, 300_000);
    assert!(scan.bytes() == scan.bytes());
}

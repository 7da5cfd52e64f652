//! Every layout is a file that others call sound.

use std::process::Command;

use scans::{Layout, Scan};

/// Whether `qpdf` is installed here; without it there is nobody to ask.
fn qpdf_is_here() -> bool {
    Command::new("qpdf").arg("--version").output().is_ok_and(|output| output.status.success())
}

#[test]
fn qpdf_finds_nothing_to_warn_about_in_any_layout() {
    if !qpdf_is_here() {
        return;
    }
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
        for size in [200_000, 4_900_000, 5_100_000, 30_000_000] {
            // The pages of some layouts have too many pixels at 200 dpi for the smallest size.
            let dpi = if size < 1_000_000 { 100 } else { 200 };
            let length = Scan { dpi, ..Scan::diploma(layout, size) }.bytes().len();
            assert!(length.abs_diff(size) <= size / 100, "{layout:?}: {length} for {size}");
        }
    }
}

#[test]
fn the_same_scan_gives_the_same_bytes() {
    let scan = Scan::diploma(Layout::Stream, 300_000);
    assert!(scan.bytes() == scan.bytes());
}

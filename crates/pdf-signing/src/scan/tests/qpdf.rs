//! What is taken here passes `qpdf --check` once it has been appended to, as every certified copy must.

use std::process::Command;

use scans::{Colour, Layout, Scan};

use crate::plan::AppendPlan;
use crate::scan::inspect;

/// Characters that change the meaning of structure.
const TELLING: &[u8] = b"0123456789/<>[]() \nRnfx#%ABTLe\xFF-.";

#[test]
fn a_changed_scan_that_is_taken_passes_qpdf_after_an_update() {
    let path = std::env::temp_dir().join(format!("changed-scan-{}.pdf", std::process::id()));
    let mut taken = 0;
    for (layout, seed) in Layout::ALL.into_iter().flat_map(|layout| (0..40).map(move |seed| (layout, seed))) {
        let mut scan = Scan { dpi: 5, colour: Colour::Bilevel, ..Scan::new(layout, 100) }.bytes();
        // a step that visits every place and every character, the same each time
        let at = (seed * 7_919 + 31) % scan.len();
        if let (Some(byte), Some(new)) = (scan.get_mut(at), TELLING.get(seed * 13 % TELLING.len())) {
            *byte = *new;
        }
        let Ok(inspection) = inspect(&scan) else { continue };
        taken += 1;
        std::fs::write(&path, updated(scan, &inspection.plan)).unwrap();
        let output = Command::new("qpdf").arg("--check").arg(&path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{layout:?}, change {seed}: {said}");
    }
    std::fs::remove_file(&path).unwrap();
    assert!(taken > 20, "only {taken} changed scans were taken: this shows nothing");
}

/// The scan and the smallest update: one new object.
fn updated(mut scan: Vec<u8>, plan: &AppendPlan) -> Vec<u8> {
    if !plan.ends_with_eol {
        scan.push(b'\n');
    }
    let (offset, size) = (scan.len(), plan.size);
    let object = format!("{size} 0 obj\n<<>>\nendobj\n");
    let startxref = offset + object.len();
    let section = format!(
        "xref\n{size} 1\n{offset:010} 00000 n \ntrailer\n<</Size {} /Root {} {} R /Prev {}>>\nstartxref\n{startxref}\n%%EOF\n",
        size + 1,
        plan.root.number,
        plan.root.generation,
        plan.startxref
    );
    scan.extend_from_slice(object.as_bytes());
    scan.extend_from_slice(section.as_bytes());
    scan
}

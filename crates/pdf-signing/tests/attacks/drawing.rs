//! What pdf.js, `PDFium` and poppler show of a file, and whether it is the same.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::judge::{folder, python, run, write};

/// Pixels of the longer side of a page.
const SIDE: &str = "800";
/// Pages are compared by the mean grey of squares of so many pixels.
const CELL: usize = 8;
/// Largest difference of a cell, and how many cells may differ by more: renderers smooth edges differently.
const ACROSS: (u64, usize) = (36, 2);
/// The same for two files drawn by one renderer.
const SAME: (u64, usize) = (0, 0);

const RENDERERS: [&str; 3] = ["pdfjs", "pdfium", "poppler"];

/// A page as means of cells, or why there is none.
type Page = Vec<Vec<u64>>;

/// Draws every page of each file with every renderer, in few processes.
pub(crate) fn draw(files: &[PathBuf]) {
    if files.is_empty() {
        return;
    }
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../console/node_modules");
    assert!(packages.exists(), "{} is missing: `npm ci` in console/", packages.display());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks/judges/pdfjs_draws.mjs");
    run(Command::new("node").arg(script).arg(packages).arg(SIDE).args(files));
    run(python("pdfium_draws.py").arg(SIDE).args(files));
    for file in files {
        let mut poppler = Command::new("pdftoppm");
        poppler.args(["-gray", "-cropbox", "-scale-to", SIDE]).arg(file).arg(file.with_extension("poppler"));
        // one that cannot be read leaves no page
        poppler.output().unwrap();
    }
}

/// The first page on which two of the renderers differ.
pub(crate) fn disagreement(file: &Path) -> Option<String> {
    let [first, second, third] = RENDERERS.map(|renderer| pages(file, renderer));
    compare(&first, &second, ACROSS, "pdf.js and PDFium")
        .or_else(|| compare(&second, &third, ACROSS, "PDFium and poppler"))
}

/// The first page that a renderer shows otherwise than that of another file.
pub(crate) fn differences(file: &Path, other: &Path) -> Option<String> {
    RENDERERS
        .iter()
        .find_map(|renderer| compare(&pages(file, renderer), &pages(other, renderer), SAME, renderer))
}

/// The renderers that show a file otherwise than another.
pub(crate) fn deceived(file: &Path, other: &Path) -> Vec<&'static str> {
    let differs =
        |renderer: &&str| compare(&pages(file, renderer), &pages(other, renderer), SAME, renderer).is_some();
    RENDERERS.into_iter().filter(differs).collect()
}

fn compare(one: &[Page], other: &[Page], (grey, most): (u64, usize), who: &str) -> Option<String> {
    if one.is_empty() || one.len() != other.len() {
        return Some(format!("{who}: {} and {} pages", one.len(), other.len()));
    }
    let different = |(number, (one, other)): (usize, (&Page, &Page))| {
        let cells = different_cells(one, other, grey);
        (cells > most).then(|| {
            format!("{who}: {cells} cells of page {number} differ, by up to {}", largest(one, other))
        })
    };
    (1..).zip(one.iter().zip(other)).find_map(different)
}

/// Cells without a like one at the same place; a page may be a pixel larger in one renderer.
fn different_cells(one: &Page, other: &Page, grey: u64) -> usize {
    if one.len().abs_diff(other.len()) > 1 || one[0].len().abs_diff(other[0].len()) > 1 {
        return usize::MAX;
    }
    let rows = one.iter().zip(other);
    rows.map(|(one, other)| one.iter().zip(other).filter(|(one, other)| one.abs_diff(**other) > grey).count())
        .sum()
}

/// The largest difference of two cells at the same place.
fn largest(one: &Page, other: &Page) -> u64 {
    let cells = one.iter().flatten().zip(other.iter().flatten());
    cells.map(|(one, other)| one.abs_diff(*other)).max().unwrap_or_default()
}

fn pages(file: &Path, renderer: &str) -> Vec<Page> {
    let stem = file.file_stem().unwrap().to_str().unwrap();
    let prefix = format!("{stem}.{renderer}-");
    let mut found: Vec<(usize, PathBuf)> = std::fs::read_dir(file.parent().unwrap())
        .unwrap()
        .filter_map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name()?.to_str()?.strip_prefix(&prefix)?.strip_suffix(".pgm")?.to_owned();
            Some((name.parse().unwrap(), path))
        })
        .collect();
    found.sort();
    found.iter().map(|(_, path)| cells(&std::fs::read(path).unwrap())).collect()
}

/// The means of the cells of a PGM.
fn cells(pgm: &[u8]) -> Page {
    let mut head = pgm.splitn(4, u8::is_ascii_whitespace);
    assert_eq!(head.next(), Some(b"P5".as_slice()));
    let mut number = || std::str::from_utf8(head.next().unwrap()).unwrap().parse::<usize>().unwrap();
    let (width, height) = (number(), number());
    let pixels = &pgm[pgm.len() - width * height..];
    let mean = |x: usize, y: usize| {
        let rows = pixels.chunks(width).skip(y * CELL).take(CELL);
        let sum: u64 =
            rows.flat_map(|row| &row[x * CELL..(x + 1) * CELL]).map(|pixel| u64::from(*pixel)).sum();
        sum / (CELL * CELL) as u64
    };
    (0..height / CELL).map(|y| (0..width / CELL).map(|x| mean(x, y)).collect()).collect()
}

#[test]
fn a_seal_that_is_gone_is_seen_and_smoothing_is_not() {
    use crate::{copy, pdf};
    let folder = folder("drawing");
    let honest = write(&folder, 0, &copy::sealed().file);
    let field = pdf::find(&copy::sealed().file, "/T (Signature2)").1;
    let blank = pdf::stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "");
    let update = pdf::Update::of(&copy::sealed().file).over(pdf::reference(&field, "/AP"), blank);
    let changed = write(&folder, 1, &update.write());
    draw(&[honest.clone(), changed.clone()]);
    assert_eq!(disagreement(&honest), None);
    assert_ne!(differences(&changed, &honest), None);
}

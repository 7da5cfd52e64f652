//! The work that hostile shapes cause is counted, not timed: it grows with the file, or the file is refused.

use std::fmt::Write as _;

use crate::scan::work::{MAX_WORK, Work};
use crate::scan::{Refusal, read};

/// Units of work for each byte that a file may cause, before a fixed part.
const MAX_UNITS_A_BYTE: usize = 64;

/// A file of one page, the objects given from number 4 on.
fn file(objects: &[String]) -> Vec<u8> {
    let fixed = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
    ];
    let mut text = "%PDF-1.7\n".to_owned();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(fixed.into_iter().chain(objects.iter().map(String::as_str))) {
        offsets.push(text.len());
        let _ = writeln!(text, "{number} 0 obj\n{object}\nendobj");
    }
    let startxref = text.len();
    let size = offsets.len() + 1;
    let _ = write!(text, "xref\n0 {size}\n0000000000 65535 f \n");
    for offset in offsets {
        let _ = writeln!(text, "{offset:010} 00000 n ");
    }
    let _ = write!(text, "trailer\n<</Size {size} /Root 1 0 R>>\nstartxref\n{startxref}\n%%EOF\n");
    text.into_bytes()
}

/// What becomes of a file, and the units of work.
fn outcome(file: &[u8]) -> (Result<(), &'static str>, usize) {
    let work = Work::new();
    let outcome = read(file, &work).map(|_| ()).map_err(|refusal: Refusal| refusal.code());
    (outcome, work.done())
}

/// Thousands of streams whose one length stands behind a long comment.
fn lengths_behind_a_comment(streams: usize, comment: usize) -> Vec<u8> {
    let mut objects = vec![format!("%{}\n0", "x".repeat(comment))];
    objects.extend((0..streams).map(|_| "<</Length 4 0 R>>\nstream\n\nendstream".to_owned()));
    file(&objects)
}

#[test]
fn a_length_that_is_looked_up_again_and_again_is_counted_each_time() {
    let (few, work) = outcome(&lengths_behind_a_comment(4, 1_000));
    assert_eq!(few, Ok(()));
    assert!(work > 4 * 1_000, "{work}");
    assert_eq!(outcome(&lengths_behind_a_comment(4_000, 1_000_000)), (Err("too-complex"), MAX_WORK));
}

#[test]
fn the_work_of_shapes_that_are_read_once_grows_with_the_file() {
    let many = |object: &str, times| file(&vec![object.to_owned(); times]);
    for (name, bytes) in [
        ("tiny objects", many("0", 30_000)),
        ("short streams", many("<</Length 0>>\nstream\n\nendstream", 10_000)),
        ("a huge array", file(&[format!("[{}]", "0 ".repeat(60_000))])),
        ("names of escapes", many(&format!("/{}", "#41".repeat(10_000)), 20)),
        ("a long string", many(&format!("({})", "(x)".repeat(100_000)), 4)),
        ("white space", many(&" ".repeat(1_000_000), 0)),
        ("a long comment", many(&format!("%{}\n0", "x".repeat(1_000_000)), 1)),
        ("deep arrays", many(&format!("{}{}", "[".repeat(90), "]".repeat(90)), 1_000)),
        ("many references", file(&[format!("[{}]", "1 0 R ".repeat(20_000))])),
        (
            "dictionaries of many keys",
            file(&[(0..10_000).fold("<<".to_owned(), |text, key| text + &format!("/k{key} 0")) + ">>"]),
        ),
    ] {
        let (outcome, work) = outcome(&bytes);
        assert_eq!(outcome, Ok(()), "{name}");
        assert!(work <= MAX_UNITS_A_BYTE * bytes.len(), "{name}: {work} units for {} bytes", bytes.len());
    }
}

#[test]
fn a_file_of_nothing_but_tokens_is_refused_before_it_is_read_through() {
    let tokens = format!("[{}]", "0 ".repeat(60_000));
    assert_eq!(outcome(&file(&vec![tokens; 60])), (Err("too-complex"), MAX_WORK));
}

//! Files that are deep, long, wide, or that go round in a circle.

use crate::judge::{Shadow, inspect_all, shadow};
use crate::pdf::{CONTENT, PAGE, Update, extend, file, grade, grade_with, stream, swap};

#[test]
fn deep_long_and_circular_files_are_refused() {
    let value = |text: &str| grade_with(1, |catalog| extend(catalog, &format!("/X {text}")));
    let nested = |open: &str, close: &str, depth: usize| {
        value(&format!("{}{}", open.repeat(depth), close.repeat(depth)))
    };
    let mut updates = file(&grade(), "");
    for _ in 0..300 {
        updates = Update::of(&updates).over(CONTENT, stream("", "")).write();
    }
    let circle = |number: u32, from: &str, to: &str| grade_with(number, |object| swap(object, from, to));
    let attacks: Vec<Shadow> = vec![
        shadow("arrays within arrays", "too-complex", nested("[", "]", 5_000)),
        shadow("dictionaries within dictionaries", "too-complex", nested("<</A ", ">>", 5_000)),
        shadow("a million numbers", "too-complex", value(&format!("[{}]", "1 ".repeat(1_000_000)))),
        shadow("300 updates", "too-complex", updates),
        shadow("two thousand kids of one page", "damaged", {
            circle(2, "[3 0 R]", &format!("[{}]", "3 0 R ".repeat(2_001)))
        }),
        shadow("a tree that is its own kid", "damaged", circle(2, "[3 0 R]", "[2 0 R]")),
        shadow("a page that is its own parent", "damaged", circle(PAGE, "/Parent 2 0 R", "/Parent 3 0 R")),
        shadow("a length that is its own stream", "damaged", {
            circle(CONTENT, "/Length 41", "/Length 4 0 R")
        }),
        shadow("a length of a gigabyte", "truncated", circle(CONTENT, "/Length 41", "/Length 1073741824")),
        shadow("a negative length", "damaged", circle(CONTENT, "/Length 41", "/Length -41")),
        shadow("a page larger than a town", "page-without-area", circle(PAGE, "595 842", "595 99999999999")),
        shadow("a page of no width", "page-without-area", circle(PAGE, "595 842", "0 842")),
        shadow("a number of a thousand digits", "damaged", value(&"9".repeat(1_000))),
        shadow(
            "brackets that never close",
            "damaged",
            grade_with(CONTENT, |_| stream("", &"[".repeat(10_000))),
        ),
    ];
    inspect_all("scans-oversize", &attacks);
}

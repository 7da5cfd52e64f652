//! Page trees that loop, lie, or hold nothing to be seen.

use super::{Hostile, PAGE, PAGES, changed, patched};
use crate::model::array_of;

pub(super) fn pages() -> Vec<Hostile> {
    let damaged = |name: &str, bytes: Vec<u8>| Hostile::new(name, bytes, "damaged");
    let root = |text: &str| changed(|document| document.model.set(PAGES, text));
    let area = |name: &str, to: &str| {
        Hostile::new(name, patched("/MediaBox [0 0 595.28 841.89]", to), "page-without-area")
    };
    vec![
        damaged("a page tree in a loop", root("<</Type /Pages /Kids [6 0 R 2 0 R] /Count 1>>")),
        damaged(
            "a page that is its own parent's parent",
            root("<</Type /Pages /Parent 6 0 R /Kids [6 0 R] /Count 1>>"),
        ),
        damaged("a page with another parent", patched("/Parent 2 0 R", "/Parent 6 0 R")),
        damaged("the same page twice", root("<</Type /Pages /Kids [6 0 R 6 0 R] /Count 2>>")),
        damaged("a page that does not exist", root("<</Type /Pages /Kids [6 0 R 99 0 R] /Count 2>>")),
        damaged(
            "a page that is no object of its own",
            root("<</Type /Pages /Kids [6 0 R <</Type /Page>>] /Count 2>>"),
        ),
        damaged("more pages counted than there are", root("<</Type /Pages /Kids [6 0 R] /Count 2>>")),
        damaged("a page of no type", patched("/Type /Page /Parent", "/Type /Leaf /Parent")),
        damaged(
            "a page turned by 45 degrees",
            changed(|document| document.model.extend(PAGE, " /Rotate 45")),
        ),
        Hostile::new("no page", root("<</Type /Pages /Kids [] /Count 0>>"), "no-pages"),
        area("a page without a box", ""),
        area("a page of no width", "/MediaBox [9 0 9 841.89]"),
        area("a page as wide as a town", "/MediaBox [0 0 99999999 841]"),
        area("a page with three corners", "/MediaBox [0 0 595.28]"),
        area("a page with a box of names", "/MediaBox [/A /B /C /D]"),
        Hostile::new(
            "a page that shows nothing of itself",
            changed(|document| document.model.extend(PAGE, " /CropBox [600 0 700 800]")),
            "page-without-area",
        ),
        Hostile::new("two thousand and one pages", many(2_001), "too-many-pages"),
        Hostile::new("a page tree a hundred levels deep", deep(100), "too-complex"),
    ]
}

fn many(pages: usize) -> Vec<u8> {
    changed(|document| {
        let page = format!("<</Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 595 842]>>");
        let kids: Vec<u32> = (0..pages).map(|_| document.model.plain(page.as_str())).collect();
        document.model.set(PAGES, format!("<</Type /Pages /Kids {} /Count {pages}>>", array_of(&kids)));
    })
}

fn deep(levels: u32) -> Vec<u8> {
    changed(|document| {
        let mut parent = PAGES;
        for _ in 0..levels {
            let node = document.model.reserve();
            document.model.set(node, format!("<</Type /Pages /Parent {parent} 0 R /Kids [] /Count 0>>"));
            let above = if parent == PAGES { String::new() } else { above(parent, node) };
            document.model.set(parent, format!("<</Type /Pages {above}/Kids [{node} 0 R] /Count 0>>"));
            parent = node;
        }
    })
}

/// The parent's entry of a node between two others, which are numbered in a row.
fn above(node: u32, kid: u32) -> String {
    let parent = if node + 1 == kid && node > PAGE + 1 { node - 1 } else { PAGES };
    format!("/Parent {parent} 0 R ")
}

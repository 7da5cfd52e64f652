//! Pages of a sealed copy added, removed, moved, turned, cut, and their content replaced.

use crate::copy::sealed;
use crate::judge::{judge, refused};
use crate::pdf::{Update, extend, find, object, reference, stream, swap};

fn update() -> Update {
    Update::of(&sealed().file)
}

#[test]
fn pages_cannot_be_added_removed_moved_or_turned() {
    let copy = &sealed().file;
    let (statement, statement_page) = find(copy, "/Tabs /R");
    let (scan, scan_page) = find(copy, "/Im0");
    let content = reference(&statement_page, "/Contents");
    let (tree, node) = find(copy, "/Count 2");
    let kids = |to: &str, count: &str| {
        let text = swap(&node, &format!("{scan} 0 R {statement} 0 R"), to);
        update().over(tree, swap(&text, "/Count 2", count)).write()
    };
    let on_statement = |entries: &str| update().over(statement, extend(&statement_page, entries)).write();
    let on_scan = |entries: &str| update().over(scan, extend(&scan_page, entries)).write();
    let image = reference(&scan_page, "/Im0");
    let black = stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8",
        "\0",
    );
    let added = {
        let mut update = update();
        let page = update.add(format!("<</Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842]>>"));
        let text = swap(&node, &format!("{statement} 0 R"), &format!("{statement} 0 R {page} 0 R"));
        update.over(tree, swap(&text, "/Count 2", "/Count 3")).write()
    };
    judge(
        "pages",
        &[
            refused("a page added", "unexplained xrefs", added),
            refused("the scan removed", "unexplained xrefs", kids(&format!("{statement} 0 R"), "/Count 1")),
            refused("the statement removed", "unexplained xrefs", kids(&format!("{scan} 0 R"), "/Count 1")),
            refused(
                "pages swapped",
                "unexplained xrefs",
                kids(&format!("{statement} 0 R {scan} 0 R"), "/Count 2"),
            ),
            refused(
                "a page shown twice",
                "unexplained xrefs",
                kids(&format!("{scan} 0 R {scan} 0 R"), "/Count 2"),
            ),
            refused("the scan turned", "unexplained xrefs", on_scan("/Rotate 180")),
            refused("the statement cut", "unexplained xrefs", {
                let text = swap(&statement_page, "/CropBox [0 0", "/CropBox [300 300");
                update().over(statement, text).write()
            }),
            refused("the scan cut", "unexplained xrefs", on_scan("/CropBox [0 0 300 842]")),
            refused("units of two points", "unexplained xrefs", on_scan("/UserUnit 2")),
            refused(
                "all pages turned at the root",
                "unexplained xrefs",
                update().over(tree, extend(&node, "/Rotate 90")).write(),
            ),
            refused(
                "an action on opening a page",
                "unexplained xrefs",
                on_statement("/AA <</O <</S /Named /N /Print>>>>"),
            ),
            refused("a group", "unexplained xrefs", on_statement("/Group <</S /Transparency /K true>>")),
            refused("metadata of a page", "unexplained xrefs", on_statement("/PieceInfo <<>>")),
            refused("another content", "unexplained xrefs", {
                let mut update = update();
                let new = update.add(stream("", "0 g 0 0 500 500 re f"));
                let from = format!("/Contents {content} 0 R");
                let text = swap(&statement_page, &from, &format!("/Contents {new} 0 R"));
                update.over(statement, text).write()
            }),
            refused("content added", "unexplained xrefs", {
                let mut update = update();
                let new = update.add(stream("", "0 g 0 0 500 500 re f"));
                let to = format!("/Contents [{content} 0 R {new} 0 R]");
                let text = swap(&statement_page, &format!("/Contents {content} 0 R"), &to);
                update.over(statement, text).write()
            }),
            refused("the content written over", "unexplained xrefs", {
                update().over(content, stream("", "0 g 0 0 500 500 re f")).write()
            }),
            refused("the content made a catalog", "unexplained xrefs", {
                update().over(content, object(copy, update().root())).write()
            }),
            refused("the content made empty", "unexplained xrefs", update().over(content, "null").write()),
            refused("the content freed", "were freed", update().free(content).write()),
            refused("the scan's page freed", "were freed", update().free(scan).write()),
            refused(
                "the scan's image written over",
                "unexplained xrefs",
                update().over(image, black).write(),
            ),
            refused("the scan's image made a form", "unexplained xrefs", {
                let form = "/Type /XObject /Subtype /Form /BBox [0 0 1 1]";
                update().over(image, stream(form, "0 g 0 0 1 1 re f")).write()
            }),
            refused("the scan's image on a hidden layer", "unexplained xrefs", {
                let entries = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray \
                               /BitsPerComponent 8 /OC <</Type /OCG /Name (a)>>";
                update().over(image, stream(entries, "\0")).write()
            }),
            refused("the statement made the scan's page", "unexplained xrefs", {
                update().over(statement, scan_page.clone()).write()
            }),
        ],
    );
}

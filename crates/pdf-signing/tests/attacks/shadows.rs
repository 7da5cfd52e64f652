//! Shadow attacks with the objects of a scan: gaps, freed and missing objects, names that stand elsewhere.

use crate::judge::{alike, inspect_all, shadow};
use crate::pdf::{BAD, CONTENT, GOOD, OTHER, PAGE, Update, extend, file, grade, grade_with, stream, swap};

fn updated(change: impl FnOnce(Update) -> Update) -> Vec<u8> {
    change(Update::of(&file(&grade(), ""))).write()
}

#[test]
fn objects_in_the_gaps_of_a_file_are_refused() {
    let gap = |object: &str| file(&grade(), object);
    let hidden = format!("4 0 obj\n{}\nendobj\n", stream("", GOOD));
    inspect_all(
        "scans-with-gaps",
        &[
            shadow("a second content in a gap", "damaged", gap(&hidden)),
            shadow("a second page in a gap", "damaged", gap("3 0 obj\n<</Type /Page>>\nendobj\n")),
            shadow(
                "an object of a free number in a gap",
                "damaged",
                gap("99 0 obj\n<</Type /Catalog>>\nendobj\n"),
            ),
            alike("a second trailer in a gap", gap("trailer\n<</Root 5 0 R>>\n")),
            alike("a second end in a gap", gap("startxref\n0\n%%EOF\n")),
            shadow(
                "an object in a comment",
                "damaged",
                gap("% 4 0 obj <<>> endobj\r4 0 obj\n<<>>\nendobj\n"),
            ),
            shadow("an object after the end", "damaged", [file(&grade(), ""), hidden.into_bytes()].concat()),
            shadow("an object before the first one", "damaged", {
                let (text, hidden) = (crate::pdf::text(&file(&grade(), "")), "%4 0 obj");
                crate::pdf::bytes(&text.replacen("%PDF-1.7\n", &format!("%PDF-1.7 {hidden}\n"), 1))
            }),
        ],
    );
}

#[test]
fn references_that_lead_nowhere_are_refused() {
    let content =
        |to: &str| grade_with(PAGE, |page| swap(page, "/Contents 4 0 R", &format!("/Contents {to}")));
    inspect_all(
        "scans-with-dangling-references",
        &[
            shadow("content that does not exist yet", "damaged", content("[4 0 R 6 0 R]")),
            shadow(
                "content of a number that an update would take later",
                "damaged",
                content("[4 0 R 16 0 R]"),
            ),
            shadow("content of the largest number", "damaged", content("[4 0 R 8388607 0 R]")),
            shadow("content of another generation", "damaged", content("[4 0 R 5 1 R]")),
            shadow("content of number 0", "damaged", content("[4 0 R 0 0 R]")),
            shadow("a drawing that does not exist yet", "damaged", {
                grade_with(PAGE, |page| swap(page, "/Other 5 0 R", "/Other 5 0 R /Later 12 0 R"))
            }),
            shadow("an entry of the catalog that does not exist yet", "damaged", {
                grade_with(1, |catalog| extend(catalog, "/Outlines 9 0 R"))
            }),
            shadow("freed content", "damaged", updated(|update| update.free(CONTENT))),
            shadow("a freed drawing", "damaged", updated(|update| update.free(OTHER))),
            shadow("a freed page", "damaged", updated(|update| update.free(PAGE))),
        ],
    );
}

#[test]
fn names_that_decide_stand_where_they_decide() {
    let typed = |name, code, number: u32, from: &str, to: &str, object: &str| {
        let mut objects = grade();
        let index = number as usize - 1;
        objects[index] = swap(&objects[index], from, to);
        objects.push(object.to_owned());
        shadow(name, code, file(&objects, ""))
    };
    inspect_all(
        "scans-with-names-elsewhere",
        &[
            typed("the kind of a drawing", "damaged", OTHER, "/Subtype /Form", "/Subtype 6 0 R", "/Form"),
            typed("the type of a page", "damaged", PAGE, "/Type /Page", "/Type 6 0 R", "/Page"),
            typed("the type of the catalog", "damaged", 1, "/Type /Catalog", "/Type 6 0 R", "/Catalog"),
            typed(
                "the kind of an action",
                "damaged",
                1,
                "/Pages",
                "/OpenAction <</S 6 0 R>> /Pages",
                "/JavaScript",
            ),
            typed(
                "the kind of an annotation",
                "damaged",
                PAGE,
                "/Contents",
                "/Annots [<</Subtype 6 0 R>>] /Contents",
                "/Stamp",
            ),
            typed(
                "the filter of a content",
                "damaged",
                CONTENT,
                " /Length",
                "/Filter 6 0 R /Length",
                "/ASCIIHexDecode",
            ),
            typed("a name that is not UTF-8", "damaged", 1, "/Pages", "/\u{ff}\u{fe} (a) /Pages", "null"),
            typed("a name with a zero byte", "damaged", 1, "/Pages", "/A#00 (a) /Pages", "null"),
            typed(
                "the same key twice",
                "damaged",
                PAGE,
                "/Contents 4 0 R",
                "/Contents 4 0 R /Contents 5 0 R",
                "null",
            ),
            typed(
                "the same key twice, once escaped",
                "damaged",
                PAGE,
                "/Contents 4 0 R",
                "/Contents 4 0 R /C#6fntents 5 0 R",
                "null",
            ),
        ],
    );
}

#[test]
fn revisions_of_a_scan_are_read_alike() {
    let two_contents = updated(|update| update.over(CONTENT, stream("", GOOD)));
    inspect_all(
        "scans-with-revisions",
        &[
            alike("content replaced by an update", two_contents),
            alike("content replaced and put back", {
                let once = updated(|update| update.over(CONTENT, stream("", GOOD)));
                Update::of(&once).over(CONTENT, stream("", BAD)).write()
            }),
            alike(
                "the page's size changed by an update",
                updated(|update| update.change("/Type /Page ", |page| swap(page, "595 842", "595 800"))),
            ),
            shadow(
                "an update that makes the page a catalog",
                "damaged",
                updated(|update| update.over(PAGE, "<</Type /Catalog /Pages 2 0 R>>")),
            ),
            shadow(
                "an update that encrypts",
                "encrypted",
                updated(|mut update| {
                    update.trailer = " /Encrypt <</Filter /Standard>>".to_owned();
                    update
                }),
            ),
        ],
    );
}

//! Content that readers draw differently: colours, transfer functions, inks, groups.

use crate::judge::{Shadow, alike, inspect_all};
use crate::pdf::{CONTENT, PAGE, file, grade, stream, swap};

/// The page with other resources and content.
fn drawn(name: &'static str, resources: &str, content: &str) -> Shadow {
    let mut objects = grade();
    let page = &mut objects[PAGE as usize - 1];
    *page = swap(page, "/Resources <<", &format!("/Resources <<{resources} "));
    objects[CONTENT as usize - 1] = stream("", content);
    alike(name, file(&objects, ""))
}

#[test]
fn colours_and_groups_of_scans_are_drawn_alike() {
    inspect_all(
        "scans-with-colours",
        &[
            drawn("grey", "", "0.5 g 60 500 200 40 re f"),
            drawn("a clip", "", "q 60 500 100 40 re W n 0 g 0 0 595 842 re f Q"),
            drawn("an empty clip", "", "q 60 500 0 0 re W n 0 g 0 0 595 842 re f Q"),
            drawn("half transparent", "/ExtGState <</G <</ca .5>>>>", "/G gs 0 g 60 500 200 40 re f"),
            drawn(
                "multiplied",
                "/ExtGState <</G <</BM /Multiply>>>>",
                "/G gs 0.5 g 60 500 200 40 re f 100 480 50 90 re f",
            ),
            drawn(
                "an invisible text",
                "/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>",
                "BT 3 Tr /F 40 Tf 60 500 Td (9.5) Tj ET 0 g 60 300 200 40 re f",
            ),
        ],
    );
}

//! Fonts of a sealed copy: other glyphs behind the same codes, other characters behind the same glyphs.

use crate::copy::sealed;
use crate::judge::{judge, refused};
use crate::pdf::{Update, find, object, reference, stream, swap};

#[test]
fn glyphs_and_characters_cannot_be_exchanged() {
    let copy = &sealed().file;
    let update = || Update::of(copy);
    let (page_number, page) = find(copy, "/Tabs /R");
    let regular = reference(&page, "/Font <<");
    let font = object(copy, regular);
    let bold = reference(page.split_once(&format!("{regular} 0 R")).unwrap().1, "/");
    let text = reference(&font, "/ToUnicode");
    let descendant = reference(&font, "/DescendantFonts");
    let font_of_glyphs = object(copy, descendant);
    let descriptor = reference(&font_of_glyphs, "/FontDescriptor");
    let (key, program) = {
        let descriptor = object(copy, descriptor);
        let key = if descriptor.contains("/FontFile3") { "/FontFile3" } else { "/FontFile2" };
        (key, reference(&descriptor, key))
    };
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange <0000> <ffff> <0039> endbfrange endcmap end";
    judge(
        "fonts",
        &[
            refused("another font of the same name", "unexplained xrefs", {
                update().over(regular, "<</Type /Font /Subtype /Type1 /BaseFont /Symbol>>").write()
            }),
            refused("two fonts exchanged", "unexplained xrefs", {
                let text = swap(&page, &format!("{regular} 0 R"), "@");
                let text = swap(&text, &format!("{bold} 0 R"), &format!("{regular} 0 R"));
                update().over(page_number, swap(&text, "@", &format!("{bold} 0 R"))).write()
            }),
            refused(
                "another font program",
                "unexplained xrefs",
                update().over(program, stream("", "")).write(),
            ),
            refused("no font program", "unexplained xrefs", {
                update().over(descriptor, swap(&object(copy, descriptor), key, "/Xx")).write()
            }),
            refused("other characters for what is copied and searched", "unexplained xrefs", {
                update().over(text, stream("", map)).write()
            }),
            refused("glyphs moved to other codes", "unexplained xrefs", {
                let to = swap(&font_of_glyphs, "/CIDToGIDMap /Identity", "/CIDToGIDMap null");
                update().over(descendant, to).write()
            }),
            refused("other widths", "unexplained xrefs", {
                update().over(descendant, swap(&font_of_glyphs, "/DW ", "/DW 9")).write()
            }),
            refused("a font freed", "were freed", update().free(regular).write()),
        ],
    );
}

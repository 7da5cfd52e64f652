//! Shadow attacks prepared before certification with fields, annotations, layers and alternates: what is hidden
//! now can be shown later, and what one reader shows another does not.

use crate::judge::{Shadow, alike, inspect_all, shadow};
use crate::pdf::{CONTENT, OTHER, PAGE, extend, file, grade, grade_with, stream, swap};

/// The scan with a new object on its page's annotations, and entries of the catalog.
fn annotated(entries: &str, catalog: &str) -> Vec<u8> {
    let mut objects = grade();
    objects.push(format!("<</Type /Annot /Rect [60 700 320 780] /AP <</N 5 0 R>> {entries}>>"));
    objects[PAGE as usize - 1] = extend(&objects[PAGE as usize - 1], "/Annots [6 0 R]");
    objects[0] = extend(&objects[0], catalog);
    file(&objects, "")
}

#[test]
fn a_scan_with_fields_is_refused() {
    let form = "/AcroForm <</Fields [6 0 R]>>";
    let field = |name, entries: &str| {
        shadow(name, "form-field", annotated(&format!("/Subtype /Widget /T (diem) {entries}"), form))
    };
    inspect_all(
        "scans-with-fields",
        &[
            field("a text field over the grade", "/FT /Tx /V (9.5)"),
            field("a field whose value is not what it shows", "/FT /Tx /V (3.0)"),
            field("a hidden field", "/FT /Tx /F 2"),
            field("a button with an icon", "/FT /Btn /Ff 65536 /MK <</I 5 0 R>>"),
            field("a choice", "/FT /Ch /Opt [(3.0) (9.5)]"),
            field("a place for a signature", "/FT /Sig"),
            shadow("appearances made by the reader", "form-field", {
                annotated(
                    "/Subtype /Widget /FT /Tx /T (a) /V (9.5)",
                    "/AcroForm <</Fields [6 0 R] /NeedAppearances true>>",
                )
            }),
            shadow(
                "a widget of no form",
                "form-field",
                annotated("/Subtype /Widget /FT /Tx /T (a) /V (9.5)", ""),
            ),
            shadow("a field of no page", "form-field", {
                let mut objects = grade();
                objects.push("<</FT /Tx /T (a) /V (9.5)>>".to_owned());
                objects[0] = extend(&objects[0], form);
                file(&objects, "")
            }),
        ],
    );
}

#[test]
fn a_scan_with_annotations_that_show_something_is_refused() {
    let note =
        |name, subtype: &str| shadow(name, "annotation", annotated(&format!("/Subtype /{subtype}"), ""));
    let attacks = vec![
        note("a stamp", "Stamp"),
        note("a text", "FreeText"),
        note("a square", "Square"),
        note("ink", "Ink"),
        note("a redaction not yet applied", "Redact"),
        note("a watermark", "Watermark"),
        note("a printer's mark", "PrinterMark"),
        note("a kind that no reader knows", "Khac"),
        note("an escaped kind", "St#61mp"),
        shadow("seen on paper alone", "annotation", annotated("/Subtype /Stamp /F 36", "")),
        shadow("seen on the screen alone", "annotation", annotated("/Subtype /Stamp /F 0", "")),
        shadow("hidden until it is shown", "annotation", annotated("/Subtype /Stamp /F 2", "")),
        shadow("a link with an appearance", "annotation", annotated("/Subtype /Link /Border [0 0 0]", "")),
        shadow("two states of one stamp", "annotation", annotated("/Subtype /Stamp /AS /Off /F 4", "")),
    ];
    inspect_all("scans-with-annotations", &attacks);
}

#[test]
fn a_scan_with_layers_is_refused() {
    let layered = |name, on: &str, properties: &str, content: &str| {
        let mut objects = grade();
        objects.push("<</Type /OCG /Name (diem)>>".to_owned());
        objects[PAGE as usize - 1] =
            swap(&objects[PAGE as usize - 1], "/Resources <<", "/Resources <</Properties <</Diem 6 0 R>>");
        objects[0] = extend(&objects[0], properties);
        objects[CONTENT as usize - 1] = stream("", content);
        objects[OTHER as usize - 1] = swap(&objects[OTHER as usize - 1], " /BBox", &format!(" {on} /BBox"));
        shadow(name, "layers", file(&objects, ""))
    };
    let groups = |state: &str| format!("/OCProperties <</OCGs [6 0 R] /D <<{state}>>>>");
    let marked = "/OC /Diem BDC 0 g 60 700 200 40 re f EMC 60 500 200 40 re f";
    let usage = "/AS [<</Event /Print /OCGs [6 0 R] /Category [/Print]>>]";
    let attacks: Vec<Shadow> = vec![
        layered("a layer that is off", "", &groups("/OFF [6 0 R]"), marked),
        layered("a layer that is on", "", &groups("/ON [6 0 R]"), marked),
        layered("all layers off at first", "", &groups("/BaseState /OFF"), marked),
        layered("a layer for printing", "", &groups(usage), marked),
        layered("a form on a layer", "/OC 6 0 R", &groups("/OFF [6 0 R]"), "/Other Do"),
        layered("a form on a layer of no catalog", "/OC 6 0 R", "", "/Other Do"),
        layered(
            "a membership by expression",
            "/OC <</Type /OCMD /VE [/Not 6 0 R]>>",
            &groups(""),
            "/Other Do",
        ),
        layered("an escaped layer", "/O#43 6 0 R", &groups("/OFF [6 0 R]"), "/Other Do"),
        layered(
            "a second configuration",
            "",
            &groups("").replace("/D ", "/Configs [<</OFF [6 0 R]>>] /D "),
            marked,
        ),
    ];
    inspect_all("scans-with-layers", &attacks);
}

#[test]
fn a_scan_with_alternates_is_refused() {
    let other = |name, entries: &str| {
        shadow(name, "alternate-content", {
            let mut objects = grade();
            objects[CONTENT as usize - 1] = stream("", "/Other Do");
            objects[OTHER as usize - 1] =
                swap(&objects[OTHER as usize - 1], " /BBox", &format!(" {entries} /BBox"));
            file(&objects, "")
        })
    };
    let image =
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let attacks = vec![
        shadow("an image with another for printing", "alternate-content", {
            let mut objects = grade();
            objects[CONTENT as usize - 1] = stream("", "q 200 0 0 200 60 500 cm /Other Do Q");
            objects[OTHER as usize - 1] =
                stream(&format!("{image} /Alternates [<</Image 6 0 R /DefaultForPrinting true>>]"), "\0");
            objects.push(stream(image, "\u{80}"));
            file(&objects, "")
        }),
        other("a page of another file", "/Ref <</F (a.pdf) /Page 0>>"),
        other("an image of a prepress server", "/OPI <</2.0 <</Type /OPI /Version 2.0 /F (a)>>>>"),
        shadow("a program for printers", "alternate-content", {
            let mut objects = grade();
            objects[CONTENT as usize - 1] = stream("", "/Other Do");
            objects[OTHER as usize - 1] = stream("/Type /XObject /Subtype /PS", "(9.5) show");
            file(&objects, "")
        }),
        shadow("a form that is a program for printers", "alternate-content", {
            let mut objects = grade();
            objects[CONTENT as usize - 1] = stream("", "/Other Do");
            objects[OTHER as usize - 1] =
                swap(&objects[OTHER as usize - 1], " /BBox", " /Subtype2 /PS /BBox");
            file(&objects, "")
        }),
        alike("a thumbnail of another page", {
            let mut objects = grade();
            objects.push(stream(image, "\0"));
            objects[PAGE as usize - 1] = extend(&objects[PAGE as usize - 1], "/Thumb 6 0 R");
            file(&objects, "")
        }),
        alike("the plain page", grade_with(PAGE, str::to_owned)),
    ];
    inspect_all("scans-with-alternates", &attacks);
}

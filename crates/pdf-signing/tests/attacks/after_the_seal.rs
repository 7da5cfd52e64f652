//! What an attacker appends to a sealed copy: other values, fields, annotations, entries of the catalog.

use std::fmt::Write as _;

use crate::copy::sealed;
use crate::drawing;
use crate::judge::{Attack, folder, holds, idle, judge, refused, write};
use crate::pdf::{Update, extend, find, object, reference, stream, swap};

const SEAL: &str = "/T (Signature2)";

fn update() -> Update {
    Update::of(&sealed().file)
}

/// An appearance with another text, as large as a field.
fn other(words: &str) -> String {
    let content = format!("q 1 g 0 0 400 40 re f Q BT /F 12 Tf 2 4 Td ({words}) Tj ET");
    let font = "/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>";
    stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 400 40] /Resources <<{font}>>"), &content)
}

/// Fields of these names and values, drawn over the statement.
fn filled(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut update = update();
    let mut added = String::new();
    for (name, words) in fields {
        let appearance = update.add(other(words));
        let field = update.add(format!(
            "<</Type /Annot /Subtype /Widget /FT /Tx /T ({name}) /V ({words}) /Rect [100 600 300 640] /F 4 \
             /AP <</N {appearance} 0 R>>>>"
        ));
        let _ = write!(added, "{field} 0 R ");
    }
    update
        .change("/Tabs /R", |page| swap(page, "/Annots [", &format!("/Annots [{added}")))
        .change("/SigFlags 3", |form| swap(form, "/Fields [", &format!("/Fields [{added}")))
        .write()
}

/// An object added and named in the annotations of the statement page.
fn annotated(object: &str) -> Update {
    let mut update = update();
    let number = update.add(object);
    update.change("/Tabs /R", |page| swap(page, "/Annots [", &format!("/Annots [{number} 0 R ")))
}

/// An object added and named in the fields of the form.
fn with_field(mut update: Update, object: &str) -> Update {
    let number = update.add(object);
    update.change("/SigFlags 3", |form| swap(form, "/Fields [", &format!("/Fields [{number} 0 R ")))
}

#[test]
fn fields_cannot_be_changed() {
    let (seal_number, seal) = find(&sealed().file, SEAL);
    let seal_value = reference(&seal, "/V");
    let leader = find(&sealed().file, "/T (Signature1)").1;
    let leader_value = reference(&leader, "/V");
    let appearance_of = |field: &str| reference(&find(&sealed().file, field).1, "/AP");
    let on_seal = |from: &str, to: &str| update().over(seal_number, swap(&seal, from, to)).write();
    let text_field =
        "<</Type /Annot /Subtype /Widget /FT /Tx /T (ghi chu) /V (999) /Rect [100 600 300 640] /F 4>>";
    let mut replaced = update();
    let new = replaced.add(other("999/DT"));
    let seal_with_other = swap(&seal, &format!("{} 0 R", reference(&seal, "/AP")), &format!("{new} 0 R"));
    judge(
        "fields",
        &[
            refused("another register number and another date", "More form fields added", {
                filled(&[("number", "999/DT"), ("date", "Ngay 1 thang 1 nam 2020")])
            }),
            refused("another register number", "More form fields added", filled(&[("number", "999/DT")])),
            refused("another date", "More form fields added", filled(&[("date", "Ngay 1 thang 1 nam 2020")])),
            refused("another book", "More form fields added", filled(&[("book", "02/2026")])),
            refused(
                "another seal image",
                "unexplained xrefs",
                update().over(appearance_of(SEAL), other("999")).write(),
            ),
            refused(
                "another appearance of the seal",
                "unexplained xrefs",
                replaced.over(seal_number, seal_with_other).write(),
            ),
            refused("another signature image", "unexplained xrefs", {
                update().over(appearance_of("/T (Signature1)"), other("999")).write()
            }),
            refused("the seal moved", "Values for dict key", {
                let rectangle = seal.split_once("/Rect ").unwrap().1.split_once(']').unwrap().0.to_owned();
                on_seal(&format!("/Rect {rectangle}]"), "/Rect [0 0 500 500]")
            }),
            refused("the seal hidden", "unexplained xrefs", on_seal("/F 132", "/F 2")),
            refused(
                "the seal's value taken away",
                "unexplained xrefs",
                on_seal(&format!("/V {seal_value} 0 R"), ""),
            ),
            refused(
                "the leader's signature in the seal's field",
                "references an existing object",
                on_seal(&format!("/V {seal_value} 0 R"), &format!("/V {leader_value} 0 R")),
            ),
            refused("the lock taken away", "Dict keys differ", on_seal("/Lock", "/Lokk")),
            refused("a new text field", "More form fields added", {
                with_field(annotated(text_field), "<</FT /Tx /T (khac) /V (999)>>").write()
            }),
            refused("a field on the page alone", "unexplained xrefs", annotated(text_field).write()),
            refused(
                "a field in the form alone",
                "More form fields added",
                with_field(update(), text_field).write(),
            ),
            refused("a second field of the number's name", "More form fields added", {
                with_field(update(), "<</FT /Tx /T (number) /V (999)>>").write()
            }),
            refused("a second field with the seal's value", "Duplicate field name", {
                with_field(update(), &format!("<</FT /Sig /T (Signature2) /V {seal_value} 0 R>>")).write()
            }),
            refused("a field taken out of the form", "were deleted after signing", {
                update().change("/SigFlags 3", |form| swap(form, &format!("{seal_number} 0 R"), "")).write()
            }),
            refused("a dynamic form", "Dict keys differ", {
                update().change("/SigFlags 3", |form| extend(form, "/XFA (<xdp/>)")).write()
            }),
        ],
    );
}

#[test]
fn nothing_can_be_laid_on_a_page() {
    let on =
        |entries: &str| annotated(&format!("<</Type /Annot /Rect [100 500 400 700] {entries}>>")).write();
    let stamp = {
        let mut update = update();
        let shown = update.add(other("999/DT"));
        let note = update.add(format!(
            "<</Type /Annot /Subtype /Stamp /Rect [100 500 400 700] /F 4 /AP <</N {shown} 0 R>>>>"
        ));
        update.change("/Im0", |page| extend(page, &format!("/Annots [{note} 0 R]"))).write()
    };
    judge(
        "annotations",
        &[
            refused("a stamp on the scan", "unexplained xrefs", stamp),
            refused(
                "a text on the statement",
                "unexplained xrefs",
                on("/Subtype /FreeText /Contents (999) /DA (/F 12 Tf 0 g)"),
            ),
            refused("a square", "unexplained xrefs", on("/Subtype /Square /IC [1 1 1]")),
            refused("a note", "unexplained xrefs", on("/Subtype /Text /Contents (999)")),
            refused(
                "a link",
                "unexplained xrefs",
                on("/Subtype /Link /A <</S /URI /URI (https://example.vn)>>"),
            ),
            refused(
                "a highlight",
                "unexplained xrefs",
                on("/Subtype /Highlight /QuadPoints [100 500 400 500 100 700 400 700]"),
            ),
            refused("a redaction", "unexplained xrefs", on("/Subtype /Redact /IC [0 0 0]")),
            refused("a watermark", "unexplained xrefs", on("/Subtype /Watermark")),
            refused(
                "a button",
                "unexplained xrefs",
                on("/Subtype /Widget /FT /Btn /T (nut) /MK <</BG [1 1 1]>>"),
            ),
            refused("a file", "unexplained xrefs", on("/Subtype /FileAttachment /FS <</F (a)>>")),
            refused("all annotations taken away", "unexplained xrefs", {
                update().change("/Tabs /R", |page| swap(page, "/Annots", "/Anots")).write()
            }),
        ],
    );
}

#[test]
fn the_catalog_cannot_be_changed() {
    let entry = |entries: &str| update().catalog(|catalog| extend(catalog, entries)).write();
    let without = |key: &str| update().catalog(|catalog| swap(catalog, key, "/Xx")).write();
    let (_, form) = find(&sealed().file, "/SigFlags 3");
    let mut replaced = update();
    let new = replaced.add(swap(&form, "/SigFlags 3", "/SigFlags 3 /Q 1"));
    let catalog = object(&sealed().file, replaced.root());
    let held = reference(&catalog, "/AcroForm");
    let script = "<</S /JavaScript /JS (app.alert\\(1\\))>>";
    let trailer = |entries: &str| {
        let mut update = update();
        update.trailer = entries.to_owned();
        update.write()
    };
    judge(
        "catalog",
        &[
            refused("a script on opening", "Dict keys differ", entry(&format!("/OpenAction {script}"))),
            refused("an action on printing", "Dict keys differ", entry(&format!("/AA <</WP {script}>>"))),
            refused(
                "a script in the names",
                "Dict keys differ",
                entry(&format!("/Names <</JavaScript <</Names [(a) {script}]>>>>")),
            ),
            refused("the permissions taken away", "Dict keys differ", without("/Perms")),
            refused("other permissions", "Values for dict key", {
                update().catalog(|catalog| swap(catalog, "/DocMDP", "/UR3")).write()
            }),
            refused("the form taken away", "A signature is missing", without("/AcroForm")),
            idle("the form replaced by one that is alike", {
                replaced
                    .catalog(|catalog| swap(catalog, &format!("{held} 0 R"), &format!("{new} 0 R")))
                    .write()
            }),
            refused("layers", "Dict keys differ", entry("/OCProperties <</OCGs [] /D <<>>>>")),
            refused(
                "another page tree",
                "Values for dict key",
                update().catalog(|catalog| swap(catalog, "/Pages 2 0 R", "/Pages 6 0 R")).write(),
            ),
            refused("an attachment", "Dict keys differ", entry("/AF [<</Type /Filespec /F (a)>>]")),
            refused("an outline", "Dict keys differ", entry("/Outlines <<>>")),
            refused("page labels", "Dict keys differ", entry("/PageLabels <</Nums [0 <</S /D>>]>>")),
            refused(
                "a viewer's preferences",
                "Dict keys differ",
                entry("/ViewerPreferences <</Direction /R2L>>"),
            ),
            refused("a structure", "Dict keys differ", entry("/StructTreeRoot <<>>")),
            refused("a portfolio", "Dict keys differ", entry("/Collection <<>>")),
            refused("another catalog", "A signature is missing", {
                let mut update = update();
                let own = update.add("<</Type /Catalog /Pages 2 0 R>>");
                update.set_root(own);
                update.write()
            }),
            refused(
                "encryption",
                "A signature is missing",
                trailer(" /Encrypt <</Filter /Standard /V 1 /R 2 /O () /U () /P -4>>"),
            ),
            idle("another title", {
                let mut update = update();
                let information = update.add("<</Title (999)>>");
                update.trailer = format!(" /Info {information} 0 R");
                update.write()
            }),
            idle("an object that nothing refers to", {
                let mut update = update();
                update.add("<</Type /Page>>");
                update.write()
            }),
        ],
    );
}

#[test]
fn validation_data_may_follow_and_nothing_in_its_shade() {
    let dss = |certificate: &str, more: &str| {
        let mut update = update();
        let certificate = update.add(stream("", certificate));
        let store = update.add(format!("<</Type /DSS /Certs [{certificate} 0 R]{more}>>"));
        update.catalog(|catalog| extend(catalog, &format!("/DSS {store} 0 R")))
    };
    let der = crate::pdf::text(crate::copy::office().agency.certificate.der());
    let page = find(&sealed().file, "/Tabs /R").1;
    let content = reference(&page, "/Contents");
    let over_content = {
        let update = update().over(content, stream("", "0 g 0 0 500 500 re f"));
        update.catalog(|catalog| extend(catalog, &format!("/DSS <</Certs [{content} 0 R]>>"))).write()
    };
    let attacks: Vec<Attack> = vec![
        idle("validation data", dss(&der, "").write()),
        refused("a script beside validation data", "Dict keys differ", {
            let (store, script) = (dss(&der, "").write(), "/OpenAction <</S /JavaScript /JS (1)>>");
            Update::of(&store).catalog(|catalog| extend(catalog, script)).write()
        }),
        refused("the statement's content as a certificate", "unexplained xrefs", over_content),
        refused("the statement page as validation data", "clobbers or reuses", {
            let (number, page) = find(&sealed().file, "/Tabs /R");
            let update = update().over(number, swap(&page, "/Rotate 0", "/Rotate 180"));
            update.catalog(|catalog| extend(catalog, &format!("/DSS <</VRI {number} 0 R>>"))).write()
        }),
        refused("another number after validation data", "unexplained xrefs", {
            let appearance = reference(&find(&sealed().file, SEAL).1, "/AP");
            dss(&der, "").over(appearance, other("999")).write()
        }),
        refused("validation data that is not any", "/DSS is not a dictionary", {
            update().catalog(|catalog| extend(catalog, "/DSS [1 2 3]")).write()
        }),
        refused(
            "a validation entry beside the known ones",
            "Unexpected keys in DSS",
            dss(&der, " /Script (1)").write(),
        ),
    ];
    judge("validation-data", &attacks);
}

/// A limit that no entry of a document lifts: pyHanko lets the form's own entries change at every level, and
/// poppler then draws all fields anew and leaves out what it cannot draw. The digest at the public check tells.
#[test]
fn a_request_to_draw_fields_anew_hides_the_seal_in_poppler_alone() {
    let fonts = "/DR <</Font <</F0 <</Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats>>>>>>";
    let (number, form) = find(&sealed().file, "/SigFlags 3");
    let folder = folder("fields-anew");
    let honest = write(&folder, 0, &sealed().file);
    let asked: Vec<_> = [
        "/NeedAppearances true".to_owned(),
        format!("/NeedAppearances true {fonts} /DA (/F0 9 Tf 0 g) /Q 2"),
    ]
    .iter()
    .zip(1..)
    .map(|(entries, name)| write(&folder, name, &update().over(number, extend(&form, entries)).write()))
    .collect();
    drawing::draw(&[asked.clone(), vec![honest.clone()]].concat());
    for file in asked {
        assert!(holds("fields-anew-root", &file));
        assert_eq!(drawing::deceived(&file, &honest), ["poppler"]);
    }
}

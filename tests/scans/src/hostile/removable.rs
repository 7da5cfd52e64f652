//! Scans with something that a repair can remove, or must not, and what it says then.

use super::{CATALOG, CONTENT, PAGE, changed, patched, small};
use crate::model::Body;
use crate::write::{classic, compressed};

/// A scan that is refused for a cause that a repair looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removable {
    /// What is wrong with it, for the reader of a test.
    pub name: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
    /// Words of the changes, or the code of the cause that stays.
    pub outcome: Result<&'static [&'static str], &'static str>,
}

/// Every such scan.
#[must_use]
pub fn removable() -> Vec<Removable> {
    let case = |name, bytes, outcome| Removable { name, bytes, outcome };
    vec![
        case("bytes after the end", [changed(|_| {}), b"x".to_vec()].concat(), Ok(&["structure-rebuilt"])),
        case("an end that is missing", without_end(), Ok(&["structure-rebuilt"])),
        case("a size that is too low", patched("/Size 7", "/Size 6"), Ok(&["structure-rebuilt"])),
        case(
            "a script on opening",
            catalog(" /OpenAction <</S /JavaScript /JS (x)>>"),
            Ok(&["actions-removed"]),
        ),
        case("additional actions of the page", page(" /AA <</O <</S /Named>>>>"), Ok(&["actions-removed"])),
        case("an attachment", attachment(), Ok(&["files-removed"])),
        case("an attachment in an object stream", attachment_compressed(), Ok(&["files-removed"])),
        case("a film", with_annotation("/Subtype /Movie /Movie <<>>", false), Ok(&["multimedia-removed"])),
        case(
            "a field with a script",
            field("/AA <</K <</S /JavaScript /JS (x)>>>>", "/F 4"),
            Ok(&["actions-removed", "fields-flattened"]),
        ),
        case(
            "a note with a script",
            note("/AA <</E <</S /JavaScript /JS (x)>>>>", ""),
            Ok(&["actions-removed", "annotations-flattened"]),
        ),
        case(
            "a hidden note with a script",
            note("/AA <</E <</S /JavaScript /JS (x)>>>>", "/F 2"),
            Ok(&["actions-removed", "hidden-annotations-removed"]),
        ),
        case("a static XFA form", xfa(), Ok(&["form-data-removed", "fields-flattened"])),
        case("a dynamic XFA form", catalog(" /AcroForm <</Fields [] /XFA []>>"), Err("dynamic-form")),
        case("a script and layers", layers(""), Ok(&["actions-removed", "layers-merged"])),
        case("a script and a hidden layer", layers("/OFF [8 0 R]"), Err("layers")),
        case(
            "a note that viewers draw",
            with_annotation("/Subtype /Square /AA <</E <</S /JavaScript /JS (x)>>>>", false),
            Err("annotation"),
        ),
        case(
            "a page that is lost",
            patched("/Kids [6 0 R] /Count 1", "/Kids [6 0 R] /Count 2"),
            Err("damaged"),
        ),
        case("content that is lost", without_content(), Err("damaged")),
        case("a signature and damage", signed(), Err("already-signed")),
    ]
}

fn catalog(entries: &str) -> Vec<u8> {
    changed(|document| document.model.extend(CATALOG, entries))
}

fn page(entries: &str) -> Vec<u8> {
    changed(|document| document.model.extend(PAGE, entries))
}

fn without_end() -> Vec<u8> {
    let mut bytes = changed(|_| {});
    let end = bytes.windows(9).rposition(|window| window == b"startxref").unwrap_or(bytes.len());
    bytes.truncate(end);
    bytes
}

fn attachment() -> Vec<u8> {
    catalog(" /Names <</EmbeddedFiles <</Names []>>>>")
}

fn attachment_compressed() -> Vec<u8> {
    let mut document = small();
    document.model.extend(CATALOG, " /Names <</EmbeddedFiles <</Names []>>>>");
    compressed(&document.model).0.bytes
}

/// A red rectangle at the place of the annotation, turned by a quarter.
fn with_annotation(entries: &str, appearance: bool) -> Vec<u8> {
    changed(|document| {
        let form = document.model.add(Body::Stream(
            "/Subtype /Form /BBox [0 0 40 20] /Matrix [0 1 -1 0 0 0] /Resources <<>>".to_owned(),
            b"1 0 0 rg 0 0 30 20 re f".to_vec(),
        ));
        let shown = if appearance { format!("/AP <</N {form} 0 R>>") } else { String::new() };
        let annotation =
            document.model.plain(format!("<</Type /Annot {entries} /Rect [100 100 300 500] {shown}>>"));
        document.model.extend(PAGE, &format!(" /Annots [{annotation} 0 R]"));
    })
}

fn note(entries: &str, flags: &str) -> Vec<u8> {
    with_annotation(&format!("/Subtype /Stamp {entries} {flags}"), true)
}

fn field(entries: &str, flags: &str) -> Vec<u8> {
    with_annotation(&format!("/Subtype /Widget /FT /Tx /T (a) /V (b) {entries} {flags}"), true)
}

fn xfa() -> Vec<u8> {
    changed(|document| {
        let form = document.model.add(Body::Stream(
            "/Subtype /Form /BBox [0 0 40 20] /Resources <<>>".to_owned(),
            b"0 0 1 rg 0 0 30 20 re f".to_vec(),
        ));
        let field = document.model.plain(format!(
            "<</Type /Annot /Subtype /Widget /FT /Tx /T (a) /F 4 /Rect [100 100 300 200] /AP <</N {form} 0 R>>>>"
        ));
        document.model.extend(PAGE, &format!(" /Annots [{field} 0 R]"));
        document.model.extend(CATALOG, &format!(" /AcroForm <</Fields [{field} 0 R] /XFA []>>"));
    })
}

/// A layer around a rectangle beside the image.
fn layers(configuration: &str) -> Vec<u8> {
    changed(|document| {
        let content = document
            .model
            .add(Body::Stream(String::new(), b" q /OC /L0 BDC 0 1 0 rg 50 50 200 300 re f EMC Q".to_vec()));
        let layer = document.model.plain("<</Type /OCG /Name (a)>>");
        if let Some(Body::Plain(text)) = document.model.objects.get_mut(PAGE as usize - 1) {
            *text = text
                .replace(
                    &format!("/Contents {CONTENT} 0 R"),
                    &format!("/Contents [{CONTENT} 0 R {content} 0 R]"),
                )
                .replace("/Resources <<", &format!("/Resources <</Properties <</L0 {layer} 0 R>> "));
        }
        document.model.extend(
            CATALOG,
            &format!(
                " /OCProperties <</OCGs [{layer} 0 R] /D <<{configuration}>>>> /OpenAction <</S /JavaScript /JS (x)>>"
            ),
        );
    })
}

/// The content is not in the table, and the file ends within it.
fn without_content() -> Vec<u8> {
    let mut document = small();
    if let Some(Body::Plain(text)) = document.model.objects.get_mut(PAGE as usize - 1) {
        *text = text.replace(&format!("/Contents {CONTENT} 0 R"), "/Contents 99 0 R");
    }
    document.model.extend(CATALOG, " /OpenAction <</S /JavaScript /JS (x)>>");
    classic(&document.model).0.bytes
}

fn signed() -> Vec<u8> {
    let bytes = changed(|document| {
        document.model.plain("<</Type /Sig /ByteRange [0 1 2 3] /Contents <00>>>");
    });
    [bytes, b"x".to_vec()].concat()
}

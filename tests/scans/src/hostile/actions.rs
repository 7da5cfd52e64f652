//! Things that run, open, fetch, send, play, or are carried along.

use super::{CATALOG, CONTENT, Hostile, PAGE, changed, small};
use crate::model::Body;
use crate::write::{compressed, hybrid};

const SCRIPT: &str = "<</S /JavaScript /JS (app.alert\\(1\\))>>";

pub(super) fn actions() -> Vec<Hostile> {
    let mut all: Vec<Hostile> = entries().into_iter().map(from_entry).collect();
    all.extend(objects().into_iter().map(|(name, object, code)| Hostile::new(name, adding(object), code)));
    all.push(Hostile::new("a script in an object stream", hidden(false), "script"));
    all.push(Hostile::new("a script that only a hybrid file's stream knows", hidden(true), "damaged"));
    all
}

fn from_entry((name, object, entry, code): (&str, u32, String, &'static str)) -> Hostile {
    Hostile::new(name, changed(|document| document.model.extend(object, &format!(" {entry}"))), code)
}

/// Name, object, entry of its dictionary, cause.
fn entries() -> Vec<(&'static str, u32, String, &'static str)> {
    let annotation = |entries: &str| format!("/Annots [<</Type /Annot /Rect [0 0 9 9] {entries}>>]");
    let action = |action: &str| annotation(&format!("/Subtype /Link /A {action}"));
    vec![
        ("a script on opening", CATALOG, format!("/OpenAction {SCRIPT}"), "script"),
        (
            "a script in the tree of names",
            CATALOG,
            format!("/Names <</JavaScript <</Names [(a) {SCRIPT}]>>>>"),
            "script",
        ),
        ("a script behind a link", PAGE, action(SCRIPT), "script"),
        (
            "a script after a harmless action",
            PAGE,
            action(&format!("<</S /GoTo /D [6 0 R /Fit] /Next {SCRIPT}>>")),
            "script",
        ),
        (
            "a script with its names escaped",
            CATALOG,
            "/OpenAction <</S /J#61vaScript /J#53 (1)>>".to_owned(),
            "script",
        ),
        ("an action on opening a page", PAGE, "/AA <</O <</S /Named /N /Print>>>>".to_owned(), "script"),
        ("a program behind a link", PAGE, action("<</S /Launch /F (cmd.exe)>>"), "launch-action"),
        (
            "a form sent on opening",
            CATALOG,
            "/OpenAction <</S /SubmitForm /F (https://example.vn/)>>".to_owned(),
            "external-action",
        ),
        (
            "data taken in on opening",
            CATALOG,
            "/OpenAction <</S /ImportData /F (data.fdf)>>".to_owned(),
            "external-action",
        ),
        (
            "another file behind a link",
            PAGE,
            action("<</S /GoToR /F (other.pdf) /D [0 /Fit]>>"),
            "external-action",
        ),
        ("content from another file", CONTENT, "/F (other.bin)".to_owned(), "external-action"),
        (
            "a file in the tree of names",
            CATALOG,
            "/Names <</EmbeddedFiles <</Names []>>>>".to_owned(),
            "embedded-file",
        ),
        ("a portfolio", CATALOG, "/Collection <</View /T>>".to_owned(), "embedded-file"),
        ("an associated file", PAGE, "/AF [3 0 R]".to_owned(), "embedded-file"),
        ("a file pinned to a page", PAGE, annotation("/Subtype /FileAttachment"), "embedded-file"),
        ("a film on a page", PAGE, annotation("/Subtype /Movie"), "multimedia"),
        ("rich media on a page", PAGE, annotation("/Subtype /RichMedia"), "multimedia"),
        ("a solid on a page", PAGE, annotation("/Subtype /3D"), "multimedia"),
        ("a sound behind a link", PAGE, action("<</S /Sound /Sound 3 0 R>>"), "multimedia"),
        ("a rendition behind a link", PAGE, action("<</S /Rendition /OP 0>>"), "multimedia"),
        ("printing on opening", CATALOG, "/OpenAction <</S /Named /N /Print>>".to_owned(), "script"),
        (
            "an address on opening",
            CATALOG,
            "/OpenAction <</S /URI /URI (https://a.vn)>>".to_owned(),
            "script",
        ),
        ("an action that nobody knows", PAGE, action("<</S /Unheard>>"), "script"),
        ("layers to be shown by a link", PAGE, action("<</S /SetOCGState /State []>>"), "script"),
        ("requirements", CATALOG, "/Requirements [<</S /EnableJavaScripts>>]".to_owned(), "script"),
        ("a stamp on a page", PAGE, annotation("/Subtype /Stamp"), "annotation"),
        ("a mark on a page", PAGE, annotation("/Subtype /Highlight"), "annotation"),
        ("an annotation of no kind", PAGE, annotation(""), "annotation"),
        ("an annotation of an unknown kind", PAGE, annotation("/Subtype /Unheard"), "annotation"),
        ("a link that is not shown", PAGE, annotation("/Subtype /Link /F 2"), "annotation"),
        ("a link that draws", PAGE, annotation("/Subtype /Link /AP <</N 5 0 R>>"), "annotation"),
        ("layers", CATALOG, "/OCProperties <</OCGs [] /D <<>>>>".to_owned(), "layers"),
        ("content of a layer", CONTENT, "/OC <</Type /OCG /Name (a)>>".to_owned(), "layers"),
        (
            "another image for printing",
            CONTENT,
            "/Alternates [<</Image 4 0 R>>]".to_owned(),
            "alternate-content",
        ),
        ("an image from a server", CONTENT, "/OPI <</2.0 <<>>>>".to_owned(), "alternate-content"),
        ("a page of another file", CONTENT, "/Ref <</F (a.pdf) /Page 0>>".to_owned(), "alternate-content"),
        ("PostScript", CONTENT, "/Subtype /Form /Subtype2 /PS".to_owned(), "alternate-content"),
        ("a dynamic form", CATALOG, "/AcroForm <</Fields [] /XFA [(a) 3 0 R]>>".to_owned(), "dynamic-form"),
        ("a form that must be drawn first", CATALOG, "/NeedsRendering true".to_owned(), "dynamic-form"),
    ]
}

/// Name, object that nothing refers to, cause.
fn objects() -> Vec<(&'static str, &'static str, &'static str)> {
    vec![
        ("a script that nothing refers to", SCRIPT, "script"),
        ("a file that nothing refers to", "<</Type /Filespec /F (a) /EF <</F 3 0 R>>>>", "embedded-file"),
        ("a program that nothing refers to", "[[<</S /Launch>>]]", "launch-action"),
    ]
}

fn adding(object: &str) -> Vec<u8> {
    changed(|document| {
        document.model.plain(object);
    })
}

fn hidden(in_hybrid: bool) -> Vec<u8> {
    let mut document = small();
    let script = document.model.add(Body::Plain(SCRIPT.to_owned()));
    let (file, _) = if in_hybrid { hybrid(&document.model, &[script]) } else { compressed(&document.model) };
    file.bytes
}

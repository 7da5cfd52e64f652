//! Objects and cross-references that readers would repair, each in its own way.

use super::{CATALOG, CONTENT, Hostile, changed, patch, patched, small};
use crate::model::Body;
use crate::write::{File, classic, compressed, hybrid, update};

pub(super) fn objects() -> Vec<Hostile> {
    let damaged = |name: &str, bytes: Vec<u8>| Hostile::new(name, bytes, "damaged");
    let extended = |entry: &str| changed(|document| document.model.extend(CATALOG, &format!(" {entry}")));
    let object = |text: &str| {
        changed(|document| {
            document.model.plain(text);
        })
    };
    vec![
        damaged("an object under another number", patched("4 0 obj", "9 0 obj")),
        damaged("an object of another generation", patched("4 0 obj", "4 1 obj")),
        damaged("an object without its end", patched("endobj\n5 0 obj", "      \n5 0 obj")),
        damaged("an offset that points nowhere", moved(0)),
        damaged("an offset that points into an image", moved(900)),
        damaged("startxref that points nowhere", astray()),
        damaged("a table with a short line", patched(" 65535 f \n", " 65535 f\n")),
        damaged("a trailer without a catalog", patched("/Root 1 0 R", "/Rood 1 0 R")),
        damaged("a catalog that is none", patched("/Catalog", "/Dialog")),
        damaged("a catalog that does not exist", patched("/Root 1 0 R", "/Root 0 0 R")),
        damaged("a size below the highest number", patched("/Size 7", "/Size 6")),
        damaged("the same key twice", extended("/Lang (vi) /Lang (en)")),
        damaged("the same key twice, once escaped", extended("/Lang (vi) /L#61ng (en)")),
        damaged("an object that is not one", object("hello")),
        damaged("a reference to a number that nothing has", extended("/Metadata 99 0 R")),
        damaged("a reference to another generation", extended("/Metadata 3 1 R")),
        damaged("a reference to the number that is never used", extended("/Metadata 0 0 R")),
        damaged("a reference from the trailer to nothing", trailing(" /Info2 99 0 R")),
        damaged("a name that is not UTF-8", extended("/Lang2 /\u{7f}#e1")),
        damaged("a type given by a reference", object("<</Type 3 0 R>>")),
        damaged("an object before the table that nothing lists", hidden_object(false)),
        damaged("another copy after the listed one", hidden_object(true)),
        damaged("a hybrid file", hybrid(&small().model, &[3]).0.bytes),
        damaged("a generation that was never freed", generation(patched("4 0 obj", "4 1 obj"))),
        damaged("a head of the free list with generation 65536", patched(" 65535 f", " 65536 f")),
        damaged("an object that is empty", object("")),
        damaged("a dictionary with a value too few", object("<</A /B /C>>")),
        damaged("a name with half an escape", object("/A#4")),
        damaged("a string of digits that are none", object("<0g>")),
        damaged("a brace", object("{ 1 }")),
        damaged("a number with two points", object("1.2.3")),
        damaged("a stream shorter than its length", with_length("1")),
        damaged("a stream longer than its length", with_length("60")),
        damaged("a stream whose length is itself", with_length("5 0 R")),
        damaged("a stream without a length", with_length("")),
        Hostile::new("a stream that runs past the end", with_length("99999999999"), "truncated"),
        damaged("content that does not inflate", corrupt_content()),
        damaged("sections in a loop", looped()),
        damaged("an object stream whose objects have other numbers", misnumbered()),
        damaged("a cross-reference stream of the wrong length", wrong_stream()),
        Hostile::new(
            "an array within arrays, a thousand deep",
            object(&format!("{}{}", "[".repeat(1_000), "]".repeat(1_000))),
            "too-complex",
        ),
        Hostile::new("a million values", object(&format!("[{}]", "0 ".repeat(1_000_000))), "too-complex"),
        Hostile::new(
            "a size that no reader takes",
            patched("/Size 7 /Root 1 0 R /Info 3 0 R", "/Root 1 0 R /Size 2147483647"),
            "too-many-objects",
        ),
        Hostile::new(
            "a table of a billion objects",
            patched("xref\n0 7\n0000000000", "xref\n0 1000000000\n"),
            "too-many-objects",
        ),
    ]
}

fn trailing(entry: &str) -> Vec<u8> {
    changed(|document| entry.clone_into(&mut document.model.trailer))
}

/// An object between the last one and the table: of a number that is not listed, or a copy of one that is.
fn hidden_object(copy: bool) -> Vec<u8> {
    let model = small().model;
    let mut file = File::new("1.4", model.objects.len());
    for (number, body) in (1..).zip(&model.objects) {
        file.object(number, body);
    }
    file.push(&format!("{} 0 obj <</Type /Page>> endobj\n", if copy { 4 } else { 40 }));
    let startxref = file.table(0, &format!("/Size {} {}", file.size(), model.trailer()));
    file.end(startxref);
    file.bytes
}

/// The entry of object 4 and what refers to it given generation 1.
fn generation(bytes: Vec<u8>) -> Vec<u8> {
    let offset = small_offset(4);
    let bytes = patch(bytes, &format!("{offset:010} 00000 n"), &format!("{offset:010} 00001 n"));
    patch(bytes, "/Im0 4 0 R", "/Im0 4 1 R")
}

fn small_offset(number: usize) -> usize {
    classic(&small().model).0.entries.get(number).map_or(0, |(_, offset, _)| *offset)
}

/// The third entry of the table made to point elsewhere.
fn moved(to: usize) -> Vec<u8> {
    let (file, _) = classic(&small().model);
    let offset = file.entries.get(3).map_or(0, |(_, offset, _)| *offset);
    patch(file.bytes, &format!("{offset:010} 00000 n"), &format!("{to:010} 00000 n"))
}

/// The content's `/Length` made something else.
fn with_length(length: &str) -> Vec<u8> {
    let bytes = changed(|document| document.model.extend(CONTENT, " /Room (for another length)"));
    let own = match small().model.objects.get(CONTENT as usize - 1) {
        Some(Body::Stream(_, data)) => data.len(),
        _ => 0,
    };
    let entry = if length.is_empty() { String::new() } else { format!("/Length {length}") };
    patch(bytes, &format!("/Room (for another length) /Length {own}"), &entry)
}

/// `startxref` made to point before the table.
fn astray() -> Vec<u8> {
    let (file, startxref) = classic(&small().model);
    patch(file.bytes, &format!("startxref\n{startxref}"), &format!("startxref\n{}", startxref - 20))
}

fn corrupt_content() -> Vec<u8> {
    changed(|document| {
        if let Some(body) = document.model.objects.get_mut(CONTENT as usize - 1) {
            *body = Body::Stream("/Filter /FlateDecode".to_owned(), vec![0x78, 0x9C, 0xFF, 0xFF, 0xFF, 0xFF]);
        }
    })
}

fn looped() -> Vec<u8> {
    let document = small();
    let (mut file, startxref) = classic(&document.model);
    let Some(catalog) = document.model.objects.first().cloned() else { return Vec::new() };
    let mut trial = File { bytes: file.bytes.clone(), entries: file.entries.clone() };
    let own = update(&mut trial, &document.model, startxref, &[(CATALOG, catalog.clone())]);
    update(&mut file, &document.model, own, &[(CATALOG, catalog)]);
    file.bytes
}

fn misnumbered() -> Vec<u8> {
    let document = small();
    let mut file = File::new("1.7", document.model.objects.len());
    for (number, body) in (1..).zip(&document.model.objects) {
        match body {
            Body::Plain(_) => {}
            Body::Stream(..) => file.object(number, body),
        }
    }
    let plain: Vec<(u32, &str)> = (1..)
        .zip(&document.model.objects)
        .filter_map(|(number, body)| match body {
            Body::Plain(text) => Some((number, text.as_str())),
            Body::Stream(..) => None,
        })
        .collect();
    let next = file.size();
    file.object_stream(next, &plain);
    file.entries.swap(CATALOG as usize, 3);
    let numbers: Vec<u32> = (0..=next + 1).collect();
    let trailer = format!("/Size {} {}", next + 2, document.model.trailer());
    let startxref = file.cross_reference_stream(&numbers, next + 1, &trailer);
    file.end(startxref);
    file.bytes
}

fn wrong_stream() -> Vec<u8> {
    let (file, _) = compressed(&small().model);
    patch(file.bytes, "/W [1 4 2]", "/W [1 4 1]")
}

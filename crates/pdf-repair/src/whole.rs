//! Whether everything that the pages show is there.

use std::collections::BTreeSet;

use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{Document, Object, ObjectId, Stream};

use crate::NotRepaired;
use crate::graph::follow;
use crate::page_tree::Page;

/// Keys that lead away from what is shown.
const ASIDE: [&[u8]; 12] = [
    b"Parent",
    b"P",
    b"Popup",
    b"Metadata",
    b"PieceInfo",
    b"StructParent",
    b"OC",
    b"Alternates",
    b"OPI",
    b"Ref",
    b"AF",
    b"IRT",
];

/// Values that are still to be looked at, at most.
const MAX_OPEN: usize = 2_000_000;

/// Refuses a document whose pages, or the appearances of their annotations, refer to something that was lost.
pub(crate) fn check(document: &Document, pages: &[Page], scan: &[u8]) -> Result<(), NotRepaired> {
    let start = scan.windows(5).position(|window| window == b"%PDF-").unwrap_or(0);
    let body = scan.get(start..).unwrap_or_default();
    let mut seen = BTreeSet::new();
    // a value, and whether it is shown by itself: content, image, form
    let mut open: Vec<(&Object, bool)> = Vec::new();
    for page in pages {
        for (key, shown) in [(&b"Contents"[..], true), (b"Resources", false)] {
            open.extend(page.dictionary.get(key).ok().map(|value| (value, shown)));
        }
        if let Ok(annotations) = page.dictionary.get(b"Annots") {
            open.push((annotations, false));
            if let Object::Array(annotations) = follow(document, annotations) {
                open.extend(annotations.iter().map(|annotation| (annotation, false)));
            }
        }
        while let Some((value, shown)) = open.pop() {
            if open.len() > MAX_OPEN {
                return Err(NotRepaired::TooComplex { what: "values of a page" });
            }
            match value {
                Object::Reference(id) => {
                    let Some(object) = document.objects.get(id) else {
                        refuse_lost(document, *id, shown)?;
                        continue;
                    };
                    if seen.insert(*id) {
                        if let Object::Stream(stream) = object {
                            refuse_cut(document, *id, stream, body)?;
                        }
                        open.push((object, shown));
                    }
                }
                Object::Array(elements) => open.extend(elements.iter().map(|element| (element, shown))),
                Object::Dictionary(dictionary) => open.extend(entries(dictionary, shown)),
                Object::Stream(stream) => open.extend(entries(&stream.dict, false)),
                _ => {}
            }
        }
    }
    Ok(())
}

fn entries(dictionary: &lopdf::Dictionary, shown: bool) -> impl Iterator<Item = (&Object, bool)> {
    let away = |key: &[u8]| ASIDE.contains(&key) || key == b"Dest" || key == b"A" || key == b"AA";
    dictionary
        .iter()
        .filter(move |(key, _)| !away(key))
        .map(move |(key, value)| (value, shown || key == b"XObject" || key == b"SMask" || key == b"N"))
}

/// A reference to nothing is null (7.3.10), unless there was something.
fn refuse_lost(document: &Document, id: ObjectId, shown: bool) -> Result<(), NotRepaired> {
    let listed = match document.reference_table.entries.get(&id.0) {
        Some(XrefEntry::Normal { generation, .. }) => *generation == id.1,
        Some(XrefEntry::Compressed { .. }) => id.1 == 0,
        _ => false,
    };
    let rebuilt = document.xref_recovery == Some(XrefRecovery::Reconstructed);
    if shown || listed || rebuilt {
        return Err(NotRepaired::Incomplete { object: id.0, what: "object" });
    }
    Ok(())
}

/// A stream must be followed by its end; one without is cut off.
fn refuse_cut(document: &Document, id: ObjectId, stream: &Stream, body: &[u8]) -> Result<(), NotRepaired> {
    let incomplete = |what| Err(NotRepaired::Incomplete { object: id.0, what });
    if stream.dict.has(b"F")
        && matches!(
            stream.dict.get(b"F"),
            Ok(Object::String(..) | Object::Dictionary(_) | Object::Reference(_))
        )
    {
        return incomplete("content in another file");
    }
    // the length of a decrypted stream is another; lopdf takes encrypted objects only with their end
    let (false, Some(start)) = (document.was_encrypted(), stream.start_position) else { return Ok(()) };
    let rest = start.checked_add(stream.content.len()).and_then(|end| body.get(end..)).unwrap_or_default();
    let space = rest.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
    let rest = rest.get(space..).unwrap_or_default();
    if rest.starts_with(b"endstream") || rest.starts_with(b"endobj") {
        return Ok(());
    }
    incomplete("end of a stream")
}

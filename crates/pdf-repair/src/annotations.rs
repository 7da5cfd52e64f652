//! Annotations and form fields, drawn as they were shown (ISO 32000-2, 12.5.5).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::appearance::{Matrix, placement};
use crate::graph::{dictionary, dictionary_of, elements, follow, integer, name, numbers, reference, value};
use crate::page_tree::Page;
use crate::{Change, NotRepaired, fields, links};

/// Annotations of one page, at most.
const MAX_ANNOTATIONS: usize = 20_000;
/// Flags (table 167).
const HIDDEN: i64 = 1 << 1;
const NO_ROTATE: i64 = 1 << 4;
const NO_VIEW: i64 = 1 << 5;

/// What becomes of the annotations of a page.
#[derive(Debug, Default)]
pub(crate) struct Flattened {
    /// Appearances to draw, in order.
    pub(crate) drawn: Vec<(ObjectId, Matrix)>,
    /// Links that stay.
    pub(crate) links: Vec<Object>,
    /// Annotation objects that are gone.
    pub(crate) gone: Vec<ObjectId>,
    /// Links that stay under their own number.
    pub(crate) rewritten: Vec<(ObjectId, Dictionary)>,
}

/// What is to be done with one annotation.
enum Fate<'d> {
    Drop,
    Hide,
    Draw(ObjectId, Matrix),
    Link(Option<Dictionary>),
    Refuse(&'d str),
}

/// Decides about every annotation of a page.
pub(crate) fn flatten(
    document: &Document,
    page: &Page,
    changes: &mut BTreeSet<Change>,
) -> Result<Flattened, NotRepaired> {
    let mut flattened = Flattened::default();
    let Ok(annotations) = page.dictionary.get(b"Annots") else { return Ok(flattened) };
    let annotations = elements(document, annotations);
    if annotations.len() > MAX_ANNOTATIONS {
        return Err(NotRepaired::TooComplex { what: "annotations of a page" });
    }
    let rotated =
        integer(document, &page.dictionary, b"Rotate").is_some_and(|rotate| rotate.rem_euclid(360) != 0);
    for entry in annotations {
        let Some(annotation) = dictionary_of(follow(document, entry)) else { continue };
        let id = reference(entry);
        let field = name(document, annotation, b"Subtype") == Some(b"Widget");
        match fate(document, annotation, rotated, changes) {
            Fate::Refuse(what) => {
                return Err(NotRepaired::DrawnByViewer { object: id.map_or(0, |id| id.0), what });
            }
            Fate::Link(Some(link)) => {
                flattened.links.push(match id {
                    Some(id) => {
                        flattened.rewritten.push((id, link));
                        Object::Reference(id)
                    }
                    None => Object::Dictionary(link),
                });
                continue;
            }
            Fate::Draw(form, matrix) => {
                changes.insert(if field { Change::Fields } else { Change::Annotations });
                flattened.drawn.push((form, matrix));
            }
            Fate::Hide => {
                changes.insert(Change::HiddenAnnotations);
            }
            Fate::Drop | Fate::Link(None) => {}
        }
        flattened.gone.extend(id);
    }
    Ok(flattened)
}

fn fate<'d>(
    document: &Document,
    annotation: &Dictionary,
    rotated: bool,
    changes: &mut BTreeSet<Change>,
) -> Fate<'d> {
    let kind = name(document, annotation, b"Subtype").unwrap_or_default();
    let removed = match kind {
        b"Popup" => return Fate::Drop,
        b"Movie" | b"Sound" | b"Screen" | b"RichMedia" | b"3D" => Some(Change::Multimedia),
        b"FileAttachment" => Some(Change::Files),
        _ => None,
    };
    changes.extend(removed);
    let flags = integer(document, annotation, b"F").unwrap_or(0);
    if flags & (HIDDEN | NO_VIEW) != 0 {
        return Fate::Hide;
    }
    let appearance = dictionary(document, annotation, b"AP").map(|appearance| appearance.get(b"N"));
    if kind == b"Link" {
        return match appearance {
            Some(Ok(_)) => Fate::Refuse("link with an appearance"),
            _ => Fate::Link(links::plain(document, annotation, changes)),
        };
    }
    if kind == b"Widget" && self_drawn(document, annotation) {
        return Fate::Refuse("field that needs an appearance");
    }
    let Some(Ok(appearance)) = appearance else {
        return without_appearance(document, annotation, kind, removed.is_some());
    };
    let appearance = match follow(document, appearance) {
        Object::Dictionary(states) => {
            match name(document, annotation, b"AS").map(|state| states.get(state)) {
                Some(Ok(appearance)) => appearance,
                // no such state: nothing is shown
                _ => return Fate::Hide,
            }
        }
        _ => appearance,
    };
    draw(document, annotation, appearance, rotated && flags & NO_ROTATE != 0)
}

fn draw<'d>(
    document: &Document,
    annotation: &Dictionary,
    appearance: &Object,
    turned_back: bool,
) -> Fate<'d> {
    let (Some(id), Object::Stream(form)) =
        (last_reference(document, appearance), follow(document, appearance))
    else {
        return Fate::Hide;
    };
    if turned_back {
        return Fate::Refuse("annotation that does not turn with its page");
    }
    let rectangle = numbers(document, value(document, annotation, b"Rect"));
    let bbox = numbers(document, value(document, &form.dict, b"BBox"));
    let matrix = match value(document, &form.dict, b"Matrix") {
        Object::Null => Some([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
        matrix => numbers(document, matrix),
    };
    let (Some(rectangle), Some(bbox), Some(matrix)) = (rectangle, bbox, matrix) else {
        return Fate::Refuse("appearance without a place");
    };
    placement(bbox, matrix, rectangle).map_or(Fate::Hide, |matrix| Fate::Draw(id, matrix))
}

/// The object that a chain of references ends with.
fn last_reference(document: &Document, value: &Object) -> Option<ObjectId> {
    let mut last = reference(value)?;
    for _ in 0..8 {
        match document.objects.get(&last)? {
            Object::Reference(next) => last = *next,
            _ => return Some(last),
        }
    }
    None
}

/// Whether viewers take the value of a field, not its appearance.
fn self_drawn(document: &Document, widget: &Dictionary) -> bool {
    fields::need_appearances(document)
        && matches!(fields::inherited(document, widget, b"FT"), Object::Name(kind) if kind == b"Tx" || kind == b"Ch")
        && fields::shows(fields::inherited(document, widget, b"V"))
}

fn without_appearance<'d>(
    document: &Document,
    annotation: &Dictionary,
    kind: &[u8],
    removed: bool,
) -> Fate<'d> {
    match kind {
        b"Widget" => {
            let coloured = dictionary(document, annotation, b"MK").is_some_and(|look| {
                [&b"BG"[..], b"BC", b"CA", b"I"].iter().any(|key| fields::shows(value(document, look, key)))
            });
            if coloured || fields::shows(fields::inherited(document, annotation, b"V")) {
                return Fate::Refuse("field without an appearance");
            }
            Fate::Hide
        }
        _ if removed => Fate::Drop,
        b"PrinterMark" | b"TrapNet" | b"Watermark" => Fate::Hide,
        _ => Fate::Refuse("annotation without an appearance"),
    }
}

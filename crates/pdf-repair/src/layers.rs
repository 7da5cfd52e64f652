//! Layers that are all visible become ordinary content (ISO 32000-2, 8.11).

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::content::{self, MAX_CONTENT, operators};
use crate::graph::{catalog, dictionary, dictionary_of, dictionary_of_mut, elements, name, value};
use crate::page_tree::Page;
use crate::{Change, NotRepaired};

/// Usage entries and the state in each that hides a layer (table 100).
const STATES: [(&[u8], &[u8]); 3] =
    [(b"View", b"ViewState"), (b"Print", b"PrintState"), (b"Export", b"ExportState")];

/// Removes the layers of a document, or refuses when one of them is not always visible.
pub(crate) fn flatten(
    document: &mut Document,
    pages: &mut [Page],
    changes: &mut BTreeSet<Change>,
) -> Result<(), NotRepaired> {
    let groups: BTreeSet<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_layer(object)).map(|(id, _)| *id).collect();
    let properties = catalog(document).and_then(|catalog| dictionary(document, catalog, b"OCProperties"));
    let inline =
        document.objects.values().any(|object| dictionary_of(object).is_some_and(|own| own.has(b"OC")));
    if groups.is_empty() && properties.is_none() && !inline {
        return Ok(());
    }
    if let Some(properties) = properties {
        refuse_hidden(document, properties)?;
    }
    for object in groups.iter().filter_map(|id| document.objects.get(id)).filter_map(dictionary_of) {
        refuse_policy(document, object, properties)?;
    }
    unmark_content(document, pages)?;
    for object in document.objects.values_mut() {
        unmark(object, &groups);
    }
    for page in pages {
        unmark_dictionary(&mut page.dictionary, &groups);
    }
    changes.insert(Change::Layers);
    Ok(())
}

fn is_layer(object: &Object) -> bool {
    match object {
        Object::Dictionary(dictionary) => dictionary.has_type(b"OCG") || dictionary.has_type(b"OCMD"),
        _ => false,
    }
}

fn refuse_hidden(document: &Document, properties: &Dictionary) -> Result<(), NotRepaired> {
    let hidden = |what| Err(NotRepaired::HiddenLayers { what });
    let Some(default) = dictionary(document, properties, b"D") else { return Ok(()) };
    if !matches!(name(document, default, b"BaseState"), None | Some(b"ON")) {
        return hidden("BaseState");
    }
    if default.get(b"OFF").is_ok_and(|off| !elements(document, off).is_empty()) {
        return hidden("OFF");
    }
    Ok(())
}

/// Refuses a group that some uses hide, and a membership that shows when its groups are hidden.
fn refuse_policy(
    document: &Document,
    layer: &Dictionary,
    properties: Option<&Dictionary>,
) -> Result<(), NotRepaired> {
    let hidden = |what| Err(NotRepaired::HiddenLayers { what });
    if matches!(name(document, layer, b"P"), Some(b"AnyOff" | b"AllOff")) {
        return hidden("membership policy");
    }
    if layer.has(b"VE") {
        return hidden("visibility expression");
    }
    let automatic = properties
        .and_then(|properties| dictionary(document, properties, b"D"))
        .is_some_and(|default| default.get(b"AS").is_ok_and(|events| !elements(document, events).is_empty()));
    let Some(usage) = dictionary(document, layer, b"Usage").filter(|_| automatic) else { return Ok(()) };
    for (key, state) in STATES {
        let Some(usage) = dictionary(document, usage, key) else { continue };
        if name(document, usage, state) == Some(b"OFF") {
            return hidden("usage state");
        }
    }
    if [&b"Zoom"[..], b"Language", b"User"]
        .iter()
        .any(|key| !matches!(value(document, usage, key), Object::Null))
    {
        return hidden("usage");
    }
    Ok(())
}

/// Removes the marks of layers from the content of pages, forms and patterns.
fn unmark_content(document: &mut Document, pages: &[Page]) -> Result<(), NotRepaired> {
    let mut changed: Vec<(ObjectId, Vec<u8>)> = Vec::new();
    let mut of_pages: BTreeSet<ObjectId> = BTreeSet::new();
    for page in pages {
        let Ok(contents) = page.dictionary.get(b"Contents") else { continue };
        let ids: Vec<ObjectId> =
            elements(document, contents).into_iter().filter_map(crate::graph::reference).collect();
        of_pages.extend(&ids);
        let content = content::of_page(document, &page.dictionary)?;
        let Some(without) = without_marks(&content) else { continue };
        // the first stream takes all of the content
        for (index, id) in ids.into_iter().enumerate() {
            if changed.iter().any(|(known, _)| *known == id) {
                return Err(NotRepaired::HiddenLayers { what: "content that pages share" });
            }
            changed.push((id, if index == 0 { without.clone() } else { Vec::new() }));
        }
    }
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        let drawn =
            name(document, &stream.dict, b"Subtype") == Some(b"Form") || stream.dict.has(b"PatternType");
        if drawn
            && !of_pages.contains(id)
            && let Some(without) = without_marks(&content::decoded(stream, MAX_CONTENT)?)
        {
            changed.push((*id, without));
        }
    }
    for (id, content) in changed {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.set_plain_content(content);
            stream.start_position = None;
            // an error leaves the stream as it is, uncompressed
            let _ = stream.compress();
        }
    }
    Ok(())
}

/// Content whose layers are ordinary marked content; `None` when there are none.
fn without_marks(content: &[u8]) -> Option<Vec<u8>> {
    let layers = operators(content).layers;
    let mut without = Vec::with_capacity(content.len());
    let mut end = 0;
    for layer in &layers {
        without.extend_from_slice(content.get(end..layer.start).unwrap_or_default());
        without.extend_from_slice(b"/Layer BMC");
        end = layer.end;
    }
    without.extend_from_slice(content.get(end..).unwrap_or_default());
    (!layers.is_empty()).then_some(without)
}

/// Removes every entry that makes something part of a layer.
fn unmark(object: &mut Object, layers: &BTreeSet<ObjectId>) {
    if let Object::Array(elements) = object {
        for element in elements {
            unmark(element, layers);
        }
    } else if let Some(dictionary) = dictionary_of_mut(object) {
        unmark_dictionary(dictionary, layers);
    }
}

fn unmark_dictionary(dictionary: &mut Dictionary, layers: &BTreeSet<ObjectId>) {
    let own = |value: &Object| match value {
        Object::Reference(id) => layers.contains(id),
        other => is_layer(other),
    };
    dictionary.as_hashmap_mut().retain(|key, value| key != b"OC" && key != b"OCProperties" && !own(value));
    for (_, value) in dictionary.iter_mut() {
        unmark(value, layers);
    }
}

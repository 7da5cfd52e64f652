//! What a certified copy must not hold: things that run, hide, fetch, or have been signed by others.
//!
//! Every object in use is looked at, reachable or not, since readers reach objects in different ways. Keys are
//! compared after their `#xx` escapes are decoded.

use super::Refusal;
use super::syntax::{Dictionary, Object};

/// Dictionaries whose keys are names of the author's choice (ISO 32000-2, table 34; 9.6.4).
const CATEGORIES: [&[u8]; 14] = [
    b"Font",
    b"XObject",
    b"ExtGState",
    b"ColorSpace",
    b"Pattern",
    b"Shading",
    b"Properties",
    b"CharProcs",
    b"RoleMap",
    b"ClassMap",
    b"Dests",
    b"Colorants",
    b"Solidities",
    b"DotGain",
];
/// Annotations that are not a link, a form field, a file or multimedia (table 171).
const ANNOTATIONS: [&[u8]; 19] = [
    b"Text",
    b"FreeText",
    b"Line",
    b"Square",
    b"Circle",
    b"Polygon",
    b"PolyLine",
    b"Highlight",
    b"Underline",
    b"Squiggly",
    b"StrikeOut",
    b"Caret",
    b"Stamp",
    b"Ink",
    b"Popup",
    b"PrinterMark",
    b"TrapNet",
    b"Redact",
    b"Projection",
];
/// Flags of an annotation that make it appear here and not there: invisible, hidden, not shown, shown by turns.
const HIDING: i64 = 1 | 2 | 32 | 256;

/// Refuses an object that holds a hazard. `stream` says whether it is the dictionary of a stream.
pub(super) fn refuse_hazards(object: u32, value: &Object<'_>, stream: bool) -> Result<(), Refusal> {
    if let Object::Dictionary(dictionary) = value
        && stream
        && (dictionary.value(b"F").is_some() || dictionary.value(b"FFilter").is_some())
    {
        // data that is in another file (7.3.8.2)
        return Err(Refusal::ExternalAction { object });
    }
    if let Object::Dictionary(dictionary) = value
        && stream
        && (dictionary.value(b"Ref").is_some()
            || dictionary.name(b"Subtype") == Some(b"PS")
            || dictionary.name(b"Subtype2") == Some(b"PS")
            || dictionary.value(b"PS").is_some())
    {
        return Err(Refusal::AlternateContent { object });
    }
    visit(object, value, true)
}

fn visit(object: u32, value: &Object<'_>, keys_mean: bool) -> Result<(), Refusal> {
    match value {
        Object::Array(elements) => {
            elements.iter().try_for_each(|element| visit(object, &element.object, true))
        }
        Object::Dictionary(dictionary) => {
            if keys_mean {
                refuse_signature(object, dictionary)?;
                refuse_annotation(object, dictionary)?;
            }
            dictionary.entries().try_for_each(|(key, value)| {
                if keys_mean && value.object != Object::Null {
                    refuse_entry(object, key, &value.object)?;
                }
                visit(object, &value.object, !CATEGORIES.contains(&key))
            })
        }
        _ => Ok(()),
    }
}

fn refuse_entry(object: u32, key: &[u8], value: &Object<'_>) -> Result<(), Refusal> {
    match (key, value) {
        (b"JS" | b"JavaScript" | b"AA" | b"Requirements", _) => Err(Refusal::Script { object }),
        (b"EmbeddedFiles" | b"EF" | b"AF" | b"Collection", _) => Err(Refusal::EmbeddedFile { object }),
        (b"OCProperties" | b"OC" | b"OCGs", _) => Err(Refusal::Layers { object }),
        (b"Alternates" | b"OPI", _) => Err(Refusal::AlternateContent { object }),
        (b"A" | b"Next" | b"PA" | b"OpenAction", Object::Dictionary(action)) => refuse_action(object, action),
        (b"S" | b"Subtype" | b"Subtype2" | b"Type" | b"FT" | b"Filter", Object::Reference(_)) => {
            Err(Refusal::Damaged { position: 0, what: "name given by a reference" })
        }
        (b"XFA", _) | (b"NeedsRendering", Object::Boolean(true)) => Err(Refusal::DynamicForm { object }),
        (b"ByteRange", _) => Err(Refusal::AlreadySigned { object }),
        (b"S" | b"Subtype" | b"Type", Object::Name(name)) => refuse_name(object, key, name),
        _ => Ok(()),
    }
}

fn refuse_name(object: u32, key: &[u8], name: &[u8]) -> Result<(), Refusal> {
    match (key, name) {
        (
            b"S",
            b"JavaScript" | b"Named" | b"Hide" | b"ResetForm" | b"SetOCGState" | b"Thread" | b"Trans"
            | b"NoOp" | b"SetState",
        ) => Err(Refusal::Script { object }),
        (b"Type", b"OCG" | b"OCMD") => Err(Refusal::Layers { object }),
        (b"S", b"Launch") => Err(Refusal::LaunchAction { object }),
        (b"S", b"ImportData" | b"SubmitForm" | b"GoToR" | b"GoToE" | b"GoToDp") => {
            Err(Refusal::ExternalAction { object })
        }
        (b"S", b"Movie" | b"Sound" | b"Rendition" | b"RichMediaExecute" | b"GoTo3DView")
        | (b"Subtype", b"Movie" | b"Sound" | b"Screen" | b"RichMedia" | b"3D") => {
            Err(Refusal::Multimedia { object })
        }
        (b"Subtype", b"FileAttachment") | (b"Type", b"EmbeddedFile") => Err(Refusal::EmbeddedFile { object }),
        _ => Ok(()),
    }
}

/// An action may go somewhere in the file or name an address, which readers ask about.
fn refuse_action(object: u32, action: &Dictionary<'_>) -> Result<(), Refusal> {
    match action.name(b"S") {
        Some(b"GoTo" | b"URI") | None => Ok(()),
        Some(name) => refuse_name(object, b"S", name).and(Err(Refusal::Script { object })),
    }
}

/// A link may stay; what draws, hides or comments may not.
fn refuse_annotation(object: u32, dictionary: &Dictionary<'_>) -> Result<(), Refusal> {
    let subtype = dictionary.name(b"Subtype").unwrap_or_default();
    let is_artifact = dictionary.name(b"Type") == Some(b"Pagination");
    let draws = ANNOTATIONS.contains(&subtype) || subtype == b"Watermark" && !is_artifact;
    let odd_link = subtype == b"Link"
        && (dictionary.value(b"AP").is_some()
            || dictionary.integer(b"F").is_some_and(|flags| flags & HIDING != 0));
    if draws || odd_link { Err(Refusal::Annotation { object }) } else { Ok(()) }
}

fn refuse_signature(object: u32, dictionary: &Dictionary<'_>) -> Result<(), Refusal> {
    let holds = |key: &[u8]| dictionary.value(key).is_some();
    let signed = match dictionary.name(b"Type") {
        Some(b"Sig" | b"DocTimeStamp") => true,
        Some(b"Catalog") => holds(b"Perms") || holds(b"DSS"),
        _ => {
            dictionary.name(b"FT") == Some(b"Sig") && holds(b"V") || holds(b"SubFilter") && holds(b"Contents")
        }
    };
    if signed { Err(Refusal::AlreadySigned { object }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::super::syntax::{Lexer, parse_value};
    use super::*;

    fn code(bytes: &str) -> Option<&'static str> {
        let value = parse_value(&mut Lexer::new(bytes.as_bytes(), 0)).unwrap();
        refuse_hazards(7, &value.object, false).err().map(|refusal| refusal.code())
    }

    #[test]
    fn a_hazard_is_found_at_any_depth_and_in_any_spelling() {
        for (bytes, expected) in [
            ("<</A<</S/JavaScript/JS(x)>>>>", "script"),
            ("[[<</#4a#53(x)>>]]", "script"),
            ("<</S/J#61vaScript>>", "script"),
            ("<</AA<</O 5 0 R>>>>", "script"),
            ("<</A<</S/Launch/F(x)>>>>", "launch-action"),
            ("<</S/SubmitForm>>", "external-action"),
            ("<</Subtype/RichMedia>>", "multimedia"),
            ("<</Subtype/FileAttachment>>", "embedded-file"),
            ("<</Names<</EmbeddedFiles 5 0 R>>>>", "embedded-file"),
            ("<</XFA[]>>", "dynamic-form"),
            ("<</OpenAction<</S/Named/N/Print>>>>", "script"),
            ("<</A<</S/Unheard>>>>", "script"),
            ("<</A<</S/GoTo/D[1 0 R/Fit]/Next<</S/Hide>>>>>>", "script"),
            ("<</A<</S/GoToDp>>>>", "external-action"),
            ("<</Requirements[<</S/EnableJavaScripts>>]>>", "script"),
            ("<</Subtype/Stamp/Rect[0 0 1 1]>>", "annotation"),
            ("<</Type/Annot/Subtype/Watermark>>", "annotation"),
            ("<</Subtype/Link/F 32>>", "annotation"),
            ("<</Subtype/Link/AP<</N 5 0 R>>>>", "annotation"),
            ("<</OCProperties<</OCGs[]>>>>", "layers"),
            ("<</Properties<</a<</Type/OCG/Name(x)>>>>>>", "layers"),
            ("<</Subtype/Image/OC 5 0 R>>", "layers"),
            ("<</Alternates[<</Image 5 0 R>>]>>", "alternate-content"),
            ("<</OPI<</2.0 5 0 R>>>>", "alternate-content"),
            ("<</Subtype 5 0 R>>", "damaged"),
            ("<</ByteRange[0 1 2 3]>>", "already-signed"),
            ("<</FT/Sig/V 5 0 R>>", "already-signed"),
            ("<</Type/Catalog/Perms<<>>>>", "already-signed"),
        ] {
            assert_eq!(code(bytes), Some(expected), "{bytes}");
        }
    }

    #[test]
    fn what_only_looks_like_a_hazard_is_let_through() {
        for bytes in [
            "<</Font<</AA 5 0 R/JS 6 0 R>>>>",
            "<</JS null>>",
            "<</Subtype/Link/F 4/A<</S/URI/URI(https://example.vn)>>>>",
            "<</S/P/A<</O/Layout/Placement/Block>>>>",
            "<</Properties<</a<</Type/Pagination/Subtype/Watermark>>>>>>",
            "<</RoleMap<</OC/P>>>>",
            "<</FT/Sig/T(place)>>",
            "<</A<</S/URI/URI(https://example.vn)>>>>",
            "<</S/GoTo/D[5 0 R/Fit]>>",
            "[/JavaScript(Launch)]",
        ] {
            assert_eq!(code(bytes), None, "{bytes}");
        }
    }

    #[test]
    fn a_stream_whose_data_is_elsewhere_is_refused() {
        let value = parse_value(&mut Lexer::new(b"<</F(other.bin)/Length 0>>", 0)).unwrap();
        assert_eq!(refuse_hazards(7, &value.object, true), Err(Refusal::ExternalAction { object: 7 }));
    }

    #[test]
    fn a_stream_that_stands_for_something_else_is_refused() {
        for bytes in ["<</Ref<</F(other.pdf)>>>>", "<</Subtype/PS>>", "<</Subtype/Form/Subtype2/PS>>"] {
            let value = parse_value(&mut Lexer::new(bytes.as_bytes(), 0)).unwrap();
            assert_eq!(
                refuse_hazards(7, &value.object, true),
                Err(Refusal::AlternateContent { object: 7 }),
                "{bytes}"
            );
        }
    }
}

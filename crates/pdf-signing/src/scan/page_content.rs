//! The content of a page: one stream or several (ISO 32000-2, 7.8.2).

use super::Refusal;
use super::content::{Drawn, drawn_images};
use super::document::Document;
use super::syntax::{Object, Value, decode};
use crate::plan::ObjectRef;

/// The longest content that is read, decoded bytes: that of a page of one image is a line.
const MAX_CONTENT: usize = 64 << 10;
/// The most streams of one page that are read.
const MAX_STREAMS: usize = 16;

/// Reads the content of a page and gives what it draws; `None` when it is long, or coded in another way than a
/// scanner would.
pub(super) fn read_content(
    document: &Document<'_>,
    contents: &Value<'_>,
) -> Result<Option<Vec<Drawn>>, Refusal> {
    let references = streams_of(document, contents)?;
    if references.len() > MAX_STREAMS {
        return Ok(None);
    }
    let mut content = Vec::new();
    for reference in &references {
        let Some((dictionary, data)) = document.stream(*reference)? else { return Ok(None) };
        let left = MAX_CONTENT.saturating_sub(content.len()).min(document.content_left());
        match decode(&dictionary, data, 0, left) {
            Ok(decoded) if decoded.len() <= left => {
                document.spend_content(decoded.len());
                content.extend_from_slice(&decoded);
                content.push(b'\n');
            }
            _ => {
                document.spend_content(left);
                return Ok(None);
            }
        }
    }
    let position = references.first().and_then(|first| document.offset(*first)).unwrap_or_default();
    drawn_images(&content)
        .map(Some)
        .map_err(|_| Refusal::Damaged { position, what: "malformed page content" })
}

/// The streams of `/Contents`, which holds nothing else.
fn streams_of(document: &Document<'_>, contents: &Value<'_>) -> Result<Vec<ObjectRef>, Refusal> {
    let damaged =
        Refusal::Damaged { position: document.chain.startxref, what: "page content that is not a stream" };
    if let Object::Reference(reference) = contents.object
        && document.stream(reference)?.is_some()
    {
        return Ok(vec![reference]);
    }
    let held = document.follow(contents)?;
    let value = held.value()?;
    let elements = match &value.object {
        Object::Null => return Ok(Vec::new()),
        Object::Array(elements) => elements,
        _ => return Err(damaged),
    };
    let mut references = Vec::with_capacity(elements.len());
    for element in elements {
        match element.object {
            Object::Reference(reference) if document.stream(reference)?.is_some() => {
                references.push(reference);
            }
            _ => return Err(damaged),
        }
    }
    Ok(references)
}

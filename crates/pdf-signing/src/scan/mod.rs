//! Reading a scan once: what it is, whether it can be certified, and how to append to it.
//!
//! A strict reader on purpose. Readers repair broken files in different ways, and what one shows is not what
//! another shows; a copy that the State certifies must read the same everywhere. So what `qpdf --check` would
//! warn about is refused here, with its cause, before anyone signs ([`Refusal`]).
//!
//! The file is hashed once. Beside that only its structure is read: the data of streams is stepped over by
//! `/Length`, images are never decoded, and all that is read is counted and bounded ([`work`]).

mod annotation;
mod chain;
mod content;
mod document;
mod form;
mod gaps;
mod hazards;
mod object_stream;
mod opening;
mod page_box;
mod page_content;
mod page_image;
mod page_tree;
mod raw;
mod refusal;
pub(crate) mod syntax;
mod tail;
#[cfg(test)]
mod tests;
mod walk;
mod warning;
mod work;

use crate::digest::{DigestState, Hasher};
use crate::plan::{AppendPlan, ObjectRef, PLAN_FORMAT, RawValue};
use document::Document;
use page_image::PageImage;
pub use refusal::Refusal;
use syntax::{Dictionary, Object, string_bytes};
pub use warning::Warning;
use work::Work;

/// The longest scan that is taken, in bytes: 30 MB.
pub const MAX_LENGTH: usize = 31_457_280;
/// The most pages of a scan.
pub const MAX_PAGES: usize = 2_000;

/// What is known of a scan after it has been read once.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// SHA-256 of the whole scan.
    pub sha256: [u8; 32],
    /// The state of that digest, for the increments that follow.
    pub state: DigestState,
    /// What must be known to append to it.
    pub plan: AppendPlan,
    /// What a person should look at before it is certified.
    pub warnings: Vec<Warning>,
}

/// Reads a scan.
///
/// # Errors
/// [`Refusal`], with its cause, when the scan cannot be certified.
pub fn inspect(scan: &[u8]) -> Result<Inspection, Refusal> {
    if scan.is_empty() {
        return Err(Refusal::Empty);
    }
    if scan.len() > MAX_LENGTH {
        return Err(Refusal::TooLarge { length: scan.len() });
    }
    let (plan, images) = read(scan, &Work::new())?;
    let mut hasher = Hasher::new();
    hasher.update(scan);
    Ok(Inspection {
        state: hasher.state(),
        sha256: hasher.finish(),
        warnings: warning::warnings(plan.version, &images),
        plan,
    })
}

/// Reads the structure of a scan, all but its digest.
fn read(scan: &[u8], work: &Work) -> Result<(AppendPlan, Vec<Option<PageImage>>), Refusal> {
    let header = tail::read_header(scan)?;
    let document = Document::open(scan, tail::read_tail(scan)?, work)?;
    let size = walk::walk(&document)?;
    read_plan(&document, header, size)
}

fn read_plan(
    document: &Document<'_>,
    header: (u8, u8),
    size: u32,
) -> Result<(AppendPlan, Vec<Option<PageImage>>), Refusal> {
    let chain = &document.chain;
    let damaged = |what| Refusal::Damaged { position: chain.startxref, what };
    let held = document.load(chain.root)?;
    let value = held.value()?;
    let Object::Dictionary(catalog) = &value.object else { return Err(damaged("no catalog")) };
    if catalog.name(b"Type") != Some(b"Catalog") {
        return Err(damaged("no catalog"));
    }
    opening::refuse_opening_action(document, catalog, chain.root.number)?;
    let root = catalog.reference(b"Pages").ok_or(damaged("catalog without a page tree"))?;
    let tree = page_tree::read_page_tree(document, root)?;
    form::refuse_fields(document, chain.root, catalog, &tree.pages)?;
    let plan = AppendPlan {
        format: PLAN_FORMAT,
        length: document.bytes.len() as u64,
        ends_with_eol: matches!(document.bytes.last(), Some(b'\r' | b'\n')),
        version: version(catalog, header).ok_or(damaged("malformed Version of the catalog"))?,
        startxref: chain.startxref as u64,
        cross_reference: chain.style,
        size,
        unused: chain.unused.clone(),
        root: chain.root,
        catalog: raw::raw_dictionary(document, catalog, &[b"AcroForm"])?,
        info: info(document)?,
        id: id(document)?,
        page_root: tree.root,
        page_root_dictionary: tree.root_dictionary,
        kids: tree.kids,
        pages: tree.pages,
    };
    Ok((plan, tree.images))
}

/// The later of the header's version and the catalog's (ISO 32000-2, 7.5.2).
fn version(catalog: &Dictionary<'_>, header: (u8, u8)) -> Option<(u8, u8)> {
    match catalog.object(b"Version") {
        None => Some(header),
        Some(Object::Name(name)) => tail::version(name).map(|version| version.max(header)),
        Some(_) => None,
    }
}

fn info(document: &Document<'_>) -> Result<Option<ObjectRef>, Refusal> {
    let damaged = Refusal::Damaged { position: document.chain.startxref, what: "Info is not a dictionary" };
    match document.trailer().object(b"Info") {
        // directly in the trailer: widely written and read alike by all; an update cannot refer to it
        None | Some(Object::Dictionary(_)) => Ok(None),
        Some(Object::Reference(reference)) => match document.load(*reference)?.value()?.object {
            Object::Dictionary(_) | Object::Null => Ok(Some(*reference)),
            _ => Err(damaged),
        },
        Some(_) => Err(damaged),
    }
}

fn id(document: &Document<'_>) -> Result<Option<(RawValue, RawValue)>, Refusal> {
    let Some(value) = document.trailer().value(b"ID") else { return Ok(None) };
    let held = document.follow(value)?;
    let value = held.value()?;
    if let Object::Array(elements) = &value.object
        && let [first, second] = elements.as_slice()
        && let (Object::String(first), Object::String(second)) = (&first.object, &second.object)
    {
        return Ok(Some((RawValue(string_bytes(first)), RawValue(string_bytes(second)))));
    }
    Err(Refusal::Damaged { position: document.chain.startxref, what: "ID is not two strings" })
}

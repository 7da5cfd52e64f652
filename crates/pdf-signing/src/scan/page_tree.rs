//! The page tree, with what pages inherit (ISO 32000-2, 7.7.3).

use std::collections::BTreeSet;
use std::rc::Rc;

use super::annotation::refuse_annotations;
use super::document::Document;
use super::page_image::{Page, PageImage, page_image};
use super::raw::{elements, raw_dictionary};
use super::syntax::{Dictionary, Object, Value};
use super::{MAX_PAGES, Refusal, page_box};
use crate::plan::{ObjectRef, PagePlan, RawDictionary, Rectangle};

/// Levels of the page tree, at most.
const MAX_DEPTH: usize = 64;
/// Nodes of the page tree that are not pages, at most.
const MAX_NODES: usize = 4_096;

/// The page tree.
#[derive(Debug)]
pub(super) struct PageTree {
    /// Its root.
    pub(super) root: ObjectRef,
    /// The root's dictionary without `/Kids` and `/Count`.
    pub(super) root_dictionary: RawDictionary,
    /// The elements of the root's `/Kids`.
    pub(super) kids: Vec<ObjectRef>,
    /// Every page, in order.
    pub(super) pages: Vec<PagePlan>,
    /// The image of every page, as far as it can be told.
    pub(super) images: Vec<Option<PageImage>>,
}

/// What a page takes from the nodes above it (table 31).
#[derive(Debug, Default, Clone)]
struct Inherited {
    media_box: Option<Rectangle>,
    crop_box: Option<Rectangle>,
    rotate: u16,
    resources: Option<Rc<[u8]>>,
}

struct Node {
    reference: ObjectRef,
    kids: std::vec::IntoIter<ObjectRef>,
    inherited: Inherited,
    /// What `/Count` says, and where counting began.
    count: usize,
    before: usize,
}

/// Reads the tree from its root, without recursion.
pub(super) fn read_page_tree(document: &Document<'_>, root: ObjectRef) -> Result<PageTree, Refusal> {
    let held = document.load(root)?;
    let value = held.value()?;
    let dictionary = dictionary_of(document, &value)?;
    if dictionary.name(b"Type") != Some(b"Pages") || dictionary.value(b"Parent").is_some() {
        return Err(damaged(document, "root of the page tree is not one"));
    }
    let node = open_node(document, root, dictionary, &Inherited::default(), 0)?;
    let mut tree = PageTree {
        root,
        root_dictionary: raw_dictionary(document, dictionary, &[b"Kids", b"Count"])?,
        kids: node.kids.as_slice().to_vec(),
        pages: Vec::new(),
        images: Vec::new(),
    };
    let mut seen = BTreeSet::from([root.number]);
    let mut stack = vec![node];
    while let Some(node) = stack.last_mut() {
        let Some(kid) = node.kids.next() else {
            if tree.pages.len() - node.before != node.count {
                return Err(damaged(document, "Count of a page tree node is not the number of its pages"));
            }
            stack.pop();
            continue;
        };
        if !seen.insert(kid.number) {
            return Err(damaged(document, "page tree with the same node twice"));
        }
        if seen.len() > MAX_PAGES + MAX_NODES || stack.len() > MAX_DEPTH {
            return Err(Refusal::TooComplex { position: document.chain.startxref });
        }
        if let Some(node) = read_kid(document, kid, &mut tree, &stack)? {
            stack.push(node);
        }
    }
    if tree.pages.is_empty() { Err(Refusal::NoPages) } else { Ok(tree) }
}

/// Reads a kid: a page is taken into the tree, an inner node is given back to be gone through.
fn read_kid(
    document: &Document<'_>,
    kid: ObjectRef,
    tree: &mut PageTree,
    stack: &[Node],
) -> Result<Option<Node>, Refusal> {
    let held = document.load(kid)?;
    let value = held.value()?;
    let dictionary = dictionary_of(document, &value)?;
    let Some(parent) = stack.last() else { return Ok(None) };
    if dictionary.value(b"Parent").is_some() && dictionary.reference(b"Parent") != Some(parent.reference) {
        return Err(damaged(document, "Parent of a page tree node is another node"));
    }
    match dictionary.name(b"Type") {
        Some(b"Pages") => open_node(document, kid, dictionary, &parent.inherited, tree.pages.len()).map(Some),
        Some(b"Page") => {
            if tree.pages.len() >= MAX_PAGES {
                return Err(Refusal::TooManyPages);
            }
            read_page(document, kid, dictionary, &parent.inherited, tree)?;
            Ok(None)
        }
        _ => Err(damaged(document, "page tree node of another type")),
    }
}

fn open_node(
    document: &Document<'_>,
    reference: ObjectRef,
    dictionary: &Dictionary<'_>,
    above: &Inherited,
    before: usize,
) -> Result<Node, Refusal> {
    let kids = references(document, dictionary, b"Kids", "Kids is not an array of references")?;
    if kids.len() > MAX_PAGES + MAX_NODES {
        return Err(Refusal::TooManyPages);
    }
    let count = match dictionary.value(b"Count") {
        Some(value) => document.integer(value)?.and_then(|count| usize::try_from(count).ok()),
        None => None,
    };
    let count = count.ok_or(damaged(document, "page tree node without Count"))?;
    let inherited = inherit(document, dictionary, above, before + 1)?;
    Ok(Node { reference, kids: kids.into_iter(), inherited, count, before })
}

fn inherit(
    document: &Document<'_>,
    dictionary: &Dictionary<'_>,
    above: &Inherited,
    page: usize,
) -> Result<Inherited, Refusal> {
    let rectangle = |key: &[u8], above: Option<Rectangle>| match dictionary.value(key) {
        Some(value) => page_box::rectangle(document, value, page).map(Some),
        None => Ok(above),
    };
    Ok(Inherited {
        media_box: rectangle(b"MediaBox", above.media_box)?,
        crop_box: rectangle(b"CropBox", above.crop_box)?,
        rotate: match dictionary.value(b"Rotate") {
            Some(value) => page_box::rotation(document, value)?,
            None => above.rotate,
        },
        resources: dictionary
            .value(b"Resources")
            .map(|value| value.raw.into())
            .or_else(|| above.resources.clone()),
    })
}

fn read_page(
    document: &Document<'_>,
    reference: ObjectRef,
    dictionary: &Dictionary<'_>,
    above: &Inherited,
    tree: &mut PageTree,
) -> Result<(), Refusal> {
    let number = tree.pages.len() + 1;
    let own = inherit(document, dictionary, above, number)?;
    let without_area = Refusal::PageWithoutArea { page: number };
    let visible = page_box::visible(own.media_box, own.crop_box).ok_or(without_area.clone())?;
    let user_unit = match dictionary.value(b"UserUnit") {
        Some(value) => page_box::user_unit(document, value)?.ok_or(without_area)?,
        None => 1.0,
    };
    refuse_annotations(document, dictionary, reference)?;
    tree.pages.push(PagePlan {
        reference,
        dictionary: raw_dictionary(document, dictionary, &[b"Annots"])?,
        annotations: elements(document, dictionary, b"Annots", "Annots is not an array")?,
        visible,
        rotate: own.rotate,
        user_unit,
    });
    let page = Page {
        contents: dictionary.value(b"Contents"),
        resources: own.resources.as_deref(),
        visible,
        user_unit,
    };
    tree.images.push(page_image(document, &page)?);
    Ok(())
}

/// The references of an array that stands directly or indirectly; none when the key is absent.
pub(super) fn references(
    document: &Document<'_>,
    dictionary: &Dictionary<'_>,
    key: &[u8],
    what: &'static str,
) -> Result<Vec<ObjectRef>, Refusal> {
    let Some(value) = dictionary.value(key) else { return Ok(Vec::new()) };
    let held = document.follow(value)?;
    let value = held.value()?;
    match &value.object {
        Object::Null => Ok(Vec::new()),
        Object::Array(elements) => elements
            .iter()
            .map(|element| match element.object {
                Object::Reference(reference) => Ok(reference),
                _ => Err(damaged(document, what)),
            })
            .collect(),
        _ => Err(damaged(document, what)),
    }
}

fn dictionary_of<'v, 'a>(
    document: &Document<'_>,
    value: &'v Value<'a>,
) -> Result<&'v Dictionary<'a>, Refusal> {
    match &value.object {
        Object::Dictionary(dictionary) => Ok(dictionary),
        _ => Err(damaged(document, "page tree node is not a dictionary")),
    }
}

fn damaged(document: &Document<'_>, what: &'static str) -> Refusal {
    Refusal::Damaged { position: document.chain.startxref, what }
}

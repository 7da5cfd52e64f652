//! The structure of a paper, beside its pages: what reads it aloud follows this.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

/// What a part of the paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Division,
    Heading(NonZeroU16, String),
    Paragraph,
    Table,
    TableHead,
    TableBody,
    Row,
    HeadCell,
    Cell,
}

/// Place of a part in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part(usize);

struct Branch {
    kind: Kind,
    children: Vec<Child>,
}

enum Child {
    Part(Part),
    Content(Identifier),
}

/// All parts, in the order of reading.
#[derive(Default)]
pub(crate) struct Tree {
    branches: Vec<Branch>,
    top: Vec<Part>,
}

impl Tree {
    /// Adds a part at the end of `parent`, or of the paper.
    pub(crate) fn add(&mut self, parent: Option<Part>, kind: Kind) -> Part {
        let part = Part(self.branches.len());
        self.branches.push(Branch { kind, children: Vec::new() });
        match parent {
            Some(parent) => self.branches[parent.0].children.push(Child::Part(part)),
            None => self.top.push(part),
        }
        part
    }

    /// Says which marks on a page show the part.
    pub(crate) fn show(&mut self, part: Part, content: Identifier) {
        self.branches[part.0].children.push(Child::Content(content));
    }

    pub(crate) fn finish(self) -> TagTree {
        let mut branches: Vec<Option<Branch>> = self.branches.into_iter().map(Some).collect();
        let mut tree = TagTree::new().with_lang(Some("vi".to_owned()));
        for part in self.top {
            if let Some(group) = group(&mut branches, part) {
                tree.push(group);
            }
        }
        tree
    }
}

/// Parts lie at most five deep, so this does not recurse further.
fn group(branches: &mut [Option<Branch>], part: Part) -> Option<TagGroup> {
    let Branch { kind, children } = branches[part.0].take()?;
    let mut group = empty(kind);
    for child in children {
        match child {
            Child::Content(content) => group.push(Node::Leaf(content)),
            Child::Part(part) => {
                if let Some(child) = self::group(branches, part) {
                    group.push(child);
                }
            }
        }
    }
    Some(group)
}

fn empty(kind: Kind) -> TagGroup {
    match kind {
        Kind::Division => TagGroup::new(Tag::Div),
        Kind::Heading(level, title) => TagGroup::new(Tag::Hn(level, Some(title))),
        Kind::Paragraph => TagGroup::new(Tag::P),
        Kind::Table => TagGroup::new(Tag::Table),
        Kind::TableHead => TagGroup::new(Tag::THead),
        Kind::TableBody => TagGroup::new(Tag::TBody),
        Kind::Row => TagGroup::new(Tag::TR),
        Kind::HeadCell => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Kind::Cell => TagGroup::new(Tag::TD),
    }
}

//! The append plan: all that an incremental update needs to know of the document before it.
//!
//! Values of dictionaries are kept as the raw bytes of the file (decoded from object streams), so that what
//! an update repeats is what stood there. Arrays that an update extends (`/Kids`, `/Annots`) are given as
//! direct arrays even where the document held them indirectly.

use serde::{Deserialize, Serialize};

/// Version of the serialised form; a plan of another version is not used, the scan is inspected again.
pub const PLAN_FORMAT: u16 = 3;

/// An indirect reference (ISO 32000-2, 7.3.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ObjectRef {
    /// Object number.
    pub number: u32,
    /// Generation number.
    pub generation: u16,
}

/// A rectangle in default user space, points, normalised so that `x0 <= x1` and `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rectangle {
    /// Left.
    pub x0: f32,
    /// Bottom.
    pub y0: f32,
    /// Right.
    pub x1: f32,
    /// Top.
    pub y1: f32,
}

/// A dictionary as ordered pairs of key (decoded, without the slash) and raw value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RawDictionary(pub Vec<(String, RawValue)>);

/// The bytes of a value as they stand in the file: a name, a number, a reference, `<<…>>`, `[…]`, ….
/// Serialised as base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawValue(pub Vec<u8>);

/// How the last section of the document's cross-reference is written; an update follows it
/// (ISO 32000-2, 7.5.4 and 7.5.8). A hybrid file counts as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CrossReference {
    /// `xref` … `trailer`.
    Table,
    /// A cross-reference stream.
    Stream,
}

/// One page, in the order of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PagePlan {
    /// The page object.
    pub reference: ObjectRef,
    /// Its dictionary without `/Annots`.
    pub dictionary: RawDictionary,
    /// The elements of `/Annots`, each a raw value (a reference nearly always).
    pub annotations: Vec<RawValue>,
    /// What a viewer shows: the crop box inside the media box, inheritance resolved.
    pub visible: Rectangle,
    /// Clockwise rotation when shown: 0, 90, 180 or 270.
    pub rotate: u16,
    /// `/UserUnit`, 1.0 when absent.
    pub user_unit: f32,
}

/// What is kept with a case so that nobody reads its scan again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScanPlan {
    /// How to append to it.
    pub plan: AppendPlan,
    /// The digest after its last byte.
    pub digest: crate::DigestState,
}

/// What must be known of a document to append to it without reading it again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AppendPlan {
    /// [`PLAN_FORMAT`].
    pub format: u16,
    /// Length of the document in bytes: offsets of an update count from here.
    pub length: u64,
    /// Whether the last byte is CR or LF; an update starts on a new line.
    pub ends_with_eol: bool,
    /// Version of the document, the later of header and catalog, e.g. `(1, 7)`.
    pub version: (u8, u8),
    /// Offset of the last cross-reference section: `/Prev` of an update.
    pub startxref: u64,
    /// The style that an update follows.
    pub cross_reference: CrossReference,
    /// The first object number above all that the document defines: `/Size`, or more.
    pub size: u32,
    /// Numbers that the document lists in use at offset 0, where nothing is; an update lists them as free.
    pub unused: Vec<u32>,
    /// `/Root`.
    pub root: ObjectRef,
    /// The catalog without `/AcroForm`: a form without fields is dropped, one with fields is refused.
    pub catalog: RawDictionary,
    /// `/Info`, when there is one.
    pub info: Option<ObjectRef>,
    /// The two strings of `/ID`, decoded, when there are.
    pub id: Option<(RawValue, RawValue)>,
    /// The root of the page tree.
    pub page_root: ObjectRef,
    /// Its dictionary without `/Kids` and `/Count`.
    pub page_root_dictionary: RawDictionary,
    /// The elements of its `/Kids`.
    pub kids: Vec<ObjectRef>,
    /// Every page; its length is the `/Count` of the root.
    pub pages: Vec<PagePlan>,
}

impl Serialize for RawValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use base64::Engine as _;
        serializer.serialize_str(&base64::engine::general_purpose::STANDARD_NO_PAD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use base64::Engine as _;
        let text = String::deserialize(deserializer)?;
        base64::engine::general_purpose::STANDARD_NO_PAD
            .decode(text)
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}

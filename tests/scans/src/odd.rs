//! Pages with boxes, turns and units that scanners and office programs write, and readers must agree on.

use crate::model::{Body, Model, array_of};
use crate::write::classic;

/// A page, and what a reader shows of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddPage {
    /// What is odd about it.
    pub name: &'static str,
    /// The entries of the page that make it odd.
    entries: &'static str,
    /// Width and height as shown, in points on paper.
    pub shown: [f32; 2],
}

const A4: [f32; 2] = [595.0, 842.0];
const A4_ACROSS: [f32; 2] = [842.0, 595.0];

/// Turned, cropped and magnified pages.
pub const ODD_PAGES: [OddPage; 12] = [
    odd("turned by more than a whole turn", "/MediaBox [0 0 595 842] /Rotate 450", A4_ACROSS),
    odd("turned to the left", "/MediaBox [0 0 595 842] /Rotate -90", A4_ACROSS),
    odd("turned by a whole turn", "/MediaBox [0 0 595 842] /Rotate 360", A4),
    odd("turned three quarters to the left", "/MediaBox [0 0 595 842] /Rotate -270", A4_ACROSS),
    odd("upside down", "/MediaBox [0 0 595 842] /Rotate 180", A4),
    odd("crop box around the media box", "/MediaBox [0 0 595 842] /CropBox [-50 -60 700 900]", A4),
    odd(
        "cropped and turned",
        "/MediaBox [-20 -30 635 872] /CropBox [10 20 585 820] /Rotate 270",
        [800.0, 575.0],
    ),
    odd("corners the other way round", "/MediaBox [595 842 0 0]", A4),
    odd("pixels taken for points", "/MediaBox [0 0 1654 2339]", [1654.0, 2339.0]),
    odd("units of two points", "/MediaBox [0 0 297.5 421] /UserUnit 2", A4),
    odd("units of a tenth of a point", "/MediaBox [0 0 5950 8420] /UserUnit 0.1", A4),
    odd("units of two points, turned", "/MediaBox [0 0 297.5 421] /UserUnit 2 /Rotate 90", A4_ACROSS),
];

const fn odd(name: &'static str, entries: &'static str, shown: [f32; 2]) -> OddPage {
    OddPage { name, entries, shown }
}

impl OddPage {
    /// A file of this page alone, with a grey sheet drawn on it.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut model = Model::default();
        model.root = model.reserve();
        let pages = model.reserve();
        model.info = model.plain("<</Producer (scans) /Title (Scan)>>");
        let content = b"0.9 g -100 -100 9000 9000 re f".to_vec();
        let content = model.add(Body::Stream(String::new(), content));
        let page = model.plain(format!(
            "<</Type /Page /Parent {pages} 0 R /Resources <<>> /Contents {content} 0 R {}>>",
            self.entries
        ));
        model.set(pages, format!("<</Type /Pages /Kids {} /Count 1>>", array_of(&[page])));
        model.set(model.root, format!("<</Type /Catalog /Pages {pages} 0 R>>"));
        classic(&model).0.bytes
    }
}

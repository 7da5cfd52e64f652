//! The layouts that scanners and office programs give.

use std::fmt::Write as _;

use crate::linearised::linearised;
use crate::model::{Body, Model, array_of};
use crate::page::SheetOfPaper;
use crate::raster::Colour;
use crate::write::{File, Made, classic, compressed, update};

/// How a file is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A cross-reference table, as most scanners write it.
    Classic,
    /// A cross-reference stream and object streams.
    Stream,
    /// First page first (ISO 32000-2, Annex F).
    Linearised,
    /// Two incremental updates have been made already.
    Updated,
    /// Pages turned by 0, 90, 180 and 270 degrees.
    Rotated,
    /// A crop box inside the media box, neither at the origin.
    Cropped,
    /// A5, letter across, A3, and A4 in units of two points.
    NonA4,
    /// Media box and rotation stand at the root of the page tree.
    InheritedBoxes,
    /// A page tree of three levels.
    NestedPages,
    /// A form without fields, as some printing programs leave it.
    EmptyForm,
    /// `/Kids`, `/Annots` and `/Fields` stand as objects of their own.
    IndirectArrays,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 11] = [
        Self::Classic,
        Self::Stream,
        Self::Linearised,
        Self::Updated,
        Self::Rotated,
        Self::Cropped,
        Self::NonA4,
        Self::InheritedBoxes,
        Self::NestedPages,
        Self::EmptyForm,
        Self::IndirectArrays,
    ];

    /// The pages that it has at least.
    #[must_use]
    pub fn pages(self) -> usize {
        match self {
            Self::NestedPages => 5,
            _ => self.sheets().len(),
        }
    }

    /// The sheets that show what it is.
    pub(crate) fn sheets(self) -> Vec<SheetOfPaper> {
        let a4 = SheetOfPaper::A4;
        match self {
            Self::Rotated => [0, 90, 180, 270].map(|rotate| SheetOfPaper { rotate, ..a4 }).to_vec(),
            Self::InheritedBoxes => [90, 0].map(|rotate| SheetOfPaper { rotate, ..a4 }).to_vec(),
            Self::Cropped => vec![SheetOfPaper {
                media_box: [-20.0, -30.0, 635.0, 872.0],
                crop_box: Some([10.0, 20.5, 585.0, 820.0]),
                ..a4
            }],
            Self::NonA4 => vec![
                SheetOfPaper::sized(419.53, 595.28),
                SheetOfPaper::sized(792.0, 612.0),
                SheetOfPaper::sized(841.89, 1190.55),
                SheetOfPaper { user_unit: 2.0, ..SheetOfPaper::sized(297.64, 420.94) },
            ],
            _ => vec![a4],
        }
    }
}

/// Lays a file out. There is one image a sheet.
pub(crate) fn build(
    layout: Layout,
    sheets: &[SheetOfPaper],
    dpi: u32,
    colour: Colour,
    images: Vec<Vec<u8>>,
) -> Made {
    let document = Document::new(layout, sheets, dpi, colour, images);
    let (model, pages) = (&document.model, &document.pages);
    let (file, startxref) = match layout {
        Layout::Stream => compressed(model),
        Layout::Linearised => linearised(model, pages),
        Layout::Updated => updated(&document),
        _ => classic(model),
    };
    Made {
        size: file.size(),
        bytes: file.bytes,
        sheets: sheets.to_vec(),
        startxref,
        cross_reference_stream: matches!(layout, Layout::Stream),
    }
}

/// A document's objects, and the numbers of those that matter.
pub(crate) struct Document {
    /// The objects.
    pub(crate) model: Model,
    /// Numbers of the pages.
    pub(crate) pages: Vec<u32>,
}

impl Document {
    /// The objects of a layout.
    pub(crate) fn new(
        layout: Layout,
        sheets: &[SheetOfPaper],
        dpi: u32,
        colour: Colour,
        images: Vec<Vec<u8>>,
    ) -> Self {
        let mut model = Model::default();
        model.root = model.reserve();
        let page_root = model.reserve();
        model.info = model.plain("<</Producer (scans) /Title (Scan)>>");
        let inherited = layout == Layout::InheritedBoxes;
        let pages: Vec<u32> = sheets
            .iter()
            .zip(images)
            .map(|(sheet, image)| page(&mut model, sheet, dpi, colour, image, page_root, inherited))
            .collect();
        let root_entries = if inherited { "/MediaBox [0 0 595.28 841.89] /Rotate 90" } else { "" };
        let kids = match layout {
            Layout::NestedPages => nested(&mut model, &pages, page_root),
            _ => pages.clone(),
        };
        let kids = match layout {
            Layout::IndirectArrays => format!("{} 0 R", model.plain(array_of(&kids))),
            _ => array_of(&kids),
        };
        let count = pages.len();
        model.set(page_root, format!("<</Type /Pages /Kids {kids} /Count {count} {root_entries}>>"));
        let form = match layout {
            Layout::EmptyForm | Layout::IndirectArrays => form(&mut model, layout, &pages),
            _ => String::new(),
        };
        model.set(model.root, format!("<</Type /Catalog /Pages {page_root} 0 R{form}>>"));
        Self { model, pages }
    }
}

fn page(
    model: &mut Model,
    sheet: &SheetOfPaper,
    dpi: u32,
    colour: Colour,
    image: Vec<u8>,
    parent: u32,
    inherited: bool,
) -> u32 {
    let [width, height] = sheet.pixels(dpi);
    let (space, bits) = match colour {
        Colour::Rgb => ("/DeviceRGB", 8),
        Colour::Grey => ("/DeviceGray", 8),
        Colour::Bilevel => ("/DeviceGray", 1),
    };
    let image = model.add(Body::Stream(
        format!(
            "/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace {space} \
             /BitsPerComponent {bits} /Filter /FlateDecode"
        ),
        image,
    ));
    let [x0, y0, x1, y1] = sheet.visible();
    let content = format!("q {} 0 0 {} {x0} {y0} cm /Im0 Do Q", x1 - x0, y1 - y0);
    let content = model.add(Body::Stream(String::new(), content.into_bytes()));
    let mut page = format!(
        "<</Type /Page /Parent {parent} 0 R /Resources <</XObject <</Im0 {image} 0 R>>>> /Contents {content} 0 R"
    );
    let rectangle = |[x0, y0, x1, y1]: [f32; 4]| format!("[{x0} {y0} {x1} {y1}]");
    if !inherited {
        let _ = write!(page, " /MediaBox {}", rectangle(sheet.media_box));
    }
    if let Some(crop_box) = sheet.crop_box {
        let _ = write!(page, " /CropBox {}", rectangle(crop_box));
    }
    if sheet.rotate != if inherited { 90 } else { 0 } {
        let _ = write!(page, " /Rotate {}", sheet.rotate);
    }
    if sheet.user_unit > 1.0 {
        let _ = write!(page, " /UserUnit {}", sheet.user_unit);
    }
    page.push_str(">>");
    model.plain(page)
}

/// Two pages a node, two nodes a node, and gives the kids of the root.
fn nested(model: &mut Model, pages: &[u32], page_root: u32) -> Vec<u32> {
    let mut nodes = Vec::new();
    for four in pages.chunks(4) {
        let upper = model.reserve();
        let mut lower_nodes = Vec::new();
        for two in four.chunks(2) {
            let text =
                format!("<</Type /Pages /Parent {upper} 0 R /Kids {} /Count {}>>", array_of(two), two.len());
            let lower = model.plain(text);
            for page in two {
                reparent(model, *page, page_root, lower);
            }
            lower_nodes.push(lower);
        }
        let text = format!(
            "<</Type /Pages /Parent {page_root} 0 R /Kids {} /Count {}>>",
            array_of(&lower_nodes),
            four.len()
        );
        model.set(upper, text);
        nodes.push(upper);
    }
    nodes
}

fn reparent(model: &mut Model, page: u32, from: u32, to: u32) {
    if let Some(Body::Plain(text)) = model.objects.get_mut(page as usize - 1) {
        *text = text.replacen(&format!("/Parent {from} 0 R"), &format!("/Parent {to} 0 R"), 1);
    }
}

/// A form without fields, and gives the catalog's entry; with the arrays that stand apart also a link.
fn form(model: &mut Model, layout: Layout, pages: &[u32]) -> String {
    let Some(page) = pages.first() else { return String::new() };
    let font = model.plain("<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>");
    let resources = format!("/DR <</Font <</Helv {font} 0 R>>>> /DA (/Helv 0 Tf 0 g)");
    if layout != Layout::IndirectArrays {
        return format!(" /AcroForm {} 0 R", model.plain(format!("<</Fields [] {resources}>>")));
    }
    let link = model.plain(
        "<</Type /Annot /Subtype /Link /Rect [72 72 172 92] /Border [0 0 0] \
         /A <</S /URI /URI (https://example.vn/)>>>>",
    );
    let annotations = model.plain(array_of(&[link]));
    model.extend(*page, &format!(" /Annots {annotations} 0 R"));
    let fields = model.plain("[]");
    format!(" /AcroForm <</Fields {fields} 0 R {resources}>>")
}

/// First a new title, then a link on the first page.
fn updated(document: &Document) -> (File, usize) {
    let model = &document.model;
    let (mut file, first) = classic(model);
    let title = Body::Plain("<</Producer (scans) /Title (Scan, second thoughts)>>".to_owned());
    let second = update(&mut file, model, first, &[(model.info, title)]);
    let mut changed = model.clone();
    let link = file.size();
    let Some(page) = document.pages.first().copied() else { return (file, second) };
    changed.extend(page, &format!(" /Annots [{link} 0 R]"));
    let Some(page_body) = changed.objects.get(page as usize - 1).cloned() else { return (file, second) };
    let link_body = Body::Plain(
        "<</Type /Annot /Subtype /Link /Rect [72 72 172 92] /Border [0 0 0] \
         /A <</S /URI /URI (https://example.vn/)>>>>"
            .to_owned(),
    );
    let startxref = update(&mut file, model, second, &[(page, page_body), (link, link_body)]);
    (file, startxref)
}

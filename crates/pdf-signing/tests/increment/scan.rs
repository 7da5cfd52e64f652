//! Scans written by hand together with their append plan.

use std::fmt::Write as _;

use pdf_signing::digest::{DigestState, Hasher};
use pdf_signing::plan::{
    AppendPlan, CrossReference, ObjectRef, PLAN_FORMAT, PagePlan, RawDictionary, RawValue, Rectangle,
};

/// A page of a scan.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) visible: [f32; 4],
    pub(crate) rotate: u16,
    pub(crate) user_unit: f32,
}

pub(crate) const A4: Page = Page { visible: [0.0, 0.0, 595.0, 842.0], rotate: 0, user_unit: 1.0 };

/// A scan, what intake keeps of it, and its digest.
pub(crate) struct Scan {
    pub(crate) bytes: Vec<u8>,
    pub(crate) plan: AppendPlan,
    pub(crate) digest: DigestState,
}

#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Writer {
    fn object(&mut self, body: &str) -> ObjectRef {
        self.offsets.push(self.bytes.len());
        let number = u32::try_from(self.offsets.len()).unwrap();
        self.bytes.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
        ObjectRef { number, generation: 0 }
    }
}

/// Writes a scan of the given pages; `linked` adds a link on the first page, and a form without fields.
pub(crate) fn scan(style: CrossReference, pages: &[Page], linked: bool) -> Scan {
    let mut writer = Writer { bytes: b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n".to_vec(), ..Writer::default() };
    let root = ObjectRef { number: 1, generation: 0 };
    let page_root = ObjectRef { number: 2, generation: 0 };
    // catalog, page root, font, then a page and its content at a time, then the link
    let reference = |index: usize| ObjectRef { number: u32::try_from(4 + index * 2).unwrap(), generation: 0 };
    let kids: Vec<ObjectRef> = (0..pages.len()).map(reference).collect();
    let link = reference(pages.len());
    let mut catalog = vec![pair("Type", "/Catalog"), pair("Pages", "2 0 R"), pair("Lang", "(vi)")];
    let mut written = catalog.clone();
    if linked {
        written.push(pair("AcroForm", "<< /Fields [] /NeedAppearances true >>"));
    }
    writer.object(&text(&written));
    // attributes that the statement page must not inherit
    let inherited = vec![
        pair("Type", "/Pages"),
        pair("MediaBox", "[0 0 200 100]"),
        pair("CropBox", "[5 5 50 50]"),
        pair("Rotate", "90"),
    ];
    let names: Vec<String> = kids.iter().map(|kid| format!("{} 0 R", kid.number)).collect();
    let mut root_pairs = inherited.clone();
    root_pairs.push(pair("Kids", &format!("[{}]", names.join(" "))));
    root_pairs.push(pair("Count", &pages.len().to_string()));
    writer.object(&text(&root_pairs));
    writer.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");

    let mut plans = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let [x0, y0, x1, y1] = page.visible;
        let annotated = linked && index == 0;
        let pairs = vec![
            pair("Type", "/Page"),
            pair("Parent", "2 0 R"),
            pair("MediaBox", &format!("[{} {} {} {}]", x0 - 40.0, y0 - 20.0, x1 + 30.0, y1 + 10.0)),
            pair("CropBox", &format!("[{x0} {y0} {x1} {y1}]")),
            pair("Rotate", &page.rotate.to_string()),
            pair("UserUnit", &page.user_unit.to_string()),
            pair("Resources", "<< /Font << /F 3 0 R >> >>"),
            pair("Contents", &format!("{} 0 R", kids[index].number + 1)),
        ];
        let mut written = pairs.clone();
        if annotated {
            written.push(pair("Annots", &format!("[{} 0 R]", link.number)));
        }
        let reference = writer.object(&text(&written));
        let content = content(page, index);
        writer.object(&format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
        plans.push(PagePlan {
            reference,
            dictionary: RawDictionary(pairs),
            annotations: if annotated {
                vec![RawValue(format!("{} 0 R", link.number).into_bytes())]
            } else {
                Vec::new()
            },
            visible: Rectangle { x0, y0, x1, y1 },
            rotate: page.rotate,
            user_unit: page.user_unit,
        });
    }
    if linked {
        writer.object(
            "<< /Type /Annot /Subtype /Link /Rect [30 30 90 50] /Border [0 0 0] /Dest [4 0 R /Fit] >>",
        );
    }
    let id = (RawValue(b"first-identifier".to_vec()), RawValue(b"second-identifie".to_vec()));
    let (startxref, size) = finish(&mut writer, style);
    catalog.retain(|(key, _)| key != "AcroForm");
    let mut hasher = Hasher::new();
    hasher.update(&writer.bytes);
    Scan {
        plan: AppendPlan {
            format: PLAN_FORMAT,
            unused: Vec::new(),
            length: writer.bytes.len() as u64,
            ends_with_eol: false,
            version: (1, 5),
            startxref,
            cross_reference: style,
            size,
            root,
            catalog: RawDictionary(catalog),
            info: None,
            id: (style == CrossReference::Table).then_some(id),
            page_root,
            page_root_dictionary: RawDictionary(inherited),
            kids,
            pages: plans,
        },
        digest: hasher.state(),
        bytes: writer.bytes,
    }
}

/// A frame and a line of text.
fn content(page: &Page, index: usize) -> String {
    let [x0, y0, x1, y1] = page.visible;
    format!(
        "1 w {} {} {} {} re S BT /F 24 Tf {} {} Td (Ban chinh, trang {}) Tj ET",
        x0 + 20.0,
        y0 + 20.0,
        x1 - x0 - 40.0,
        y1 - y0 - 40.0,
        x0 + 60.0,
        y1 - 80.0,
        index + 1
    )
}

/// Writes the cross-reference; the scan ends without an end of line. Gives its offset and `/Size`.
fn finish(writer: &mut Writer, style: CrossReference) -> (u64, u32) {
    let startxref = writer.bytes.len();
    let mut size = writer.offsets.len() + 1;
    let mut tail = Vec::new();
    match style {
        CrossReference::Table => {
            let mut table = format!("xref\n0 {size}\n0000000000 65535 f\r\n");
            for offset in &writer.offsets {
                let _ = write!(table, "{offset:010} 00000 n\r\n");
            }
            let id = "<66697273742D6964656E746966696572> <7365636F6E642D6964656E7469666965>";
            let _ = write!(table, "trailer\n<< /Size {size} /Root 1 0 R /ID [{id}] >>\n");
            tail.extend_from_slice(table.as_bytes());
        }
        CrossReference::Stream => {
            let mut entries = vec![0, 0, 0, 0, 0, 255];
            for offset in writer.offsets.iter().chain([&startxref]) {
                entries.push(1);
                entries.extend(u32::try_from(*offset).unwrap().to_be_bytes());
                entries.push(0);
            }
            let number = size;
            size += 1;
            let head = format!(
                "{number} 0 obj\n<< /Type /XRef /Size {size} /Root 1 0 R /W [1 4 1] /Length {} >>\nstream\n",
                entries.len()
            );
            tail.extend_from_slice(head.as_bytes());
            tail.extend_from_slice(&entries);
            tail.extend_from_slice(b"\nendstream\nendobj\n");
        }
    }
    tail.extend_from_slice(format!("startxref\n{startxref}\n%%EOF").as_bytes());
    writer.bytes.extend_from_slice(&tail);
    (startxref as u64, u32::try_from(size).unwrap())
}

fn pair(key: &str, value: &str) -> (String, RawValue) {
    (key.to_owned(), RawValue(value.as_bytes().to_vec()))
}

fn text(pairs: &[(String, RawValue)]) -> String {
    let mut out = "<< ".to_owned();
    for (key, value) in pairs {
        let _ = write!(out, "/{key} {} ", String::from_utf8_lossy(&value.0));
    }
    out + ">>"
}

//! Official papers as PDF: texts and tables in, bytes out. No AWS, no network.
//!
//! A [`Document`] is filled from top to bottom; what does not fit goes to the next page. Sizes, margins, the
//! head with Quốc hiệu and Tiêu ngữ and the page numbers follow NĐ 30/2020, Phụ lục I. Text can be selected,
//! searched and read aloud: the file is written as PDF/A-2a and PDF/UA-1, since registers are kept for ever.
//!
//! ```
//! use printing::{Document, Head, Paper, Signature, Text};
//!
//! # fn main() -> Result<(), printing::PrintError> {
//! let at = "2026-11-23T02:00:00Z".parse().unwrap();
//! let mut slip = Document::new(Paper::Portrait, "Phiếu hẹn trả kết quả", at)?;
//! slip.head(&Head {
//!     agency: "Ủy ban nhân dân phường An Bình".to_owned(),
//!     place_and_date: Some("An Bình, ngày 23 tháng 11 năm 2026".to_owned()),
//!     ..Head::default()
//! });
//! slip.title("Phiếu hẹn trả kết quả", None);
//! slip.paragraph(Text::from("Ông/Bà: ").bold("Nguyễn Thị Mai"));
//! slip.signatures(&[Signature { title: "Người tiếp nhận".to_owned(), ..Signature::default() }]);
//! let bytes = slip.finish()?;
//! assert!(bytes.starts_with(b"%PDF-1.7"));
//! # Ok(())
//! # }
//! ```
//!
//! Text comes from people: characters that the font does not have are shown as □, and nothing in a text can
//! make a document fail.

mod error;
mod face;
mod line;
mod office;
mod sheet;
mod stack;
mod style;
mod table;
mod text;
mod tree;

use jiff::Timestamp;

pub use error::PrintError;
pub use office::{Cover, Head, Signature};
pub use style::Align;
pub use table::{Column, Table};
pub use text::Text;

use crate::{sheet::Sheet, stack::Element, style::Style, tree::Kind};

/// A4, upright or lying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    Portrait,
    /// 297 × 210 mm.
    Landscape,
}

/// A paper in the making.
pub struct Document {
    sheet: Sheet,
}

impl Document {
    /// An empty paper, made at `at`. The title is what a reader shows above the pages; it is not printed.
    ///
    /// # Errors
    /// [`PrintError::Font`] when a font in the program cannot be read.
    pub fn new(paper: Paper, title: &str, at: Timestamp) -> Result<Self, PrintError> {
        Ok(Self { sheet: Sheet::new(paper, title, at)? })
    }

    /// Shows a small text at the foot of this page and of all that follow. A cover has none.
    pub fn foot(&mut self, text: impl Into<Text>) {
        self.sheet.foot = Some(text.into());
    }

    /// Fills a page with a cover. The page after it is page 1.
    pub fn cover(&mut self, cover: &Cover) {
        office::cover(&mut self.sheet, cover);
    }

    /// Shows the agency and, beside it, Quốc hiệu and Tiêu ngữ.
    pub fn head(&mut self, head: &Head) {
        office::head(&mut self.sheet, head);
    }

    /// Shows the name of the paper in capitals, bold and centred, and what it is about.
    pub fn title(&mut self, title: &str, about: Option<&str>) {
        let whole = self.sheet.whole();
        let after = if about.is_some() { 2.0 } else { 10.0 };
        let title = Element::centred(Text::default().bold(title.to_uppercase()), 14.0, after);
        office::heading(&mut self.sheet, 1, &title, whole);
        if let Some(about) = about {
            let part = self.sheet.part(None, Kind::Paragraph);
            let style = Style { align: Align::Centre, after: 10.0, ..Style::default() };
            self.sheet.flow(&about.into(), style, whole, part);
        }
    }

    /// Shows a heading at the left, bold.
    pub fn heading(&mut self, heading: &str) {
        let style = Style { after: 4.0, ..Style::default() };
        let heading = Element { text: Text::default().bold(heading), style, underline: None };
        let whole = self.sheet.whole();
        office::heading(&mut self.sheet, 2, &heading, whole);
    }

    /// Shows a paragraph from edge to edge; its first line begins 1 cm later (NĐ 30/2020, Phụ lục I).
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        let indent = sheet::millimetres(10.0);
        self.flow(&text.into(), Style { align: Align::Justified, indent, after: 6.0, ..Style::default() });
    }

    /// Shows a text without indent, placed as asked.
    pub fn text(&mut self, text: impl Into<Text>, align: Align) {
        self.flow(&text.into(), Style { align, after: 6.0, ..Style::default() });
    }

    /// Shows a table over the whole width; its heads are repeated on every page.
    pub fn table(&mut self, table: &Table) {
        table::put(&mut self.sheet, table);
    }

    /// Shows who signs, side by side; a single one at the right. The block is not torn apart.
    pub fn signatures(&mut self, signatures: &[Signature]) {
        office::signatures(&mut self.sheet, signatures);
    }

    /// Goes on with a new page.
    pub fn new_page(&mut self) {
        if !self.sheet.is_fresh() {
            self.sheet.turn();
        }
    }

    /// The paper's bytes.
    ///
    /// # Errors
    /// [`PrintError::Refused`] when the writer finds it against PDF/A-2a or PDF/UA-1.
    pub fn finish(self) -> Result<Vec<u8>, PrintError> {
        self.sheet.finish()
    }

    fn flow(&mut self, text: &Text, style: Style) {
        let whole = self.sheet.whole();
        let part = self.sheet.part(None, Kind::Paragraph);
        self.sheet.flow(text, style, whole, part);
    }
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Document").finish_non_exhaustive()
    }
}

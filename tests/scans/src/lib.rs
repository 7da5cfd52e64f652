//! Scans made for the demo and the tests: every layout and size that an office's scanner may give, and
//! [`hostile`] ones that must be refused.
//!
//! A scan is made by hand, object by object, so that it is known what stands where; nothing of it comes from
//! the code that reads it. The same [`Scan`] gives the same bytes, always.

mod art;
pub mod hostile;
mod layout;
mod linearised;
mod model;
mod noise;
mod odd;
mod page;
mod raster;
mod write;
mod writing;
mod zlib;

pub use hostile::{Hostile, hostile};
pub use layout::Layout;
pub use odd::{ODD_PAGES, OddPage};
pub use page::{Paper, SheetOfPaper};
pub use raster::Colour;
pub use write::Made;

/// What to make.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// How the file is laid out.
    pub layout: Layout,
    /// Length of the file in bytes, met within 1 % as far as the pixels allow.
    pub size: usize,
    /// Pages, at least. There are more when the size needs more pixels.
    pub pages: usize,
    /// Resolution of the page images, dots per inch.
    pub dpi: u32,
    /// Colour of the page images.
    pub colour: Colour,
    /// What the pages show.
    pub paper: Paper,
}

impl Scan {
    /// A colour scan at 200 dpi with the fewest pages that the layout and the size need.
    #[must_use]
    pub fn new(layout: Layout, size: usize) -> Self {
        Self { layout, size, pages: layout.pages(), dpi: 200, colour: Colour::Rgb, paper: Paper::Letter }
    }

    /// A scan whose first page looks like a diploma.
    #[must_use]
    pub fn diploma(layout: Layout, size: usize) -> Self {
        Self { paper: Paper::Diploma, ..Self::new(layout, size) }
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.make().bytes
    }

    /// The file, and what is known of it.
    #[must_use]
    pub fn make(&self) -> Made {
        let sheets = self.sheets();
        let raw: Vec<usize> = sheets.iter().map(|sheet| self.raster(sheet, 0).raw_length()).collect();
        let blank = vec![Vec::new(); sheets.len()];
        let without_images = layout::build(self.layout, &sheets, self.dpi, self.colour, blank).bytes.len();
        let mut room = self.size.saturating_sub(without_images);
        let mut left: usize = raw.iter().sum();
        let mut images = Vec::with_capacity(sheets.len());
        for (index, (sheet, own)) in sheets.iter().zip(&raw).enumerate() {
            // what one page takes too much, the pages after it make good
            let share = room as u128 * *own as u128 / left.max(1) as u128;
            let image = self.raster(sheet, index).compressed(usize::try_from(share).unwrap_or(room));
            room = room.saturating_sub(image.len());
            left -= own;
            images.push(image);
        }
        layout::build(self.layout, &sheets, self.dpi, self.colour, images)
    }

    fn raster(&self, sheet: &SheetOfPaper, index: usize) -> raster::Raster {
        let [width, height] = sheet.pixels(self.dpi);
        let paper = if index == 0 { self.paper } else { Paper::Letter };
        raster::Raster { width, height, colour: self.colour, paper, seed: index as u64 + 1 }
    }

    /// The layout's sheets, repeated until there are pixels enough for the size.
    fn sheets(&self) -> Vec<SheetOfPaper> {
        let mut pixels = 0;
        let mut sheets = Vec::new();
        for sheet in self.layout.sheets().into_iter().cycle() {
            if sheets.len() >= self.pages.max(self.layout.pages()) && pixels >= self.size {
                break;
            }
            pixels += self.raster(&sheet, 0).raw_length();
            sheets.push(sheet);
        }
        sheets
    }
}

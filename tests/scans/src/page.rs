//! Sheets of paper as pages of a PDF.

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Lines of writing.
    Letter,
    /// A diploma: borders, title, lines of writing, seal.
    Diploma,
}

/// One page: its boxes as they will be written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetOfPaper {
    /// `/MediaBox`, normalised.
    pub media_box: [f32; 4],
    /// `/CropBox`, inside the media box.
    pub crop_box: Option<[f32; 4]>,
    /// `/Rotate`.
    pub rotate: u16,
    /// `/UserUnit`.
    pub user_unit: f32,
}

impl SheetOfPaper {
    /// A4, upright.
    pub const A4: Self = Self::sized(595.28, 841.89);

    /// An upright page of this size in points.
    #[must_use]
    pub const fn sized(width: f32, height: f32) -> Self {
        Self { media_box: [0.0, 0.0, width, height], crop_box: None, rotate: 0, user_unit: 1.0 }
    }

    /// What a viewer shows, in default user space.
    #[must_use]
    pub fn visible(&self) -> [f32; 4] {
        self.crop_box.unwrap_or(self.media_box)
    }

    /// Pixels of an image that covers what is shown, at a resolution.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "pages are a few thousand pixels"
    )]
    #[expect(clippy::cast_precision_loss, reason = "a resolution is a small number")]
    pub(crate) fn pixels(&self, dpi: u32) -> [usize; 2] {
        let [x0, y0, x1, y1] = self.visible();
        [x1 - x0, y1 - y0].map(|side| (side * self.user_unit * dpi as f32 / 72.0).ceil().max(1.0) as usize)
    }
}

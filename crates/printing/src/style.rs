//! How a text is set.

/// Where a text stands in its column.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right edge.
    Right,
    /// From edge to edge; the last line at the left.
    Justified,
}

/// Size, place and distances of a text, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) align: Align,
    /// How much later the first line begins.
    pub(crate) indent: f32,
    /// Room under the text.
    pub(crate) after: f32,
}

impl Style {
    /// From the upper edge of a line to that of the next.
    pub(crate) fn leading(self) -> f32 {
        self.size * 1.25
    }
}

/// The body of a paper: 13 points (NĐ 30/2020, Phụ lục I: 13 to 14).
impl Default for Style {
    fn default() -> Self {
        Self { size: 13.0, align: Align::Left, indent: 0.0, after: 0.0 }
    }
}

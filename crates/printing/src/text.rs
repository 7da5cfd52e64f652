//! Text with bold and slanted parts.

use crate::face::Face;

/// A text, part of which may be bold or slanted. A line feed in it begins a new line.
///
/// Plain text comes from `&str` or `String`:
///
/// ```
/// use printing::Text;
///
/// let plain: Text = "Lệ phí: 4.000 đồng".into();
/// let mixed = Text::from("Ông/Bà: ").bold("Nguyễn Thị Mai").plain(", ").slanted("đại diện hợp pháp");
/// # let _ = (plain, mixed);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    pub(crate) runs: Vec<(Face, String)>,
}

impl Text {
    /// Adds upright text.
    #[must_use]
    pub fn plain(self, text: impl Into<String>) -> Self {
        self.with(Face::Regular, text)
    }

    /// Adds bold text.
    #[must_use]
    pub fn bold(self, text: impl Into<String>) -> Self {
        self.with(Face::Bold, text)
    }

    /// Adds slanted text.
    #[must_use]
    pub fn slanted(self, text: impl Into<String>) -> Self {
        self.with(Face::Italic, text)
    }

    fn with(mut self, face: Face, text: impl Into<String>) -> Self {
        self.runs.push((face, text.into()));
        self
    }

    /// The characters without their faces.
    pub(crate) fn characters(&self) -> String {
        self.runs.iter().map(|(_, text)| text.as_str()).collect()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::default().plain(text)
    }
}

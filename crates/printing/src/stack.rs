//! Texts under each other in a column: heads, signature blocks, covers.

use crate::{
    sheet::{Column, Mark, Sheet},
    style::{Align, Style},
    text::Text,
    tree::{Kind, Part},
};

/// A text in a stack.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) text: Text,
    pub(crate) style: Style,
    /// A line under the text, as a share of the width of its last line.
    pub(crate) underline: Option<f32>,
}

impl Element {
    /// A centred text.
    pub(crate) fn centred(text: Text, size: f32, after: f32) -> Self {
        Self { text, style: Style { size, align: Align::Centre, indent: 0.0, after }, underline: None }
    }

    pub(crate) fn underlined(self, share: f32) -> Self {
        Self { underline: Some(share), ..self }
    }
}

impl Sheet {
    /// How high a stack is in a column of this width.
    pub(crate) fn height_of(&self, stack: &[Element], width: f32) -> f32 {
        let height = |element: &Element| {
            let lines = self.lines(&element.text, element.style, width).len();
            (0..lines).map(|_| element.style.leading()).sum::<f32>() + element.style.after
        };
        stack.iter().map(height).sum()
    }

    /// Shows a stack from `y` on, on this page.
    pub(crate) fn stack(&mut self, parent: Option<Part>, stack: &[Element], column: Column, y: f32) {
        let mut y = y;
        for element in stack {
            let part = self.part(parent, Kind::Paragraph);
            let mut shown = column;
            for line in self.lines(&element.text, element.style, column.width) {
                shown = self.show(&line, element.style, column, y, Mark::Part(part));
                y += element.style.leading();
            }
            if let Some(share) = element.underline {
                let inset = shown.width * (1.0 - share) / 2.0;
                let (from, to) = (shown.x + inset, shown.x + shown.width - inset);
                self.rule((from, y + 1.0), (to, y + 1.0), 0.75);
            }
            y += element.style.after;
        }
    }
}

//! Lines of real letters, as outlines that are filled row by row.

use ttf_parser::{Face, OutlineBuilder};

/// The font of the statement page (OFL); it covers all of Vietnamese.
const FONT: &[u8] = include_bytes!("../../../fonts/LiberationSerif-Bold.ttf");

/// Straight pieces of a curve: enough for letters of a few dozen pixels.
const PIECES: u8 = 6;

/// A line of writing, in pixels from the upper left corner of the page.
pub(crate) struct Line {
    edges: Vec<Edge>,
    top: f32,
    bottom: f32,
}

struct Edge {
    from: [f32; 2],
    to: [f32; 2],
}

/// Follows outlines of glyphs onto the page.
struct Pen {
    edges: Vec<Edge>,
    scale: f32,
    origin: [f32; 2],
    start: [f32; 2],
    at: [f32; 2],
}

impl Line {
    /// Writes text around a middle, on a base line, its letters `size` high.
    pub(crate) fn centred(text: &str, middle: f32, base: f32, size: f32) -> Self {
        let mut pen =
            Pen { edges: Vec::new(), scale: 0.0, origin: [middle, base], start: [0.0; 2], at: [0.0; 2] };
        if let Ok(face) = Face::parse(FONT, 0) {
            pen.scale = size / f32::from(face.units_per_em());
            let glyphs: Vec<_> = text.chars().filter_map(|letter| face.glyph_index(letter)).collect();
            let advance = |glyph| f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * pen.scale;
            let advances: Vec<f32> = glyphs.iter().map(|glyph| advance(*glyph)).collect();
            pen.origin[0] -= advances.iter().sum::<f32>() / 2.0;
            for (glyph, advance) in glyphs.into_iter().zip(advances) {
                face.outline_glyph(glyph, &mut pen);
                pen.origin[0] += advance;
            }
        }
        Self { edges: pen.edges, top: base - 1.3 * size, bottom: base + 0.4 * size }
    }

    /// The stretches of a row that have ink.
    pub(crate) fn stretches(&self, y: f32) -> Vec<[f32; 2]> {
        if y < self.top || y > self.bottom {
            return Vec::new();
        }
        let mut crossings: Vec<(f32, i32)> = self.edges.iter().filter_map(|edge| edge.crossing(y)).collect();
        crossings.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut winding = 0;
        let mut begun = 0.0;
        let mut stretches = Vec::new();
        for (x, turn) in crossings {
            if winding == 0 {
                begun = x;
            }
            winding += turn;
            if winding == 0 {
                stretches.push([begun, x]);
            }
        }
        stretches
    }
}

impl Edge {
    /// Where the edge crosses a row, and whether downwards or upwards.
    fn crossing(&self, y: f32) -> Option<(f32, i32)> {
        let ([x0, y0], [x1, y1]) = (self.from, self.to);
        let turn = if y0 <= y && y < y1 {
            1
        } else if y1 <= y && y < y0 {
            -1
        } else {
            return None;
        };
        Some((x0 + (y - y0) / (y1 - y0) * (x1 - x0), turn))
    }
}

impl Pen {
    fn place(&self, x: f32, y: f32) -> [f32; 2] {
        [self.origin[0] + x * self.scale, self.origin[1] - y * self.scale]
    }

    fn draw(&mut self, to: [f32; 2]) {
        self.edges.push(Edge { from: self.at, to });
        self.at = to;
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.place(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw(self.place(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, control, to) = (self.at, self.place(x1, y1), self.place(x, y));
        for piece in 1..=PIECES {
            let t = f32::from(piece) / f32::from(PIECES);
            let between = |axis: usize| {
                (1.0 - t) * ((1.0 - t) * from[axis] + t * control[axis])
                    + t * ((1.0 - t) * control[axis] + t * to[axis])
            };
            self.draw([between(0), between(1)]);
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        // TrueType outlines have none; the middle of the two controls is near enough
        self.quad_to(f32::midpoint(x1, x2), f32::midpoint(y1, y2), x, y);
    }

    fn close(&mut self) {
        self.draw(self.start);
    }
}

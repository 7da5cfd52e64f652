//! What stands on the paper: boxes that look like borders and lines of writing, and a ring like a seal.

use crate::noise::Noise;
use crate::page::Paper;
use crate::writing::Line;

/// Red, green, blue.
pub(crate) type Rgb = [u8; 3];

const PAPER: Rgb = [252, 250, 243];
const INK: Rgb = [38, 36, 44];
const GOLD: Rgb = [176, 134, 52];
const RED: Rgb = [196, 30, 40];

/// Text, its middle and base line and the size of its letters as parts of the page, and its colour. Nobody's.
const DIPLOMA: [(&str, f32, f32, f32, Rgb); 13] = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.5, 0.105, 0.026, INK),
    ("Độc lập - Tự do - Hạnh phúc", 0.5, 0.13, 0.024, INK),
    ("HIỆU TRƯỞNG", 0.5, 0.19, 0.022, INK),
    ("TRƯỜNG ĐẠI HỌC MẪU", 0.5, 0.215, 0.028, INK),
    ("cấp", 0.5, 0.245, 0.022, INK),
    ("BẰNG CỬ NHÂN", 0.5, 0.305, 0.068, RED),
    ("Ngành: Lưu trữ học", 0.5, 0.36, 0.03, INK),
    ("Cho: Nguyễn Văn Mẫu", 0.5, 0.43, 0.03, INK),
    ("Ngày sinh: 01/01/2000", 0.5, 0.475, 0.026, INK),
    ("Xếp loại tốt nghiệp: Giỏi", 0.5, 0.52, 0.026, INK),
    ("Hình thức đào tạo: Chính quy", 0.5, 0.565, 0.026, INK),
    ("Hà Nội, ngày 15 tháng 6 năm 2022", 0.66, 0.69, 0.022, INK),
    ("HIỆU TRƯỞNG", 0.66, 0.718, 0.024, INK),
];

struct Box {
    across: [f32; 2],
    down: [f32; 2],
    colour: Rgb,
}

struct Ring {
    middle: [f32; 2],
    radius: f32,
    width: f32,
    colour: Rgb,
}

/// Shapes on a page, in pixels from its upper left corner.
pub(crate) struct Shapes {
    boxes: Vec<Box>,
    rings: Vec<Ring>,
    lines: Vec<(Line, Rgb)>,
}

impl Shapes {
    /// The shapes of a paper of this size in pixels.
    #[expect(clippy::cast_precision_loss, reason = "a page has a few thousand pixels a side")]
    pub(crate) fn of(paper: Paper, seed: u64, width: usize, height: usize) -> Self {
        let (width, height) = (width as f32, height as f32);
        let mut shapes = Self { boxes: Vec::new(), rings: Vec::new(), lines: Vec::new() };
        match paper {
            Paper::Letter => {
                shapes.write(seed, [0.12 * width, 0.88 * width], [0.1 * height, 0.2 * height], width / 40.0);
            }
            Paper::Diploma => shapes.diploma(width, height),
        }
        shapes
    }

    fn diploma(&mut self, width: f32, height: f32) {
        for (inset, thick, colour) in [(0.03, 0.012, GOLD), (0.05, 0.003, RED), (0.058, 0.0015, GOLD)] {
            self.frame(width, height, inset * width, thick * width, colour);
        }
        for (text, middle, base, size, colour) in DIPLOMA {
            let line = Line::centred(text, middle * width, base * height, size * width);
            self.lines.push((line, colour));
        }
        let middle = [0.6 * width, 0.83 * height];
        for (radius, thick) in [(0.085, 0.006), (0.072, 0.002), (0.03, 0.003)] {
            self.rings.push(Ring { middle, radius: radius * width, width: thick * width, colour: RED });
        }
    }

    fn frame(&mut self, width: f32, height: f32, inset: f32, thick: f32, colour: Rgb) {
        let (right, bottom) = (width - inset, height - inset);
        for (across, down) in [
            ([inset, right], [inset, inset + thick]),
            ([inset, right], [bottom - thick, bottom]),
            ([inset, inset + thick], [inset, bottom]),
            ([right - thick, right], [inset, bottom]),
        ] {
            self.boxes.push(Box { across, down, colour });
        }
    }

    /// Lines of writing: strokes of letters in words.
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn write(&mut self, seed: u64, [left, right]: [f32; 2], [top, bottom]: [f32; 2], size: f32) {
        let mut noise = Noise::new(seed);
        let mut y = top;
        while y + size <= bottom.max(top + size) {
            let mut x = left;
            while x < right {
                for _ in 0..2 + noise.below(6) {
                    let rise = size * noise.below(4) as f32 / 10.0;
                    let stroke = size * (1 + noise.below(2)) as f32 / 10.0;
                    self.boxes.push(Box { across: [x, x + stroke], down: [y + rise, y + size], colour: INK });
                    x += size / 3.0;
                    if noise.below(2) == 0 {
                        let bar = y + size / 2.0;
                        self.boxes.push(Box {
                            across: [x - size / 3.0, x],
                            down: [bar, bar + stroke],
                            colour: INK,
                        });
                    }
                }
                x += size / 2.0;
            }
            y += size * 1.9;
        }
    }

    /// The stretches of one row that have ink, later ones over earlier ones.
    #[expect(clippy::cast_precision_loss, reason = "a page has a few thousand pixels a side")]
    pub(crate) fn spans(&self, y: usize) -> Vec<Span> {
        let y = y as f32;
        let boxes = self.boxes.iter().filter(|shape| y >= shape.down[0] && y < shape.down[1]);
        let mut spans: Vec<Span> = boxes.map(|shape| Span::new(shape.across, shape.colour)).collect();
        for ring in &self.rings {
            let rise = y - ring.middle[1];
            if rise.abs() > ring.radius {
                continue;
            }
            let half = |radius: f32| (radius * radius - rise * rise).max(0.0).sqrt();
            let (outer, inner) = (half(ring.radius), half(ring.radius - ring.width));
            spans.push(Span::new([ring.middle[0] - outer, ring.middle[0] - inner], ring.colour));
            spans.push(Span::new([ring.middle[0] + inner, ring.middle[0] + outer], ring.colour));
        }
        for (line, colour) in &self.lines {
            spans.extend(line.stretches(y + 0.5).into_iter().map(|stretch| Span::new(stretch, *colour)));
        }
        spans
    }

    /// One row of pixels.
    pub(crate) fn row(spans: &[Span], width: usize) -> Vec<Rgb> {
        let mut row = vec![PAPER; width];
        for span in spans {
            let to = span.to.min(width);
            if let Some(pixels) = row.get_mut(span.from.min(to)..to) {
                pixels.fill(span.colour);
            }
        }
        row
    }
}

/// A stretch of a row in one colour, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    from: usize,
    to: usize,
    colour: Rgb,
}

impl Span {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels of a page")]
    fn new([from, to]: [f32; 2], colour: Rgb) -> Self {
        Self { from: from.max(0.0) as usize, to: to.max(0.0) as usize, colour }
    }
}

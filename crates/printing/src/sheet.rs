//! The page at hand, and what lies on it. Measures are points from the top left corner.

use jiff::{Timestamp, tz};
use krilla::{
    SerializeSettings,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Stroke,
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag},
    text::{GlyphId, KrillaGlyph},
};

use crate::{
    Paper,
    error::PrintError,
    face::{Face, Faces, Glyph},
    line::{self, Line},
    style::{Align, Style},
    text::Text,
    tree::{Kind, Part, Tree},
};

/// Size of the page's number (NĐ 30/2020, Phụ lục I: 13 to 14, upright, centred in the upper margin).
const NUMBER_SIZE: f32 = 13.0;
const FOOT_SIZE: f32 = 10.0;
/// Ascent of the serif, in parts of the size.
const ASCENT: f32 = 0.891;

pub(crate) fn millimetres(length: f32) -> f32 {
    length * 72.0 / 25.4
}

/// Part of the width of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Column {
    pub(crate) x: f32,
    pub(crate) width: f32,
}

/// What a line of text belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mark {
    Part(Part),
    /// A head that is repeated, a page's number: not read aloud.
    Repeated,
}

struct Shown {
    glyphs: Vec<Glyph>,
    start: Point,
    size: f32,
    /// Added to each space, in parts of the size.
    stretch: f32,
    mark: Mark,
}

struct Rule {
    from: Point,
    to: Point,
    weight: f32,
}

/// A document in the making.
pub(crate) struct Sheet {
    pdf: krilla::Document,
    faces: Faces,
    pub(crate) tree: Tree,
    outline: Outline,
    width: f32,
    height: f32,
    /// How far the page is filled.
    pub(crate) y: f32,
    shown: Vec<Shown>,
    rules: Vec<Rule>,
    /// Pages that are done.
    done: usize,
    /// The number of the page at hand, and whether it is shown; a cover has none.
    number: u32,
    number_shown: bool,
    pub(crate) foot: Option<Text>,
}

impl Sheet {
    pub(crate) fn new(paper: Paper, title: &str, at: Timestamp) -> Result<Self, PrintError> {
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| PrintError::Refused(format!("{error:?}")))?;
        let mut pdf = krilla::Document::new_with(SerializeSettings { configuration, ..Default::default() });
        pdf.set_metadata(metadata(title, at));
        let (width, height) = match paper {
            Paper::Portrait => (millimetres(210.0), millimetres(297.0)),
            Paper::Landscape => (millimetres(297.0), millimetres(210.0)),
        };
        let mut sheet = Self {
            pdf,
            faces: Faces::open()?,
            tree: Tree::default(),
            outline: Outline::new(),
            width,
            height,
            y: 0.0,
            shown: Vec::new(),
            rules: Vec::new(),
            done: 0,
            number: 1,
            number_shown: false,
            foot: None,
        };
        sheet.y = Self::top();
        Ok(sheet)
    }

    /// Upper margin (NĐ 30/2020, Phụ lục I: 20 to 25 mm above and below, 30 to 35 left, 15 to 20 right).
    pub(crate) fn top() -> f32 {
        millimetres(20.0)
    }

    /// Where the lower margin begins.
    pub(crate) fn bottom(&self) -> f32 {
        self.height - millimetres(20.0)
    }

    /// The page between its margins.
    pub(crate) fn whole(&self) -> Column {
        let (left, right) = (millimetres(30.0), millimetres(15.0));
        Column { x: left, width: self.width - left - right }
    }

    /// Whether nothing lies on the page yet.
    pub(crate) fn is_fresh(&self) -> bool {
        self.shown.is_empty() && self.rules.is_empty()
    }

    /// Goes to the next page unless `height` is left on this one. A fresh page takes what comes.
    pub(crate) fn need(&mut self, height: f32) {
        if self.y + height > self.bottom() && !self.is_fresh() {
            self.turn();
        }
    }

    /// Breaks a text into lines for a column.
    pub(crate) fn lines(&self, text: &Text, style: Style, width: f32) -> Vec<Line> {
        let (width, indent) = (width / style.size, style.indent / style.size);
        self.faces.shape(text).iter().flat_map(|glyphs| line::fill(glyphs, width, indent)).collect()
    }

    /// Shows a text from `y` on, page after page.
    pub(crate) fn flow(&mut self, text: &Text, style: Style, column: Column, part: Part) {
        let mut indent = style.indent;
        for line in self.lines(text, style, column.width) {
            self.need(style.leading());
            let here = Column { x: column.x + indent, width: column.width - indent };
            self.show(&line, style, here, self.y, Mark::Part(part));
            self.y += style.leading();
            indent = if line.goes_on { 0.0 } else { style.indent };
        }
        self.y += style.after;
    }

    /// Shows a line whose upper edge is at `y`; says where it begins and how wide it is.
    pub(crate) fn show(&mut self, line: &Line, style: Style, column: Column, y: f32, mark: Mark) -> Column {
        let width = line.width * style.size;
        let free = column.width - width;
        let x = column.x
            + match style.align {
                Align::Left | Align::Justified => 0.0,
                Align::Centre => free / 2.0,
                Align::Right => free,
            };
        let stretch = match (style.align, line.goes_on, line.gaps()) {
            (Align::Justified, true, gaps @ 1..) => free / style.size / count(gaps),
            _ => 0.0,
        };
        let baseline = y + (style.leading() - style.size) / 2.0 + ASCENT * style.size;
        self.shown.push(Shown {
            glyphs: line.glyphs.clone(),
            start: Point::from_xy(x, baseline),
            size: style.size,
            stretch,
            mark,
        });
        Column { x, width }
    }

    /// Draws a straight line.
    pub(crate) fn rule(&mut self, from: (f32, f32), to: (f32, f32), weight: f32) {
        let (from, to) = (Point::from_xy(from.0, from.1), Point::from_xy(to.0, to.1));
        self.rules.push(Rule { from, to, weight });
    }

    /// Notes a heading at the place where it is about to be shown.
    pub(crate) fn mark_heading(&mut self, title: &str) {
        let place = XyzDestination::new(self.done, Point::from_xy(self.whole().x, self.y));
        self.outline.push_child(OutlineNode::new(title.to_owned(), place));
    }

    /// Ends the page at hand, which is a cover: it has no number, and the next one is page 1 and says so.
    pub(crate) fn turn_cover(&mut self) {
        self.paint();
        (self.number, self.number_shown) = (1, true);
    }

    /// Ends the page at hand.
    pub(crate) fn turn(&mut self) {
        let middle = Style { size: NUMBER_SIZE, align: Align::Centre, ..Style::default() };
        let sides = self.whole();
        if self.number_shown {
            let number = Text::from(self.number.to_string());
            for line in self.lines(&number, middle, sides.width) {
                self.show(&line, middle, sides, millimetres(9.0), Mark::Repeated);
            }
        }
        if let Some(foot) = self.foot.clone() {
            let style = Style { size: FOOT_SIZE, align: Align::Centre, ..Style::default() };
            if let Some(line) = self.lines(&foot, style, sides.width).first() {
                self.show(line, style, sides, self.height - millimetres(14.0), Mark::Repeated);
            }
        }
        self.paint();
        (self.number, self.number_shown) = (self.number + 1, true);
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>, PrintError> {
        if !self.is_fresh() || self.done == 0 {
            self.turn();
        }
        self.pdf.set_outline(self.outline);
        self.pdf.set_tag_tree(self.tree.finish());
        self.pdf.finish().map_err(|error| PrintError::Refused(format!("{error:?}")))
    }

    /// Adds a part to the structure.
    pub(crate) fn part(&mut self, parent: Option<Part>, kind: Kind) -> Part {
        self.tree.add(parent, kind)
    }

    /// Writes the page at hand into the file.
    fn paint(&mut self) {
        let Some(settings) = PageSettings::from_wh(self.width, self.height) else { return };
        let mut page = self.pdf.start_page_with(settings);
        let mut surface = page.surface();
        paint_rules(&mut surface, &std::mem::take(&mut self.rules));
        for shown in std::mem::take(&mut self.shown) {
            let tag = match shown.mark {
                Mark::Part(_) => ContentTag::Span(SpanTag::empty()),
                Mark::Repeated => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let content = surface.start_tagged(tag);
            paint_text(&mut surface, &self.faces, &shown);
            surface.end_tagged();
            if let Mark::Part(part) = shown.mark {
                self.tree.show(part, content);
            }
        }
        surface.finish();
        page.finish();
        self.done += 1;
        self.y = Self::top();
    }
}

/// Shows the glyphs of a line, run by run of one face.
fn paint_text(surface: &mut Surface<'_>, faces: &Faces, shown: &Shown) {
    let mut x = shown.start.x;
    for run in shown.glyphs.chunk_by(|before, after| before.face == after.face) {
        let (text, glyphs) = run_of(run, shown.stretch);
        let face = run.first().map_or(Face::Regular, |glyph| glyph.face);
        let start = Point::from_xy(x, shown.start.y);
        surface.draw_glyphs(start, &glyphs, faces.font(face), &text, shown.size, false);
        x += glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * shown.size;
    }
}

fn run_of(run: &[Glyph], stretch: f32) -> (String, Vec<KrillaGlyph>) {
    let mut text = String::with_capacity(run.len() * 2);
    let glyphs = run
        .iter()
        .map(|glyph| {
            let from = text.len();
            text.push(glyph.character);
            let wider = if glyph.character == ' ' { stretch } else { 0.0 };
            let (id, advance) = (GlyphId::new(u32::from(glyph.id)), glyph.advance + wider);
            KrillaGlyph::new(id, advance, 0.0, 0.0, 0.0, from..text.len(), None)
        })
        .collect();
    (text, glyphs)
}

fn paint_rules(surface: &mut Surface<'_>, rules: &[Rule]) {
    if rules.is_empty() {
        return;
    }
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    for rules in rules.chunk_by(|before, after| before.weight.total_cmp(&after.weight).is_eq()) {
        let mut path = PathBuilder::new();
        for Rule { from, to, .. } in rules {
            path.move_to(from.x, from.y);
            path.line_to(to.x, to.y);
        }
        let width = rules.first().map_or(0.0, |rule| rule.weight);
        surface.set_stroke(Some(Stroke { width, opacity: NormalizedF32::ONE, ..Stroke::default() }));
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
    }
    surface.set_stroke(None);
    surface.end_tagged();
}

fn metadata(title: &str, at: Timestamp) -> Metadata {
    let at = tz::offset(7).to_datetime(at);
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    let date = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(7)
        .utc_offset_minute(0);
    Metadata::new()
        .title(title.to_owned())
        .language("vi".to_owned())
        .creator("Chứng Thực".to_owned())
        .creation_date(date)
}

/// Gaps of one line: a whole number that a float holds exactly.
fn count(gaps: usize) -> f32 {
    f32::from(u16::try_from(gaps).unwrap_or(u16::MAX))
}

//! Tables: wrapped cells, heads on every page, rows that are kept together where a page can hold them.

use crate::{
    line::Line,
    sheet::{Column as Place, Mark, Sheet},
    style::{Align, Style},
    text::Text,
    tree::{Kind, Part},
};

const PADDING: f32 = 3.5;
const BORDER: f32 = 0.5;

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    head: String,
    share: f32,
    align: Align,
}

impl Column {
    /// A column that takes `share` parts of the width, next to the shares of the others.
    #[must_use]
    pub fn new(head: impl Into<String>, share: f32) -> Self {
        Self { head: head.into(), share, align: Align::Left }
    }

    /// Places the cells under the head, which stays centred.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// A table, to be put on a [`Document`](crate::Document).
///
/// ```
/// use printing::{Align, Column, Table};
///
/// let mut table = Table::new([Column::new("Số", 1.0), Column::new("Tên", 4.0).aligned(Align::Left)]);
/// table.row(["1".into(), "Giấy khai sinh".into()]);
/// ```
#[derive(Debug, Clone)]
pub struct Table {
    columns: Vec<Column>,
    size: f32,
    numbered: bool,
    rows: Vec<Vec<Text>>,
}

impl Table {
    /// An empty table.
    #[must_use]
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), size: 12.0, numbered: false, rows: Vec::new() }
    }

    /// Sets the size of the text; 12 points otherwise.
    #[must_use]
    pub fn sized(self, size: f32) -> Self {
        Self { size, ..self }
    }

    /// Numbers the columns under their heads: (1), (2), …
    #[must_use]
    pub fn numbered(self) -> Self {
        Self { numbered: true, ..self }
    }

    /// Adds a row. Cells beyond the columns are left out; missing ones are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Text>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// Lines of a row, cell by cell.
struct Laid {
    cells: Vec<Vec<Line>>,
    parts: Vec<Option<Part>>,
    aligns: Vec<Align>,
}

impl Laid {
    fn lines(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or_default()
    }
}

struct Grid {
    places: Vec<Place>,
    style: Style,
    heads: Vec<Vec<Text>>,
}

impl Grid {
    fn height(&self, lines: usize) -> f32 {
        (0..lines).map(|_| self.style.leading()).sum::<f32>() + 2.0 * PADDING
    }
}

pub(crate) fn put(sheet: &mut Sheet, table: &Table) {
    let grid = grid(sheet, table);
    if grid.places.is_empty() {
        return;
    }
    let whole = sheet.part(None, Kind::Table);
    let head_height: f32 = lay_heads(sheet, &grid, None).iter().map(|head| grid.height(head.lines())).sum();
    // The heads are not left alone at the foot of a page.
    sheet.need(head_height + grid.height(1));
    let head = sheet.part(Some(whole), Kind::TableHead);
    begin(sheet, &grid, Some(head));
    let body = sheet.part(Some(whole), Kind::TableBody);
    let aligns: Vec<Align> = table.columns.iter().map(|column| column.align).collect();
    for row in &table.rows {
        let part = sheet.part(Some(body), Kind::Row);
        let parts = aligns.iter().map(|_| Some(sheet.part(Some(part), Kind::Cell))).collect();
        let laid = lay(sheet, &grid, row, aligns.clone(), parts);
        put_row(sheet, &grid, &laid, head_height);
    }
    sheet.y += 8.0;
}

/// Puts a row on this page, on the next, or, when no page can hold it, over several.
fn put_row(sheet: &mut Sheet, grid: &Grid, laid: &Laid, head_height: f32) {
    let height = grid.height(laid.lines());
    let most = sheet.bottom() - Sheet::top() - head_height;
    if height <= most && sheet.y + height > sheet.bottom() {
        sheet.turn();
        begin(sheet, grid, None);
    }
    let mut done = 0;
    loop {
        let mut fit = laid.lines() - done;
        while fit > 1 && sheet.y + grid.height(fit) > sheet.bottom() {
            fit -= 1;
        }
        piece(sheet, grid, laid, done..done + fit);
        done += fit;
        if done >= laid.lines() {
            return;
        }
        sheet.turn();
        begin(sheet, grid, None);
    }
}

/// The heads and the line above them; for reading aloud on the first page only.
fn begin(sheet: &mut Sheet, grid: &Grid, head: Option<Part>) {
    let y = sheet.y;
    horizontal(sheet, grid, y);
    for laid in lay_heads(sheet, grid, head) {
        let lines = laid.lines();
        piece(sheet, grid, &laid, 0..lines);
    }
}

fn lay_heads(sheet: &mut Sheet, grid: &Grid, head: Option<Part>) -> Vec<Laid> {
    let mut heads = Vec::new();
    for (at, texts) in grid.heads.iter().enumerate() {
        // The numbers of the columns are no names of them.
        let row = head.filter(|_| at == 0).map(|head| sheet.part(Some(head), Kind::Row));
        let parts = texts.iter().map(|_| row.map(|row| sheet.part(Some(row), Kind::HeadCell))).collect();
        heads.push(lay(sheet, grid, texts, vec![Align::Centre; texts.len()], parts));
    }
    heads
}

fn lay(sheet: &Sheet, grid: &Grid, texts: &[Text], aligns: Vec<Align>, parts: Vec<Option<Part>>) -> Laid {
    let blank = Text::from(" ");
    let cells = grid
        .places
        .iter()
        .enumerate()
        .map(|(at, place)| {
            // A cell without marks would be missing from the structure, and its column with it.
            let text = texts.get(at).filter(|text| !text.characters().is_empty()).unwrap_or(&blank);
            sheet.lines(text, grid.style, place.width - 2.0 * PADDING)
        })
        .collect();
    Laid { cells, parts, aligns }
}

/// Some lines of a row, with the borders beside and under them.
fn piece(sheet: &mut Sheet, grid: &Grid, laid: &Laid, lines: std::ops::Range<usize>) {
    let top = sheet.y;
    let bottom = top + grid.height(lines.len());
    for (at, place) in grid.places.iter().enumerate() {
        let style = Style { align: laid.aligns[at], ..grid.style };
        let inner = Place { x: place.x + PADDING, width: place.width - 2.0 * PADDING };
        let mark = laid.parts[at].map_or(Mark::Repeated, Mark::Part);
        let mut y = top + PADDING;
        for line in laid.cells[at].iter().skip(lines.start).take(lines.len()) {
            sheet.show(line, style, inner, y, mark);
            y += style.leading();
        }
        sheet.rule((place.x, top), (place.x, bottom), BORDER);
    }
    if let Some(last) = grid.places.last() {
        let right = last.x + last.width;
        sheet.rule((right, top), (right, bottom), BORDER);
    }
    horizontal(sheet, grid, bottom);
    sheet.y = bottom;
}

fn horizontal(sheet: &mut Sheet, grid: &Grid, y: f32) {
    if let (Some(first), Some(last)) = (grid.places.first(), grid.places.last()) {
        sheet.rule((first.x, y), (last.x + last.width, y), BORDER);
    }
}

fn grid(sheet: &Sheet, table: &Table) -> Grid {
    let whole = sheet.whole();
    let shares: f32 = table.columns.iter().map(|column| column.share).sum();
    let mut x = whole.x;
    let places = table
        .columns
        .iter()
        .map(|column| {
            let width = whole.width * column.share / shares;
            x += width;
            Place { x: x - width, width }
        })
        .collect();
    let mut heads: Vec<Vec<Text>> =
        vec![table.columns.iter().map(|column| Text::default().bold(&*column.head)).collect()];
    if table.numbered {
        heads.push((1..=table.columns.len()).map(|at| Text::default().slanted(format!("({at})"))).collect());
    }
    Grid { places, style: Style { size: table.size, ..Style::default() }, heads }
}

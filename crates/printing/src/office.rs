//! What official papers have in common: the head, the cover, the signatures (NĐ 30/2020, Phụ lục I).

use std::num::NonZeroU16;

use crate::{
    sheet::{Column, Sheet},
    stack::Element,
    style::Style,
    text::Text,
    tree::Kind,
};

const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Room for a signature and a seal.
const SIGNATURE_ROOM: f32 = 72.0;

/// The head of a paper: the agency at the left, the state at the right.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The agency above, if the paper names it.
    pub superior: Option<String>,
    /// The agency that makes the paper out; shown in capitals.
    pub agency: String,
    /// Number and symbol: `Số: 12/PH-UBND`.
    pub number: Option<String>,
    /// Place and date: `An Bình, ngày 23 tháng 11 năm 2026`.
    pub place_and_date: Option<String>,
}

/// The cover of a book, in a frame on a page of its own.
#[derive(Debug, Clone, Default)]
pub struct Cover {
    /// The agencies, the highest first; shown in capitals.
    pub agencies: Vec<String>,
    /// The name of the book; shown in capitals.
    pub title: String,
    /// What stands under it: quyển số, ngày mở sổ, ngày khóa sổ.
    pub lines: Vec<Text>,
}

/// Who signs a paper.
#[derive(Debug, Clone, Default)]
pub struct Signature {
    /// Place and date above the title.
    pub place_and_date: Option<String>,
    /// The title; shown in capitals.
    pub title: String,
    /// What to do there: `(Ký, ghi rõ họ tên và đóng dấu)`.
    pub note: Option<String>,
    /// The name under the signature.
    pub name: Option<String>,
}

pub(crate) fn head(sheet: &mut Sheet, head: &Head) {
    let whole = sheet.whole();
    let left = Column { x: whole.x, width: whole.width * 0.4 };
    let right = Column { x: left.x + left.width, width: whole.width - left.width };
    let mut agency = Vec::new();
    if let Some(superior) = &head.superior {
        agency.push(Element::centred(superior.to_uppercase().into(), 12.0, 0.0));
    }
    let name = Text::default().bold(head.agency.to_uppercase());
    agency.push(Element::centred(name, 12.0, 6.0).underlined(0.4));
    if let Some(number) = &head.number {
        agency.push(Element::centred(number.as_str().into(), 13.0, 0.0));
    }
    let mut state = vec![
        Element::centred(Text::default().bold(STATE), 12.0, 0.0),
        Element::centred(Text::default().bold(MOTTO), 13.0, 6.0).underlined(1.0),
    ];
    if let Some(place_and_date) = &head.place_and_date {
        state.push(Element::centred(Text::default().slanted(place_and_date), 13.0, 0.0));
    }
    let height = sheet.height_of(&agency, left.width).max(sheet.height_of(&state, right.width));
    sheet.need(height);
    let y = sheet.y;
    let part = sheet.part(None, Kind::Division);
    sheet.stack(Some(part), &agency, left, y);
    let part = sheet.part(None, Kind::Division);
    sheet.stack(Some(part), &state, right, y);
    sheet.y += height + 14.0;
}

pub(crate) fn cover(sheet: &mut Sheet, cover: &Cover) {
    if !sheet.is_fresh() {
        sheet.turn();
    }
    let whole = sheet.whole();
    let (top, bottom) = (Sheet::top(), sheet.bottom());
    frame(sheet, whole, top, bottom, 2.0);
    let inner = Column { x: whole.x + 4.0, width: whole.width - 8.0 };
    frame(sheet, inner, top + 4.0, bottom - 4.0, 0.5);
    let text = Column { x: whole.x + 30.0, width: whole.width - 60.0 };

    let mut above = vec![
        Element::centred(Text::default().bold(STATE), 14.0, 0.0),
        Element::centred(Text::default().bold(MOTTO), 14.0, 26.0).underlined(1.0),
    ];
    for agency in &cover.agencies {
        above.push(Element::centred(Text::default().bold(agency.to_uppercase()), 14.0, 2.0));
    }
    let part = sheet.part(None, Kind::Division);
    sheet.stack(Some(part), &above, text, top + 36.0);
    let ends = top + 36.0 + sheet.height_of(&above, text.width);

    let title = Element::centred(Text::default().bold(cover.title.to_uppercase()), 22.0, 14.0);
    let lines: Vec<Element> =
        cover.lines.iter().map(|line| Element::centred(line.clone(), 15.0, 6.0)).collect();
    let height =
        sheet.height_of(std::slice::from_ref(&title), text.width) + sheet.height_of(&lines, text.width);
    // In the middle of what the agencies leave, a little above.
    sheet.y = ends + ((bottom - 20.0 - ends - height) * 0.42).max(0.0);
    heading(sheet, 1, &title, text);
    let (part, y) = (sheet.part(None, Kind::Division), sheet.y);
    sheet.stack(Some(part), &lines, text, y);
    sheet.turn_cover();
}

pub(crate) fn signatures(sheet: &mut Sheet, signatures: &[Signature]) {
    let whole = sheet.whole();
    let width = whole.width / f32::from(u16::try_from(signatures.len().max(1)).unwrap_or(1));
    // One signature stands at the right half of the page.
    let (mut x, width) = match signatures {
        [_] => (whole.x + whole.width / 2.0, whole.width / 2.0),
        _ => (whole.x, width),
    };
    let stacks: Vec<Vec<Element>> = signatures.iter().map(signature).collect();
    let height = stacks.iter().map(|stack| sheet.height_of(stack, width)).fold(0.0, f32::max);
    sheet.y += 10.0;
    sheet.need(height);
    let y = sheet.y;
    // Titles stand side by side, whoever has a place and date above.
    for (stack, signature) in stacks.iter().zip(signatures) {
        let lower = signature.place_and_date.is_none()
            && signatures.iter().any(|signature| signature.place_and_date.is_some());
        let line = Style::default().leading();
        let part = sheet.part(None, Kind::Division);
        sheet.stack(Some(part), stack, Column { x, width }, if lower { y + line } else { y });
        x += width;
    }
    sheet.y += height + Style::default().leading();
}

fn signature(signature: &Signature) -> Vec<Element> {
    let mut stack = Vec::new();
    if let Some(place_and_date) = &signature.place_and_date {
        stack.push(Element::centred(Text::default().slanted(place_and_date), 13.0, 0.0));
    }
    let title = Text::default().bold(signature.title.to_uppercase());
    let note = signature.note.as_deref();
    stack.push(Element::centred(title, 13.0, if note.is_none() { SIGNATURE_ROOM } else { 0.0 }));
    if let Some(note) = note {
        stack.push(Element::centred(Text::default().slanted(note), 12.0, SIGNATURE_ROOM));
    }
    if let Some(name) = &signature.name {
        stack.push(Element::centred(Text::default().bold(name), 13.0, 0.0));
    }
    stack
}

/// A heading in a column; kept with what follows it.
pub(crate) fn heading(sheet: &mut Sheet, level: u8, heading: &Element, column: Column) {
    let title = heading.text.characters();
    let height = sheet.height_of(std::slice::from_ref(heading), column.width);
    sheet.need(height + 3.0 * Style::default().leading());
    let level = NonZeroU16::new(level.into()).unwrap_or(NonZeroU16::MIN);
    let kind = if title.trim().is_empty() {
        // A heading without words is none to a reader, and PDF/UA has no such thing.
        Kind::Paragraph
    } else {
        sheet.mark_heading(&title);
        Kind::Heading(level, title)
    };
    let part = sheet.part(None, kind);
    sheet.flow(&heading.text, heading.style, column, part);
}

fn frame(sheet: &mut Sheet, column: Column, top: f32, bottom: f32, weight: f32) {
    let (left, right) = (column.x, column.x + column.width);
    let corner = weight / 2.0;
    sheet.rule((left - corner, top), (right + corner, top), weight);
    sheet.rule((left - corner, bottom), (right + corner, bottom), weight);
    sheet.rule((left, top), (left, bottom), weight);
    sheet.rule((right, top), (right, bottom), weight);
}

//! The form fields of a certified copy (ISO 32000-2, 12.7): made by increment A, filled by B.

use serde::{Deserialize, Serialize};

use super::appearance;
use super::lock::{self, Locked};
use super::place::{Frame, MILLIMETRE, Shown, View, Widget, narrow};
use super::raw::{self, Dictionary};
use super::section::Section;
use super::statement::{FIELD_SIZE, PAGE, REGULAR_NAME};
use crate::plan::{ObjectRef, RawDictionary};

/// Annotation flags: print, locked (12.5.3).
const FLAGS: &str = "132";
/// Field flag: read-only (12.7.4.1). Only the seal fills these fields.
const READ_ONLY: &str = "1";

/// What the seal fills.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopyFields {
    /// Register number, register book and date of certification.
    pub lines: Lines,
    /// The agency's signature.
    pub seal: SealField,
}

/// Where number, book and date are written, in this order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lines {
    /// Into the agency's field, which stands on the statement page as they do.
    Drawn([Line; 3]),
    /// Into text fields of the statement page, since the agency's field stands on a page of the scan: a field has
    /// one widget.
    Fields([TextField; 3]),
}

/// A line in an appearance, with the lower left corner of its box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    kind: TextKind,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
}

/// A text field of the statement page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextField {
    /// The field, which is its own widget.
    pub reference: ObjectRef,
    /// Its dictionary without `/V`.
    pub dictionary: RawDictionary,
    pub(super) line: Line,
}

/// The agency's signature field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealField {
    /// The field, which is its own widget.
    pub reference: ObjectRef,
    /// Its dictionary without `/V`.
    pub dictionary: RawDictionary,
    pub(super) frame: Frame,
    /// Where the seal stands in the appearance, in units of the page.
    pub(super) room: Room,
    /// Length of a millimetre, as shown, in units of the page.
    pub(super) millimetre: f32,
    pub(super) locked: Locked,
}

/// The square for the seal in an appearance: its lower left corner and its side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Room {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) side: f32,
}

/// Which of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TextKind {
    Number,
    Book,
    Date,
}

impl TextKind {
    fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Book => "book",
            Self::Date => "date",
        }
    }

    /// `/TU`: what is read aloud.
    fn description(self) -> &'static str {
        match self {
            Self::Number => "Số chứng thực",
            Self::Book => "Quyển số",
            Self::Date => "Ngày, tháng, năm chứng thực",
        }
    }
}

impl Line {
    /// What stands there, for a refusal.
    pub(super) fn what(&self) -> &'static str {
        self.kind.name()
    }

    /// Whether it stands in the middle of its box.
    pub(super) fn centred(&self) -> bool {
        self.kind == TextKind::Date
    }
}

impl CopyFields {
    /// Makes the agency's field on the statement page, around the lines and the place of the seal.
    pub(super) fn on_statement(
        section: &mut Section,
        reference: ObjectRef,
        page: ObjectRef,
        lines: [Shown; 3],
        seal: Shown,
    ) -> Self {
        let around = lines.iter().fold(seal, |around, line| around.around(*line));
        let view = View::upright(PAGE.0, PAGE.1);
        let room =
            Room { x: narrow(seal.x - around.x), y: narrow(seal.y - around.y), side: narrow(seal.width) };
        let seal = SealField::make(section, reference, page, &view, around, room, Locked::All);
        let line = |kind, shown: Shown| Line {
            kind,
            x: narrow(shown.x - around.x),
            y: narrow(shown.y - around.y),
            width: narrow(shown.width),
        };
        let [number, book, date] = lines;
        let lines = [line(TextKind::Number, number), line(TextKind::Book, book), line(TextKind::Date, date)];
        Self { lines: Lines::Drawn(lines), seal }
    }

    /// Makes the agency's field on a page of the scan, in the place of the seal, and text fields for the lines.
    pub(super) fn on_scan(
        section: &mut Section,
        (reference, page, view): (ObjectRef, ObjectRef, &View),
        seal: Shown,
        texts: [ObjectRef; 3],
        (statement, lines): (ObjectRef, [Shown; 3]),
    ) -> Self {
        let room = Room { x: 0.0, y: 0.0, side: narrow(seal.width / view.unit()) };
        let seal = SealField::make(section, reference, page, view, seal, room, Locked::Agency);
        let [number, book, date] = texts;
        let [of_number, of_book, of_date] = lines;
        let mut text = |reference, kind, shown| TextField::make(section, reference, statement, kind, shown);
        let lines = [
            text(number, TextKind::Number, of_number),
            text(book, TextKind::Book, of_book),
            text(date, TextKind::Date, of_date),
        ];
        Self { lines: Lines::Fields(lines), seal }
    }
}

impl TextField {
    /// Makes a field of the statement page, empty.
    fn make(
        section: &mut Section,
        reference: ObjectRef,
        page: ObjectRef,
        kind: TextKind,
        shown: Shown,
    ) -> Self {
        let appearance = section.reserve();
        let widget = View::upright(PAGE.0, PAGE.1).widget(shown);
        let line = Line { kind, x: 0.0, y: 0.0, width: narrow(shown.width) };
        let dictionary = widget_dictionary(page, &widget)
            .set("FT", "/Tx")
            .set("T", raw::text(kind.name()))
            .set("TU", raw::text(kind.description()))
            .set("Ff", READ_ONLY)
            .set("DA", default_appearance())
            .set("Q", if line.centred() { "1" } else { "0" })
            .set("AP", format!("<</N {}>>", raw::reference(appearance)));
        section.dictionary(reference, &dictionary);
        appearance::empty_text(section, appearance, shown.width);
        Self { reference, dictionary: dictionary.finish(), line }
    }
}

impl SealField {
    /// Makes the agency's signature field, empty.
    fn make(
        section: &mut Section,
        reference: ObjectRef,
        page: ObjectRef,
        view: &View,
        shown: Shown,
        room: Room,
        locked: Locked,
    ) -> Self {
        let appearance = section.reserve();
        let widget = view.widget(shown);
        let described = match locked {
            Locked::All => "Số, quyển số, ngày chứng thực; chữ ký số và dấu của cơ quan",
            Locked::Agency => "Chữ ký số và dấu của cơ quan",
        };
        let dictionary = signature_field(page, &widget, lock::AGENCY, described)
            .set("Lock", locked.of_field())
            .set("AP", format!("<</N {}>>", raw::reference(appearance)));
        section.dictionary(reference, &dictionary);
        appearance::empty(section, appearance, widget.frame);
        Self {
            reference,
            dictionary: dictionary.finish(),
            frame: widget.frame,
            room,
            millimetre: narrow(MILLIMETRE / view.unit()),
            locked,
        }
    }
}

/// A signature field that is its own widget, without value and appearance.
pub(super) fn signature_field(page: ObjectRef, widget: &Widget, name: &str, description: &str) -> Dictionary {
    widget_dictionary(page, widget)
        .set("FT", "/Sig")
        .set("T", raw::text(name))
        .set("TU", raw::text(description))
        .set_if(widget.frame.turn != 0, "MK", format!("<</R {}>>", widget.frame.turn))
}

fn widget_dictionary(page: ObjectRef, widget: &Widget) -> Dictionary {
    Dictionary::new()
        .set("Type", "/Annot")
        .set("Subtype", "/Widget")
        .set("Rect", raw::reals(&widget.rectangle))
        .set("P", raw::reference(page))
        .set("F", FLAGS)
}

/// The interactive form of a copy; `font` is that of its text fields.
pub(super) fn form(fields: &[ObjectRef], font: Option<ObjectRef>) -> Dictionary {
    let form = Dictionary::new().set("Fields", raw::references(fields)).set("SigFlags", "3");
    match font {
        Some(font) => {
            let fonts = format!("<</Font <<{} {}>>>>", raw::name(REGULAR_NAME), raw::reference(font));
            form.set("DR", fonts).set("DA", default_appearance())
        }
        None => form,
    }
}

fn default_appearance() -> Vec<u8> {
    raw::text(&format!("{} {} Tf 0 g", raw::name(REGULAR_NAME), raw::real(FIELD_SIZE.into())))
}

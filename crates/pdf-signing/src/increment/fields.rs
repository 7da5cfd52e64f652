//! The form fields of a certified copy (ISO 32000-2, 12.7): made by increment A, filled by B.

use serde::{Deserialize, Serialize};

use super::place::{Frame, MILLIMETRE, Shown, View, Widget, narrow};
use super::raw::{self, Dictionary};
use super::section::Section;
use super::statement::{FIELD_SIZE, PAGE, REGULAR_NAME};
use super::{appearance, lock};
use crate::plan::{ObjectRef, RawDictionary};

/// Annotation flags: print, locked (12.5.3).
const FLAGS: &str = "132";
/// Field flag: read-only (12.7.4.1). Only the seal fills these fields.
const READ_ONLY: &str = "1";

/// The fields that the seal fills.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopyFields {
    /// Register number.
    pub number: TextField,
    /// Register book.
    pub book: TextField,
    /// Date of certification.
    pub date: TextField,
    /// The agency's signature.
    pub seal: SealField,
}

/// A text field of the statement page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextField {
    /// The field, which is its own widget.
    pub reference: ObjectRef,
    /// Its dictionary without `/V`.
    pub dictionary: RawDictionary,
    pub(super) kind: TextKind,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) centred: bool,
}

/// The agency's signature field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SealField {
    /// The field, which is its own widget.
    pub reference: ObjectRef,
    /// Its dictionary without `/V`.
    pub dictionary: RawDictionary,
    pub(super) frame: Frame,
    /// Length of a millimetre, as shown, in units of the page.
    pub(super) millimetre: f32,
}

/// Which of the text fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum TextKind {
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

impl TextField {
    /// What stands in the field, for a refusal.
    pub(super) fn what(&self) -> &'static str {
        self.kind.name()
    }

    /// Makes a field of the statement page, empty.
    pub(super) fn make(
        section: &mut Section,
        reference: ObjectRef,
        page: ObjectRef,
        kind: TextKind,
        shown: Shown,
    ) -> Self {
        let appearance = section.reserve();
        let centred = kind == TextKind::Date;
        let widget = View::upright(PAGE.0, PAGE.1).widget(shown);
        let dictionary = widget_dictionary(page, &widget)
            .set("FT", "/Tx")
            .set("T", raw::text(kind.name()))
            .set("TU", raw::text(kind.description()))
            .set("Ff", READ_ONLY)
            .set("DA", default_appearance())
            .set("Q", if centred { "1" } else { "0" })
            .set("AP", format!("<</N {}>>", raw::reference(appearance)));
        section.dictionary(reference, &dictionary);
        appearance::empty_text(section, appearance, shown.width, shown.height);
        Self {
            reference,
            dictionary: dictionary.finish(),
            kind,
            width: narrow(shown.width),
            height: narrow(shown.height),
            centred,
        }
    }
}

impl SealField {
    /// Makes the agency's signature field, empty, in the place of the seal.
    pub(super) fn make(
        section: &mut Section,
        reference: ObjectRef,
        page: ObjectRef,
        (widget, unit): (Widget, f64),
    ) -> Self {
        let appearance = section.reserve();
        let dictionary = signature_field(page, &widget, lock::AGENCY, "Chữ ký số và dấu của cơ quan")
            .set("Lock", lock::of_agency())
            .set("AP", format!("<</N {}>>", raw::reference(appearance)));
        section.dictionary(reference, &dictionary);
        appearance::empty(section, appearance, widget.frame);
        Self {
            reference,
            dictionary: dictionary.finish(),
            frame: widget.frame,
            millimetre: narrow(MILLIMETRE / unit),
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

/// The interactive form of a copy.
pub(super) fn form(fields: &[ObjectRef], font: ObjectRef) -> Dictionary {
    let fonts = format!("<</Font <<{} {}>>>>", raw::name(REGULAR_NAME), raw::reference(font));
    Dictionary::new()
        .set("Fields", raw::references(fields))
        .set("SigFlags", "3")
        .set("DR", fonts)
        .set("DA", default_appearance())
}

fn default_appearance() -> Vec<u8> {
    raw::text(&format!("{} {} Tf 0 g", raw::name(REGULAR_NAME), raw::real(FIELD_SIZE.into())))
}

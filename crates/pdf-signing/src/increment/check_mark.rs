//! The mark of the public check at the foot of the statement page: a code in squares (QR, ISO/IEC 18004),
//! drawn as vectors, and the same code as text beside it.

use pdf_writer::{Content, Name};
use qrcodegen::{QrCode, QrCodeEcc};
use serde::{Deserialize, Serialize};

use super::error::PrepareError;
use super::place::Shown;

/// Width of the drawn code in points: about 30 mm, so that a module of the longest address is 0.6 mm wide
/// and a telephone reads it from a print.
pub(super) const SIDE: f32 = 85.0;
/// Between the code and what stands to its right: more than the four modules that must stay white.
pub(super) const GAP: f32 = 16.0;
/// Longest address. At this length a code has 49 modules.
const LONGEST_ADDRESS: usize = 150;

/// What the statement page says of the public check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckMark {
    /// What the squares hold: the address that answers for this copy.
    pub address: String,
    /// The code as people type it, with its label: `Mã kiểm tra: 7K3Q-9XZA-1B2C-3D4E`.
    pub code: String,
    /// How to check the copy.
    pub advice: String,
}

/// The squares in their place.
pub(super) struct Squares {
    code: QrCode,
    left: f32,
    bottom: f32,
}

impl CheckMark {
    /// The squares with their lower left corner at a point.
    ///
    /// # Errors
    /// [`PrepareError::TextTooLong`] when the address is too long to be read from the squares.
    pub(super) fn squares(&self, left: f32, bottom: f32) -> Result<Squares, PrepareError> {
        let too_long = || PrepareError::TextTooLong { what: "address", text: self.address.clone() };
        if self.address.len() > LONGEST_ADDRESS {
            return Err(too_long());
        }
        let code = QrCode::encode_text(&self.address, QrCodeEcc::Medium).map_err(|_| too_long())?;
        Ok(Squares { code, left, bottom })
    }
}

impl Squares {
    /// Draws the dark modules as one path, so that no reader shows seams between them. Nothing of it is read
    /// aloud: the text beside it says the same.
    pub(super) fn draw(&self, content: &mut Content) {
        let module = SIDE / f32::from(self.modules());
        content.begin_marked_content(Name(b"Artifact")).save_state();
        content.transform([module, 0.0, 0.0, -module, self.left, self.bottom + SIDE]).set_fill_gray(0.0);
        for row in 0..self.modules() {
            for (from, length) in self.runs(row) {
                content.rect(f32::from(from), f32::from(row), f32::from(length), 1.0);
            }
        }
        content.fill_nonzero().restore_state().end_marked_content();
    }

    /// Where it stands.
    pub(super) fn shown(&self) -> Shown {
        let (x, y, side) = (self.left.into(), self.bottom.into(), f64::from(SIDE));
        Shown { x, y, width: side, height: side }
    }

    fn modules(&self) -> u8 {
        u8::try_from(self.code.size()).unwrap_or(u8::MAX)
    }

    /// Dark modules of a row: the first one and how many follow one another.
    fn runs(&self, row: u8) -> Vec<(u8, u8)> {
        let mut runs: Vec<(u8, u8)> = Vec::new();
        for column in (0..self.modules()).filter(|column| self.code.get_module((*column).into(), row.into()))
        {
            match runs.last_mut() {
                Some((from, length)) if *from + *length == column => *length += 1,
                _ => runs.push((column, 1)),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(address: String) -> CheckMark {
        CheckMark { address, code: String::new(), advice: String::new() }
    }

    #[test]
    fn the_runs_of_a_row_are_its_dark_modules() {
        let squares = mark("https://tra-cuu.example.vn/verify/7K3Q9XZA1B2C3D4E".to_owned());
        let squares = squares.squares(0.0, 0.0).unwrap();
        for row in 0..squares.modules() {
            let dark: Vec<u8> =
                squares.runs(row).iter().flat_map(|(from, length)| *from..*from + *length).collect();
            let expected: Vec<u8> = (0..squares.modules())
                .filter(|column| squares.code.get_module((*column).into(), row.into()))
                .collect();
            assert_eq!(dark, expected, "row {row}");
        }
    }

    #[test]
    fn an_address_too_long_for_a_telephone_is_refused() {
        assert!(mark("a".repeat(150)).squares(0.0, 0.0).is_ok_and(|squares| squares.modules() <= 49));
        let refused = mark("a".repeat(151)).squares(0.0, 0.0).err().unwrap();
        assert!(matches!(refused, PrepareError::TextTooLong { what: "address", .. }));
    }
}

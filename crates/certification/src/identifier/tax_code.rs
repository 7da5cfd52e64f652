//! Mã số thuế (MST).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::letters::as_typed;

/// A tax code: 10 digits, or 10 and 3 for a dependent unit (`0100109106-001`). Since 2025 an individual's
/// tax code is the personal number of 12 digits; that is a [`super::PersonalNumber`].
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TaxCode(String);

/// A text that is not a tax code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a tax code has 10 or 13 digits")]
pub struct InvalidTaxCode;

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

impl TaxCode {
    /// The code, `0100109106` or `0100109106-001`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the tenth digit is the check digit of the first nine: `10 − (Σ weight·digit mod 11)`. A
    /// mismatch warns and does not refuse, since old codes exist that were issued outside the rule.
    #[must_use]
    pub fn check_digit_matches(&self) -> bool {
        let mut digits = self.0.bytes().map(|byte| u32::from(byte.saturating_sub(b'0')));
        let sum: u32 = WEIGHTS.iter().zip(&mut digits).map(|(weight, digit)| weight * digit).sum();
        digits.next() == 10_u32.checked_sub(sum % 11)
    }
}

impl FromStr for TaxCode {
    type Err = InvalidTaxCode;

    fn from_str(text: &str) -> Result<Self, InvalidTaxCode> {
        let digits: String = as_typed(text).chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidTaxCode);
        }
        match digits.len() {
            10 => Ok(Self(digits)),
            // Tax returns and invoices print the 13 digits without a hyphen.
            13 => Ok(Self(format!("{}-{}", &digits[..10], &digits[10..]))),
            _ => Err(InvalidTaxCode),
        }
    }
}

impl TryFrom<String> for TaxCode {
    type Error = InvalidTaxCode;

    fn try_from(text: String) -> Result<Self, InvalidTaxCode> {
        text.parse()
    }
}

impl From<TaxCode> for String {
    fn from(code: TaxCode) -> Self {
        code.0
    }
}

/// Never the code: a household's is a person's.
impl fmt::Debug for TaxCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TaxCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_known_but_a_mismatch_is_only_reported() {
        let good: TaxCode = "0100109106-001".parse().unwrap();
        assert!(good.check_digit_matches());
        let odd: TaxCode = "0100109107".parse().unwrap();
        assert!(!odd.check_digit_matches());
    }

    #[test]
    fn a_dependent_unit_s_code_has_its_hyphen_however_it_is_written() {
        for text in ["0100109106-001", "0100109106001", "0100109106 – 001", "０１００１０９１０６００１"]
        {
            assert_eq!(text.parse::<TaxCode>().unwrap().as_str(), "0100109106-001", "{text}");
        }
    }

    #[test]
    fn a_code_of_another_shape_is_refused() {
        for wrong in ["", "010010910", "01001091066", "0100109106-01", "010010910a", "-001"] {
            assert_eq!(wrong.parse::<TaxCode>(), Err(InvalidTaxCode), "{wrong}");
        }
    }
}

//! The texts: what a notice says, for each channel.
//!
//! A text is a file under `templates/`, reviewed as text. Of an e-mail and of an item in the portal's inbox the
//! first line is the subject; a text message has none. `{name}` is a place for a value.

mod fill;
mod says;
mod sms;

use jiff::{Timestamp, civil};

pub use fill::TextError;
pub use says::{EnclosedCopy, Says};

/// What is to be told, by whom and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Name of the requester.
    pub requester: String,
    /// Name of the agency.
    pub agency: String,
    /// What it says.
    pub says: Says,
}

/// Subject and text of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Subject, or title.
    pub subject: String,
    /// Text.
    pub body: String,
}

impl Letter {
    /// As an e-mail.
    ///
    /// # Errors
    /// When the template is wrong.
    pub fn email(&self) -> Result<Text, TextError> {
        self.text(self.says.templates().email)
    }

    /// As an item in the portal's inbox.
    ///
    /// # Errors
    /// When the template is wrong.
    pub fn portal(&self) -> Result<Text, TextError> {
        self.text(self.says.templates().portal)
    }

    /// As a text message: characters of GSM-7 only, without diacritics, at most 160 of them. Names and
    /// reasons are shortened as far as it takes; hours, dates and numbers never are.
    ///
    /// # Errors
    /// When it cannot be said in one message.
    pub fn sms(&self) -> Result<String, TextError> {
        let agency =
            self.agency.replacen("Ủy ban nhân dân", "UBND", 1).replacen("ỦY BAN NHÂN DÂN", "UBND", 1);
        let mut values = self.says.values(in_figures, moment_in_figures);
        values.extend([("agency", agency), ("requester", self.requester.clone())]);
        sms::message(self.says.templates().sms, values)
    }

    fn text(&self, template: &str) -> Result<Text, TextError> {
        let mut values = self.says.values(in_words, moment_in_words);
        values.extend([("agency", self.agency.clone()), ("requester", self.requester.clone())]);
        let (subject, body) = template.split_once("\n\n").ok_or(TextError::NoSubject)?;
        let subject = fill::fill(subject, &values)?;
        Ok(Text { subject, body: fill::fill(body, &values)?.trim_end().to_owned() })
    }
}

/// `09 giờ 30, thứ Hai, ngày 23/11/2026`.
fn in_words(at: civil::DateTime) -> String {
    let day = match at.weekday() {
        civil::Weekday::Monday => "thứ Hai",
        civil::Weekday::Tuesday => "thứ Ba",
        civil::Weekday::Wednesday => "thứ Tư",
        civil::Weekday::Thursday => "thứ Năm",
        civil::Weekday::Friday => "thứ Sáu",
        civil::Weekday::Saturday => "thứ Bảy",
        civil::Weekday::Sunday => "Chủ nhật",
    };
    format!("{} giờ {}, {day}, ngày {}", at.strftime("%H"), at.strftime("%M"), at.strftime("%d/%m/%Y"))
}

fn moment_in_words(at: Timestamp) -> String {
    in_words(certification::time::local(at))
}

/// `09:30 23/11/2026`.
fn in_figures(at: civil::DateTime) -> String {
    at.strftime("%H:%M %d/%m/%Y").to_string()
}

fn moment_in_figures(at: Timestamp) -> String {
    in_figures(certification::time::local(at))
}

#[cfg(test)]
mod tests;

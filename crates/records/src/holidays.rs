//! The holidays of the country, and the calendar that an agency really keeps.

use certification::{Calendar, agency::Agency, holiday::Holidays};

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Item},
};

impl Records {
    /// Reads the holidays of the country; none when the centre has set none.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn holidays(&self) -> Result<Holidays, RecordsError> {
        Ok(self.get(&keys::holidays()).await?.unwrap_or_default())
    }

    /// The calendar that an agency keeps: its own, with the holidays of the country. Slots and due times go
    /// by this one.
    ///
    /// # Errors
    /// As [`Self::holidays`].
    pub async fn calendar(&self, agency: &Agency) -> Result<Calendar, RecordsError> {
        Ok(agency.calendar.effective(&self.holidays().await?))
    }
}

pub(crate) fn holidays_item(holidays: &Holidays) -> Result<Item, RecordsError> {
    store::item(&keys::holidays(), "holidays", holidays.version, None, holidays)
}

//! Appointments: what is read of them. What is written is in [`changes`], what an account has of them over all
//! agencies in [`requesters`], and the counters of their slots in [`crate::slots`].

mod changes;
mod requesters;

use certification::{
    AgencyId, Appointment, AppointmentId, PortalEventId, appointment::StateName, history::AppointmentEntry,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Page, Records,
    error::RecordsError,
    keys,
    queue::{Order, Within},
};

pub use changes::{AppointmentChange, BookError};

/// The portal's event that brought an appointment: while it is there, a repeat changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct BookedEvent {
    appointment: AppointmentId,
}

impl Records {
    /// Reads an appointment; `None` when the agency has none of that identifier.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn appointment(
        &self,
        agency: &AgencyId,
        appointment: AppointmentId,
    ) -> Result<Option<Appointment>, RecordsError> {
        self.get(&keys::appointment(agency, appointment)).await
    }

    /// Some of the agency's appointments; those that are not there are left out.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn some_appointments(
        &self,
        agency: &AgencyId,
        appointments: impl IntoIterator<Item = AppointmentId>,
    ) -> Result<Vec<Appointment>, RecordsError> {
        let keys = appointments.into_iter().map(|appointment| keys::appointment(agency, appointment));
        self.get_each(keys.collect()).await
    }

    /// A page of the agency's appointments in a state, of one day or of all, in the order of their hours.
    /// `after` is where the page before ended, and belongs to the same day.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn appointments(
        &self,
        agency: &AgencyId,
        state: StateName,
        day: Option<Date>,
        after: Option<&AppointmentPlace>,
        limit: i32,
    ) -> Result<Page<Appointment>, RecordsError> {
        let queue = keys::appointment_queue(agency, state);
        let prefix = day.map(|day| format!("{day}T")).unwrap_or_default();
        let after = after.map(|place| (keys::appointment(agency, place.appointment), place.text.as_str()));
        self.queue_page(&queue, Within::Prefix(&prefix), after, Order::Oldest, limit).await
    }

    /// The history of an appointment, the oldest line first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn appointment_history(
        &self,
        agency: &AgencyId,
        appointment: AppointmentId,
    ) -> Result<Vec<AppointmentEntry>, RecordsError> {
        self.whole(&keys::appointment(agency, appointment).pk, keys::HISTORY).await
    }

    /// The last line of an appointment's history.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn last_appointment_line(
        &self,
        agency: &AgencyId,
        appointment: AppointmentId,
    ) -> Result<Option<AppointmentEntry>, RecordsError> {
        self.last(&keys::appointment(agency, appointment).pk, keys::HISTORY).await
    }

    /// The appointment that an event of the portal has brought.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn booked_by_event(
        &self,
        agency: &AgencyId,
        event: &PortalEventId,
    ) -> Result<Option<AppointmentId>, RecordsError> {
        let booked: Option<BookedEvent> = self.get(&keys::portal_event(agency, event)).await?;
        Ok(booked.map(|booked| booked.appointment))
    }
}

/// Where a page of appointments ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentPlace {
    appointment: AppointmentId,
    text: String,
}

/// A text that is no place in the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a place in a list of appointments")]
pub struct InvalidPlace;

impl AppointmentPlace {
    /// Whether it lies within a day.
    #[must_use]
    pub fn is_of(&self, day: Date) -> bool {
        self.text.starts_with(&format!("{day}T"))
    }
}

impl std::str::FromStr for AppointmentPlace {
    type Err = InvalidPlace;

    fn from_str(text: &str) -> Result<Self, InvalidPlace> {
        let (slot, id) = text.split_once('#').ok_or(InvalidPlace)?;
        let slot: jiff::civil::DateTime = slot.parse().map_err(|_| InvalidPlace)?;
        let appointment = id.parse().map_err(|_| InvalidPlace)?;
        let place = keys::appointment_place_text(slot, appointment);
        if place == text { Ok(Self { appointment, text: place }) } else { Err(InvalidPlace) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_page_goes_on_only_from_a_place_of_its_day() {
        let text = "2026-11-26T08:00:00#01K8E5V3YJ9X0W6P2R4T7Q1Z5B";
        let place: AppointmentPlace = text.parse().unwrap();
        assert_eq!(place.text, text);
        assert!(place.is_of(date(2026, 11, 26)) && !place.is_of(date(2026, 11, 27)));
        for wrong in [
            "",
            "2026-11-26T08:00:00",
            "2026-11-26#01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
            "2026-11-26T08:00#01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
            "2026-11-26T08:00:00#x",
        ] {
            assert_eq!(wrong.parse::<AppointmentPlace>(), Err(InvalidPlace), "{wrong}");
        }
    }
}

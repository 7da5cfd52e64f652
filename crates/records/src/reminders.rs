//! Reminders of appointments: an item beside each appointment of which the requester is still to be reminded,
//! written and removed with it, so that it dies with a moved or cancelled hour.
//!
//! They are found by the day of the appointment, over all agencies: nobody signed in reads that list, only
//! the schedule does.

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{AgencyId, Appointment, AppointmentId, notice::Notice, time};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

/// That somebody is to be reminded of an appointment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// The agency.
    pub agency: AgencyId,
    /// The appointment.
    pub appointment: AppointmentId,
    /// The version of the appointment for whose hour it was written.
    pub version: u64,
}

impl Records {
    /// The reminders of a day's appointments that were not sent yet.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn reminders(&self, of: Date) -> Result<Vec<Reminder>, RecordsError> {
        self.whole_queue(keys::reminder_queue(of)).await
    }

    /// Sends a reminder: its notice takes its place, if the appointment is still as it was read.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when the appointment has changed, or the reminder was sent.
    pub async fn send_reminder(
        &self,
        appointment: &Appointment,
        notice: &Notice,
    ) -> Result<(), RecordsError> {
        let (agency, id) = (&appointment.agency, appointment.id);
        let mut items = vec![
            self.delete_in(&keys::reminder(agency, id), appointment.version)?,
            self.check_in(&keys::appointment(agency, id), Expect::Version(appointment.version))?,
        ];
        items.extend(self.notice_writes(std::slice::from_ref(notice))?);
        Ok(self.transact(items).await?)
    }

    /// The write that leaves an appointment with the reminder it needs after a change at `at`. A reminder
    /// carries the version of its appointment, so that an older change never touches a newer one.
    pub(crate) fn reminder_write(
        &self,
        after: &Appointment,
        at: Timestamp,
    ) -> Result<Option<TransactWriteItem>, RecordsError> {
        let (key, older) = (keys::reminder(&after.agency, after.id), Expect::Older(after.version));
        if after.reminded_on(at).is_none() {
            let is_new = after.version == 1;
            return if is_new { Ok(None) } else { self.delete_under(&key, older).map(Some) };
        }
        let reminder =
            Reminder { agency: after.agency.clone(), appointment: after.id, version: after.version };
        let place = keys::reminder_place(after);
        let item = store::item(&key, "reminder", after.version, Some(&place), &reminder)?;
        // Of no use after the hour, should no run have sent it.
        self.put_in(store::ending(item, time::instant(after.slot)), older).map(Some)
    }
}

//! Bookings of the portal that could not be made, kept with their cause: nothing that the portal sent is
//! lost, and nothing is tried for ever.

use certification::{AgencyId, AppointmentId, PortalEventId, notice::Notice};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys,
    store::{self, Expect},
};

/// A booking that was not made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParkedBooking {
    /// The portal's identifier, or the SHA-256 of an event whose identifier cannot be read.
    pub event: PortalEventId,
    /// The agency, as far as it is one of ours.
    pub agency: Option<AgencyId>,
    /// The appointment that it would have been; an answer to the requester is kept under it.
    pub appointment: AppointmentId,
    /// Stable code of the cause: `slot-full`, `malformed-request`.
    pub cause: String,
    /// The cause in words, for whoever runs the system; it names no value of the event.
    pub detail: String,
    /// The event as it came, JSON.
    pub content: String,
    /// When it was parked.
    pub at: Timestamp,
}

impl Records {
    /// Parks a booking with the answer to the requester, if there is one; gives whether it was new.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn park(&self, parked: &ParkedBooking, answer: Option<&Notice>) -> Result<bool, RecordsError> {
        let item = store::item(&keys::parked(&parked.event), "parked-booking", 1, None, parked)?;
        let mut items = vec![self.put_in(item, Expect::Absent)?];
        items.extend(self.notice_writes(answer.map(std::slice::from_ref).unwrap_or_default())?);
        match self.transact(items).await.map_err(RecordsError::from) {
            Ok(()) => Ok(true),
            Err(RecordsError::Conflict) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// A booking that was parked.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn parked(&self, event: &PortalEventId) -> Result<Option<ParkedBooking>, RecordsError> {
        self.get(&keys::parked(event)).await
    }
}

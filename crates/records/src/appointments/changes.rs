//! What is written of appointments. Each change is one transaction: the counters of the slots that it moves
//! ([`PlaceMoves`]), the appointment under its version, what its requester's account has of it
//! ([`super::requesters`]), its reminder, the line of its history, the notices, and whatever else it causes.

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{
    Appointment, Case,
    appointment::{Origin, PlaceMoves},
    calendar::Slot,
    history::AppointmentEntry,
    notice::Notice,
};
use ulid::Ulid;

use super::{BookedEvent, requesters::OfAccount};
use crate::{
    Change, Records,
    attempts::Reply,
    error::RecordsError,
    keys,
    store::{self, Expect, Item, TransactError},
    versioned::Versioned as _,
};

/// What is written together with an appointment.
#[derive(Debug, Clone)]
pub struct AppointmentChange {
    /// The line of the history, with its identifier.
    pub history: (Ulid, AppointmentEntry),
    /// Notices for the outbox.
    pub notices: Vec<Notice>,
    /// The answer to the request that makes the change.
    pub reply: Option<Reply>,
}

/// A place that was not taken; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The slot has no place left.
    #[error("the slot is full")]
    Full,
    /// The requester holds as many open appointments at the agency as are allowed.
    #[error("the requester holds too many open appointments")]
    TooMany,
    /// The portal's event was booked before.
    #[error("the event was booked before")]
    Repeated,
    /// Anything else; [`RecordsError::Conflict`] when the appointment has changed since it was read.
    #[error(transparent)]
    Records(#[from] RecordsError),
}

/// A transaction being put together, which remembers where it can fail and why.
struct Writes {
    items: Vec<TransactWriteItem>,
    place: Option<usize>,
    event: Option<usize>,
    open: Option<usize>,
}

impl Writes {
    fn add_of_account(&mut self, of_account: OfAccount) {
        self.open = of_account.open.is_some().then_some(self.items.len());
        self.items.extend(of_account.open);
        self.items.extend(of_account.pointer);
    }
}

impl Records {
    /// Stores a new appointment, in the slot that it was booked for; requesters who book for themselves hold at
    /// most `most_open` open ones at an agency.
    ///
    /// # Errors
    /// Why no place was taken; nothing was written.
    pub async fn book_appointment(
        &self,
        appointment: &Appointment,
        slot: Slot,
        most_open: u32,
        change: &AppointmentChange,
    ) -> Result<Appointment, BookError> {
        let mut writes = self.place_writes(appointment, PlaceMoves::of_new(appointment), Some(slot))?;
        let most = appointment.origin.is_requester().then_some(most_open);
        writes.add_of_account(self.account_changes(None, appointment, most)?);
        if let Origin::Portal { event } = &appointment.origin {
            let key = keys::portal_event(&appointment.agency, event);
            let booked = BookedEvent { appointment: appointment.id };
            writes.event = Some(writes.items.len());
            let item = store::item(&key, "portal-event", 1, None, &booked)?;
            writes.items.push(self.put_in(item, Expect::Absent)?);
        }
        let after = self.add_appointment(&mut writes, appointment, Expect::Absent, change)?;
        self.commit(writes, change).await?;
        Ok(after)
    }

    /// Stores an appointment that was moved to another slot, if nobody has changed it since it was read as
    /// `before`.
    ///
    /// # Errors
    /// Why it was not moved; nothing was written.
    pub async fn move_appointment(
        &self,
        before: &Appointment,
        after: &Appointment,
        slot: Slot,
        change: &AppointmentChange,
    ) -> Result<Appointment, BookError> {
        let mut writes = self.place_writes(after, PlaceMoves::between(before, after), Some(slot))?;
        writes.add_of_account(self.account_changes(Some(before), after, None)?);
        let after = self.add_appointment(&mut writes, after, Expect::Version(before.version), change)?;
        self.commit(writes, change).await?;
        Ok(after)
    }

    /// Stores the next state of an appointment, if nobody has changed it since it was read as `before`; a
    /// place that it no longer holds is free again.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when somebody has.
    pub async fn save_appointment(
        &self,
        before: &Appointment,
        after: &Appointment,
        change: &AppointmentChange,
    ) -> Result<Appointment, RecordsError> {
        let (after, items) = self.appointment_writes(before, after, change)?;
        self.transact_replying(items, change.reply.as_ref()).await?;
        Ok(after)
    }

    /// Stores an opened appointment together with the case that was made of it.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when somebody has changed it since it was read as `before`.
    pub async fn open_appointment(
        &self,
        before: &Appointment,
        after: &Appointment,
        change: &AppointmentChange,
        case: &Case,
        case_change: &Change,
    ) -> Result<Case, RecordsError> {
        let (_, mut items) = self.appointment_writes(before, after, change)?;
        let (case, of_case) = self.case_writes(case, Expect::Absent, case_change)?;
        items.extend(of_case);
        self.transact_replying(items, change.reply.as_ref()).await?;
        Ok(case)
    }

    /// Stores the next state of a case together with that of the appointment that it was opened from.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when somebody has changed one of them since it was read.
    pub async fn save_case_with_appointment(
        &self,
        case: &Case,
        case_change: &Change,
        before: &Appointment,
        after: &Appointment,
        change: &AppointmentChange,
    ) -> Result<Case, RecordsError> {
        let (_, mut items) = self.appointment_writes(before, after, change)?;
        let (case, of_case) = self.case_writes(case, Expect::Version(case.version), case_change)?;
        items.extend(of_case);
        self.transact_replying(items, case_change.reply.as_ref()).await?;
        Ok(case)
    }

    fn appointment_writes(
        &self,
        before: &Appointment,
        after: &Appointment,
        change: &AppointmentChange,
    ) -> Result<(Appointment, Vec<TransactWriteItem>), RecordsError> {
        let mut writes = self.place_writes(after, PlaceMoves::between(before, after), None)?;
        writes.add_of_account(self.account_changes(Some(before), after, None)?);
        let after = self.add_appointment(&mut writes, after, Expect::Version(before.version), change)?;
        Ok((after, writes.items))
    }

    /// The counters first. A place is taken only with the slot in hand, which knows the capacity.
    fn place_writes(
        &self,
        appointment: &Appointment,
        moves: PlaceMoves,
        slot: Option<Slot>,
    ) -> Result<Writes, RecordsError> {
        let mut writes = Writes { items: Vec::new(), place: None, event: None, open: None };
        if let Some(start) = moves.takes {
            let slot = slot.filter(|slot| slot.start == start);
            let slot = slot.ok_or_else(|| RecordsError::Service("a place of another slot".to_owned()))?;
            writes.place = Some(0);
            writes.items.push(self.take_place(&appointment.agency, slot)?);
        }
        if let Some(start) = moves.frees {
            writes.items.push(self.free_place(&appointment.agency, start)?);
        }
        Ok(writes)
    }

    fn add_appointment(
        &self,
        writes: &mut Writes,
        appointment: &Appointment,
        expect: Expect,
        change: &AppointmentChange,
    ) -> Result<Appointment, RecordsError> {
        let after = appointment.stored();
        let (line, entry) = &change.history;
        writes.items.push(self.put_in(appointment_item(&after)?, expect)?);
        writes.items.extend(self.reminder_write(&after, entry.at)?);
        let key = keys::appointment_history(&after.agency, after.id, *line);
        writes.items.push(self.put_in(store::item(&key, "history", 1, None, entry)?, Expect::Absent)?);
        writes.items.extend(self.notice_writes(&change.notices)?);
        Ok(after)
    }

    async fn commit(&self, writes: Writes, change: &AppointmentChange) -> Result<(), BookError> {
        let Writes { items, place, event, open } = writes;
        match self.transact_replying(items, change.reply.as_ref()).await {
            Ok(()) => Ok(()),
            // A repeat may also find its slot full: with the place that the first one took.
            Err(TransactError::Conditions(failed)) if event.is_some_and(|at| failed.contains(&at)) => {
                Err(BookError::Repeated)
            }
            // Whoever decided on an older version has to look again, however full the slot is.
            Err(TransactError::Conditions(failed))
                if place.is_some_and(|at| failed.iter().all(|failed| *failed == at)) =>
            {
                Err(BookError::Full)
            }
            Err(TransactError::Conditions(failed)) if open.is_some_and(|at| failed.contains(&at)) => {
                Err(BookError::TooMany)
            }
            Err(error) => Err(BookError::Records(error.into())),
        }
    }
}

fn appointment_item(appointment: &Appointment) -> Result<Item, RecordsError> {
    let place = keys::appointment_place(appointment);
    let key = keys::appointment(&appointment.agency, appointment.id);
    store::item(&key, "appointment", appointment.version, Some(&place), appointment)
}

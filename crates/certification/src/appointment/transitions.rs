//! What is done with an appointment. Transitions consume it and give the next one.

use jiff::{Timestamp, ToSpan as _, civil::DateTime};

use super::{Appointment, Cause, Party, Reason, State, StateName};
use crate::{calendar::Slot, case::Act, ids::CaseId, official::Official, time};

/// A step that an appointment does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppointmentRefusal {
    /// It is in a state in which this cannot be done.
    #[error("the appointment is {0}")]
    WrongState(StateName),
    /// It is moved to the hour that it has.
    #[error("the appointment is for that hour already")]
    SameHour,
    /// Its hour has begun, and the agency decides what becomes of it.
    #[error("the hour has begun")]
    HourBegun,
    /// The requester may still come.
    #[error("the hour ends at {ends}")]
    HourNotOver {
        /// When the hour ends, in Vietnam.
        ends: DateTime,
    },
}

type Transition = Result<Appointment, AppointmentRefusal>;

impl Appointment {
    /// Xử lý: the requester came, and the case is made.
    ///
    /// # Errors
    /// [`AppointmentRefusal::WrongState`] unless it is booked; one that is opened has its case, so ask
    /// [`State::case`] first.
    pub fn open(self, case: CaseId, by: Official, at: Timestamp) -> Transition {
        self.must_be_booked()?;
        Ok(self.with(State::Opened { case, opened: Act { by, at } }))
    }

    /// Dời lịch hẹn: to another slot. Allowed after the hour too: who could not come may come later.
    ///
    /// # Errors
    /// [`AppointmentRefusal::WrongState`] unless it is booked, [`AppointmentRefusal::SameHour`].
    pub fn reschedule(self, slot: Slot) -> Transition {
        self.must_be_booked()?;
        if slot.start == self.slot {
            return Err(AppointmentRefusal::SameHour);
        }
        Ok(Self { slot: slot.start, minutes: Some(slot.minutes), ..self })
    }

    /// Hủy lịch hẹn.
    ///
    /// # Errors
    /// [`AppointmentRefusal::WrongState`] unless it is booked.
    pub fn cancel(self, by: impl Into<Party>, reason: Reason, at: Timestamp) -> Transition {
        self.must_be_booked()?;
        let cancelled = Act { by: by.into(), at };
        Ok(self.with(State::Cancelled { cancelled, cause: Cause::Reason { reason } }))
    }

    /// Whether the requester may move or cancel it: until its hour begins. Afterwards the agency says whether
    /// anybody came.
    ///
    /// # Errors
    /// [`AppointmentRefusal::WrongState`] unless it is booked, [`AppointmentRefusal::HourBegun`].
    pub fn must_be_ahead(&self, at: Timestamp) -> Result<(), AppointmentRefusal> {
        self.must_be_booked()?;
        if time::local(at) < self.slot { Ok(()) } else { Err(AppointmentRefusal::HourBegun) }
    }

    /// The case that was opened from it is cancelled, and the appointment ends with it.
    ///
    /// # Errors
    /// [`AppointmentRefusal::WrongState`] unless it was opened as that case.
    pub fn cancel_with_case(self, case: CaseId, by: Official, at: Timestamp) -> Transition {
        match self.state {
            State::Opened { case: opened, .. } if opened == case => {
                let cancelled = Act { by: Party::Official(by), at };
                Ok(self.with(State::Cancelled { cancelled, cause: Cause::CaseCancelled { case } }))
            }
            other => Err(AppointmentRefusal::WrongState(other.name())),
        }
    }

    /// Không đến: nobody came before the hour was over, as long as it was when it was booked. `slot_minutes`
    /// is for an appointment that does not say how long.
    ///
    /// # Errors
    /// [`AppointmentRefusal::WrongState`] unless it is booked, [`AppointmentRefusal::HourNotOver`].
    pub fn no_show(self, slot_minutes: u32, by: Official, at: Timestamp) -> Transition {
        self.must_be_booked()?;
        let minutes = self.minutes.unwrap_or(slot_minutes);
        let ends = self.slot.saturating_add(i64::from(minutes).minutes());
        if time::local(at) < ends {
            return Err(AppointmentRefusal::HourNotOver { ends });
        }
        Ok(self.with(State::NoShow { recorded: Act { by, at } }))
    }

    fn must_be_booked(&self) -> Result<(), AppointmentRefusal> {
        match self.state.name() {
            StateName::Booked => Ok(()),
            other => Err(AppointmentRefusal::WrongState(other)),
        }
    }
}

//! Which places in slots a change takes and gives back; the store moves its counters by this and by
//! nothing else.

use jiff::civil::DateTime;

use super::Appointment;

/// Places that a change of an appointment moves. At most one of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PlaceMoves {
    /// The slot that gets its place back.
    pub frees: Option<DateTime>,
    /// The slot in which a place is taken.
    pub takes: Option<DateTime>,
}

impl PlaceMoves {
    /// What a new appointment takes.
    #[must_use]
    pub fn of_new(appointment: &Appointment) -> Self {
        Self { frees: None, takes: held(appointment) }
    }

    /// What lies between an appointment and the one after it.
    #[must_use]
    pub fn between(before: &Appointment, after: &Appointment) -> Self {
        let (frees, takes) = (held(before), held(after));
        if frees == takes { Self::default() } else { Self { frees, takes } }
    }
}

fn held(appointment: &Appointment) -> Option<DateTime> {
    appointment.state.name().holds_place().then_some(appointment.slot)
}

//! Notices of appointments: each goes to the requester's account or e-mail, and to the phone.

use certification::{
    Appointment,
    notice::{Notice, NoticeSubject, Recipient},
};
use jiff::Timestamp;

use crate::Services;

/// A notice about an appointment. A phone that gets no SMS has its line in the ledger, which says why.
pub(crate) fn about(
    services: &Services,
    appointment: &Appointment,
    subject: NoticeSubject,
    at: Timestamp,
) -> Notice {
    let booking = &appointment.booking;
    Notice {
        id: services.clock.ulid(),
        agency: appointment.agency.clone(),
        about: appointment.id.into(),
        subject,
        requester: booking.requester.name.clone(),
        to: vec![
            Recipient::from(&booking.requester.destination),
            Recipient::at_phone(booking.phone.as_ref()),
        ],
        at,
    }
}

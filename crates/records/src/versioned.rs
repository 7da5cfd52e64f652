//! Records that count their writes.

use certification::{
    Appointment, Book, Case,
    agency::{Agency, Profile},
    book::Series,
    check::Check,
    holiday::Holidays,
    notice::Delivery,
};

use crate::TrustRecord;

/// A record that counts its writes.
pub trait Versioned: Clone {
    /// The record as its next write stores it: one version further. What a request is answered with is made of
    /// it before the write, since the answer is stored with it.
    #[must_use]
    fn stored(&self) -> Self;
}

macro_rules! counts_its_writes {
    ($($record:ty),+) => {$(
        impl Versioned for $record {
            fn stored(&self) -> Self {
                Self { version: self.version + 1, ..self.clone() }
            }
        }
    )+};
}

counts_its_writes!(Agency, Appointment, Book, Case, Check, Delivery, Holidays, Profile, Series, TrustRecord);

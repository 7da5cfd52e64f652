//! Numbers and addresses by which the State and the post know a person.

mod email;
mod mobile_number;
mod personal_number;
mod phone;
mod tax_code;

pub use email::{EmailAddress, InvalidEmail};
pub use mobile_number::{InvalidMobileNumber, MobileNumber};
pub use personal_number::{Holder, InvalidPersonalNumber, PersonalNumber, Sex};
pub use phone::{InvalidPhone, OtherNumber, Phone};
pub use tax_code::{InvalidTaxCode, TaxCode};

//! Người yêu cầu chứng thực.

use serde::{Deserialize, Serialize};

use crate::identifier::EmailAddress;

/// For whom a copy is made, and where it goes when it is released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    /// Họ và tên, or the name of the enterprise; column 3 of the register.
    pub name: String,
    /// Where the copy and the notices go.
    pub destination: Destination,
}

/// The two ways of release (the manual's "tài khoản DVCQG" or e-mail).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Destination {
    /// Account of the national portal.
    PortalAccount {
        /// The portal's identifier of the account; not a personal number.
        account: String,
    },
    /// "Đối tượng không có tài khoản DVCQG".
    Email {
        /// The address given at the counter.
        address: EmailAddress,
    },
}

//! Người yêu cầu chứng thực.

use serde::{Deserialize, Serialize};

use crate::{identifier::EmailAddress, letters::folded};

/// For whom a copy is made, and where it goes when it is released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requester {
    /// Họ và tên, or the name of the enterprise; column 3 of the register.
    pub name: String,
    /// Where the copy and the notices go.
    pub destination: Destination,
}

impl Requester {
    /// Whether two are one: by the account of the portal, or else by address and name, since a family may share
    /// an address. However they are written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }

    /// What one requester has alone, as text.
    #[must_use]
    pub fn identity(&self) -> String {
        match &self.destination {
            Destination::PortalAccount { account } => format!("account {account}"),
            Destination::Email { address } => {
                format!("email {} {}", address.as_str().to_lowercase(), folded(&self.name))
            }
        }
    }
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

impl Requester {
    /// The account of the national portal, when there is one.
    #[must_use]
    pub fn account(&self) -> Option<&str> {
        match &self.destination {
            Destination::PortalAccount { account } => Some(account),
            Destination::Email { .. } => None,
        }
    }
}

//! The local directory of portal accounts.
//!
//! This is the port `AccountDirectory`: the national portal's own look-up has no public interface, so this stands
//! in its place; an interface of the portal would be called from [`Records::account`]'s. It really stores and
//! finds accounts, by personal number or tax code, and says nothing of people who have none.

use certification::identifier::{PersonalNumber, TaxCode};
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys::{self, Key},
    store::{self, Expect},
};

/// An account of the national portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The portal's identifier; not a personal number.
    pub id: String,
    /// Họ và tên, or the enterprise's name.
    pub name: String,
}

/// By which number an account is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountNumber {
    /// CCCD, or an old CMND.
    Person(PersonalNumber),
    /// Mã số thuế.
    Enterprise(TaxCode),
}

impl AccountNumber {
    fn key(&self) -> Key {
        match self {
            Self::Person(number) => keys::account("PERSON", number.as_str()),
            Self::Enterprise(code) => keys::account("ENTERPRISE", code.as_str()),
        }
    }
}

impl Records {
    /// Looks an account up.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn account(&self, number: &AccountNumber) -> Result<Option<Account>, RecordsError> {
        self.get(&number.key()).await
    }

    /// Puts an account into the directory.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when the number has one.
    pub async fn add_account(&self, number: &AccountNumber, account: &Account) -> Result<(), RecordsError> {
        self.put(store::item(&number.key(), "account", 1, None, account)?, Expect::Absent).await
    }
}

//! The local directory of portal accounts.
//!
//! This is the port `AccountDirectory`: the national portal's own look-up has no public interface, so this stands
//! in its place; an interface of the portal would be called from [`Records::account`]. It really stores and
//! finds accounts, by personal number or tax code, and says nothing of people who have none. The portal's
//! events bring accounts; each carries its time, so that events may repeat and come in any order.

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::identifier::{EmailAddress, PersonalNumber, Sex, TaxCode};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Records,
    error::RecordsError,
    keys::{self, Key},
    store::{self, Expect},
};

/// How often an account is read again when another event changes it at the same moment.
const TRIES: u32 = 5;

/// An account of the national portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The portal's identifier; not a personal number.
    pub id: String,
    /// Whose it is.
    pub kind: AccountKind,
    /// Họ và tên, or the enterprise's name.
    pub name: String,
    /// Its numbers: an account is found by each of them.
    pub numbers: Vec<AccountNumber>,
    /// Telephone, as the portal has it; a landline too.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<EmailAddress>,
    /// Address.
    pub address: Option<String>,
    /// Year of birth, of a person.
    pub born: Option<i16>,
    /// Sex, of a person.
    pub sex: Option<Sex>,
    /// Closed accounts are not found.
    pub closed: bool,
    /// The event that brought it: when, and which.
    pub as_of: (Timestamp, String),
    /// Counts the writes.
    pub version: u64,
}

/// Whose an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// A person.
    Person,
    /// An enterprise or a household business.
    Enterprise,
}

/// By which number an account is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "number", rename_all = "snake_case")]
pub enum AccountNumber {
    /// CCCD, or an old CMND.
    Person(PersonalNumber),
    /// Mã số thuế.
    Enterprise(TaxCode),
    /// The tax code of a household business, which is its owner's personal number.
    Household(PersonalNumber),
}

/// A number's entry in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Pointer {
    account: String,
    version: u64,
}

impl AccountNumber {
    fn key(&self) -> Key {
        match self {
            Self::Person(number) => keys::account("PERSON", number.as_str()),
            Self::Enterprise(code) => keys::account("ENTERPRISE", code.as_str()),
            Self::Household(number) => keys::account("ENTERPRISE", number.as_str()),
        }
    }
}

impl AccountKind {
    /// The kind's name in the contract.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Enterprise => "enterprise",
        }
    }
}

impl Account {
    /// An account of which only the name and one number are known.
    #[must_use]
    pub fn named(id: String, name: String, number: AccountNumber, as_of: Timestamp) -> Self {
        let kind = match number {
            AccountNumber::Person(_) => AccountKind::Person,
            AccountNumber::Enterprise(_) | AccountNumber::Household(_) => AccountKind::Enterprise,
        };
        Self {
            as_of: (as_of, String::new()),
            id,
            kind,
            name,
            numbers: vec![number],
            phone: None,
            email: None,
            address: None,
            born: None,
            sex: None,
            closed: false,
            version: 0,
        }
    }
}

impl Records {
    /// Looks an account up by a number.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn account(&self, number: &AccountNumber) -> Result<Option<Account>, RecordsError> {
        let Some(pointer) = self.get::<Pointer>(&number.key()).await? else { return Ok(None) };
        let account = self.account_by_id(&pointer.account).await?;
        // A number that the account has no longer leaves its entry behind.
        Ok(account.filter(|account| !account.closed && account.numbers.contains(number)))
    }

    /// Reads an account by the portal's identifier.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn account_by_id(&self, id: &str) -> Result<Option<Account>, RecordsError> {
        self.get(&keys::account("ID", id)).await
    }

    /// Takes an account as an event brings it; gives whether it changed anything: an event that comes again,
    /// or after a later one, does not.
    ///
    /// # Errors
    /// [`RecordsError::Contended`] when other events keep changing it.
    pub async fn bring_account(&self, account: &Account) -> Result<bool, RecordsError> {
        for _ in 0..TRIES {
            let stored = self.account_by_id(&account.id).await?;
            if stored.as_ref().is_some_and(|stored| stored.as_of >= account.as_of) {
                return Ok(false);
            }
            match self.transact(self.account_writes(account, stored.as_ref()).await?).await {
                Ok(()) => return Ok(true),
                Err(error) => match RecordsError::from(error) {
                    RecordsError::Conflict => {}
                    error => return Err(error),
                },
            }
        }
        Err(RecordsError::Contended)
    }

    /// The account, and an entry for each of its numbers that does not lead to it yet.
    async fn account_writes(
        &self,
        account: &Account,
        stored: Option<&Account>,
    ) -> Result<Vec<TransactWriteItem>, RecordsError> {
        let version = stored.map_or(0, |stored| stored.version);
        let after = Account { version: version + 1, ..account.clone() };
        let item = store::item(&keys::account("ID", &account.id), "account", after.version, None, &after)?;
        let mut items = vec![self.put_in(item, expected(version))?];
        for number in &account.numbers {
            let entry: Option<Pointer> = self.get(&number.key()).await?;
            if entry.as_ref().is_some_and(|entry| entry.account == account.id) {
                continue;
            }
            let version = entry.map_or(0, |entry| entry.version);
            let pointer = Pointer { account: account.id.clone(), version: version + 1 };
            let item = store::item(&number.key(), "account-number", pointer.version, None, &pointer)?;
            items.push(self.put_in(item, expected(version))?);
        }
        Ok(items)
    }
}

fn expected(version: u64) -> Expect {
    if version == 0 { Expect::Absent } else { Expect::Version(version) }
}

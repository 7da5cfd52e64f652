//! What administrators set up before the tests begin, written to the table in a moment: the agency, the
//! signers' rights, the trusted roots; and the portal's directory. ([`crate::Centre`] sets the same up over
//! the API, as the demo shows.)

use anyhow::{Context as _, Result};
use certification::{
    AgencyId, Role,
    agency::{Agency, Profile},
};
use records::{Account, AccountNumber, Records, RecordsError, TrustRecord};
use serde::Deserialize;

use crate::{Person, Signing, Stack};

/// The subject of the test PKI's certificate of an agency.
pub(crate) const AGENCY_SUBJECT: &str = "MST:9900012357";

/// An agency to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencySeed {
    /// Its identifier.
    pub id: AgencyId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub locality: String,
}

impl AgencySeed {
    /// Writes the agency, unless it is there.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn save(&self, records: &Records) -> Result<()> {
        let agency =
            Agency::new(self.id.clone(), self.name.clone(), self.locality.clone(), AGENCY_SUBJECT.to_owned());
        unless_there(records.save_agency(&agency).await.map(drop)).context("writing the agency")
    }
}

/// Writes a signer's right, unless it is there.
///
/// # Errors
/// When the table does not answer.
pub(crate) async fn save_signer(
    records: &Records,
    agency: &AgencyId,
    Person { id, username, .. }: &Person,
    signing: &Signing,
) -> Result<()> {
    let roles = [Role::Signer].into();
    let new = Profile::new(id.clone(), agency.clone(), username.to_owned(), signing.name.clone(), roles);
    let profile = Profile {
        settled: true,
        title: Some(signing.title.clone()),
        subject: Some(signing.subject.clone()),
        ..new
    };
    unless_there(records.save_profile(&profile).await.map(drop)).context("writing the signer's profile")
}

/// Adds an account to the portal's directory, unless the number has one.
///
/// # Errors
/// When the number is none, or the table does not answer.
pub(crate) async fn add_account(records: &Records, number: &str, id: &str, name: &str) -> Result<()> {
    let number = match number.parse() {
        Ok(person) => AccountNumber::Person(person),
        Err(_) => AccountNumber::Enterprise(number.parse()?),
    };
    if records.account(&number).await?.is_none() {
        let account = Account::named(id.to_owned(), name.to_owned(), number, api::Clock.now());
        records.bring_account(&account).await.context("adding a portal account")?;
    }
    Ok(())
}

/// Trusts the test PKI's root, as a root of government signatures.
///
/// # Errors
/// When the PKI cannot be read or the table does not answer.
pub(crate) async fn trust_pki(stack: &Stack) -> Result<()> {
    let (government, intermediates) = pki(stack)?;
    let trust = TrustRecord { government, intermediates, ..TrustRecord::default() };
    unless_there(stack.records().save_trust(&trust).await).context("writing the trust store")
}

/// The test PKI's roots and intermediates, each a PEM certificate.
///
/// # Errors
/// When the PKI cannot be read.
pub(crate) fn pki(stack: &Stack) -> Result<(Vec<String>, Vec<String>)> {
    #[derive(Deserialize)]
    struct Trust {
        roots: Vec<String>,
        intermediates: Vec<String>,
    }
    let path = stack.pki.join("trust.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let Trust { roots, intermediates } = serde_json::from_str(&text)?;
    Ok((roots, intermediates))
}

fn unless_there(written: Result<(), RecordsError>) -> Result<(), RecordsError> {
    match written {
        Err(RecordsError::Conflict) => Ok(()),
        other => other,
    }
}

//! What administrators change: each change with its line of history, in one transaction.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem};
use certification::{
    AgencyId,
    administration::{AdministrationEntry, Admins},
    agency::{Agency, Profile},
    holiday::Holidays,
};
use ulid::Ulid;

use crate::{
    Page, Records, TrustRecord,
    agencies::{agency_item, profile_item},
    attempts::Reply,
    error::RecordsError,
    holidays::holidays_item,
    keys,
    store::{self, Expect, TransactError},
    trust::trust_item,
    versioned::Versioned as _,
};

/// A line of an agency's history of administration.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// In whose history it stands.
    pub agency: &'a AgencyId,
    /// What it says.
    pub entry: &'a AdministrationEntry,
    /// The answer to the request that makes the change.
    pub reply: Option<&'a Reply>,
}

impl Records {
    /// Stores an agency as an administrator changed it; version 0 is a new one.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when it has changed since it was read.
    pub async fn change_agency(&self, agency: &Agency, line: Line<'_>) -> Result<Agency, RecordsError> {
        let after = agency.stored();
        let put = self.put_in(agency_item(&after)?, Expect::since(agency.version))?;
        self.with_line(vec![put], line).await?;
        Ok(after)
    }

    /// Stores an official as an administrator decided, with the administrators where they change by it;
    /// version 0 is a new one.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when either has changed since it was read.
    pub async fn change_official(
        &self,
        profile: &Profile,
        admins: Option<&Admins>,
        line: Line<'_>,
    ) -> Result<Profile, RecordsError> {
        let after = profile.stored();
        let mut items = vec![self.put_in(profile_item(&after)?, Expect::since(profile.version))?];
        if let Some(admins) = admins {
            let mut next = admins.clone();
            next.version += 1;
            let item = store::item(&keys::admins(&profile.agency), "admins", next.version, None, &next)?;
            items.push(self.put_in(item, Expect::since(admins.version))?);
        }
        self.with_line(items, line).await?;
        Ok(after)
    }

    /// Stores the holidays of the country.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when they have changed since they were read.
    pub async fn change_holidays(
        &self,
        holidays: &Holidays,
        line: Line<'_>,
    ) -> Result<Holidays, RecordsError> {
        let after = holidays.stored();
        let put = self.put_in(holidays_item(&after)?, Expect::since(holidays.version))?;
        self.with_line(vec![put], line).await?;
        Ok(after)
    }

    /// Stores the trust store.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when it has changed since it was read.
    pub async fn change_trust(
        &self,
        trust: &TrustRecord,
        line: Line<'_>,
    ) -> Result<TrustRecord, RecordsError> {
        let after = trust.stored();
        let put = self.put_in(trust_item(&after)?, Expect::since(trust.version))?;
        self.with_line(vec![put], line).await?;
        Ok(after)
    }

    /// Writes down what an administrator did that changes no record.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn note_administration(&self, line: Line<'_>) -> Result<(), RecordsError> {
        Ok(self.with_line(Vec::new(), line).await?)
    }

    /// The administrators of an agency; none where no official was recorded as one.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn admins(&self, agency: &AgencyId) -> Result<Admins, RecordsError> {
        Ok(self.get(&keys::admins(agency)).await?.unwrap_or_default())
    }

    /// The officials of an agency, by the names they sign in with.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn officials(&self, agency: &AgencyId) -> Result<Vec<Profile>, RecordsError> {
        self.whole_queue(keys::official_queue(agency)).await
    }

    /// A page of all agencies, in the order of their identifiers.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn agencies(&self, after: Option<&AgencyId>, limit: i32) -> Result<Page<Agency>, RecordsError> {
        let start = after.map(|agency| {
            let place = keys::agency_place(agency);
            let mut start = store::key_item(&keys::agency(agency));
            start.insert("queue".to_owned(), AttributeValue::S(place.queue));
            start.insert("queue_at".to_owned(), AttributeValue::S(place.queue_at));
            start
        });
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .index_name("queue")
            .key_condition_expression("queue = :queue")
            .expression_attribute_values(":queue", AttributeValue::S(keys::AGENCIES.to_owned()))
            .limit(limit)
            .set_exclusive_start_key(start)
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let items: Vec<Agency> =
            answer.items.unwrap_or_default().into_iter().map(store::body).collect::<Result<_, _>>()?;
        let next = items.last().filter(|_| more).map(|agency| agency.id.to_string());
        Ok(Page { items, next })
    }

    /// A page of what administrators changed in an agency, the latest first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn administration(
        &self,
        agency: &AgencyId,
        before: Option<Ulid>,
        limit: i32,
    ) -> Result<Page<AdministrationEntry>, RecordsError> {
        let start = before.map(|line| store::key_item(&keys::administration(agency, line)));
        let answer = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
            .expression_attribute_values(":pk", AttributeValue::S(keys::agency(agency).pk))
            .expression_attribute_values(":prefix", AttributeValue::S(keys::ADMINISTRATION.to_owned()))
            .scan_index_forward(false)
            .consistent_read(true)
            .limit(limit)
            .set_exclusive_start_key(start)
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let items: Vec<AdministrationEntry> =
            answer.items.unwrap_or_default().into_iter().map(store::body).collect::<Result<_, _>>()?;
        let next = items.last().filter(|_| more).map(|line| line.id.to_string());
        Ok(Page { items, next })
    }

    async fn with_line(
        &self,
        mut items: Vec<TransactWriteItem>,
        line: Line<'_>,
    ) -> Result<(), TransactError> {
        let key = keys::administration(line.agency, line.entry.id);
        let item = store::item(&key, "administration", 1, None, line.entry).map_err(TransactError::Other)?;
        items.push(self.put_in(item, Expect::Absent).map_err(TransactError::Other)?);
        self.transact_replying(items, line.reply).await
    }
}

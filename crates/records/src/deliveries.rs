//! The delivery ledger.

use aws_sdk_dynamodb::types::TransactWriteItem;
use certification::{
    AgencyId, Case,
    notice::{About, Delivery, DeliveryId, DeliveryStatus},
};

use crate::{
    Change, Records,
    attempts::Reply,
    cases::Page,
    error::RecordsError,
    keys::{self, Key},
    queue::{Order, Within},
    store::{self, Expect},
    versioned::Versioned as _,
};

impl Records {
    /// Reads a line of the ledger.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn delivery(
        &self,
        agency: &AgencyId,
        about: About,
        id: DeliveryId,
    ) -> Result<Option<Delivery>, RecordsError> {
        self.get(&keys::delivery(agency, about, id)).await
    }

    /// Stores a line of the ledger.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when somebody else attempts the same delivery.
    pub async fn save_delivery(&self, delivery: &Delivery) -> Result<Delivery, RecordsError> {
        self.save_delivery_replying(delivery, None).await
    }

    /// As [`Self::save_delivery`], with the answer to the request that asks for the attempt.
    ///
    /// # Errors
    /// As there.
    pub async fn save_delivery_replying(
        &self,
        delivery: &Delivery,
        reply: Option<&Reply>,
    ) -> Result<Delivery, RecordsError> {
        let (after, write) = self.delivery_write(delivery)?;
        self.transact_replying(vec![write], reply).await?;
        Ok(after)
    }

    /// Stores a case with the corrected address of its requester, the line that did not arrive, and the new one;
    /// gives the new one.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when the case or the line has changed since it was read.
    pub async fn correct_address(
        &self,
        case: &Case,
        change: &Change,
        (old, new): (&Delivery, &Delivery),
    ) -> Result<Delivery, RecordsError> {
        let (_, mut items) = self.case_writes(case, Expect::Version(case.version), change)?;
        items.push(self.delivery_write(old)?.1);
        let (after, write) = self.delivery_write(new)?;
        items.push(write);
        self.transact_replying(items, change.reply.as_ref()).await?;
        Ok(after)
    }

    /// The write that stores a line; version 0 is a new one.
    pub(crate) fn delivery_write(
        &self,
        delivery: &Delivery,
    ) -> Result<(Delivery, TransactWriteItem), RecordsError> {
        let after = delivery.stored();
        let key = keys::delivery(&after.agency, after.about, after.id);
        let expect = if delivery.version == 0 { Expect::Absent } else { Expect::Version(delivery.version) };
        let place = keys::delivery_place(&after);
        let item = store::item(&key, "delivery", after.version, place.as_ref(), &after)?;
        Ok((after, self.put_in(item, expect)?))
    }

    /// The ledger of a case or an appointment, the first notice first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn deliveries(&self, agency: &AgencyId, about: About) -> Result<Vec<Delivery>, RecordsError> {
        self.whole(&keys::about(agency, about), keys::DELIVERY).await
    }

    /// A page of the agency's deliveries that wait or that somebody has to look at, the oldest first. Other
    /// statuses are not kept in a queue.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn deliveries_of_status(
        &self,
        agency: &AgencyId,
        status: DeliveryStatus,
        after: Option<&str>,
        limit: i32,
    ) -> Result<Page<Delivery>, RecordsError> {
        let queue = keys::delivery_queue(agency, status);
        self.queue_page(&queue, Within::Everything, place(agency, after), Order::Oldest, limit).await
    }

    /// A page of what went out for the agency's cases, the newest first.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn deliveries_done(
        &self,
        agency: &AgencyId,
        after: Option<&str>,
        limit: i32,
    ) -> Result<Page<Delivery>, RecordsError> {
        let queue = keys::deliveries_done(agency);
        self.queue_page(&queue, Within::Everything, place(agency, after), Order::Newest, limit).await
    }
}

/// A cursor is the place of the last line; its key follows from it, under the caller's agency.
fn place<'a>(agency: &AgencyId, after: Option<&'a str>) -> Option<(Key, &'a str)> {
    let place = after?;
    let [_, about, id] = place.split('#').collect::<Vec<_>>().try_into().ok()?;
    Some((keys::delivery(agency, about.parse().ok()?, id.parse().ok()?), place))
}

/// The cursor after a line: where it stands in the queue of its status, if it stands in one.
#[must_use]
pub fn place_of(delivery: &Delivery) -> Option<String> {
    keys::delivery_place(delivery).map(|place| place.queue_at)
}

//! What is kept of an account's appointments over all agencies: where each one lies, and which are open.
//!
//! The open ones of an agency are a set of their identifiers, not a number: an appointment that leaves it twice
//! leaves it once, and one that was booked before there were such sets leaves nothing wrong.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use certification::{AgencyId, Appointment, AppointmentId};
use serde::{Deserialize, Serialize};

use super::AppointmentPlace;
use crate::{
    Page, Records,
    error::RecordsError,
    keys,
    queue::{Order, Within},
    store::{self, Expect},
};

/// Where an appointment of an account lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Pointer {
    agency: AgencyId,
    appointment: AppointmentId,
}

/// The writes of an account's records that go with a change of an appointment.
#[derive(Default)]
pub(super) struct OfAccount {
    /// The set of open ones, which can be full.
    pub(super) open: Option<TransactWriteItem>,
    /// Where the appointment lies.
    pub(super) pointer: Option<TransactWriteItem>,
}

impl Records {
    /// An appointment of an account, whichever agency it is with.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn appointment_of_account(
        &self,
        account: &str,
        appointment: AppointmentId,
    ) -> Result<Option<Appointment>, RecordsError> {
        let pointer: Option<Pointer> = self.get(&keys::requester_appointment(account, appointment)).await?;
        let Some(pointer) = pointer else { return Ok(None) };
        self.appointment(&pointer.agency, pointer.appointment).await
    }

    /// A page of an account's appointments with all agencies, the latest hour first; `after` is where the page
    /// before ended.
    ///
    /// # Errors
    /// When the table does not answer or an item cannot be read.
    pub async fn appointments_of_account(
        &self,
        account: &str,
        after: Option<&AppointmentPlace>,
        limit: i32,
    ) -> Result<Page<Appointment>, RecordsError> {
        let queue = keys::requester_queue(account);
        let after =
            after.map(|place| (keys::requester_appointment(account, place.appointment), place.text.as_str()));
        let page: Page<Pointer> =
            self.queue_page(&queue, Within::Everything, after, Order::Newest, limit).await?;
        let keys = page.items.iter().map(|pointer| keys::appointment(&pointer.agency, pointer.appointment));
        Ok(Page { items: self.get_each(keys.collect()).await?, next: page.next })
    }

    /// The writes of a change: an appointment that begins or ceases to be open, or gets another hour. `most`
    /// open ones are allowed, when a number is given; the write fails when there are as many.
    pub(super) fn account_changes(
        &self,
        before: Option<&Appointment>,
        after: &Appointment,
        most: Option<u32>,
    ) -> Result<OfAccount, RecordsError> {
        let Some(account) = after.booking.requester.account() else { return Ok(OfAccount::default()) };
        let was_open = before.is_some_and(|before| before.state.name().is_open());
        let open = match (was_open, after.state.name().is_open()) {
            (false, true) => Some(self.add_open(account, after, most)?),
            (true, false) => Some(self.remove_open(account, after)?),
            _ => None,
        };
        let moved = before.is_none_or(|before| before.slot != after.slot);
        let pointer = moved.then(|| self.point_to(account, after)).transpose()?;
        Ok(OfAccount { open, pointer })
    }

    fn add_open(
        &self,
        account: &str,
        appointment: &Appointment,
        most: Option<u32>,
    ) -> Result<TransactWriteItem, RecordsError> {
        let add = self.change_open(account, appointment, "SET #kind = :kind ADD #open :this, #version :one");
        let limited = most.map(|most| (most, "attribute_not_exists(#open) OR size(#open) < :most"));
        let add = match limited {
            None => add,
            Some((most, condition)) => add
                .condition_expression(condition)
                .expression_attribute_values(":most", AttributeValue::N(most.to_string())),
        };
        written(add)
    }

    fn remove_open(
        &self,
        account: &str,
        appointment: &Appointment,
    ) -> Result<TransactWriteItem, RecordsError> {
        let expression = "SET #kind = :kind ADD #version :one DELETE #open :this";
        written(self.change_open(account, appointment, expression))
    }

    fn change_open(
        &self,
        account: &str,
        appointment: &Appointment,
        expression: &str,
    ) -> aws_sdk_dynamodb::types::builders::UpdateBuilder {
        let key = keys::open_appointments(account, &appointment.agency);
        Update::builder()
            .table_name(&self.table)
            .set_key(Some(store::key_item(&key)))
            .update_expression(expression)
            .expression_attribute_names("#kind", "kind")
            .expression_attribute_names("#open", "open")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":kind", AttributeValue::S("open-appointments".to_owned()))
            .expression_attribute_values(":this", AttributeValue::Ss(vec![appointment.id.to_string()]))
            .expression_attribute_values(":one", AttributeValue::N("1".to_owned()))
    }

    /// The pointer stands in the list under the hour; like the reminder it has the appointment's version, so
    /// that an older change never touches a newer one.
    fn point_to(&self, account: &str, appointment: &Appointment) -> Result<TransactWriteItem, RecordsError> {
        let version = appointment.version + 1;
        let pointer = Pointer { agency: appointment.agency.clone(), appointment: appointment.id };
        let key = keys::requester_appointment(account, appointment.id);
        let place = keys::requester_place(account, appointment);
        let item = store::item(&key, "requester-appointment", version, Some(&place), &pointer)?;
        self.put_in(item, Expect::Older(version))
    }
}

fn written(
    update: aws_sdk_dynamodb::types::builders::UpdateBuilder,
) -> Result<TransactWriteItem, RecordsError> {
    let update = update.build().map_err(|error| RecordsError::Service(error.to_string()))?;
    Ok(TransactWriteItem::builder().update(update).build())
}

//! How many there are, counted by the table: nothing of what is counted is read out.

use aws_sdk_dynamodb::types::Select;
use certification::{AgencyId, StateName, appointment, notice::DeliveryStatus};
use jiff::{Timestamp, civil::Date};

use crate::{Records, error::RecordsError, keys, queue::Within};

/// So far is counted. Nobody reads a larger number, and each count reads all that it counts.
pub const MOST_COUNTED: u32 = 1_000;

/// How many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// At most [`MOST_COUNTED`].
    pub count: u32,
    /// Whether there are more.
    pub more: bool,
}

impl Records {
    /// The agency's cases in a state.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn count_cases(&self, agency: &AgencyId, state: StateName) -> Result<Count, RecordsError> {
        self.count_queue(&keys::case_queue(agency, state), Within::Everything).await
    }

    /// Those of them that were due before a time.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn count_due_before(
        &self,
        agency: &AgencyId,
        state: StateName,
        time: Timestamp,
    ) -> Result<Count, RecordsError> {
        self.count_queue(&keys::case_queue(agency, state), Within::Before(&keys::due_text(time))).await
    }

    /// The agency's cases that reached a state on a day in Vietnam; only signed and released ones are kept.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn count_reached(
        &self,
        agency: &AgencyId,
        state: StateName,
        day: Date,
    ) -> Result<Count, RecordsError> {
        self.count_queue(&keys::reached_queue(agency, state, day), Within::Everything).await
    }

    /// The agency's appointments in a state.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn count_appointments(
        &self,
        agency: &AgencyId,
        state: appointment::StateName,
    ) -> Result<Count, RecordsError> {
        self.count_queue(&keys::appointment_queue(agency, state), Within::Everything).await
    }

    /// The agency's deliveries that did not arrive and need a look.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn count_deliveries(
        &self,
        agency: &AgencyId,
        status: DeliveryStatus,
    ) -> Result<Count, RecordsError> {
        self.count_queue(&keys::delivery_queue(agency, status), Within::Everything).await
    }

    async fn count_queue(&self, queue: &str, within: Within<'_>) -> Result<Count, RecordsError> {
        let query = within.narrow(self.client.query().table_name(&self.table).index_name("queue"), queue);
        let query = query.select(Select::Count);
        let (mut counted, mut start) = (0, None);
        // The table counts at most 1 MB at a time.
        loop {
            let left = i32::try_from(MOST_COUNTED + 1 - counted).unwrap_or(i32::MAX);
            let answer = query.clone().limit(left).set_exclusive_start_key(start).send().await?;
            counted += u32::try_from(answer.count).unwrap_or_default();
            start = answer.last_evaluated_key;
            if counted > MOST_COUNTED {
                return Ok(Count { count: MOST_COUNTED, more: true });
            }
            if start.is_none() {
                return Ok(Count { count: counted, more: false });
            }
        }
    }
}

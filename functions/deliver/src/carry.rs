//! Carrying a notice to one recipient, with the ledger around it.

use api::BoxError;
use certification::notice::{Delivery, DeliveryId, DeliveryRefusal, DeliveryStatus, Notice, Outcome};
use records::{RecordsError, Reply, Versioned as _};

use crate::{Services, cause::without_addresses, channel};

/// How often the ledger is written again after a message went out.
const TRIES: u32 = 3;

/// Carries a notice that the stream brought to each of its recipients, as far as the ledger allows. One that
/// cannot be reached stops no other.
///
/// # Errors
/// When the notice must come again, for at least one recipient.
pub(crate) async fn to_all(services: &Services, notice: &Notice) -> Result<(), BoxError> {
    let mut again = None;
    for recipient in (1..).take(notice.to.len()) {
        let id = DeliveryId { notice: notice.id, recipient };
        if let Err(error) = to_one(services, notice, id).await {
            tracing::warn!(delivery = %id, about = %notice.about, cause = %error, "a delivery has to be made again");
            again = Some(error);
        }
    }
    again.map_or(Ok(()), Err)
}

async fn to_one(services: &Services, notice: &Notice, id: DeliveryId) -> Result<(), BoxError> {
    let Some(line) = services.records.delivery(&notice.agency, notice.about, id).await? else {
        // Notice and line are written together: this is no notice of ours, and repeating makes it none.
        tracing::error!(delivery = %id, about = %notice.about, "a notice in the stream has no line in the ledger");
        return Ok(());
    };
    let begun = match line.begin(services.clock.now()) {
        Ok(begun) => begun,
        Err(DeliveryRefusal::CutOff) => {
            tracing::error!(delivery = %id, about = %notice.about, "a delivery was cut off; nobody knows whether it went out");
            return Ok(());
        }
        Err(_) => return Ok(()),
    };
    let after = attempt(services, notice, begun, |_| None).await?;
    if after.status == DeliveryStatus::Queued {
        return Err("the carrier cannot take it now".into());
    }
    Ok(())
}

/// Takes the line of the ledger for an attempt that has begun, sends, and writes down what came of it. `reply`
/// gives what the request is answered with each line, when somebody asked for the attempt.
///
/// # Errors
/// When the ledger cannot be written, or somebody else attempts the same delivery.
pub(crate) async fn attempt(
    services: &Services,
    notice: &Notice,
    begun: Delivery,
    reply: impl Fn(&Delivery) -> Option<Reply>,
) -> Result<Delivery, RecordsError> {
    // Should this end before the outcome is known, a repeat of the request is told where the line stands.
    let taken = services.records.save_delivery_replying(&begun, reply(&begun.stored()).as_ref()).await?;
    let outcome = match channel::carry(services, notice, &taken).await {
        Ok(message_id) => Outcome::Sent { message_id },
        Err(failure) => {
            let cause = without_addresses(failure.cause());
            let Some(outcome) = failure.outcome() else {
                tracing::error!(delivery = %taken.id, about = %taken.about, %cause, "a carrier did not say whether it took a delivery");
                return Ok(taken);
            };
            let lasting = matches!(outcome, Outcome::Failed { lasting: true, .. });
            tracing::warn!(delivery = %taken.id, about = %taken.about, lasting, %cause, "a carrier did not take a delivery");
            outcome
        }
    };
    let after = save(services, taken, outcome, reply).await?;
    if after.status == DeliveryStatus::Failed {
        tracing::error!(delivery = %after.id, about = %after.about, attempts = after.attempts.len(), "a delivery was given up");
    }
    Ok(after)
}

/// Writes down what came of an attempt. The message may be out, so this is worth some tries; a report by the
/// carrier may have been faster, and then stands.
async fn save(
    services: &Services,
    mut taken: Delivery,
    outcome: Outcome,
    reply: impl Fn(&Delivery) -> Option<Reply>,
) -> Result<Delivery, RecordsError> {
    let mut tries = 0;
    loop {
        let settled = taken.clone().settle(outcome.clone());
        let saved =
            services.records.save_delivery_replying(&settled, reply(&settled.stored()).as_ref()).await;
        tries += 1;
        match saved {
            Err(RecordsError::Conflict) if tries < TRIES => {
                let now = services.records.delivery(&taken.agency, taken.about, taken.id).await?;
                taken = now.ok_or(RecordsError::Conflict)?;
            }
            Err(RecordsError::Contended | RecordsError::Service(_)) if tries < TRIES => {}
            done => return done,
        }
    }
}

//! One attempt to carry a notice, with the ledger around it.

use api::BoxError;
use certification::notice::{Channel, Delivery, DeliveryStatus, Notice, NoticeSubject};
use notices::SendError;
use records::RecordsError;

use crate::{Services, email, portal};

/// Attempts that the stream makes before a person has to look.
const MOST_ATTEMPTS: u32 = 5;

/// How often the ledger is written again after a message went out.
const TRIES: u32 = 3;

/// Why a channel did not take a notice.
pub(crate) enum Failure {
    /// Repeating makes no sense.
    Final(String),
    /// It may go through later.
    Passing(String),
}

/// Carries a notice that the stream brought, unless the ledger says that this was done.
///
/// # Errors
/// When the notice must come again.
pub(crate) async fn first(services: &Services, notice: &Notice) -> Result<(), BoxError> {
    let channel = notice.to.channel();
    let line = services.records.delivery(&notice.agency, notice.case, notice.id, channel).await?;
    let line = match line {
        None => unattempted(services, notice),
        Some(line) => match line.status {
            DeliveryStatus::Sent | DeliveryStatus::Failed => return Ok(()),
            // Storing in an inbox twice leaves one item, so a cut-off attempt is simply made again.
            DeliveryStatus::Sending if channel == Channel::Email => {
                tracing::error!(notice = %notice.id, case = %notice.case, "a delivery was cut off; nobody knows whether it went out");
                return Ok(());
            }
            DeliveryStatus::Sending | DeliveryStatus::Retrying => line,
        },
    };
    let after = attempt(services, line, MOST_ATTEMPTS).await?;
    if after.status == DeliveryStatus::Retrying {
        return Err(after.failure.unwrap_or_default().into());
    }
    Ok(())
}

/// The ledger's line of a notice that was never attempted.
pub(crate) fn unattempted(services: &Services, notice: &Notice) -> Delivery {
    Delivery {
        notice: notice.clone(),
        channel: notice.to.channel(),
        status: DeliveryStatus::Retrying,
        attempts: 0,
        attempted_at: services.clock.now(),
        message_id: None,
        failure: None,
        version: 0,
    }
}

/// Takes the ledger's line, sends, and writes down what came of it. A passing failure is left to be retried
/// while fewer than `most` attempts were made; an official's own attempt is retried by nobody.
///
/// # Errors
/// When the ledger cannot be written, or somebody else attempts the same delivery.
pub(crate) async fn attempt(
    services: &Services,
    line: Delivery,
    most: u32,
) -> Result<Delivery, RecordsError> {
    let taken = Delivery {
        status: DeliveryStatus::Sending,
        attempts: line.attempts + 1,
        attempted_at: services.clock.now(),
        failure: None,
        ..line
    };
    let taken = services.records.save_delivery(&taken).await?;
    let outcome = match taken.notice.subject {
        NoticeSubject::CopyReleased => match taken.channel {
            Channel::Email => email::copy_released(services, &taken.notice).await.map(Some),
            Channel::Portal => portal::copy_released(services, &taken.notice).await.map(|()| None),
        },
    };
    let after = match outcome {
        Ok(message_id) => Delivery { status: DeliveryStatus::Sent, message_id, ..taken },
        Err(failure) => failed(taken, failure, most),
    };
    save(services, &after).await
}

/// Writes down what came of an attempt. The message may be out, so this is worth some tries.
async fn save(services: &Services, after: &Delivery) -> Result<Delivery, RecordsError> {
    let mut saved = services.records.save_delivery(after).await;
    for _ in 0..TRIES {
        match saved {
            Err(RecordsError::Contended | RecordsError::Service(_)) => {
                saved = services.records.save_delivery(after).await;
            }
            done => return done,
        }
    }
    saved
}

fn failed(taken: Delivery, failure: Failure, most: u32) -> Delivery {
    let (status, cause) = match failure {
        Failure::Passing(cause) if taken.attempts < most => (DeliveryStatus::Retrying, cause),
        Failure::Passing(cause) | Failure::Final(cause) => (DeliveryStatus::Failed, cause),
    };
    if status == DeliveryStatus::Failed {
        tracing::error!(notice = %taken.notice.id, case = %taken.notice.case, attempts = taken.attempts, "a delivery was given up");
    }
    Delivery { status, failure: Some(cause), ..taken }
}

impl From<RecordsError> for Failure {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Corrupt { .. } => Self::Final(error.to_string()),
            _ => Self::Passing(error.to_string()),
        }
    }
}

impl From<documents::DocumentsError> for Failure {
    fn from(error: documents::DocumentsError) -> Self {
        match error {
            documents::DocumentsError::Service(_) => Self::Passing(error.to_string()),
            _ => Self::Final(error.to_string()),
        }
    }
}

impl From<SendError> for Failure {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Refused(_) => Self::Final(error.to_string()),
            SendError::Service(_) => Self::Passing(error.to_string()),
        }
    }
}

//! The ways by which a notice travels: each takes one message to one recipient.

mod email;
mod failure;
mod portal;
mod sms;
mod subject;

use certification::notice::{Delivery, Notice, Recipient};

pub(crate) use failure::Failure;
use subject::Matter;

use crate::Services;

/// Takes a notice to the recipient of a line of the ledger; gives the carrier's identifier of the message.
///
/// # Errors
/// Why the channel did not take it.
pub(crate) async fn carry(
    services: &Services,
    notice: &Notice,
    line: &Delivery,
) -> Result<Option<String>, Failure> {
    if notice.subject.until().is_some_and(|until| services.clock.now() > until) {
        return Err(Failure::Final("it is too late for this notice".to_owned()));
    }
    let matter = Matter::load(services, notice).await?;
    match &line.to {
        Recipient::Email { address } => email::send(services, notice, &matter, line, address).await.map(Some),
        Recipient::Portal { account } => portal::put(services, notice, &matter, account).await.map(|()| None),
        Recipient::Sms { number } => sms::send(services, notice, &matter, number).await.map(Some),
        Recipient::NoSms { .. } => Err(Failure::Final("no text message can go there".to_owned())),
    }
}

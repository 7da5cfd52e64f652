//! Text messages.

use certification::{identifier::MobileNumber, notice::Notice};
use notices::EnclosedCopy;

use super::{Failure, subject::Matter};
use crate::Services;

pub(super) async fn send(
    services: &Services,
    notice: &Notice,
    matter: &Matter,
    number: &MobileNumber,
) -> Result<String, Failure> {
    let text = matter.letter(notice, EnclosedCopy::Attached)?.sms()?;
    Ok(services.texter.send(number, &text).await?)
}

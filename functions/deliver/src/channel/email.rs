//! E-mail; a released copy goes with it, or a link to one that is too large.

use std::time::Duration;

use certification::{
    CheckCode, StoredObject,
    identifier::EmailAddress,
    notice::{About, Delivery, Notice},
};
use notices::{Attachment, Email, EnclosedCopy};
use records::DownloadGrant;

use super::{Failure, subject::Matter};
use crate::Services;

/// The largest copy that is attached. SES takes 40 MB after base64, but mail boxes take far less.
const MOST_ATTACHED: u64 = 7 * 1024 * 1024;

/// How long a larger copy can be fetched.
const DOWNLOAD_DAYS: Duration = Duration::from_hours(7 * 24);

pub(super) async fn send(
    services: &Services,
    notice: &Notice,
    matter: &Matter,
    line: &Delivery,
    address: &EmailAddress,
) -> Result<String, Failure> {
    let (enclosed, attachment) = match matter.copy(notice)? {
        Some(copy) => enclose(services, notice, copy, matter.check()).await?,
        None => (EnclosedCopy::Attached, None),
    };
    let email = Email {
        from_name: &matter.agency.name,
        to: address,
        text: matter.letter(notice, enclosed)?.email()?,
        attachment,
        delivery: line,
    };
    Ok(services.mailer.send(email).await?)
}

async fn enclose(
    services: &Services,
    notice: &Notice,
    copy: &StoredObject,
    check: Option<&CheckCode>,
) -> Result<(EnclosedCopy, Option<Attachment>), Failure> {
    let file_name = match notice.about {
        About::Case(case) => format!("ban-sao-chung-thuc-{case}.pdf"),
        About::Appointment(_) => "ban-sao-chung-thuc.pdf".to_owned(),
    };
    if copy.length > MOST_ATTACHED {
        return Ok((grant(services, copy, file_name, check).await?, None));
    }
    let bytes = services.documents.read_copy(copy).await?;
    Ok((EnclosedCopy::Attached, Some(Attachment { file_name, bytes })))
}

/// Lets whoever gets the e-mail fetch the copy for some days. The token has 160 random bits and is kept
/// nowhere but in the e-mail.
async fn grant(
    services: &Services,
    copy: &StoredObject,
    file_name: String,
    check: Option<&CheckCode>,
) -> Result<EnclosedCopy, Failure> {
    let token = format!("{:020x}{:020x}", services.clock.ulid().random(), services.clock.ulid().random());
    let until = services.clock.now().checked_add(DOWNLOAD_DAYS).unwrap_or_default();
    let grant = DownloadGrant { copy: copy.clone(), file_name, until, check: check.cloned() };
    services.records.grant_download(&token, &grant).await?;
    Ok(EnclosedCopy::Link { url: format!("{}/downloads/{token}", services.public_url), until })
}

//! A released copy by e-mail.

use std::time::Duration;

use certification::{
    Case, StoredObject,
    agency::Agency,
    case::{Issued, Seal},
    notice::Notice,
    requester::Destination,
    statement, time,
};
use notices::{Attachment, CopyReleased, Email, EnclosedCopy};
use records::DownloadGrant;

use crate::{Services, attempt::Failure};

/// The largest copy that is attached. SES takes 40 MB after base64, but mail boxes take far less.
const MOST_ATTACHED: u64 = 7 * 1024 * 1024;

/// How long a larger copy can be fetched.
const DOWNLOAD_DAYS: Duration = Duration::from_hours(7 * 24);

/// What a notice of a released copy speaks of.
pub(crate) struct Released {
    pub(crate) case: Case,
    pub(crate) agency: Agency,
    pub(crate) issued: Issued,
    pub(crate) seal: Seal,
}

impl Released {
    pub(crate) async fn load(services: &Services, notice: &Notice) -> Result<Self, Failure> {
        let case = services.records.case(&notice.agency, notice.case).await?;
        let agency = services.records.agency(&notice.agency).await?;
        let (Some(case), Some(agency)) = (case, agency) else {
            return Err(Failure::Final("the case or its agency is gone".to_owned()));
        };
        let (Some(issued), Some(seal)) = (case.state.issued().cloned(), case.state.seal().cloned()) else {
            return Err(Failure::Final(format!("the case is {}", case.state.name())));
        };
        Ok(Self { case, agency, issued, seal })
    }

    pub(crate) fn words(&self) -> CopyReleased {
        let date = statement::date_text(time::day(self.issued.issued.at));
        CopyReleased {
            requester: self.case.request.requester.name.clone(),
            agency: self.agency.name.clone(),
            original: self.case.request.original_name.clone(),
            number: self.issued.text.clone(),
            book: self.issued.book_text.clone(),
            date: date.replacen("Ngày", "ngày", 1),
        }
    }
}

/// Lets whoever gets the e-mail fetch the copy for some days. The token has 160 random bits and is kept
/// nowhere but in the e-mail.
async fn grant(services: &Services, copy: &StoredObject, file_name: String) -> Result<EnclosedCopy, Failure> {
    let token = format!("{:020x}{:020x}", services.clock.ulid().random(), services.clock.ulid().random());
    let until = services.clock.now().checked_add(DOWNLOAD_DAYS).unwrap_or_default();
    let grant = DownloadGrant { copy: copy.clone(), file_name, until };
    services.records.grant_download(&token, &grant).await?;
    let day = time::day(until);
    let until = format!("{:02}/{:02}/{}", day.day(), day.month(), day.year());
    Ok(EnclosedCopy::Link { url: format!("{}/downloads/{token}", services.public_url), until })
}

pub(crate) async fn copy_released(services: &Services, notice: &Notice) -> Result<String, Failure> {
    let Destination::Email { address } = &notice.to else {
        return Err(Failure::Final("the notice is not for an e-mail address".to_owned()));
    };
    let released = Released::load(services, notice).await?;
    let copy = &released.seal.copy;
    let file_name = format!("ban-sao-chung-thuc-{}.pdf", released.case.id);
    let (enclosed, attachment) = if copy.length <= MOST_ATTACHED {
        let bytes = services.documents.read_copy(copy).await?;
        (EnclosedCopy::Attached, Some(Attachment { file_name, bytes }))
    } else {
        (grant(services, copy, file_name).await?, None)
    };
    let text = released.words().email(&enclosed);
    let email = Email {
        from_name: &released.agency.name,
        to: address,
        text,
        attachment,
        notice: notice.id.to_string(),
    };
    Ok(services.mailer.send(email).await?)
}

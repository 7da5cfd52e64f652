//! The inbox of a portal account; a released copy goes into its store.

use certification::notice::Notice;
use notices::EnclosedCopy;
use records::InboxItem;

use super::{Failure, subject::Matter};
use crate::Services;

pub(super) async fn put(
    services: &Services,
    notice: &Notice,
    matter: &Matter,
    account: &str,
) -> Result<(), Failure> {
    let text = matter.letter(notice, EnclosedCopy::Attached)?.portal()?;
    let item = InboxItem {
        notice: notice.id,
        agency: notice.agency.clone(),
        about: notice.about,
        title: text.subject,
        text: text.body,
        copy: matter.copy(notice)?.cloned(),
        at: services.clock.now(),
    };
    Ok(services.records.put_in_inbox(account, &item).await?)
}

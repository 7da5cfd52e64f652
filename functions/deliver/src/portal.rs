//! A released copy into the portal account's inbox.

use certification::{notice::Notice, requester::Destination};
use records::InboxItem;

use crate::{Services, attempt::Failure, email::Released};

pub(crate) async fn copy_released(services: &Services, notice: &Notice) -> Result<(), Failure> {
    let Destination::PortalAccount { account } = &notice.to else {
        return Err(Failure::Final("the notice is not for a portal account".to_owned()));
    };
    let released = Released::load(services, notice).await?;
    let text = released.words().portal();
    let item = InboxItem {
        notice: notice.id,
        agency: notice.agency.clone(),
        case: notice.case,
        title: text.subject,
        text: text.body,
        copy: Some(released.seal.copy),
        at: services.clock.now(),
    };
    Ok(services.records.put_in_inbox(account, &item).await?)
}

//! Codes to fetch a released copy with: a request that the stream brings becomes a notice; the code itself is
//! drawn when the notice goes out, and only its digest is kept.

use certification::{
    CheckCode, State,
    check::{DOWNLOAD_CODE_LIFETIME, DownloadCode, Standing},
    notice::{Notice, NoticeSubject, Recipient},
};
use jiff::Timestamp;
use records::{CheckedCopy, CodeRequest, RecordsError};

use crate::Services;

/// Answers a request with a notice to the address that the agency knows; with nothing when there is no such
/// copy, or it is not handed out (not yet, or no more). The notice has the request's identifier, so that a
/// repeat of the stream writes none.
///
/// # Errors
/// When the request has to come again.
pub(crate) async fn requested(services: &Services, request: &CodeRequest) -> Result<(), RecordsError> {
    let Some(CheckedCopy { agency, case, .. }) = services.records.checked_copy(&request.code).await? else {
        return Ok(());
    };
    let Some(case) = services.records.case(&agency, case).await? else { return Ok(()) };
    let check = services.records.check(&request.code).await?;
    let holds = check.is_some_and(|check| check.standing == Standing::Valid);
    if !holds || !matches!(case.state, State::Released { .. }) {
        tracing::info!(case = %case.id, state = %case.state.name(), "a code was asked for a copy that is not handed out");
        return Ok(());
    }
    let until = request.at.checked_add(DOWNLOAD_CODE_LIFETIME).unwrap_or(request.at);
    let notice = Notice {
        id: request.id,
        agency,
        about: case.id.into(),
        subject: NoticeSubject::DownloadCode { check: request.code.clone(), until },
        requester: case.request.requester.name.clone(),
        to: vec![Recipient::from(&case.request.requester.destination)],
        at: request.at,
    };
    match services.records.put_notice(&notice).await {
        Err(RecordsError::Conflict) => Ok(()),
        other => other,
    }
}

/// Draws a code, keeps its digest in the place of the one before, and gives its digits.
///
/// # Errors
/// When the table does not answer.
pub(crate) async fn draw(
    services: &Services,
    check: &CheckCode,
    until: Timestamp,
) -> Result<String, RecordsError> {
    let digits = DownloadCode::digits(services.clock.ulid().random());
    let kept = DownloadCode::keep(&digits, services.clock.ulid(), until);
    services.records.save_download_code(check, &kept).await?;
    Ok(digits)
}

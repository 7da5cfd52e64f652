//! Carrying notices to requesters, and the ledger of it.
//!
//! | | |
//! |---|---|
//! | Trigger | the table's stream (new notices, requests for a code); the topic of SES's reports; HTTP API (routes below) |
//! | Reads | notices, cases, agency, ledger, portal inbox; released copies up to 7 MB |
//! | Writes | ledger, portal inbox; e-mail through SES, text messages through SNS |
//! | Answers | partial batch response; JSON, problems |
//! | Sample events | `events/deliver-*.json` |
//!
//! A notice is sent once per recipient and channel however often the stream repeats: the ledger's line is
//! taken under its version before anything is sent. A line that an earlier attempt left at "sending" was cut
//! off at an unknown point; it is not sent again by itself but shown to the officials, who can resend it.

mod advice;
mod carry;
mod cause;
mod channel;
mod code;
mod feedback;
mod inbox;
mod keep;
mod ledger;
mod resend;
mod stream;
mod unfinished;
mod view;
mod whom;

use api::{Answer, BoxError, Call, Clock, Problem, RequesterCall, settings};
use documents::Documents;
use notices::{Mailer, Texter};
use records::Records;
use utoipa::OpenApi;

pub use inbox::{InboxCopyLink, InboxCopyView, InboxItemView, InboxView};
pub use resend::ResendBody;
pub use unfinished::{OpenStatus, ReplayRequest, ReplayView, UnfinishedView};
pub use view::{AttemptView, DeliveriesView, DeliveryView, ReportView};

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Notices, cases, agencies, the ledger, the portal inbox.
    pub records: Records,
    /// Released copies.
    pub documents: Documents,
    /// E-mail.
    pub mailer: Mailer,
    /// Text messages.
    pub texter: Texter,
    /// Time and tokens.
    pub clock: Clock,
    /// Where the public reaches this installation, without a slash at the end.
    pub public_url: String,
}

impl Services {
    /// Reads the function's settings.
    ///
    /// # Errors
    /// When one is missing.
    pub async fn from_env() -> Result<Self, BoxError> {
        let aws = settings::aws().await;
        let (scans, copies) = (settings::required("SCANS_BUCKET")?, settings::required("COPIES_BUCKET")?);
        Ok(Self {
            records: Records::new(&aws, settings::required("TABLE")?),
            documents: Documents::new(&aws, scans, copies),
            mailer: Mailer::new(
                &aws,
                settings::required("MAIL_FROM")?,
                settings::required("MAIL_CONFIGURATION")?,
            ),
            texter: Texter::new(&aws, &settings::optional("SMS_SENDER")),
            clock: Clock,
            public_url: settings::required("PUBLIC_URL")?.trim_end_matches('/').to_owned(),
        })
    }
}

/// This function's part of the contract.
#[derive(OpenApi)]
#[openapi(paths(
    ledger::of_case,
    ledger::of_appointment,
    resend::of_case,
    resend::of_appointment,
    unfinished::list,
    unfinished::replay,
    inbox::list,
    inbox::copy,
))]
struct Contract;

/// The operations of this function as the contract describes them.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    Contract::openapi()
}

/// Answers a request.
///
/// # Errors
/// A [`Problem`] for every request that cannot be carried out.
pub async fn handle(services: &Services, call: &Call) -> Result<Answer, Problem> {
    api::acting::must_act(&services.records, call).await?;
    match call.route.as_str() {
        "GET /cases/{case}/deliveries" => ledger::of_case(services, call).await,
        "POST /cases/{case}/deliveries/{delivery}/resend" => Box::pin(resend::of_case(services, call)).await,
        "GET /appointments/{appointment}/deliveries" => ledger::of_appointment(services, call).await,
        "POST /appointments/{appointment}/deliveries/{delivery}/resend" => {
            resend::of_appointment(services, call).await
        }
        "GET /deliveries" => unfinished::list(services, call).await,
        "POST /deliveries/replay" => unfinished::replay(services, call).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

/// Answers a requester.
///
/// # Errors
/// A [`Problem`] for every request that cannot be carried out.
pub async fn handle_requester(services: &Services, call: &RequesterCall) -> Result<Answer, Problem> {
    match call.route.as_str() {
        "GET /inbox" => inbox::list(services, call).await,
        "GET /inbox/{item}/copy" => inbox::copy(services, call).await,
        _ => Err(RequesterCall::not_found("đường dẫn")),
    }
}

/// Carries the notices that the stream brings, and answers with the records that must come again; or takes
/// what SES reports.
///
/// # Errors
/// When a report cannot be written down; never for a notice, so that one that cannot be carried holds nobody
/// else up.
pub async fn handle_event(
    services: &Services,
    event: serde_json::Value,
) -> Result<serde_json::Value, BoxError> {
    if event["Records"][0]["EventSource"] == "aws:sns" {
        return feedback::take(services, &event).await;
    }
    Ok(stream::take(services, &event).await)
}

//! Taking a case in: the requester, the paper's type, the scan; up to Trình ký.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API (routes below); S3 `ObjectCreated` under `scans/`; the portal's `AccountChanged` |
//! | Reads | accounts, agency, cases, history; the scan, once; plans and what is prepared |
//! | Writes | cases with their history; the directory's accounts; the plan of a scan, a repaired scan; previews; slips; links to documents |
//! | Answers | JSON, problems; nothing to S3 |
//! | Sample events | `events/intake-*.json` |

mod accounts;
mod appointment;
mod arrival;
mod cancel;
mod change;
mod confirm;
mod counts;
mod directory;
mod document;
mod extend;
mod history;
mod open;
mod queue;
mod repair;
mod resume;
mod scan;
mod slip;
mod submit;
mod types;

use api::{Answer, BoxError, Call, Clock, Problem, settings};
use documents::Documents;
use records::Records;
use utoipa::OpenApi;

pub use accounts::{AccountView, LookupBody};
pub use cancel::CancelBody;
pub use change::ChangeBody;
pub use confirm::ConfirmBody;
pub use counts::{QueueCountView, QueueCountsView, QueueName};
pub use document::{DocumentLink, DocumentVersion};
pub use extend::ExtendBody;
pub use history::{CaseHistoryView, HistoryView};
pub use open::OpenBody;
pub use queue::{QueueOrder, QueueView};
pub use scan::{AttachBody, ScanPlace};
pub use slip::SlipLink;
pub use types::{DocumentTypeView, DocumentTypesView};

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Cases, history, accounts, agencies.
    pub records: Records,
    /// Scans and plans.
    pub documents: Documents,
    /// Time and identifiers.
    pub clock: Clock,
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
            clock: Clock,
        })
    }
}

/// This function's part of the contract.
#[derive(OpenApi)]
#[openapi(paths(
    types::list,
    accounts::lookup,
    open::open,
    queue::list,
    counts::count,
    queue::read,
    change::change,
    scan::place,
    confirm::confirm,
    submit::submit,
    cancel::cancel,
    resume::resume,
    extend::extend,
    slip::print,
    document::link,
    history::list,
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
        "GET /document-types" => types::list(services, call).await,
        "POST /accounts/lookup" => accounts::lookup(services, call).await,
        "POST /cases" => open::open(services, call).await,
        "GET /cases" => queue::list(services, call).await,
        "GET /queues" => counts::count(services, call).await,
        "GET /cases/{case}" => queue::read(services, call).await,
        "PATCH /cases/{case}" => change::change(services, call).await,
        "POST /cases/{case}/scan" => scan::place(services, call).await,
        "POST /cases/{case}/scan/confirm" => confirm::confirm(services, call).await,
        "POST /cases/{case}/submit" => submit::submit(services, call).await,
        "POST /cases/{case}/cancel" => cancel::cancel(services, call).await,
        "POST /cases/{case}/resume" => resume::resume(services, call).await,
        "POST /cases/{case}/extend" => Box::pin(extend::extend(services, call)).await,
        "POST /cases/{case}/slip" => slip::print(services, call).await,
        "GET /cases/{case}/document" => document::link(services, call).await,
        "GET /cases/{case}/history" => history::list(services, call).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

/// Inspects the scans that have arrived, and keeps the accounts that the portal brings.
///
/// # Errors
/// When a scan could not be inspected, or an account not kept, for a reason that may pass; the event then comes
/// again.
pub async fn handle_event(
    services: &Services,
    event: serde_json::Value,
) -> Result<serde_json::Value, BoxError> {
    if event["detail-type"] == directory::DETAIL_TYPE {
        directory::account_changed(services, event).await?;
    } else {
        Box::pin(arrival::scans_arrived(services, event)).await?;
    }
    Ok(serde_json::Value::Null)
}

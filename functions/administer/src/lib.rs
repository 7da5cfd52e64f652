//! The administrators' work: agencies, officials and their roles, and everything that an agency sets up.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API (routes below) |
//! | Reads | agencies, officials, administrators, books, holidays of the country, trust store; sign-ins |
//! | Writes | the same but books, each with a line of the history of administration; users and groups of the pool |
//! | Answers | JSON, problems |
//! | Sample events | `events/administer-*.json` |
//!
//! Two kinds of administrators ([`scope`]): an agency's, who set up their own agency, and the centre's (the
//! ministry), who make agencies, set the trust store and the holidays of the country, and may set up any
//! agency by naming it. An administrator's role is read from the table where it is recorded, so that losing
//! it takes effect at once and not when the token ends.

mod agencies;
mod calendar;
mod dated;
mod document_types;
mod fees;
mod history;
mod holidays;
mod hours;
mod line;
mod officials;
mod register_columns;
mod scope;
mod text;
mod trust;
mod wordings;

use api::{Answer, BoxError, Call, Clock, Problem, settings};
use certification::AgencyId;
use records::Records;
use sign_ins::{Invitations, SignIns};
use utoipa::OpenApi;

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Agencies, officials, the history of administration.
    pub records: Records,
    /// The pool of the officials' sign-ins.
    pub sign_ins: SignIns,
    /// Time and identifiers.
    pub clock: Clock,
    /// The agency whose administrators are the centre's.
    pub centre: AgencyId,
}

impl Services {
    /// Reads the function's settings.
    ///
    /// # Errors
    /// When one is missing, or names no agency.
    pub async fn from_env() -> Result<Self, BoxError> {
        let aws = settings::aws().await;
        let invitations = match settings::required("INVITATIONS")?.as_str() {
            "on" => Invitations::Sent,
            _ => Invitations::Suppressed,
        };
        Ok(Self {
            records: Records::new(&aws, settings::required("TABLE")?),
            sign_ins: SignIns::new(&aws, settings::required("USER_POOL")?, invitations),
            clock: Clock,
            centre: settings::required("CENTRAL_AGENCY")?.parse()?,
        })
    }
}

/// This function's part of the contract.
#[derive(OpenApi)]
#[openapi(paths(
    agencies::own::read,
    agencies::list::list,
    agencies::create::create,
    agencies::read::read,
    agencies::change::change,
    agencies::unbind::unbind,
    officials::list::list,
    officials::create::create,
    officials::read::read,
    officials::change::change,
    officials::invite::invite,
    officials::unbind::unbind,
    document_types::list,
    document_types::set,
    calendar::read,
    calendar::set,
    register_columns::read,
    register_columns::set,
    fees::list,
    fees::set,
    fees::withdraw,
    holidays::list,
    holidays::set,
    wordings::list,
    wordings::set,
    wordings::withdraw,
    trust::list,
    trust::add,
    trust::remove,
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
    match call.route.as_str() {
        "GET /agency" => agencies::own::read(services, call).await,
        "GET /agencies" => agencies::list::list(services, call).await,
        "POST /agencies" => agencies::create::create(services, call).await,
        "GET /agencies/{agency}" => agencies::read::read(services, call).await,
        "PATCH /agencies/{agency}" => agencies::change::change(services, call).await,
        "POST /agency/certificate/unbind" => agencies::unbind::unbind(services, call).await,
        "GET /agency/officials" => officials::list::list(services, call).await,
        "POST /agency/officials" => officials::create::create(services, call).await,
        "GET /agency/officials/{official}" => officials::read::read(services, call).await,
        "PATCH /agency/officials/{official}" => officials::change::change(services, call).await,
        "POST /agency/officials/{official}/invitation" => officials::invite::invite(services, call).await,
        "POST /agency/officials/{official}/certificate/unbind" => {
            officials::unbind::unbind(services, call).await
        }
        "GET /agency/document-types" => document_types::list(services, call).await,
        "PUT /agency/document-types" => document_types::set(services, call).await,
        "GET /agency/calendar" => calendar::read(services, call).await,
        "PUT /agency/calendar" => calendar::set(services, call).await,
        "GET /agency/register-columns" => register_columns::read(services, call).await,
        "PUT /agency/register-columns" => register_columns::set(services, call).await,
        "GET /agency/fees" => fees::list(services, call).await,
        "PUT /agency/fees/{from}" => fees::set(services, call).await,
        "DELETE /agency/fees/{from}" => fees::withdraw(services, call).await,
        "GET /holidays" => holidays::list(services, call).await,
        "PUT /holidays" => holidays::set(services, call).await,
        "GET /agency/wordings" => wordings::list(services, call).await,
        "PUT /agency/wordings/{from}" => wordings::set(services, call).await,
        "DELETE /agency/wordings/{from}" => wordings::withdraw(services, call).await,
        "GET /trust" => trust::list(services, call).await,
        "POST /trust" => trust::add(services, call).await,
        "DELETE /trust/{fingerprint}" => trust::remove(services, call).await,
        "GET /agency/history" => history::list(services, call).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

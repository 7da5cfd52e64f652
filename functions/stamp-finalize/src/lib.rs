//! The clerk's work: the register number, the agency's seal, the release; and the withdrawal.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API (routes below) |
//! | Reads | cases, books, agency, trust store; plans, images and what is prepared. Never a scan of 5 MiB or more |
//! | Writes | cases with history, number, entry and notice; agency; images, what is prepared, sealed copies |
//! | Answers | JSON, problems |
//! | Sample events | `events/stamp-finalize-*.json` |

mod certificate;
mod finalise;
mod number;
mod prepare;
mod release;
mod seal_image;
mod withdraw;

use api::{Answer, BoxError, Call, Clock, Problem, settings};
use documents::Documents;
use records::Records;
use utoipa::OpenApi;

pub use number::NumberBody;
pub use seal_image::{SealImageBody, SealImageView};
pub use withdraw::WithdrawBody;

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Cases, books, agencies, the trust store.
    pub records: Records,
    /// Plans, images, what is prepared, copies.
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
    certificate::challenge,
    certificate::bind,
    seal_image::read,
    seal_image::store,
    number::issue,
    prepare::prepare,
    finalise::finalise,
    release::release,
    withdraw::withdraw,
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
        "POST /agency/certificate/challenge" => certificate::challenge(services, call).await,
        "PUT /agency/certificate" => certificate::bind(services, call).await,
        "GET /agency/seal-image" => seal_image::read(services, call).await,
        "PUT /agency/seal-image" => seal_image::store(services, call).await,
        "POST /cases/{case}/number" => number::issue(services, call).await,
        "POST /cases/{case}/seal/prepare" => Box::pin(prepare::prepare(services, call)).await,
        "POST /cases/{case}/seal" => finalise::finalise(services, call).await,
        "POST /cases/{case}/release" => Box::pin(release::release(services, call)).await,
        "POST /cases/{case}/withdraw" => withdraw::withdraw(services, call).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

/// The agency of a caller who seals.
pub(crate) async fn agency_of_clerk(
    services: &Services,
    call: &Call,
) -> Result<certification::agency::Agency, Problem> {
    call.caller.must_be(&[certification::Role::Clerk])?;
    services.records.agency(&call.caller.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))
}

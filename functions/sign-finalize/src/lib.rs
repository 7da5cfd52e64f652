//! The leader's work: settings, signing, returning with a reason.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API (routes below) |
//! | Reads | cases, profile, agency, trust store; plans, images and what is prepared. Never a scan of 5 MiB or more |
//! | Writes | cases with their history, profile; images, what is prepared, signed copies, their plans |
//! | Answers | JSON, problems |
//! | Sample events | `events/sign-finalize-*.json` |
//!
//! The signer's queue is `GET /cases?state=awaiting_signature`, which `intake` answers for every role: one
//! path has one function.

mod certificate;
mod delegation;
mod finalise;
mod me;
mod prepare;
mod send_back;
mod signature_image;

use api::{Answer, BoxError, Call, Clock, Problem, settings};
use documents::Documents;
use records::Records;
use utoipa::OpenApi;

pub use delegation::DelegationView;
pub use me::MeView;
pub use prepare::{PlaceBody, PrepareBody};
pub use send_back::ReturnBody;
pub use signature_image::{ImageBody, ImageView};

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Cases, profiles, agencies, the trust store.
    pub records: Records,
    /// Plans, images, what is prepared, copies.
    pub documents: Documents,
    /// Time and identifiers.
    pub clock: Clock,
    /// What stands before a code in the address of the public check.
    pub check_url: String,
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
            check_url: settings::required("CHECK_URL")?,
        })
    }
}

/// This function's part of the contract.
#[derive(OpenApi)]
#[openapi(paths(
    me::read,
    signature_image::read,
    signature_image::store,
    certificate::challenge,
    certificate::bind,
    prepare::prepare,
    finalise::finalise,
    send_back::send_back,
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
        "GET /me" => me::read(services, call).await,
        "GET /me/signature-image" => signature_image::read(services, call).await,
        "PUT /me/signature-image" => signature_image::store(services, call).await,
        "POST /me/certificate/challenge" => certificate::challenge(services, call).await,
        "PUT /me/certificate" => certificate::bind(services, call).await,
        "POST /cases/{case}/signature/prepare" => Box::pin(prepare::prepare(services, call)).await,
        "POST /cases/{case}/signature" => Box::pin(finalise::finalise(services, call)).await,
        "POST /cases/{case}/return" => send_back::send_back(services, call).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

//! What the public may ask without signing in. So far: fetching a released copy by the token that was sent to
//! the requester.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API, without authorizer (routes below) |
//! | Reads | grants to download; signs links to copies |
//! | Writes | nothing |
//! | Answers | 303 to a link that lives five minutes; problems |
//! | Sample events | `events/verify-*.json` |

mod download;

use api::{Answer, BoxError, Clock, Problem, Visit, settings};
use documents::Documents;
use records::Records;
use utoipa::OpenApi as _;

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Grants.
    pub records: Records,
    /// Links to copies.
    pub documents: Documents,
    /// Time.
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

#[derive(utoipa::OpenApi)]
#[openapi(paths(download::download))]
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
pub async fn handle(services: &Services, visit: &Visit) -> Result<Answer, Problem> {
    match visit.route.as_str() {
        "GET /downloads/{token}" => download::download(services, visit).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

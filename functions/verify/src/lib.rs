//! What the public may ask without signing in: whether a certified copy holds, and, for its requester, the
//! copy itself by a code or a token that was sent.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API, without authorizer (routes below) |
//! | Reads | checks, what is kept of codes, grants to download; signs links to copies. Nothing of an agency |
//! | Writes | visits of an address, counted; requests for a code; attempts with one |
//! | Answers | JSON; 303 to a link that lives five minutes; problems |
//! | Sample events | `events/verify-*.json` |

mod check;
mod download;
mod fetch;
mod limit;
mod view;

use api::{Answer, BoxError, Clock, Problem, Visit, settings};
use documents::Documents;
use records::Records;
use utoipa::OpenApi as _;

pub use check::DigestBody;
pub use fetch::{CodeAskedView, CopyLink, DownloadBody};
pub use view::{CheckState, CheckView};

/// Codes that are sent for a copy in an hour.
const MOST_CODES: u32 = 3;

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Checks, visits, codes, grants.
    pub records: Records,
    /// Links to copies.
    pub documents: Documents,
    /// Time and lots.
    pub clock: Clock,
    /// How often an address may ask in a minute.
    pub most_visits: u64,
    /// How many codes are sent for a copy in an hour.
    pub most_codes: u32,
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
            most_visits: settings::required("CHECKS_A_MINUTE")?.parse()?,
            most_codes: MOST_CODES,
        })
    }
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(check::by_code, check::by_digest, fetch::ask, fetch::fetch, download::download))]
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
        "GET /verify/{code}" => check::by_code(services, visit).await,
        "POST /verify" => check::by_digest(services, visit).await,
        "POST /verify/{code}/download-code" => fetch::ask(services, visit).await,
        "POST /verify/{code}/download" => fetch::fetch(services, visit).await,
        "GET /downloads/{token}" => download::download(services, visit).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

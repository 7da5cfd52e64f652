//! Register books: open, change, delete, view, prove, export, print, close; and their heads, anchored daily.
//!
//! | | |
//! |---|---|
//! | Trigger | HTTP API (routes below); a schedule, at the end of each day |
//! | Reads | books, entries, agency; the last anchored heads |
//! | Writes | books; exports and prints; heads, into the bucket of registers |
//! | Answers | JSON, problems; of a schedule, what was anchored |
//! | Sample events | `events/report-*.json` |

mod anchoring;
mod change;
mod close;
mod delete;
mod entries;
mod export;
mod list;
mod marks;
mod open;
mod paper;
mod patterns;
mod period;
mod print;
mod proof;
mod seen;
mod view;
mod workbook;

use api::{Answer, BoxError, Call, Clock, Problem, settings};
use certification::{Book, BookId};
use documents::{Documents, Heads};
use records::Records;
use utoipa::OpenApi;

pub use anchoring::{Anchored, handle_event};
pub use change::ChangeBookBody;
pub use close::CloseBookBody;
pub use entries::EntriesView;
pub use export::{ExportBookBody, ExportLink};
pub use list::BooksView;
pub use open::OpenBookBody;
pub use print::{PrintBookBody, PrintLink};
pub use proof::{AnchorView, BookProofView, FindingView, ProofView};
pub use view::{BookView, ClosingView, EntryView};

/// What this function uses.
#[derive(Debug, Clone)]
pub struct Services {
    /// Books, entries, agencies.
    pub records: Records,
    /// Exports and prints.
    pub documents: Documents,
    /// The bucket of registers.
    pub heads: Heads,
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
            heads: Heads::new(&aws, settings::required("REGISTERS_BUCKET")?),
            clock: Clock,
        })
    }
}

/// This function's part of the contract.
#[derive(OpenApi)]
#[openapi(paths(
    list::list,
    open::open,
    list::read,
    change::change,
    delete::delete,
    entries::list,
    export::export,
    print::print,
    proof::prove,
    close::close,
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
        "GET /books" => list::list(services, call).await,
        "POST /books" => open::open(services, call).await,
        "GET /books/{book}" => list::read(services, call).await,
        "PATCH /books/{book}" => change::change(services, call).await,
        "DELETE /books/{book}" => delete::delete(services, call).await,
        "GET /books/{book}/entries" => entries::list(services, call).await,
        "POST /books/{book}/export" => export::export(services, call).await,
        "POST /books/{book}/print" => print::print(services, call).await,
        "POST /books/{book}/close" => close::close(services, call).await,
        "GET /books/{book}/proof" => proof::prove(services, call).await,
        _ => Err(Problem::not_found("đường dẫn")),
    }
}

/// The book of the path, of the caller's agency.
pub(crate) async fn load(services: &Services, call: &Call) -> Result<Book, Problem> {
    let id: BookId = call.path("book", "sổ chứng thực")?;
    services.records.book(&call.caller.agency, id).await?.ok_or_else(|| Problem::not_found("sổ chứng thực"))
}

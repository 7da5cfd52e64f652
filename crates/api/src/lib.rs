//! What every HTTP function shares: who calls, what is asked, how it is answered.
//!
//! A function's `main.rs` makes its `Services` and calls [`serve`] (HTTP only) or [`serve_with_events`]
//! (HTTP and an event source); its `lib.rs` matches on [`Call::route`]. Whatever goes wrong becomes a
//! [`Problem`], which knows its status code, its stable code and what to say to the user, in Vietnamese.

pub mod accounts;
pub mod acting;
mod answer;
mod call;
mod caller;
mod cases;
mod clock;
pub mod contract;
mod facts;
mod idempotency;
mod meanwhile;
mod problem;
mod refusals;
pub mod request;
mod requester_call;
mod runtime;
mod sent;
pub mod settings;
pub mod stored;
mod stores;
pub mod telemetry;

pub use answer::Answer;
pub use call::{Call, SeenVersion, Visit};
pub use caller::Caller;
pub use cases::{CaseView, DuplicateView, RequesterView, WithdrawalView};

pub use clock::Clock;
pub use facts::HistoryFactsView;
pub use problem::{Problem, ProblemBody};
pub use requester_call::RequesterCall;
pub use runtime::{BoxError, serve, serve_public, serve_with_events, serve_with_requesters};

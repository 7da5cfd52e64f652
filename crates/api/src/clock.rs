//! The clock and the source of identifiers: the one place where a function reads either.

use jiff::Timestamp;
use ulid::Ulid;

/// Gives the time and new identifiers. Part of every function's `Services`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock;

impl Clock {
    /// The present instant, to the millisecond, as it will be read back.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where a function reads the clock")]
    pub fn now(self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now)
    }

    /// A new identifier, which sorts by the time it was made.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where a function makes identifiers")]
    pub fn ulid(self) -> Ulid {
        Ulid::generate()
    }
}

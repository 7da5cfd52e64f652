//! Waiting for something to become true, for a bounded time.

use std::{
    fmt,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);
/// The longest wait: a function may start cold while others use both cores.
const PATIENCE: Duration = Duration::from_mins(1);

/// Looks again and again until there is something to see.
///
/// # Errors
/// What a look failed with, or that it was not seen in a minute.
pub async fn until<T>(
    what: impl fmt::Display,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let begin = Instant::now();
    loop {
        if let Some(seen) = look().await? {
            return Ok(seen);
        }
        if begin.elapsed() > PATIENCE {
            bail!("waited a minute in vain: {what}");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

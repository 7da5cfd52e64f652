//! Processor time and memory of this process.

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use anyhow::{Context as _, Result};
use rustix::time::{ClockId, clock_gettime};

/// Processor time of all threads of this process, since it began.
#[must_use]
pub fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// Processor time of one piece of work.
pub fn cpu_of<T>(work: impl FnOnce() -> T) -> Duration {
    let begin = cpu();
    black_box(work());
    cpu().saturating_sub(begin)
}

/// Bytes of this process in memory at the most, until now.
///
/// # Errors
/// When the kernel does not tell.
pub fn peak_memory() -> Result<u64> {
    status("VmHWM:")
}

/// Bytes of this process in memory now.
///
/// # Errors
/// When the kernel does not tell.
pub fn memory() -> Result<u64> {
    status("VmRSS:")
}

fn status(name: &str) -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status").context("reading the memory of this process")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix(name)).context("no such line in its status")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kibibytes * 1024)
}

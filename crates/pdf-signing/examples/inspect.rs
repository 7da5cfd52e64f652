//! Reads PDF files and says what becomes of them: `accepted`, or the code of the refusal and its detail, and how
//! long it took against one SHA-256 pass over the same file (the best of a few runs each).
//!
//! `cargo run --release -p pdf-signing --example inspect -- FILE…`

use std::hint::black_box;
use std::time::{Duration, Instant};

use pdf_signing::digest::Hasher;
use pdf_signing::scan::inspect;

const RUNS: usize = 3;

fn main() -> Result<(), std::io::Error> {
    for path in std::env::args().skip(1) {
        let scan = std::fs::read(&path)?;
        let (said, detail) = match inspect(&scan) {
            Ok(inspection) => ("accepted", format!("{} pages", inspection.plan.pages.len())),
            Err(refusal) => (refusal.code(), refusal.to_string()),
        };
        let digest = best(|| {
            let mut hasher = Hasher::new();
            hasher.update(&scan);
            hasher.finish()
        });
        let inspected = best(|| inspect(&scan));
        let ratio = inspected.as_secs_f64() / digest.as_secs_f64().max(f64::MIN_POSITIVE);
        println!("{said}\t{detail}\t{inspected:.1?}\t{ratio:.2}\t{path}");
    }
    Ok(())
}

fn best<T>(work: impl Fn() -> T) -> Duration {
    let timed = |()| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    std::iter::repeat_n((), RUNS).map(timed).min().unwrap_or_default()
}

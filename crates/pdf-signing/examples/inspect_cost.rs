//! What `inspect` costs, against one SHA-256 pass over the same scan: the best of many runs each.
//!
//! `cargo run --release -p pdf-signing --example inspect_cost`

use std::hint::black_box;
use std::time::{Duration, Instant};

use pdf_signing::digest::Hasher;
use pdf_signing::scan::inspect;
use scans::{Layout, Scan};

const RUNS: usize = 40;

fn main() {
    println!("{:>15} {:>9} {:>12} {:>12} {:>6}", "layout", "bytes", "inspect", "SHA-256", "ratio");
    for size in [1_000_000, 30_000_000] {
        for layout in Layout::ALL {
            let scan = Scan::new(layout, size).bytes();
            let digest = best(|| {
                let mut hasher = Hasher::new();
                hasher.update(&scan);
                hasher.finish()
            });
            let inspected = best(|| inspect(&scan));
            let ratio = inspected.as_secs_f64() / digest.as_secs_f64();
            println!("{layout:>15?} {:>9} {inspected:>12.1?} {digest:>12.1?} {ratio:>6.3}", scan.len());
        }
    }
}

fn best<T>(work: impl Fn() -> T) -> Duration {
    let timed = |()| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    std::iter::repeat_n((), RUNS).map(timed).min().unwrap_or_default()
}

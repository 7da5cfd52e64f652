//! Saying what is going on, step by step.

use std::{
    future::Future,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};

use crate::results::Results;

/// Tells the steps.
#[derive(Default)]
pub(crate) struct Telling {
    total: Duration,
}

impl Telling {
    /// Takes a step and says how long it took, or where it failed.
    pub(crate) async fn step<T>(&mut self, what: &str, step: impl Future<Output = Result<T>>) -> Result<T> {
        let begin = Instant::now();
        let done = step.await.with_context(|| what.to_owned())?;
        let took = begin.elapsed();
        self.total += took;
        let dots = ".".repeat(62_usize.saturating_sub(what.chars().count()));
        println!("  {what} {dots} {:5.2} s", took.as_secs_f64());
        Ok(done)
    }

    /// Says what came out, and where it is.
    pub(crate) fn end(&self, results: &Results, out: &Path) {
        println!(
            "\nSigned, numbered {}, sealed, released and delivered in {:.1} s.",
            results.number(),
            self.total.as_secs_f64()
        );
        for (name, what) in [
            ("certified.pdf", "the certified copy"),
            ("register.xlsx", "the register book"),
            ("case.json", "the case, its history and its deliveries"),
        ] {
            println!("  {:<40} {what}", out.join(name).display().to_string());
        }
    }
}

/// Says something about the step before.
pub(crate) fn detail(text: &str) {
    println!("      {text}");
}

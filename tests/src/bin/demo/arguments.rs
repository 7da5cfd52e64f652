//! The command line.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};
use lexopt::{Arg, Parser};
use scans::{Layout, Scan};

/// Length of the scan that is made when none is given, in bytes.
const MADE: usize = 2_000_000;

/// What the demo is to do.
pub(crate) struct Arguments {
    scan: Option<PathBuf>,
    /// Folder of the results.
    pub(crate) out: PathBuf,
    /// Only make the demo data.
    pub(crate) seed_only: bool,
}

impl Arguments {
    pub(crate) fn from_command_line() -> Result<Self> {
        let mut parser = Parser::from_env();
        let mut read = Self { scan: None, out: PathBuf::from("target/demo"), seed_only: false };
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("scan") => read.scan = Some(parser.value()?.into()),
                Arg::Long("out") => read.out = parser.value()?.into(),
                Arg::Long("seed-only") => read.seed_only = true,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(read)
    }

    /// The scan: the given file, or a made diploma.
    pub(crate) fn scan(&self) -> Result<Vec<u8>> {
        match &self.scan {
            Some(path) => fs::read(path).with_context(|| format!("reading {}", path.display())),
            None => Ok(Scan::diploma(Layout::Classic, MADE).bytes()),
        }
    }

    pub(crate) fn scan_in_words(&self, scan: &[u8]) -> String {
        match &self.scan {
            Some(path) => format!("{} ({} bytes)", path.display(), scan.len()),
            None => format!("an invented diploma on A4 ({} bytes)", scan.len()),
        }
    }
}

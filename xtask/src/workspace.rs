//! Where things are.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// What commands make and keep between runs; not committed.
pub(crate) fn local() -> PathBuf {
    root().join(".local")
}

/// Where cargo puts the binaries of the dev profile: beside this one, wherever the target directory is.
pub(crate) fn binaries() -> Result<PathBuf> {
    let this = std::env::current_exe().context("asking for the path of this program")?;
    Ok(this.parent().context("this program has no folder")?.to_path_buf())
}

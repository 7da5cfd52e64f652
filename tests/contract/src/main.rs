//! Writes `infra/openapi.json` anew: `cargo xtask contract`.

use anyhow::{Context as _, Result};

fn main() -> Result<()> {
    let file = "infra/openapi.json";
    std::fs::write(contract::repository::path(file), contract::text()?)
        .with_context(|| format!("writing {file}"))?;
    println!("Wrote {file}");
    Ok(())
}

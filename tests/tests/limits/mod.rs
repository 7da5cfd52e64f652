//! Until when a copy is to be made, and what it costs.

mod due;
mod fees;
mod slip;

use anyhow::{Context as _, Result};
use certification::agency::Agency;
use journeys::Office;

/// Changes what the administrator sets of the agency.
async fn with_agency(office: &Office, change: impl FnOnce(&mut Agency)) -> Result<()> {
    let records = office.stack.records();
    let mut agency = records.agency(&office.agency).await?.context("no agency")?;
    change(&mut agency);
    records.save_agency(&agency).await?;
    Ok(())
}

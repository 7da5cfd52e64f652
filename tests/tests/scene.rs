//! What the tests begin with.

use anyhow::Result;
use journeys::{Office, Signing, Stack};
use scans::{Layout, Scan};
use serde_json::{Value, json};

/// An office that is ready to work, led by the chair.
pub(crate) async fn office() -> Result<Office> {
    office_of(&Signing::chair()).await
}

/// An office that is ready to work, led by somebody.
pub(crate) async fn office_of(signing: &Signing) -> Result<Office> {
    let office = unequipped(signing).await?;
    office.equip().await?;
    Ok(office)
}

/// An office whose desks are not set up yet.
pub(crate) async fn unequipped(signing: &Signing) -> Result<Office> {
    Office::found(&Stack::from_env()?, signing).await
}

/// A small scan, quickly made.
pub(crate) fn small_scan() -> Vec<u8> {
    Scan { dpi: 60, ..Scan::new(Layout::Classic, 20_000) }.bytes()
}

/// What a list of answers says under a name.
pub(crate) fn column(lines: &[Value], name: &str) -> Vec<Value> {
    lines.iter().map(|line| line[name].clone()).collect()
}

/// Nothing: the body of steps that need none.
pub(crate) fn nothing() -> Value {
    json!({})
}

//! What is looked at, or done, from outside the console.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Stack, emulator, validators::Examined};
use serde_json::{Value, json};

/// Withdraws the refresh tokens of somebody, as an administrator does when a computer is lost.
pub(crate) async fn sign_out(stack: &Stack, username: &str) -> Result<Value> {
    journeys::sign_out(stack, username).await?;
    Ok(Value::Null)
}

/// The e-mails to an address, the first one first.
pub(crate) async fn mail(stack: &Stack, address: &str) -> Result<Value> {
    let mail = emulator::mail_to(stack, address).await?;
    let shown = mail.iter().map(|one| {
        let attachments = one.attachments.iter();
        let attachments =
            attachments.map(|(name, bytes)| json!({ "name": name, "base64": STANDARD.encode(bytes) }));
        json!({
            "from": one.from,
            "to": one.to,
            "subject": one.subject,
            "text": one.text,
            "attachments": attachments.collect::<Vec<_>>(),
        })
    });
    Ok(shown.collect())
}

/// What pyHanko says of each signature; qpdf must find nothing.
pub(crate) fn check(stack: &Stack, copy: &Path) -> Result<Value> {
    let bytes = fs::read(copy).with_context(|| format!("reading {}", copy.display()))?;
    let examined = Examined::new(&bytes)?;
    examined.qpdf()?;
    let verdicts = examined.pyhanko(stack)?;
    Ok(verdicts
        .iter()
        .map(|one| {
            json!({
                "field": one.field,
                "intact": one.intact,
                "valid": one.valid,
                "trusted": one.trusted,
                "sound": one.sound,
                "coverage": one.coverage,
                "permits": one.permits,
                "modifications": one.modifications,
            })
        })
        .collect())
}

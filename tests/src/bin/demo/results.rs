//! What the demo leaves behind, and the look at it from outside.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use journeys::{Api, Office, Requester, emulator};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The certified copy, the register and the case.
pub(crate) struct Results {
    copy: Vec<u8>,
    register: Vec<u8>,
    case: Value,
}

impl Results {
    /// Fetches everything as the officials' consoles would.
    pub(crate) async fn fetch(
        office: &Office,
        case: &str,
        book: &str,
        deliveries: Vec<Value>,
    ) -> Result<Self> {
        let copy = office.document(case, "sealed").await?;
        let register = office.register(book).await?;
        let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
        let case = json!({
            "case": office.read(case).await?,
            "history": history["history"],
            "deliveries": deliveries,
        });
        Ok(Self { copy, register, case })
    }

    /// Insists that the copy is sealed and released, begins with the scan, is what the case says it is, holds
    /// before the public check, and is what the requester got.
    pub(crate) async fn verify(&self, office: &Office, requester: &Requester, scan: &[u8]) -> Result<()> {
        let case = &self.case["case"];
        ensure!(case["state"] == "released", "the case is {}", case["state"]);
        ensure!(self.copy.starts_with(scan), "the certified copy does not begin with the scan");
        let sha256 = hex::encode(Sha256::digest(&self.copy));
        ensure!(case["seal"]["sha256"] == sha256.as_str(), "the copy is not the one that was sealed");
        ensure!(self.register.starts_with(b"PK"), "the register is no Excel file");
        let anybody = Api::signed_out(&office.stack.api_url);
        let check = anybody.post("/verify", &json!({ "sha256": sha256 })).await?.done()?;
        ensure!(check["state"] == "valid", "the public check says {check}");
        let Requester::Email { address, .. } = requester else { return Ok(()) };
        let mail = emulator::mail_to(&office.stack, address).await?;
        let mail = mail.first().context("the requester has no e-mail")?;
        if let Some((_, attached)) = mail.attachments.first() {
            ensure!(*attached == self.copy, "the e-mail brought another copy");
        } else {
            let link = mail.text.split_whitespace().find(|word| word.starts_with("http"));
            let linked =
                office.officer.api.fetch(link.context("the e-mail brought no copy and no link")?).await?;
            ensure!(linked == self.copy, "the e-mail's link leads to another copy");
        }
        Ok(())
    }

    /// The register number as printed.
    pub(crate) fn number(&self) -> &str {
        self.case["case"]["number"]["text"].as_str().unwrap_or_default()
    }

    /// Writes `certified.pdf`, `register.xlsx` and `case.json`.
    pub(crate) fn write(&self, out: &Path) -> Result<()> {
        fs::create_dir_all(out).with_context(|| format!("making {}", out.display()))?;
        let case = serde_json::to_vec_pretty(&self.case)?;
        for (name, bytes) in
            [("certified.pdf", &self.copy), ("register.xlsx", &self.register), ("case.json", &case)]
        {
            let path = out.join(name);
            fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
        }
        Ok(())
    }
}

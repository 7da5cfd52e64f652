//! The steps of the workflow, each as the console does it.

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

use crate::{Agent, Office, Person, SignedHash, Upload, until};

/// For whom a copy is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requester {
    /// Without a portal account.
    Email {
        /// Họ và tên.
        name: String,
        /// Where the copy goes.
        address: String,
    },
    /// With one; found by CCCD or tax code.
    Account {
        /// The number.
        number: String,
    },
}

/// A case that has gone through the whole workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct Certified {
    /// Identifier of the case.
    pub case: String,
    /// The case as the API shows it after the release.
    pub view: Value,
    /// The certified copy.
    pub copy: Vec<u8>,
}

impl Requester {
    /// One with an e-mail address that nobody else has.
    #[must_use]
    pub fn by_email() -> Self {
        let address = format!("{}@thu.example.vn", api::Clock.ulid().to_string().to_lowercase());
        Self::Email { name: "Trần Thị Bình".to_owned(), address }
    }

    /// As the API takes them.
    #[must_use]
    pub fn body(&self) -> Value {
        match self {
            Self::Email { name, address } => json!({ "name": name, "email": address }),
            Self::Account { number } => json!({ "number": number }),
        }
    }
}

impl Office {
    /// [Thêm mới bản sao từ bản chính]; gives the case's identifier.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn open_case(&self, requester: &Requester) -> Result<String> {
        let body = json!({ "requester": requester.body(), "document_type": "bang-tot-nghiep" });
        let case = self.officer.api.post("/cases", &body).await?.done()?;
        text(&case, "id")
    }

    /// A place for the case's scan.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn place_for_scan(&self, case: &str) -> Result<Upload> {
        let place = self.officer.api.post(&format!("/cases/{case}/scan"), &json!({})).await?.done()?;
        Upload::from_answer(&place)
    }

    /// Sends the scan to S3 and waits until it has been inspected; gives the case.
    ///
    /// # Errors
    /// When the API gives no place for it, or S3 does not take it.
    pub async fn attach_scan(&self, case: &str, scan: Vec<u8>) -> Result<Value> {
        let size = json!({ "size": scan.len() });
        let place = self.officer.api.post(&format!("/cases/{case}/scan"), &size).await?.done()?;
        let (status, said) = Upload::from_answer(&place)?.send(scan).await?;
        ensure!(status == 204, "S3 refused the scan: {status} {said}");
        until(format!("the scan of {case} is inspected"), async || {
            let case = self.read(case).await?;
            Ok((case["scan"]["state"] != "expected").then_some(case))
        })
        .await
    }

    /// Confirms that a repaired scan, as the case shows it, agrees with the original on paper; gives the case.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn confirm_scan(&self, inspected: &Value) -> Result<Value> {
        let case = text(inspected, "id")?;
        let compared = json!({ "version": inspected["version"], "sha256": inspected["scan"]["sha256"] });
        self.officer.api.post(&format!("/cases/{case}/scan/confirm"), &compared).await?.done()
    }

    /// Trình ký.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn submit(&self, case: &str) -> Result<Value> {
        self.officer.api.post(&format!("/cases/{case}/submit"), &json!({})).await?.done()
    }

    /// Ký số: prepare, sign at the desk, finalise.
    ///
    /// # Errors
    /// What the API or the desk refused.
    pub async fn sign(&self, case: &str) -> Result<Value> {
        let path = format!("/cases/{case}/signature");
        sign_at(&self.signer, &path, &self.signer_desk, json!({})).await
    }

    /// Ký số, the signature standing at a place; null is the legal one.
    ///
    /// # Errors
    /// What the API or the desk refused.
    pub async fn sign_in_place(&self, case: &str, place: Value) -> Result<Value> {
        let path = format!("/cases/{case}/signature");
        sign_at(&self.signer, &path, &self.signer_desk, json!({ "place": place })).await
    }

    /// Cấp số, from a book.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn number(&self, case: &str, book: &str) -> Result<Value> {
        self.clerk.api.post(&format!("/cases/{case}/number"), &json!({ "book": book })).await?.done()
    }

    /// Đóng dấu: prepare, sign with the agency's key, finalise.
    ///
    /// # Errors
    /// What the API or the desk refused.
    pub async fn seal(&self, case: &str) -> Result<Value> {
        sign_at(&self.clerk, &format!("/cases/{case}/seal"), &self.agency_desk, json!({})).await
    }

    /// [Hoàn thành và chuyển bản CTĐT tới người dân/doanh nghiệp].
    ///
    /// # Errors
    /// What the API refused.
    pub async fn release(&self, case: &str) -> Result<Value> {
        self.clerk.api.post(&format!("/cases/{case}/release"), &json!({})).await?.done()
    }

    /// Waits until every delivery of the case has gone out; gives the ledger's lines.
    ///
    /// # Errors
    /// When one has failed for good.
    pub async fn delivered(&self, case: &str) -> Result<Vec<Value>> {
        until(format!("the copy of {case} is delivered"), async || {
            let ledger = self.clerk.api.get(&format!("/cases/{case}/deliveries")).await?.done()?;
            let lines = ledger["deliveries"].as_array().context("a ledger without lines")?;
            if lines.iter().any(|line| line["status"] == "failed") {
                bail!("a delivery failed: {ledger}");
            }
            let sent = !lines.is_empty() && lines.iter().all(|line| line["status"] == "sent");
            Ok(sent.then(|| lines.clone()))
        })
        .await
    }

    /// A case.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn read(&self, case: &str) -> Result<Value> {
        self.officer.api.get(&format!("/cases/{case}")).await?.done()
    }

    /// A document of a case: `scan`, `uploaded`, `signed`, `sealed`.
    ///
    /// # Errors
    /// What the API or S3 refused.
    pub async fn document(&self, case: &str, version: &str) -> Result<Vec<u8>> {
        let path = format!("/cases/{case}/document?version={version}");
        let link = self.officer.api.get(&path).await?.done()?;
        self.officer.api.fetch(&text(&link, "url")?).await
    }

    /// A case with its scan, confirmed if it was repaired, submitted; gives the identifier.
    ///
    /// # Errors
    /// What was refused, the scan too.
    pub async fn submitted(&self, requester: &Requester, scan: Vec<u8>) -> Result<String> {
        let case = self.open_case(requester).await?;
        let inspected = self.attach_scan(&case, scan).await?;
        ensure!(inspected["scan"]["state"] == "ready", "the scan was refused: {}", inspected["scan"]);
        if inspected["scan"]["repair"].is_object() {
            self.confirm_scan(&inspected).await?;
        }
        self.submit(&case).await?;
        Ok(case)
    }

    /// The whole workflow up to the release.
    ///
    /// # Errors
    /// What was refused.
    pub async fn certify(&self, requester: &Requester, scan: Vec<u8>) -> Result<Certified> {
        let case = self.submitted(requester, scan).await?;
        self.sign(&case).await?;
        self.number(&case, &self.book().await?).await?;
        self.seal(&case).await?;
        let view = self.release(&case).await?;
        let copy = self.document(&case, "sealed").await?;
        Ok(Certified { case, view, copy })
    }
}

/// Prepares under `path`, signs at the desk, finalises.
async fn sign_at(official: &Person, path: &str, desk: &Agent, asked: Value) -> Result<Value> {
    let prepared = official.api.post(&format!("{path}/prepare"), &asked).await?.done()?;
    let signed = desk.sign(&text(&prepared, "hash")?).await?;
    official.api.post(path, &finalisation(&prepared, &signed)).await?.done()
}

/// The body that brings a signature back.
#[must_use]
pub fn finalisation(prepared: &Value, signed: &SignedHash) -> Value {
    json!({
        "prepared": prepared["prepared"],
        "signature": signed.signature,
        "certificate": signed.certificate,
    })
}

/// A text of an answer.
fn text(answer: &Value, name: &str) -> Result<String> {
    Ok(answer[name].as_str().with_context(|| format!("no {name} in {answer}"))?.to_owned())
}

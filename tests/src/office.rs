//! An agency at work: its officials signed in, with their desks.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::{AgencyId, time};
use futures_util::future::{try_join, try_join3};
use serde_json::{Value, json};

use crate::{AgencySeed, Agent, Api, Person, Signing, Stack, User, images, seed, sign_in};

/// An agency with an officer, a signer and a clerk.
#[derive(Debug, Clone)]
pub struct Office {
    /// Where it is served.
    pub stack: Stack,
    /// Its identifier.
    pub agency: AgencyId,
    /// Cán bộ tư pháp.
    pub officer: Person,
    /// Lãnh đạo.
    pub signer: Person,
    /// Văn thư.
    pub clerk: Person,
    /// The signing service at the signer's desk.
    pub signer_desk: Arc<Agent>,
    /// The signing service at the clerk's desk, with the agency's key.
    pub agency_desk: Arc<Agent>,
}

impl Office {
    /// A new agency with users of its own, so that tests run side by side; its desks are not set up.
    ///
    /// # Errors
    /// When the stack refuses something.
    pub async fn found(stack: &Stack, signing: &Signing) -> Result<Self> {
        let id = format!("test-{}", api::Clock.ulid());
        let seed = AgencySeed {
            id: id.parse()?,
            name: "Ủy ban nhân dân phường An Bình Mới".to_owned(),
            locality: "Phường An Bình Mới, thành phố An Bình".to_owned(),
        };
        let user = |role: &str, name: &str| User {
            username: format!("{role}-{id}"),
            password: format!("Mau-{}-a1", api::Clock.ulid()),
            name: name.to_owned(),
            agency: id.clone(),
            account: String::new(),
            groups: vec![role.to_owned()],
        };
        let users =
            [user("officer", "Ngô Văn Mẫu"), user("signer", &signing.name), user("clerk", "Phạm Thị Ví Dụ")];
        let [officer, signer, clerk] = &users;
        let create = |user| sign_in::create(stack, user);
        try_join3(create(officer), create(signer), create(clerk)).await?;
        Self::enter(stack, &seed, &users, signing).await
    }

    /// An agency whose officer, signer and clerk exist: they sign in; what an administrator sets up is
    /// written where it is missing.
    ///
    /// # Errors
    /// When the stack refuses something.
    pub async fn enter(
        stack: &Stack,
        agency: &AgencySeed,
        [officer, signer, clerk]: &[User; 3],
        signing: &Signing,
    ) -> Result<Self> {
        let enter = |user| Person::sign_in(stack, user);
        let (officer, signer, clerk) = try_join3(enter(officer), enter(signer), enter(clerk)).await?;
        let records = stack.records();
        agency.save(&records).await?;
        seed::save_signer(&records, &agency.id, &signer, signing).await?;
        seed::trust_pki(stack).await?;
        Ok(Self {
            stack: stack.clone(),
            agency: agency.id.clone(),
            officer,
            signer,
            clerk,
            signer_desk: Agent::of(stack, &signing.key)?,
            agency_desk: Agent::of(stack, "agency")?,
        })
    }

    /// An agency whose administrator has set everything up, with its officials signed in: officer, signer,
    /// clerk.
    ///
    /// # Errors
    /// When the signer's key is not there.
    pub fn staffed(
        stack: &Stack,
        agency: AgencyId,
        [officer, signer, clerk]: [Person; 3],
        key: &str,
    ) -> Result<Self> {
        Ok(Self {
            stack: stack.clone(),
            agency,
            officer,
            signer,
            clerk,
            signer_desk: Agent::of(stack, key)?,
            agency_desk: Agent::of(stack, "agency")?,
        })
    }

    /// An administrator of the agency, made by hand as the first one of an installation is.
    ///
    /// # Errors
    /// When the stack refuses something.
    pub async fn administrator(&self) -> Result<Person> {
        let agency = self.agency.to_string();
        let user = User {
            username: format!("admin-{}", agency.to_lowercase()),
            password: format!("Mau-{}-a1", api::Clock.ulid()),
            name: "Hoàng Thị Quản Trị".to_owned(),
            agency,
            groups: vec!["admin".to_owned()],
            account: String::new(),
        };
        sign_in::create(&self.stack, &user).await?;
        Person::sign_in(&self.stack, &user).await
    }

    /// Sets up what is missing for signing and sealing: certificates, images.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn equip(&self) -> Result<()> {
        try_join(self.equip_signer(), self.equip_agency()).await?;
        Ok(())
    }

    async fn equip_signer(&self) -> Result<()> {
        let (api, me) = (&self.signer.api, self.signer.api.get("/me").await?.done()?);
        if me["certificate"].is_null() {
            bind(api, "/me/certificate", &self.signer_desk).await?.done()?;
        }
        if me["has_signature_image"] == false {
            let image = json!({ "png": STANDARD.encode(images::signature()?) });
            api.put("/me/signature-image", &image).await?.done()?;
        }
        Ok(())
    }

    async fn equip_agency(&self) -> Result<()> {
        let (api, me) = (&self.clerk.api, self.clerk.api.get("/me").await?.done()?);
        if me["agency_certificate"].is_null() {
            bind(api, "/agency/certificate", &self.agency_desk).await?.done()?;
        }
        if me["has_seal_image"] == false {
            let image = json!({ "png": STANDARD.encode(images::seal()?), "size_mm": 36 });
            api.put("/agency/seal-image", &image).await?.done()?;
        }
        Ok(())
    }

    /// The identifier of the book of this year; the clerk opens one when there is none.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn book(&self) -> Result<String> {
        let books = self.clerk.api.get("/books").await?.done()?;
        let book = match books["books"].get(0) {
            Some(book) => book.clone(),
            None => self.open_book("01-01", "12-31").await?,
        };
        Ok(book["id"].as_str().context("a book without an identifier")?.to_owned())
    }

    /// Opens a book from one day of this year (`mm-dd`) to another; it goes on from the year's last book.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn open_book(&self, opens: &str, closes: &str) -> Result<Value> {
        let year = time::day(api::Clock.now()).year();
        let books = self.clerk.api.get("/books").await?.done()?;
        let last = books["books"].as_array().into_iter().flatten().find(|book| book["successor"].is_null());
        let book = json!({
            "name": format!("Sổ chứng thực bản sao điện tử năm {year}"),
            "first": last.map_or(json!(1), |last| last["next"].clone()),
            "opens": format!("{year}-{opens}"),
            "closes": format!("{year}-{closes}"),
        });
        self.clerk.api.post("/books", &book).await?.done()
    }

    /// The register of a book as an Excel file (Xuất báo cáo).
    ///
    /// # Errors
    /// What the API or S3 refused.
    pub async fn register(&self, book: &str) -> Result<Vec<u8>> {
        let export = self.clerk.api.post(&format!("/books/{book}/export"), &json!({})).await?.done()?;
        let url = export["url"].as_str().context("an export without an address")?;
        self.clerk.api.fetch(url).await
    }

    /// Gives another official of the agency the right to sign.
    ///
    /// # Errors
    /// When the table does not answer.
    pub async fn add_signer(&self, official: &Person, signing: &Signing) -> Result<()> {
        seed::save_signer(&self.stack.records(), &self.agency, official, signing).await
    }

    /// Puts an account into the portal's directory.
    ///
    /// # Errors
    /// When the number is none.
    pub async fn add_account(&self, number: &str, id: &str, name: &str) -> Result<()> {
        seed::add_account(&self.stack.records(), number, id, name).await
    }
}

/// Binds the certificate of a desk by the challenge under `path`; gives the API's answer to the binding.
///
/// # Errors
/// When no challenge is given, or the desk does not sign it.
pub async fn bind(api: &Api, path: &str, desk: &Agent) -> Result<crate::Answer> {
    let challenge = api.post(&format!("{path}/challenge"), &json!({})).await?.done()?;
    let hash = challenge["hash"].as_str().context("a challenge without a hash")?;
    let signed = desk.sign(hash).await?;
    api.put(path, &json!({ "signature": signed.signature, "certificate": signed.certificate })).await
}

//! What administrators set up over the API: the centre founds agencies and says whom to trust, an agency's
//! administrator gives its officials sign-ins and roles.

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::statement::{SignerTitle, SigningRight};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{AgencySeed, Answer, Api, Person, Signing, Stack, User, seed, sign_in};

/// The centre: the ministry, with one of its administrators signed in.
#[derive(Debug, Clone)]
pub struct Centre {
    /// Where it is served.
    pub stack: Stack,
    /// Its administrator.
    pub admin: Person,
}

impl Centre {
    /// Signs its administrator in, and founds the centre itself where it is not yet there.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn enter(stack: &Stack) -> Result<Self> {
        let admin = Person::sign_in(stack, stack.user("centre")?).await?;
        let centre = Self { stack: stack.clone(), admin };
        let body = json!({
            "id": "trung-uong",
            "name": "Bộ Tư pháp",
            "locality": "Hà Nội",
            "subject": "MST:0100000000",
        });
        there(centre.admin.api.post("/agencies", &body).await?)?;
        Ok(centre)
    }

    /// Founds an agency, unless it is there.
    ///
    /// # Errors
    /// What the API refused.
    pub async fn found(&self, agency: &AgencySeed) -> Result<()> {
        let body = json!({
            "id": agency.id,
            "name": agency.name,
            "locality": agency.locality,
            "subject": seed::AGENCY_SUBJECT,
        });
        there(self.admin.api.post("/agencies", &body).await?)
    }

    /// Trusts the test PKI's authorities, unless they are trusted.
    ///
    /// # Errors
    /// When the PKI cannot be read, or what the API refused.
    pub async fn trust_pki(&self) -> Result<()> {
        let (roots, intermediates) = seed::pki(&self.stack)?;
        let roots = roots.iter().map(|pem| ("government", pem));
        let all = roots.chain(intermediates.iter().map(|pem| ("intermediate", pem)));
        for (kind, pem) in all {
            let trust = self.admin.api.get("/trust").await?.done()?;
            if trust.to_string().contains(&fingerprint(pem)?) {
                continue;
            }
            let body = json!({ "version": trust["version"], "kind": kind, "pem": pem });
            there(self.admin.api.post("/trust", &body).await?)?;
        }
        Ok(())
    }
}

/// Gives an official of an agency a sign-in, or takes one up that was made by hand.
///
/// # Errors
/// What the API refused.
pub async fn employ(api: &Api, path: &str, user: &User, signing: Option<&Signing>) -> Result<Value> {
    let mut body = json!({
        "username": user.username,
        "name": user.name,
        "email": format!("{}@anbinhmoi.example.vn", user.username),
        "roles": user.groups,
    });
    if let Some(signing) = signing {
        body["title"] = title(&signing.title);
        body["subject"] = signing.subject.clone().into();
    }
    api.post(path, &body).await?.done()
}

/// The first sign-in of somebody whom the invitation would have brought a password.
///
/// # Errors
/// What Cognito refused.
pub async fn admit(stack: &Stack, user: &User) -> Result<Person> {
    sign_in::give_password(stack, user).await?;
    Person::sign_in(stack, user).await
}

/// What the pool says of a sign-in.
///
/// # Errors
/// What Cognito refused.
pub async fn pool_user(stack: &Stack, username: &str) -> Result<Value> {
    sign_in::user(stack, username).await
}

/// A sign-in that no table knows: where a creation was cut off, or somebody made one by hand.
///
/// # Errors
/// What Cognito refused.
pub async fn sign_in_alone(stack: &Stack, user: &User) -> Result<()> {
    sign_in::create(stack, user).await
}

/// Title and right as the API takes them.
#[must_use]
pub fn title(title: &SignerTitle) -> Value {
    let right = match &title.right {
        SigningRight::Head => return json!({ "right": "head", "head": title.head }),
        SigningRight::Deputy(_) => "deputy",
        SigningRight::Delegated(_) => "delegated",
    };
    let mut body = json!({ "right": right, "head": title.head, "own": title.own });
    if let Some(given) = title.right.delegation() {
        body["delegation"] = json!({
            "number": given.number,
            "by": given.by,
            "from": given.from,
            "until": given.until,
        });
    }
    body
}

/// SHA-256 of a certificate.
fn fingerprint(pem: &str) -> Result<String> {
    let body: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    Ok(hex::encode(Sha256::digest(STANDARD.decode(body.trim())?)))
}

/// Done, or done before.
fn there(answer: Answer) -> Result<()> {
    if answer.status != 409 {
        return answer.done().map(drop);
    }
    let kind = answer.body["type"].as_str().context("a problem without a type")?;
    ensure!(kind.ends_with("-exists"), "the API answered {}", answer.body);
    Ok(())
}

//! The administrators' work: each operation, each refusal, and a whole office from its founding.

mod agencies;
mod history;
mod invitation;
mod leaving;
mod long_chain;
mod officials;
mod refusals;
mod settings;
mod story;
mod trust;

use anyhow::{Context as _, Result};
use journeys::{
    AgencySeed, Centre, Person, Stack, User,
    administration::{admit, employ},
};
use serde_json::{Value, json};

/// An agency that the centre has founded, with its first administrator signed in.
struct Founded {
    centre: Centre,
    id: String,
    admin: Person,
}

impl Founded {
    async fn new() -> Result<Self> {
        let centre = Centre::enter(&Stack::from_env()?).await?;
        let id = format!("test-{}", api::Clock.ulid());
        let seed = AgencySeed {
            id: id.parse()?,
            name: "Ủy ban nhân dân xã Mới Lập".to_owned(),
            locality: "Xã Mới Lập, tỉnh An Bình".to_owned(),
        };
        centre.found(&seed).await?;
        let user = user(&id, "admin", "Hoàng Thị Quản Trị");
        employ(&centre.admin.api, &format!("/agency/officials?agency={id}"), &user, None).await?;
        let admin = admit(&centre.stack, &user).await?;
        Ok(Self { centre, id, admin })
    }

    /// Employs somebody in a role; gives the sign-in and what the API says of the official.
    async fn employ(&self, role: &str, name: &str) -> Result<(User, Value)> {
        let user = user(&self.id, role, name);
        let official = employ(&self.admin.api, "/agency/officials", &user, None).await?;
        Ok((user, official))
    }

    async fn agency(&self) -> Result<Value> {
        self.admin.api.get(&format!("/agencies/{}", self.id)).await?.done()
    }

    /// The agency's version, to change its settings.
    async fn version(&self) -> Result<u64> {
        self.agency().await?["version"].as_u64().context("an agency without a version")
    }

    async fn official(&self, id: &Value) -> Result<Value> {
        let id = id.as_str().context("an official without an identifier")?;
        self.admin.api.get(&format!("/agency/officials/{id}")).await?.done()
    }
}

/// A sign-in that nobody else has.
fn user(agency: &str, role: &str, name: &str) -> User {
    let unique = api::Clock.ulid().to_string().to_lowercase();
    User {
        username: format!("{role}-{unique}"),
        password: format!("Mau-{}-a1", api::Clock.ulid()),
        name: name.to_owned(),
        agency: agency.to_owned(),
        account: String::new(),
        groups: vec![role.to_owned()],
    }
}

/// The path of an official.
fn path_of(official: &Value) -> String {
    format!("/agency/officials/{}", official["id"].as_str().unwrap_or_default())
}

/// A change of an official as it was seen.
fn change(official: &Value, fields: &Value) -> Value {
    let mut body = json!({ "version": official["version"] });
    for (name, value) in fields.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    body
}

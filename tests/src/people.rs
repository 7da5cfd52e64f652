//! The officials of an office: who they are, how they sign in, in whose right they sign.

use anyhow::Result;
use certification::{
    AgencyId, Delegation, OfficialId, Role,
    delegation::Scope,
    statement::{SignerTitle, SigningRight},
    time,
};
use jiff::civil;

use crate::{Api, Stack, User, sign_in};

/// A signed-in official.
#[derive(Debug, Clone)]
pub struct Person {
    /// Subject of the token.
    pub id: OfficialId,
    /// The name to sign in with.
    pub username: String,
    /// Họ và tên.
    pub name: String,
    /// The API with the official's token.
    pub api: Api,
}

impl Person {
    /// Makes an official of an agency in one role, who signs in.
    ///
    /// # Errors
    /// What Cognito refused.
    pub async fn official(stack: &Stack, agency: &AgencyId, role: &str, name: &str) -> Result<Self> {
        let user = User { agency: agency.to_string(), ..Self::user(role, name) };
        sign_in::create(stack, &user).await?;
        Self::sign_in(stack, &user).await
    }

    /// Makes a requester with an account of the portal, who signs in.
    ///
    /// # Errors
    /// What Cognito refused.
    pub async fn requester(stack: &Stack, account: &str, name: &str) -> Result<Self> {
        let user = User { account: account.to_owned(), ..Self::user("requester", name) };
        sign_in::create(stack, &user).await?;
        Self::sign_in(stack, &user).await
    }

    fn user(role: &str, name: &str) -> User {
        User {
            username: format!("{role}-{}", api::Clock.ulid()),
            password: format!("Mau-{}-a1", api::Clock.ulid()),
            name: name.to_owned(),
            agency: String::new(),
            account: String::new(),
            groups: vec![role.to_owned()],
        }
    }

    /// Signs in.
    ///
    /// # Errors
    /// When Cognito does not let the user in.
    pub async fn sign_in(stack: &Stack, user: &User) -> Result<Self> {
        let token = sign_in::token(stack, user).await?;
        let (id, name) = (sign_in::subject(&token)?, user.name.clone());
        let username = user.username.clone();
        Ok(Self { id, username, name, api: Api::signed_in(&stack.api_url, token) })
    }

    /// Somebody new who holds every role of an agency, as in the smallest offices.
    ///
    /// # Errors
    /// What Cognito refused.
    pub async fn with_every_role(stack: &Stack, agency: &AgencyId) -> Result<Self> {
        let roles = [Role::Officer, Role::Signer, Role::Clerk, Role::Admin];
        let user = User {
            username: format!("everybody-{}", api::Clock.ulid()),
            password: format!("Mau-{}-a1", api::Clock.ulid()),
            name: "Đỗ Thị Kiêm Nhiệm".to_owned(),
            agency: agency.to_string(),
            groups: roles.map(|role| role.to_string()).into(),
            account: String::new(),
        };
        sign_in::create(stack, &user).await?;
        Self::sign_in(stack, &user).await
    }
}

/// A leader as the administrator records one: name, certificate's subject, right to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// Name of the key in the test PKI.
    pub key: String,
    /// Họ và tên.
    pub name: String,
    /// The identifier that the certificate's subject carries.
    pub subject: String,
    /// Chức danh and right.
    pub title: SignerTitle,
}

impl Signing {
    /// The chair; RSA 2048.
    #[must_use]
    pub fn chair() -> Self {
        Self::new("chair", "Nguyễn Thử Nghiệm", "CCCD:001099000001", SigningRight::Head, "Chủ tịch")
    }

    /// The vice-chair; RSA 3072.
    #[must_use]
    pub fn vice_chair() -> Self {
        let name = "Trần Thị Kiểm Thử";
        let right = SigningRight::Deputy(delegation_of_the_year("PC-UBND"));
        Self::new("vice-chair", name, "CCCD:001185000002", right, "Phó Chủ tịch")
    }

    /// A civil servant with a delegation for this year (NĐ 280/2025); ECDSA P-256.
    #[must_use]
    pub fn delegate() -> Self {
        let right = SigningRight::Delegated(delegation_of_the_year("UQ-UBND"));
        let title = "Công chức Tư pháp - Hộ tịch";
        Self::new("delegate", "Lê Văn Giả Định", "CCCD:001090000003", right, title)
    }

    /// The chair's right with another key and subject.
    #[must_use]
    pub fn with_key(key: &str, name: &str, subject: &str) -> Self {
        Self::new(key, name, subject, SigningRight::Head, "Chủ tịch")
    }

    fn new(key: &str, name: &str, subject: &str, right: SigningRight, own: &str) -> Self {
        let title = SignerTitle { right, head: "Chủ tịch".to_owned(), own: own.to_owned() };
        Self { key: key.to_owned(), name: name.to_owned(), subject: subject.to_owned(), title }
    }
}

/// A document of the chair that gives the right to sign everything in this year.
fn delegation_of_the_year(kind: &str) -> Delegation {
    let year = time::day(api::Clock.now()).year();
    Delegation {
        number: format!("01/{year}/{kind}"),
        by: "Nguyễn Thử Nghiệm".to_owned(),
        from: civil::date(year, 1, 1),
        until: civil::date(year, 12, 31),
        scope: Scope::Everything,
    }
}

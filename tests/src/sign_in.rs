//! Signing in: Cognito gives the token that the HTTP API takes.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use certification::OfficialId;
use serde_json::{Value, json};

use crate::{Stack, User, aws};

/// Makes somebody who can sign in.
///
/// # Errors
/// What Cognito refused.
pub(crate) async fn create(stack: &Stack, user: &User) -> Result<()> {
    let pool = &stack.user_pool_id;
    let attributes =
        [("name", &user.name), ("custom:agency", &user.agency), ("custom:account", &user.account)];
    let attributes: Vec<_> = attributes
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| json!({ "Name": name, "Value": value }))
        .collect();
    let made = json!({
        "UserPoolId": pool,
        "Username": user.username,
        "MessageAction": "SUPPRESS",
        "UserAttributes": attributes,
    });
    aws::cognito(stack, "AdminCreateUser", &made).await?;
    give_password(stack, user).await?;
    for group in &user.groups {
        let member = json!({ "UserPoolId": pool, "Username": user.username, "GroupName": group });
        aws::cognito(stack, "AdminAddUserToGroup", &member).await?;
    }
    Ok(())
}

/// Gives a user the password to sign in with.
///
/// # Errors
/// What Cognito refused.
pub(crate) async fn give_password(stack: &Stack, user: &User) -> Result<()> {
    let password = json!({
        "UserPoolId": stack.user_pool_id,
        "Username": user.username,
        "Password": user.password,
        "Permanent": true,
    });
    aws::cognito(stack, "AdminSetUserPassword", &password).await.map(drop)
}

/// Withdraws every refresh token of somebody.
///
/// # Errors
/// What Cognito refused.
pub async fn sign_out(stack: &Stack, username: &str) -> Result<()> {
    let user = json!({ "UserPoolId": stack.user_pool_id, "Username": username });
    aws::cognito(stack, "AdminUserGlobalSignOut", &user).await.map(drop)
}

/// What the pool says of a user.
///
/// # Errors
/// What Cognito refused.
pub(crate) async fn user(stack: &Stack, username: &str) -> Result<Value> {
    let asked = json!({ "UserPoolId": stack.user_pool_id, "Username": username });
    aws::cognito(stack, "AdminGetUser", &asked).await
}

/// Signs in and gives the ID token.
///
/// # Errors
/// What Cognito refused.
pub(crate) async fn token(stack: &Stack, user: &User) -> Result<String> {
    let request = json!({
        "AuthFlow": "USER_PASSWORD_AUTH",
        "ClientId": stack.client_id,
        "AuthParameters": { "USERNAME": user.username, "PASSWORD": user.password },
    });
    let answer = aws::cognito(stack, "InitiateAuth", &request).await?;
    let token = answer["AuthenticationResult"]["IdToken"].as_str();
    Ok(token.context("Cognito gave no ID token")?.to_owned())
}

/// The subject of a token: the official's identifier.
///
/// # Errors
/// When the token is none.
pub(crate) fn subject(token: &str) -> Result<OfficialId> {
    let claims = token.split('.').nth(1).context("a token has three parts")?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims)?)?;
    Ok(claims["sub"].as_str().context("the token has no subject")?.parse()?)
}

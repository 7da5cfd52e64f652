//! How officials sign in: users and groups of the Cognito pool. The only user of its SDK.
//!
//! The table says what an official may do ([`Profile`]); the pool follows. What the table says and the pool
//! says cannot be written in one transaction, so everything here may be repeated: [`SignIns::follow`] makes
//! a sign-in what the profile says, whatever it was before, and takes away before it gives.
//!
//! A sign-in is named by its subject (`sub`), which Cognito takes in place of the user name of its own users.

mod error;

use std::collections::BTreeSet;

use aws_sdk_cognitoidentityprovider::{
    Client,
    config::{self, retry::RetryConfig},
    types::{AttributeType, DeliveryMediumType, MessageActionType, UserStatusType},
};
use certification::{AgencyId, OfficialId, Role, agency::Profile, identifier::EmailAddress};

pub use error::SignInsError;

/// Roles of officials, each a group of the pool; people (`requester`) have theirs elsewhere.
pub const OFFICIAL_ROLES: [Role; 4] = [Role::Officer, Role::Signer, Role::Clerk, Role::Admin];

/// Whether Cognito writes to a new official.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invitations {
    /// It sends the user name and a temporary password.
    Sent,
    /// It sends nothing: somebody else gives the password, as on the local stack.
    Suppressed,
}

/// The pool of the officials' sign-ins.
#[derive(Debug, Clone)]
pub struct SignIns {
    client: Client,
    pool: String,
    invitations: Invitations,
}

/// A sign-in to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSignIn {
    /// The name to sign in with; one for the whole pool.
    pub username: String,
    /// Họ và tên.
    pub name: String,
    /// Where the invitation goes.
    pub email: EmailAddress,
    /// The agency that the token will say.
    pub agency: AgencyId,
}

/// A sign-in that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// Its subject.
    pub id: OfficialId,
    /// The agency that its tokens say; none when it was made for something else.
    pub agency: Option<AgencyId>,
    /// Where its holder is reached.
    pub email: Option<String>,
    /// Whether its holder has yet to sign in for the first time, with the password of the invitation.
    pub invited: bool,
}

impl SignIns {
    /// Uses a pool.
    #[must_use]
    pub fn new(config: &aws_config::SdkConfig, pool: impl Into<String>, invitations: Invitations) -> Self {
        Self { client: Client::new(config), pool: pool.into(), invitations }
    }

    /// Makes a sign-in without any role: whoever uses it may do nothing yet.
    ///
    /// # Errors
    /// [`SignInsError::Taken`] when the pool has one of that name.
    pub async fn create(&self, new: &NewSignIn) -> Result<OfficialId, SignInsError> {
        let request = self
            .client
            .admin_create_user()
            .user_pool_id(&self.pool)
            .username(&new.username)
            .user_attributes(attribute("name", &new.name)?)
            .user_attributes(attribute("custom:agency", new.agency.as_str())?)
            .user_attributes(attribute("email", new.email.as_str())?)
            .user_attributes(attribute("email_verified", "true")?)
            .desired_delivery_mediums(DeliveryMediumType::Email);
        let request = match self.invitations {
            Invitations::Sent => request,
            Invitations::Suppressed => request.message_action(MessageActionType::Suppress),
        };
        let answer = request.send().await?;
        let attributes = answer.user.and_then(|user| user.attributes).unwrap_or_default();
        subject(&attributes)
    }

    /// The sign-in of a user name or a subject.
    ///
    /// # Errors
    /// When the pool does not answer.
    pub async fn find(&self, username: &str) -> Result<Option<SignIn>, SignInsError> {
        let asked = self.client.admin_get_user().user_pool_id(&self.pool).username(username).send().await;
        let answer = match asked.map_err(SignInsError::from) {
            Err(SignInsError::Unknown) => return Ok(None),
            other => other?,
        };
        let attributes = answer.user_attributes.unwrap_or_default();
        let id = subject(&attributes)?;
        let agency = value(&attributes, "custom:agency").and_then(|agency| agency.parse().ok());
        let email = value(&attributes, "email").map(str::to_owned);
        let invited = answer.user_status == Some(UserStatusType::ForceChangePassword);
        Ok(Some(SignIn { id, agency, email, invited }))
    }

    /// Sends the invitation again, with a new temporary password; also where invitations are suppressed, since
    /// somebody asks for this one.
    ///
    /// # Errors
    /// [`SignInsError::SignedIn`] when the holder has signed in before, [`SignInsError::Unknown`] when the pool
    /// has no such sign-in.
    pub async fn invite_again(&self, username: &str) -> Result<(), SignInsError> {
        self.client
            .admin_create_user()
            .user_pool_id(&self.pool)
            .username(username)
            .message_action(MessageActionType::Resend)
            .desired_delivery_mediums(DeliveryMediumType::Email)
            .customize()
            // A repeat of the SDK after a lost answer would be a second e-mail, with another password.
            .config_override(config::Config::builder().retry_config(RetryConfig::disabled()))
            .send()
            .await?;
        Ok(())
    }

    /// Changes where the holder of a sign-in is reached.
    ///
    /// # Errors
    /// [`SignInsError::Unknown`] when the pool has no such sign-in.
    pub async fn reach(&self, official: &OfficialId, email: &EmailAddress) -> Result<(), SignInsError> {
        self.client
            .admin_update_user_attributes()
            .user_pool_id(&self.pool)
            .username(official.as_str())
            .user_attributes(attribute("email", email.as_str())?)
            .user_attributes(attribute("email_verified", "true")?)
            .send()
            .await?;
        Ok(())
    }

    /// Makes a sign-in what the profile says: takes groups away, gives groups, sets the name, disables or
    /// enables; whoever lost something has to sign in again. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`SignInsError::Unknown`] when the pool has no such sign-in.
    pub async fn follow(&self, profile: &Profile) -> Result<(), SignInsError> {
        let (pool, user) = (&self.pool, profile.id.as_str());
        if profile.disabled {
            self.client.admin_disable_user().user_pool_id(pool).username(user).send().await?;
        }
        let has = self.groups(user).await?;
        let lost: Vec<_> = has.difference(&profile.roles).collect();
        for role in &lost {
            let group = role.to_string();
            let remove = self.client.admin_remove_user_from_group().user_pool_id(pool).username(user);
            remove.group_name(group).send().await?;
        }
        for role in profile.roles.difference(&has) {
            let group = role.to_string();
            let add = self.client.admin_add_user_to_group().user_pool_id(pool).username(user);
            add.group_name(group).send().await?;
        }
        let name = attribute("name", &profile.name)?;
        let update = self.client.admin_update_user_attributes().user_pool_id(pool).username(user);
        update.user_attributes(name).send().await?;
        if !lost.is_empty() || profile.disabled {
            self.client.admin_user_global_sign_out().user_pool_id(pool).username(user).send().await?;
        }
        if !profile.disabled {
            self.client.admin_enable_user().user_pool_id(pool).username(user).send().await?;
        }
        Ok(())
    }

    /// The roles that a sign-in's groups give; the pool has five groups, so one page has them all.
    async fn groups(&self, user: &str) -> Result<BTreeSet<Role>, SignInsError> {
        let asked = self.client.admin_list_groups_for_user().user_pool_id(&self.pool).username(user);
        let groups = asked.send().await?.groups.unwrap_or_default();
        let roles = groups.iter().filter_map(|group| group.group_name()?.parse().ok());
        Ok(roles.filter(|role| OFFICIAL_ROLES.contains(role)).collect())
    }
}

fn attribute(name: &str, value: &str) -> Result<AttributeType, SignInsError> {
    let built = AttributeType::builder().name(name).value(value).build();
    built.map_err(|error| SignInsError::Service(error.to_string()))
}

fn value<'a>(attributes: &'a [AttributeType], name: &str) -> Option<&'a str> {
    attributes.iter().find(|attribute| attribute.name() == name).and_then(AttributeType::value)
}

fn subject(attributes: &[AttributeType]) -> Result<OfficialId, SignInsError> {
    let subject = value(attributes, "sub").and_then(|sub| sub.parse().ok());
    subject.ok_or_else(|| SignInsError::Service("a user without a subject".to_owned()))
}

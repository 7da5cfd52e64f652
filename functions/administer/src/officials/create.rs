//! `POST /agency/officials`: a sign-in, and what its holder may do.

use api::{Answer, Call, Problem, contract::RoleName};
use certification::{
    AgencyId, OfficialId, administration::AdministrationAction, agency::Profile, identifier::EmailAddress,
};
use records::Line;
use serde::Deserialize;
use serde_json::Value;
use sign_ins::{NewSignIn, SignInsError};
use utoipa::ToSchema;

use super::{
    PERSONAL, admins_after, decisions, name, refused, roles, settle::settle, title::TitleBody,
    username_taken, view::OfficialView,
};
use crate::{Services, line, scope, text};

/// A new official.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateOfficialBody {
    /// The name to sign in with, for ever; one for the whole country.
    #[schema(example = "an.nguyen", pattern = "^[a-z0-9][a-z0-9._-]{2,63}$")]
    username: String,
    /// Họ và tên.
    #[schema(example = "Nguyễn Thử Nghiệm", min_length = 1, max_length = 100)]
    name: String,
    /// Where the invitation goes.
    #[schema(example = "an@anbinhmoi.example.vn")]
    email: String,
    /// What the official may do.
    #[schema(value_type = Vec<RoleName>)]
    roles: Vec<String>,
    /// Chức danh and right to sign.
    title: Option<TitleBody>,
    /// The identifier that the certificate must carry.
    #[schema(example = "CCCD:001099000001")]
    subject: Option<String>,
}

/// Gives an official a sign-in and roles. The same call again answers the same; after a crash it goes on.
#[utoipa::path(
    post,
    path = "/agency/officials",
    operation_id = "createOfficial",
    params(scope::AgencyQuery),
    request_body = CreateOfficialBody,
    responses((status = 201, description = "The official.", body = OfficialView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "no-sign-in", "not-found", "own-admin-role", "username-taken"])),
    ),
)]
pub(crate) async fn create(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    let body: CreateOfficialBody = call.json()?;
    let new = NewSignIn {
        username: text::username(&body.username)?,
        name: name(&body.name)?,
        email: body.email.parse()?,
        agency: agency.id.clone(),
    };
    let roles = roles(&body.roles)?;
    let subject = body.subject.as_deref().map(text::subject).transpose()?;
    let title = match &body.title {
        Some(title) => Some(title.checked(&services.records.officials(&agency.id).await?)?),
        None => None,
    };
    let (id, found) = sign_in(services, &new).await?;
    let wanted = Profile {
        title,
        subject,
        ..Profile::new(id, agency.id.clone(), new.username.clone(), new.name.clone(), roles)
    };
    let profile = match services.records.profile(&agency.id, &wanted.id).await? {
        Some(stored) if decisions(&stored)? == decisions(&wanted)? => stored,
        Some(_) => return Err(username_taken()),
        None => record(services, call, &wanted, found.then_some(&new.email)).await?,
    };
    let email = Some(new.email.as_str().to_owned());
    settle(services, call, profile, |profile| {
        Answer::created(&OfficialView::of(profile)?.reached_at(email.clone()))
    })
    .await
}

/// The new sign-in, or the one of that name that an earlier call has made for this agency; and whether it
/// was found.
async fn sign_in(services: &Services, new: &NewSignIn) -> Result<(OfficialId, bool), Problem> {
    match services.sign_ins.create(new).await {
        Ok(id) => Ok((id, false)),
        Err(SignInsError::Taken) => {
            let found = services.sign_ins.find(&new.username).await.map_err(refused)?;
            let of_agency = |agency: &Option<AgencyId>| agency.as_ref() == Some(&new.agency);
            let found = found.filter(|sign_in| of_agency(&sign_in.agency)).ok_or_else(username_taken)?;
            Ok((found.id, true))
        }
        Err(error) => Err(refused(error)),
    }
}

async fn record(
    services: &Services,
    call: &Call,
    wanted: &Profile,
    email: Option<&EmailAddress>,
) -> Result<Profile, Problem> {
    let admins = admins_after(services, call, wanted).await?;
    if let Some(email) = email {
        services.sign_ins.reach(&wanted.id, email).await.map_err(refused)?;
    }
    let fields = line::fields(&Value::Null, &decisions(wanted)?, &PERSONAL)?;
    let entry = line::entry(
        services,
        call,
        AdministrationAction::CreateOfficial,
        Some(wanted.id.to_string()),
        fields,
    );
    // The sign-in has to follow; the answer is stored with what says that it has.
    let line = Line { agency: &wanted.agency, entry: &entry, reply: None };
    Ok(services.records.change_official(wanted, admins.as_ref(), line).await?)
}

//! `PATCH /agency/officials/{official}`: name, roles, title and right, certificate's subject, address;
//! disabling and enabling.

use api::{Answer, Call, Problem, contract::RoleName};
use certification::{
    administration::{AdministrationAction, AdministrationField, FieldChange},
    agency::Profile,
    identifier::EmailAddress,
};
use records::{Line, Versioned as _};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    PERSONAL, admins_after, decisions, load, name, read::OfficialPath, refused, roles, settle::settle,
    title::TitleBody, view::OfficialView,
};
use crate::{Services, line, scope, text};

/// What to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeOfficialBody {
    /// The version that was seen.
    version: u64,
    /// Họ và tên.
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Where the official is reached.
    email: Option<String>,
    /// What the official may do, all of it.
    #[schema(value_type = Option<Vec<RoleName>>)]
    roles: Option<Vec<String>>,
    /// `true` locks the official out, `false` lets the official in again.
    disabled: Option<bool>,
    /// Chức danh and right to sign.
    title: Option<TitleBody>,
    /// The identifier that the certificate must carry; another one unbinds the certificate.
    subject: Option<String>,
}

/// Changes an official. Tokens of before run out within the hour; whoever was disabled, and an
/// administrator who no longer is one, is stopped at once.
#[utoipa::path(
    patch,
    path = "/agency/officials/{official}",
    operation_id = "changeOfficial",
    params(OfficialPath, scope::AgencyQuery),
    request_body = ChangeOfficialBody,
    responses((status = 200, description = "The official.", body = OfficialView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["changed-meanwhile", "invalid-field", "last-admin", "no-sign-in", "own-admin-role"])),
    ),
)]
pub(crate) async fn change(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    let body: ChangeOfficialBody = call.json()?;
    let before = load(services, call, &agency.id).await?;
    let email = body.email.as_deref().map(str::parse::<EmailAddress>).transpose()?;
    let after = decided(services, &before, &body).await?;
    let mut fields = line::fields(&decisions(&before)?, &decisions(&after)?, &PERSONAL)?;
    // A repeat of a request that was cut off after its decision was stored goes on: the sign-in has to follow.
    if !(fields.is_empty() && call.is_repeated()) {
        scope::insist_on_version(body.version, before.version, "cán bộ")?;
    }
    let moved = new_address(services, &before, email.as_ref()).await?;
    if moved {
        fields.push(FieldChange { field: AdministrationField::Email, before: None, after: None });
    }
    let profile = if fields.is_empty() {
        before
    } else {
        let admins = admins_after(services, call, &after).await?;
        let entry = line::entry(
            services,
            call,
            AdministrationAction::ChangeOfficial,
            Some(after.id.to_string()),
            fields,
        );
        // Where nothing has to follow, the decision is all there is to answer.
        let answer = (after.settled && !moved).then(|| Answer::ok(&OfficialView::of(&after.stored())?));
        let reply = answer.transpose()?.and_then(|answer| call.reply(&answer));
        let line = Line { agency: &agency.id, entry: &entry, reply: reply.as_ref() };
        services.records.change_official(&after, admins.as_ref(), line).await?
    };
    if let Some(email) = email.filter(|_| moved) {
        services.sign_ins.reach(&profile.id, &email).await.map_err(refused)?;
    }
    settle(services, call, profile, |profile| Answer::ok(&OfficialView::of(profile)?)).await
}

async fn decided(
    services: &Services,
    before: &Profile,
    body: &ChangeOfficialBody,
) -> Result<Profile, Problem> {
    let mut after = before.clone();
    if let Some(given) = &body.name {
        after.name = name(given)?;
    }
    if let Some(given) = &body.roles {
        after.roles = roles(given)?;
    }
    if let Some(given) = &body.title {
        after.title = Some(given.checked(&services.records.officials(&before.agency).await?)?);
    }
    if let Some(given) = &body.subject {
        let subject = Some(text::subject(given)?);
        if subject != after.subject {
            // The bound certificate carries the other one.
            after = Profile { subject, certificate: None, challenge: None, ..after };
        }
    }
    after.disabled = body.disabled.unwrap_or(before.disabled);
    let of_sign_in = |profile: &Profile| (profile.name.clone(), profile.roles.clone(), profile.disabled);
    after.settled &= of_sign_in(&after) == of_sign_in(before);
    Ok(after)
}

/// Whether the pool has another address than the one given.
async fn new_address(
    services: &Services,
    official: &Profile,
    email: Option<&EmailAddress>,
) -> Result<bool, Problem> {
    let Some(email) = email else { return Ok(false) };
    let sign_in = services.sign_ins.find(official.id.as_str()).await.map_err(refused)?;
    Ok(sign_in.and_then(|sign_in| sign_in.email).as_deref() != Some(email.as_str()))
}

//! Who administers, and which agency.

use api::{Call, Problem, acting};
use certification::{AgencyId, Role, agency::Agency};
use utoipa::IntoParams;

use crate::Services;

/// The query parameter by which the centre names an agency.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameter only; `agency` below reads it")]
pub(crate) struct AgencyQuery {
    /// Identifier of the agency; the caller's own when left out. Another one is there for the centre only.
    #[param(example = "an-binh-moi", max_length = 40, pattern = "^[A-Za-z0-9-]{1,40}$")]
    agency: Option<String>,
}

/// A caller who administers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Admin {
    /// Whether for the whole country.
    pub(crate) centre: bool,
}

/// Insists on an administrator. Where the table knows the caller, the table decides: a role that was taken
/// away is gone at once.
pub(crate) async fn admin(services: &Services, call: &Call) -> Result<Admin, Problem> {
    call.caller.must_be(&[Role::Admin])?;
    acting::must_act(&services.records, call).await?;
    let caller = &call.caller;
    let profile = services.records.profile(&caller.agency, &caller.official.id).await?;
    if profile.is_some_and(|profile| !profile.acts_as(Role::Admin)) {
        return Err(Problem::wrong_role(&[Role::Admin]));
    }
    Ok(Admin { centre: caller.agency == services.centre })
}

/// Insists on an administrator of the centre.
pub(crate) async fn centre(services: &Services, call: &Call) -> Result<Admin, Problem> {
    let admin = admin(services, call).await?;
    if admin.centre {
        return Ok(admin);
    }
    Err(Problem::new(
        403,
        "centre-only",
        "Không có quyền",
        "Việc này dành cho quản trị của cơ quan trung ương. Liên hệ cơ quan trung ương nếu cần thay đổi.",
    ))
}

/// The agency that an administrator's call is about: the caller's own, or the one that the centre names.
pub(crate) async fn agency(services: &Services, call: &Call) -> Result<Agency, Problem> {
    let admin = admin(services, call).await?;
    let named = match call.query::<String>("agency")? {
        Some(named) => named.parse().map_err(|_| Problem::not_found("đơn vị"))?,
        None => call.caller.agency.clone(),
    };
    of(services, call, admin, &named).await
}

/// An agency by its identifier, if the caller may see it.
pub(crate) async fn of(
    services: &Services,
    call: &Call,
    admin: Admin,
    id: &AgencyId,
) -> Result<Agency, Problem> {
    if !admin.centre && *id != call.caller.agency {
        return Err(Problem::not_found("đơn vị"));
    }
    services.records.agency(id).await?.ok_or_else(|| Problem::not_found("đơn vị"))
}

/// Refuses a caller who decided on an older version than the stored one.
pub(crate) fn insist_on_version(seen: u64, stored: u64, what: &str) -> Result<(), Problem> {
    if seen == stored {
        return Ok(());
    }
    Err(Problem::changed_meanwhile(what).with_facts(serde_json::json!({ "version": stored })))
}

/// How many things a page is to have; 100 when the caller does not say.
pub(crate) fn limit(call: &Call, most: i32) -> Result<i32, Problem> {
    let limit = call.query::<i32>("limit")?.unwrap_or(100);
    if (1..=most).contains(&limit) {
        return Ok(limit);
    }
    Err(Problem::malformed(format!("Tham số limit từ 1 đến {most}.")))
}

/// The version that a caller who sends no body has seen.
pub(crate) fn version(call: &Call) -> Result<u64, Problem> {
    let version = call.query::<u64>("version")?;
    version.ok_or_else(|| Problem::malformed("Thiếu tham số version: phiên bản đã xem."))
}

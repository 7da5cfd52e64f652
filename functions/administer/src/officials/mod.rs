//! Officials: who they are, what they may do, in whose right they sign.
//!
//! An official is written in two places that no transaction joins: the table says what was decided, the pool
//! (Cognito) lets people in and puts their roles into their tokens. The order makes every point of a crash
//! harmless, and the next call goes on from it:
//!
//! 1. *Founding*: the sign-in is made first, in no group. If nothing follows, somebody can sign in who may
//!    do nothing. The same call again finds the sign-in by its name, in this agency and not yet recorded,
//!    and goes on with it.
//! 2. The decision is written to the table with its line of history, not yet `settled`. If nothing follows,
//!    the official has the roles of before (none, when new), the administrator sees that the decision has
//!    not arrived, and any further change of the official carries it out.
//! 3. The sign-in follows: it is disabled and groups are taken away before any are given, so that an end in
//!    between leaves too little and never too much. Doing it again changes nothing.
//! 4. The table says `settled`, under the version that was carried out. Who finds another version has been
//!    overtaken by another decision, and carries that one out.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod invite;
pub(crate) mod list;
pub(crate) mod read;
mod settle;
mod title;
pub(crate) mod unbind;
mod view;

use std::collections::BTreeSet;

use api::{Call, Problem};
use certification::{
    AgencyId, Role,
    administration::{Admins, LastAdmin},
    agency::Profile,
};
use pdf_signing::increment::statement::Statement;
use serde_json::{Value, json};
use sign_ins::{OFFICIAL_ROLES, SignInsError};

use crate::{Services, text};

/// Fields of which the history keeps only the names.
const PERSONAL: [&str; 4] = ["name", "username", "email", "subject"];

/// The official of the path, of an agency that the caller may see.
async fn load(services: &Services, call: &Call, agency: &AgencyId) -> Result<Profile, Problem> {
    let id = call.path("official", "cán bộ")?;
    services.records.profile(agency, &id).await?.ok_or_else(|| Problem::not_found("cán bộ"))
}

/// Roles by their names.
fn roles(given: &[String]) -> Result<BTreeSet<Role>, Problem> {
    let role = |name: &String| {
        let role = name.parse().ok().filter(|role| OFFICIAL_ROLES.contains(role));
        role.ok_or_else(|| {
            Problem::field("roles", "Vai trò là officer, signer, clerk hoặc admin. Chọn lại vai trò.")
        })
    };
    given.iter().map(role).collect()
}

/// An official's name, as it is printed under the signature.
fn name(given: &str) -> Result<String, Problem> {
    let name = text::line("name", "Nhập họ và tên, tối đa 100 ký tự.", given, 100)?;
    text::drawable(&Statement { name: name.clone(), ..text::usual_page() }, "name")?;
    Ok(name)
}

/// The administrators after a decision: `None` when they stay the same.
async fn admins_after(services: &Services, call: &Call, after: &Profile) -> Result<Option<Admins>, Problem> {
    let caller = &call.caller;
    let acting = (caller.agency == after.agency).then_some(&caller.official.id);
    if acting == Some(&after.id) && !after.acts_as(Role::Admin) {
        return Err(Problem::conflict(
            "own-admin-role",
            "Không tự bỏ vai trò quản trị hay tự khóa tài khoản của mình được. Nhờ một quản trị khác.",
        ));
    }
    let admins = services.records.admins(&after.agency).await?;
    admins.after(after, acting).map_err(|LastAdmin| {
        Problem::conflict(
            "last-admin",
            "Đây là quản trị cuối cùng của đơn vị. Giao vai trò quản trị cho người khác trước.",
        )
    })
}

/// What was decided about an official, as the history compares it.
fn decisions(profile: &Profile) -> Result<Value, Problem> {
    Ok(json!({
        "name": profile.name,
        "username": profile.username,
        "roles": profile.roles,
        "disabled": profile.disabled,
        "title": crate::line::value(&profile.title)?,
        "subject": profile.subject,
    }))
}

/// The pool's errors as problems.
#[expect(clippy::needless_pass_by_value, reason = "`map_err` gives the error away")]
fn refused(error: SignInsError) -> Problem {
    match error {
        SignInsError::Taken => username_taken(),
        SignInsError::Unknown => Problem::conflict(
            "no-sign-in",
            "Tài khoản đăng nhập của cán bộ này không còn. Lập tài khoản mới cho cán bộ.",
        ),
        SignInsError::SignedIn => already_signed_in(),
        SignInsError::Busy => Problem::contended(),
        SignInsError::Refused(_) => Problem::unexpected(&error),
        SignInsError::Service(_) => {
            tracing::error!(cause = %error, "the pool of sign-ins did not answer");
            Problem::unavailable()
        }
    }
}

fn already_signed_in() -> Problem {
    Problem::conflict(
        "already-signed-in",
        "Cán bộ này đã đăng nhập và đặt mật khẩu, nên không cần lời mời nữa. Nếu quên mật khẩu, cán bộ tự đặt lại ở trang đăng nhập.",
    )
}

fn username_taken() -> Problem {
    Problem::conflict("username-taken", "Tên đăng nhập này đã có người dùng. Chọn tên khác.")
}

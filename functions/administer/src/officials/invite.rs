//! `POST /agency/officials/{official}/invitation`: the invitation did not arrive, or its password has run out.

use api::{Answer, Call, Problem};
use certification::administration::AdministrationAction;
use records::Line;
use sign_ins::SignInsError;

use super::{already_signed_in, load, read::OfficialPath, refused, view::OfficialView};
use crate::{Services, line, scope};

/// Sends an official's invitation again, with a new temporary password, until the official has signed in.
#[utoipa::path(
    post,
    path = "/agency/officials/{official}/invitation",
    operation_id = "inviteOfficial",
    params(OfficialPath, scope::AgencyQuery),
    responses((status = 200, description = "The official, with the address of the invitation.", body = OfficialView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["already-signed-in", "no-sign-in", "official-locked"])),
    ),
)]
pub(crate) async fn invite(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let agency = scope::agency(services, call).await?;
    let official = load(services, call, &agency.id).await?;
    if official.disabled {
        return Err(Problem::conflict(
            "official-locked",
            "Tài khoản của cán bộ này đang bị khóa. Mở khóa trước khi gửi lại lời mời.",
        ));
    }
    let sign_in = services.sign_ins.find(official.id.as_str()).await.map_err(refused)?;
    let sign_in = sign_in.ok_or_else(|| refused(SignInsError::Unknown))?;
    if !sign_in.invited {
        return Err(already_signed_in());
    }
    // Who asked for it is written first: a mail that nobody asked for would be worse than a line without one.
    let entry = line::entry(
        services,
        call,
        AdministrationAction::InviteOfficial,
        Some(official.id.to_string()),
        Vec::new(),
    );
    services.records.note_administration(Line { agency: &agency.id, entry: &entry, reply: None }).await?;
    services.sign_ins.invite_again(&official.username).await.map_err(refused)?;
    Answer::ok(&OfficialView::of(&official)?.reached_at(sign_in.email))
}

//! Making the sign-in what was decided.

use api::{Answer, Call, Problem};
use certification::agency::Profile;
use records::{RecordsError, Versioned as _};

use super::refused;
use crate::Services;

/// How often a decision that overtakes this one is carried out in its place.
const TRIES: u32 = 5;

/// Lets the sign-in follow the stored decision, then says so, with the answer that shows it.
pub(super) async fn settle(
    services: &Services,
    call: &Call,
    decided: Profile,
    view: impl Fn(&Profile) -> Result<Answer, Problem>,
) -> Result<Answer, Problem> {
    let mut profile = decided;
    for _ in 0..TRIES {
        if profile.settled {
            return view(&profile);
        }
        services.sign_ins.follow(&profile).await.map_err(refused)?;
        let settled = Profile { settled: true, ..profile.clone() };
        let answer = view(&settled.stored())?;
        match services.records.save_profile_replying(&settled, call.reply(&answer).as_ref()).await {
            Ok(_) => return Ok(answer),
            Err(RecordsError::Conflict) => {
                let (agency, id) = (&profile.agency, &profile.id);
                let stored = services.records.profile(agency, id).await?;
                // What was just carried out may be older than what another call has settled meanwhile.
                let stored = stored.ok_or_else(|| Problem::not_found("cán bộ"))?;
                profile = Profile { settled: false, ..stored };
            }
            Err(error) => return Err(error.into()),
        }
    }
    Err(Problem::contended())
}

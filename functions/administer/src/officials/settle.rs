//! Making the sign-in what was decided.

use api::Problem;
use certification::agency::Profile;
use records::RecordsError;

use super::refused;
use crate::Services;

/// How often a decision that overtakes this one is carried out in its place.
const TRIES: u32 = 5;

/// Lets the sign-in follow the stored decision, then says so.
pub(super) async fn settle(services: &Services, decided: Profile) -> Result<Profile, Problem> {
    let mut profile = decided;
    for _ in 0..TRIES {
        if profile.settled {
            return Ok(profile);
        }
        services.sign_ins.follow(&profile).await.map_err(refused)?;
        let settled = Profile { settled: true, ..profile.clone() };
        match services.records.save_profile(&settled).await {
            Ok(profile) => return Ok(profile),
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

//! Agencies and the settings of their officials.

use certification::{
    AgencyId, OfficialId,
    agency::{Agency, Profile},
};

use crate::{
    Records,
    attempts::Reply,
    error::RecordsError,
    keys,
    store::{self, Expect, Item},
    versioned::Versioned as _,
};

impl Records {
    /// Reads an agency.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn agency(&self, agency: &AgencyId) -> Result<Option<Agency>, RecordsError> {
        self.get(&keys::agency(agency)).await
    }

    /// Stores an agency; version 0 is a new one.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when it has changed since it was read.
    pub async fn save_agency(&self, agency: &Agency) -> Result<Agency, RecordsError> {
        self.save_agency_replying(agency, None).await
    }

    /// As [`Self::save_agency`], with the answer to the request that asks for it.
    ///
    /// # Errors
    /// As there.
    pub async fn save_agency_replying(
        &self,
        agency: &Agency,
        reply: Option<&Reply>,
    ) -> Result<Agency, RecordsError> {
        let after = agency.stored();
        self.put_replying(agency_item(&after)?, Expect::since(agency.version), reply).await?;
        Ok(after)
    }

    /// Reads an official's settings.
    ///
    /// # Errors
    /// When the table does not answer or the item cannot be read.
    pub async fn profile(
        &self,
        agency: &AgencyId,
        official: &OfficialId,
    ) -> Result<Option<Profile>, RecordsError> {
        self.get(&keys::profile(agency, official)).await
    }

    /// Stores an official's settings; version 0 are new ones.
    ///
    /// # Errors
    /// [`RecordsError::Conflict`] when they have changed since they were read.
    pub async fn save_profile(&self, profile: &Profile) -> Result<Profile, RecordsError> {
        self.save_profile_replying(profile, None).await
    }

    /// As [`Self::save_profile`], with the answer to the request that asks for it.
    ///
    /// # Errors
    /// As there.
    pub async fn save_profile_replying(
        &self,
        profile: &Profile,
        reply: Option<&Reply>,
    ) -> Result<Profile, RecordsError> {
        let after = profile.stored();
        self.put_replying(profile_item(&after)?, Expect::since(profile.version), reply).await?;
        Ok(after)
    }
}

pub(crate) fn agency_item(agency: &Agency) -> Result<Item, RecordsError> {
    let place = keys::agency_place(&agency.id);
    store::item(&keys::agency(&agency.id), "agency", agency.version, Some(&place), agency)
}

pub(crate) fn profile_item(profile: &Profile) -> Result<Item, RecordsError> {
    let place = keys::official_place(&profile.agency, &profile.username, &profile.id);
    let key = keys::profile(&profile.agency, &profile.id);
    store::item(&key, "profile", profile.version, Some(&place), profile)
}

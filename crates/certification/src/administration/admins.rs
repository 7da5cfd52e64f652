//! The administrators of an agency, kept in one place so that two who remove each other at the same moment
//! do not both succeed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{agency::Profile, ids::OfficialId, official::Role};

/// Who administers an agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admins {
    /// Those who are recorded and may act.
    officials: BTreeSet<OfficialId>,
    /// Counts the writes.
    pub version: u64,
}

/// Without this one nobody would administer the agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the last administrator of the agency")]
pub struct LastAdmin;

impl Admins {
    /// Whether somebody is one of them.
    #[must_use]
    pub fn has(&self, official: &OfficialId) -> bool {
        self.officials.contains(official)
    }

    /// The administrators after an official has changed; `None` when they stay the same. `acting`, the
    /// administrator of the same agency who makes the change, is one of them, recorded or not: the first one
    /// of an installation was made by hand.
    ///
    /// # Errors
    /// [`LastAdmin`] when the change leaves none.
    pub fn after(&self, official: &Profile, acting: Option<&OfficialId>) -> Result<Option<Self>, LastAdmin> {
        let mut officials = self.officials.clone();
        let removed = if official.acts_as(Role::Admin) {
            officials.insert(official.id.clone());
            false
        } else {
            officials.remove(&official.id)
        };
        officials.extend(acting.filter(|acting| **acting != official.id).cloned());
        if removed && officials.is_empty() {
            return Err(LastAdmin);
        }
        Ok((officials != self.officials).then_some(Self { officials, version: self.version }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn official(id: &str, roles: &[Role]) -> Profile {
        let roles = roles.iter().copied().collect();
        Profile::new(id.parse().unwrap(), "an-binh".parse().unwrap(), id.to_owned(), id.to_owned(), roles)
    }

    fn of(ids: &[&str]) -> Admins {
        Admins { officials: ids.iter().map(|id| id.parse().unwrap()).collect(), version: 1 }
    }

    #[test]
    fn who_gets_the_role_is_an_administrator_and_who_loses_it_is_none() {
        let admins = of(&["an"]);
        assert_eq!(admins.after(&official("binh", &[Role::Admin]), None), Ok(Some(of(&["an", "binh"]))));
        assert_eq!(of(&["an", "binh"]).after(&official("binh", &[Role::Clerk]), None), Ok(Some(of(&["an"]))));
        assert_eq!(admins.after(&official("binh", &[Role::Clerk]), None), Ok(None));
    }

    #[test]
    fn the_last_administrator_stays() {
        assert_eq!(of(&["an"]).after(&official("an", &[]), None), Err(LastAdmin));
        let disabled = Profile { disabled: true, ..official("an", &[Role::Admin]) };
        assert_eq!(of(&["an"]).after(&disabled, None), Err(LastAdmin));
    }

    #[test]
    fn an_administrator_who_was_made_by_hand_counts_while_acting() {
        let (hand, last) = ("tay".parse().unwrap(), official("an", &[]));
        assert_eq!(of(&["an"]).after(&last, Some(&hand)), Ok(Some(of(&["tay"]))));
        // Acting on oneself does not keep oneself.
        assert_eq!(of(&["an"]).after(&last, Some(&last.id)), Err(LastAdmin));
    }
}

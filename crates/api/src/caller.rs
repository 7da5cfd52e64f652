//! Who calls: taken from the claims that the JWT authorizer has checked.

use std::collections::HashMap;

use certification::{AgencyId, Official, Role};

use crate::problem::Problem;

/// The signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Who.
    pub official: Official,
    /// The agency they work for.
    pub agency: AgencyId,
    /// What they may do.
    pub roles: Vec<Role>,
}

impl Caller {
    /// Reads the claims `sub`, `name`, `custom:agency` and `cognito:groups`.
    ///
    /// # Errors
    /// 403 when a claim is missing or means nothing here: signed in, but to nothing of ours.
    pub fn from_claims(claims: &HashMap<String, String>) -> Result<Self, Problem> {
        let claim = |name: &str| claims.get(name).map(String::as_str).filter(|value| !value.is_empty());
        let id = claim("sub").and_then(|sub| sub.parse().ok());
        let agency = claim("custom:agency").and_then(|agency| agency.parse().ok());
        let (Some(id), Some(agency)) = (id, agency) else {
            return Err(Problem::new(
                403,
                "no-agency",
                "Chưa được phân quyền",
                "Tài khoản chưa được gắn với đơn vị nào. Liên hệ quản trị của đơn vị.",
            ));
        };
        let name = claim("name").or_else(|| claim("cognito:username")).unwrap_or_default().to_owned();
        let roles = claim("cognito:groups").map(roles).unwrap_or_default();
        Ok(Self { official: Official { id, name }, agency, roles })
    }

    /// Insists on one of some roles.
    ///
    /// # Errors
    /// 403 that names the roles.
    pub fn must_be(&self, allowed: &[Role]) -> Result<(), Problem> {
        if self.roles.iter().any(|role| allowed.contains(role)) {
            return Ok(());
        }
        Err(Problem::wrong_role(allowed))
    }

    /// The role in which the caller does something that `allowed` may do; kept in the history.
    #[must_use]
    pub fn acting_as(&self, allowed: &[Role]) -> Option<Role> {
        allowed.iter().copied().find(|role| self.roles.contains(role))
    }
}

/// The groups claim: an HTTP API writes the list as `[officer signer]`, other issuers with commas or quotes.
pub(crate) fn roles(claim: &str) -> Vec<Role> {
    claim
        .split(|c: char| matches!(c, '[' | ']' | ',' | '"') || c.is_whitespace())
        .filter_map(|group| group.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(groups: &str) -> HashMap<String, String> {
        [
            ("sub", "a1-b2"),
            ("name", "Nguyễn Văn An"),
            ("custom:agency", "an-binh"),
            ("cognito:groups", groups),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
    }

    #[test]
    fn roles_are_read_however_the_list_is_written() {
        for groups in
            ["[officer signer]", "[\"officer\",\"signer\"]", "officer,signer", "officer signer other"]
        {
            let caller = Caller::from_claims(&claims(groups)).unwrap();
            assert_eq!(caller.roles, [Role::Officer, Role::Signer], "{groups}");
        }
    }

    #[test]
    fn somebody_without_an_agency_is_told_so() {
        let mut claims = claims("[officer]");
        claims.remove("custom:agency");
        assert_eq!(Caller::from_claims(&claims).unwrap_err().code, "no-agency");
    }

    #[test]
    fn a_caller_in_another_role_is_told_whose_work_it_is() {
        let caller = Caller::from_claims(&claims("[officer]")).unwrap();
        assert!(caller.must_be(&[Role::Officer, Role::Signer]).is_ok());
        let problem = caller.must_be(&[Role::Clerk]).unwrap_err();
        assert_eq!((problem.status, problem.code), (403, "wrong-role"));
        assert!(problem.detail.contains("văn thư"));
    }
}

//! `GET /me`: who is signed in, with roles, agency and what is set up for signing.

use api::{Answer, Call, Problem, contract::RoleName};
use certification::{DocumentType, Role, agency::Profile, statement::SignerTitle, time};
use desk::binding::{self, CertificateView};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Services, delegation::DelegationView};

/// The signed-in official.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "name": "Phạm Thị Dung",
    "roles": ["signer"],
    "agency": "an-binh",
    "agency_name": "Ủy ban nhân dân phường An Bình",
    "title": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "has_signature_image": true,
    "has_seal_image": true,
}))]
pub struct MeView {
    /// Họ và tên.
    pub name: String,
    /// Roles: `officer`, `signer`, `clerk`, ….
    #[schema(value_type = Vec<RoleName>)]
    pub roles: Vec<String>,
    /// Identifier of the agency.
    pub agency: String,
    /// Its name.
    pub agency_name: String,
    /// What stands above the signature today; empty for somebody who signs nothing.
    pub title: Vec<String>,
    /// Why there is no right to sign today, when a delegation does not hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no_right: Option<String>,
    /// The document by which the caller signs in the head's place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delegation: Option<DelegationView>,
    /// The bound certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateView>,
    /// Whether a signature image is set up.
    pub has_signature_image: bool,
    /// The agency's bound certificate, for those who seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency_certificate: Option<CertificateView>,
    /// Whether the seal's image is set up.
    pub has_seal_image: bool,
}

/// Who is signed in, and what is set up for signing.
#[utoipa::path(
    get,
    path = "/me",
    operation_id = "readMe",
    responses((status = 200, description = "The signed-in official.", body = MeView)),
    extensions(
        ("x-roles" = json!([])),
        ("x-problems" = json!(["not-found"])),
    ),
)]
pub(crate) async fn read(services: &Services, call: &Call) -> Result<Answer, Problem> {
    let caller = &call.caller;
    let agency =
        services.records.agency(&caller.agency).await?.ok_or_else(|| Problem::not_found("đơn vị"))?;
    let profile = services.records.profile(&caller.agency, &caller.official.id).await?;
    let today = time::day(services.clock.now());
    let title = profile.as_ref().and_then(|profile| profile.title.as_ref());
    let delegation = title.and_then(|title| DelegationView::of(&title.right, today));
    let (title, no_right) = match title.map(|title| title.lines_on(today)) {
        Some(Ok(lines)) => (lines, None),
        Some(Err(outside)) => (Vec::new(), Some(Problem::from(outside).detail)),
        None => (Vec::new(), None),
    };
    let certificate = profile.as_ref().and_then(|profile| profile.certificate.as_ref());
    Answer::ok(&MeView {
        name: profile.as_ref().map_or_else(|| caller.official.name.clone(), |profile| profile.name.clone()),
        roles: caller.roles.iter().map(ToString::to_string).collect(),
        agency: agency.id.to_string(),
        agency_name: agency.name,
        title,
        no_right,
        delegation,
        certificate: certificate.map(binding::view).transpose()?,
        has_signature_image: profile.is_some_and(|profile| profile.signature_image.is_some()),
        agency_certificate: agency.certificate.as_ref().map(binding::view).transpose()?,
        has_seal_image: agency.seal_image.is_some(),
    })
}

/// The profile of a caller who signs.
pub(crate) async fn signer(services: &Services, call: &Call) -> Result<Profile, Problem> {
    call.caller.must_be(&[Role::Signer])?;
    services.records.profile(&call.caller.agency, &call.caller.official.id).await?.ok_or_else(|| {
        Problem::new(
            403,
            "no-profile",
            "Chưa có hồ sơ người ký",
            "Quản trị chưa lập hồ sơ người ký cho tài khoản này. Liên hệ quản trị của đơn vị.",
        )
    })
}

/// Title and right of somebody who signs a document of that type on `day`; asked for again when the
/// signature comes back, because a delegation may have ended or been changed in between.
pub(crate) fn position<'a>(
    profile: &'a Profile,
    day: Date,
    document_type: &DocumentType,
) -> Result<&'a SignerTitle, Problem> {
    let title = profile.title.as_ref().ok_or_else(|| {
        Problem::new(
            403,
            "no-title",
            "Chưa có chức danh",
            "Quản trị chưa ghi chức danh và thẩm quyền ký của bạn. Liên hệ quản trị của đơn vị.",
        )
    })?;
    title.lines_for(day, &document_type.code)?;
    Ok(title)
}

#[cfg(test)]
mod tests {
    use certification::{
        Delegation,
        delegation::Scope,
        statement::{SignerTitle, SigningRight},
    };
    use jiff::civil::date;

    use super::*;

    fn profile(title: Option<SignerTitle>) -> Profile {
        let (id, agency) = ("signer".parse().unwrap(), "an-binh".parse().unwrap());
        let name = "Nguyễn Văn An".to_owned();
        Profile { title, ..Profile::new(id, agency, "signer".to_owned(), name, [Role::Signer].into()) }
    }

    #[test]
    fn a_signer_without_a_title_or_outside_the_delegation_is_refused() {
        let right = SigningRight::Delegated(Delegation {
            number: "12/QĐ-UBND".to_owned(),
            by: "Nguyễn Thử Nghiệm".to_owned(),
            from: date(2026, 7, 1),
            until: date(2026, 12, 31),
            scope: Scope::Types { codes: vec!["ho-chieu".to_owned()] },
        });
        let delegated =
            profile(Some(SignerTitle { right, head: "Chủ tịch".into(), own: "Công chức".into() }));
        let kind = |code: &str| DocumentType { code: code.to_owned(), name: code.to_owned() };
        let lines = position(&delegated, date(2026, 12, 31), &kind("ho-chieu")).unwrap().lines();
        assert_eq!(lines, ["TUQ. CHỦ TỊCH", "CÔNG CHỨC"]);
        let refused =
            |profile: &Profile, day, code: &str| position(profile, day, &kind(code)).unwrap_err().code;
        assert_eq!(refused(&delegated, date(2027, 1, 1), "ho-chieu"), "outside-delegation");
        assert_eq!(refused(&delegated, date(2026, 12, 31), "khac"), "outside-delegation-scope");
        assert_eq!(refused(&profile(None), date(2026, 12, 31), "khac"), "no-title");
    }
}

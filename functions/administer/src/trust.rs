//! `GET` and `POST /trust`, `DELETE /trust/{fingerprint}`: whose certificates are believed.
//!
//! Roots of government signatures and of public ones are kept apart; intermediates serve both. Only the
//! centre changes them, and each change stands in the centre's history.

use api::{Answer, Call, Problem};
use certification::{administration::AdministrationAction, time};
use jiff::Timestamp;
use pdf_signing::cms::{Certificate, Family, TrustStore, trust::TrustStoreError};
use records::{Line, TrustRecord, Versioned as _};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};

use crate::{Services, line, scope};

/// Certificates that one list takes.
const MOST_CERTIFICATES: usize = 100;
/// A certificate is a few kilobytes.
const LONGEST_PEM: usize = 100_000;

/// The parameter of `/trust/{fingerprint}`.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "describes the parameter only; `Call::path` reads it")]
pub(crate) struct FingerprintPath {
    /// SHA-256 of the certificate, lower-case hexadecimal.
    #[param(
        example = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        pattern = "^[0-9a-f]{64}$"
    )]
    fingerprint: String,
}

/// Which authorities are believed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrustView {
    /// Roots of government signatures (chữ ký số chuyên dùng công vụ).
    government: Vec<AuthorityView>,
    /// Roots of public signatures.
    public: Vec<AuthorityView>,
    /// Authorities between a root and an official, which many tokens do not carry.
    intermediates: Vec<AuthorityView>,
    /// Counts the changes; 0 when nothing was ever set.
    #[schema(example = 2)]
    version: u64,
}

/// The certificate of an authority.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "subject": "Cơ quan chứng thực số mẫu",
    "issuer": "Cơ quan chứng thực số mẫu",
    "serial": "01",
    "not_before": "2026-01-01T00:00:00+07:00",
    "not_after": "2036-12-31T23:59:59+07:00",
    "fingerprint": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
}))]
pub(crate) struct AuthorityView {
    /// Common name of the subject.
    subject: String,
    /// Common name of the issuer; the same for a root.
    issuer: String,
    /// Serial number, hexadecimal.
    serial: String,
    /// First instant: ISO 8601 with `+07:00`.
    #[schema(format = DateTime)]
    not_before: String,
    /// Last instant: ISO 8601 with `+07:00`.
    #[schema(format = DateTime)]
    not_after: String,
    /// SHA-256 of the certificate.
    fingerprint: String,
}

/// Where a certificate belongs.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AuthorityKind {
    /// A root of government signatures.
    Government,
    /// A root of public signatures.
    Public,
    /// An authority below a root.
    Intermediate,
}

/// A certificate to believe.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddAuthorityBody {
    /// The version that was seen.
    version: u64,
    /// Where it belongs.
    kind: AuthorityKind,
    /// The certificate, one, as PEM.
    #[schema(
        example = "-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n",
        max_length = 100_000
    )]
    pem: String,
}

/// The authorities that are believed.
#[utoipa::path(
    get,
    path = "/trust",
    operation_id = "listTrust",
    responses((status = 200, description = "The authorities.", body = TrustView)),
    extensions(("x-roles" = json!(["admin"])), ("x-problems" = json!([]))),
)]
pub(crate) async fn list(services: &Services, call: &Call) -> Result<Answer, Problem> {
    scope::admin(services, call).await?;
    Answer::ok(&view(&services.records.trust().await?)?)
}

/// Adds an authority.
#[utoipa::path(
    post,
    path = "/trust",
    operation_id = "addTrust",
    request_body = AddAuthorityBody,
    responses((status = 201, description = "The authorities.", body = TrustView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["centre-only", "certificate-expired", "certificate-not-an-authority", "certificate-not-yet-valid", "certificate-unreadable", "changed-meanwhile", "invalid-field", "trust-exists"])),
    ),
)]
pub(crate) async fn add(services: &Services, call: &Call) -> Result<Answer, Problem> {
    scope::centre(services, call).await?;
    let body: AddAuthorityBody = call.json()?;
    let before = services.records.trust().await?;
    scope::insist_on_version(body.version, before.version, "danh sách chứng thư số gốc")?;
    let authority = authority(&body.pem, services.clock.now())?;
    let fingerprint = hex::encode(authority.fingerprint());
    let known = view(&before)?;
    let mut all = known.government.iter().chain(&known.public).chain(&known.intermediates);
    if all.any(|known| known.fingerprint == fingerprint) {
        return Err(Problem::conflict("trust-exists", "Chứng thư số này đã có trong danh sách."));
    }
    let mut after = before.clone();
    let list = match body.kind {
        AuthorityKind::Government => &mut after.government,
        AuthorityKind::Public => &mut after.public,
        AuthorityKind::Intermediate => &mut after.intermediates,
    };
    if list.len() >= MOST_CERTIFICATES {
        return Err(Problem::field("kind", "Danh sách này đã có 100 chứng thư số. Gỡ bớt rồi thêm."));
    }
    list.push(body.pem.trim().to_owned());
    let answer = Answer::created(&view(&after.stored())?)?;
    save(services, call, (&before, &after), AdministrationAction::AddTrust, fingerprint, answer).await
}

/// Believes an authority no longer: nothing is signed by certificates that only it vouches for.
#[utoipa::path(
    delete,
    path = "/trust/{fingerprint}",
    operation_id = "removeTrust",
    params(
        FingerprintPath,
        ("version" = u64, Query, description = "The version that was seen."),
    ),
    responses((status = 200, description = "The authorities that are left.", body = TrustView)),
    extensions(
        ("x-roles" = json!(["admin"])),
        ("x-problems" = json!(["centre-only", "changed-meanwhile", "malformed-request"])),
    ),
)]
pub(crate) async fn remove(services: &Services, call: &Call) -> Result<Answer, Problem> {
    scope::centre(services, call).await?;
    let fingerprint: String = call.path("fingerprint", "chứng thư số")?;
    let before = services.records.trust().await?;
    let mut after = before.clone();
    let mut removed = false;
    for list in [&mut after.government, &mut after.public, &mut after.intermediates] {
        let mut kept = Vec::new();
        for pem in std::mem::take(list) {
            if hex::encode(stored(&pem)?.fingerprint()) == fingerprint {
                removed = true;
            } else {
                kept.push(pem);
            }
        }
        *list = kept;
    }
    if !removed {
        return Err(Problem::not_found("chứng thư số"));
    }
    scope::insist_on_version(scope::version(call)?, before.version, "danh sách chứng thư số gốc")?;
    let answer = Answer::ok(&view(&after.stored())?)?;
    save(services, call, (&before, &after), AdministrationAction::RemoveTrust, fingerprint, answer).await
}

/// Reads a certificate that may be believed: one, an authority's, within its period.
fn authority(pem: &str, now: Timestamp) -> Result<Certificate, Problem> {
    if pem.len() > LONGEST_PEM || pem.matches("-----BEGIN CERTIFICATE-----").count() != 1 {
        return Err(Problem::field("pem", "Gửi đúng một chứng thư số dạng PEM, tối đa 100.000 ký tự."));
    }
    let store = TrustStore::empty().with_roots(Family::Government, pem.as_bytes());
    let store = store.map_err(|error| match error {
        TrustStoreError::Unreadable { .. } => Problem::unprocessable(
            "certificate-unreadable",
            "Không đọc được chứng thư số. Kiểm tra tệp PEM rồi gửi lại.",
        ),
        TrustStoreError::NotAnAuthority { .. } => Problem::unprocessable(
            "certificate-not-an-authority",
            "Chứng thư số này không phải của tổ chức chứng thực, nên không dùng làm gốc tin cậy được.",
        ),
    })?;
    let root =
        store.roots().first().ok_or_else(|| Problem::field("pem", "Tệp không có chứng thư số nào."))?;
    let certificate = root.certificate.clone();
    if now > certificate.not_after() {
        return Err(Problem::unprocessable(
            "certificate-expired",
            "Chứng thư số này đã hết hạn. Dùng chứng thư số còn hạn của tổ chức chứng thực.",
        ));
    }
    if now < certificate.not_before() {
        return Err(Problem::unprocessable(
            "certificate-not-yet-valid",
            "Chứng thư số này chưa đến ngày có hiệu lực.",
        ));
    }
    Ok(certificate)
}

async fn save(
    services: &Services,
    call: &Call,
    (before, after): (&TrustRecord, &TrustRecord),
    action: AdministrationAction,
    fingerprint: String,
    answer: Answer,
) -> Result<Answer, Problem> {
    let fields = line::fields(&named(before)?, &named(after)?, &[])?;
    let entry = line::entry(services, call, action, Some(fingerprint), fields);
    let reply = call.reply(&answer);
    let line = Line { agency: &services.centre, entry: &entry, reply: reply.as_ref() };
    services.records.change_trust(after, line).await?;
    Ok(answer)
}

/// The lists as the history keeps them.
fn named(trust: &TrustRecord) -> Result<serde_json::Value, Problem> {
    let list = |pems: &[String]| -> Result<Vec<_>, Problem> {
        let named = |pem: &String| {
            let AuthorityView { subject, fingerprint, .. } = shown(pem)?;
            Ok(json!({ "subject": subject, "fingerprint": fingerprint }))
        };
        pems.iter().map(named).collect()
    };
    Ok(json!({
        "government": list(&trust.government)?,
        "public": list(&trust.public)?,
        "intermediates": list(&trust.intermediates)?,
    }))
}

fn view(trust: &TrustRecord) -> Result<TrustView, Problem> {
    let list = |pems: &[String]| pems.iter().map(|pem| shown(pem)).collect::<Result<_, _>>();
    Ok(TrustView {
        government: list(&trust.government)?,
        public: list(&trust.public)?,
        intermediates: list(&trust.intermediates)?,
        version: trust.version,
    })
}

fn shown(pem: &str) -> Result<AuthorityView, Problem> {
    let certificate = stored(pem)?;
    Ok(AuthorityView {
        subject: certificate.subject_common_name().unwrap_or_default().to_owned(),
        issuer: certificate.issuer_common_name().unwrap_or_default().to_owned(),
        serial: certificate.serial_number(),
        not_before: time::iso(certificate.not_before()),
        not_after: time::iso(certificate.not_after()),
        fingerprint: hex::encode(certificate.fingerprint()),
    })
}

/// A certificate that was checked when it was stored.
fn stored(pem: &str) -> Result<Certificate, Problem> {
    Certificate::from_pem_or_der(pem.as_bytes()).map_err(|error| Problem::unexpected(&error))
}

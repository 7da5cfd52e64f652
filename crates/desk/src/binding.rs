//! Binding a certificate to the person or agency that signs with it.
//!
//! The caller signs a challenge with the token; the certificate must chain to a configured root and its
//! subject must carry the identifier that the administrator recorded. What `SignMsg` returns is settled by
//! the same answer.

use api::Problem;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::{
    agency::{BoundCertificate, Challenge},
    time,
};
use jiff::Timestamp;
use pdf_signing::cms::{Certificate, TrustStore, challenge};
use serde::{Deserialize, Serialize};
use ulid::Ulid;
use utoipa::ToSchema;

use crate::{problems, room};

/// What the desk is to sign.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "hash": "X3C/GKCGAHAW6UiwSu07ghA6Nr6kF1W2zd+vEKzjxu8=",
    "algorithm": "SHA256",
    "expires_at": "2026-11-23T09:24:00+07:00",
}))]
pub struct ChallengeView {
    /// SHA-256 of the challenge, base64: the `HashValue` of `SignMsg`.
    pub hash: String,
    /// The algorithm of the hash.
    #[schema(example = "SHA256")]
    pub algorithm: String,
    /// Until when it may be answered: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub expires_at: String,
}

/// The desk's answer to a challenge.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BindBody {
    /// What `SignMsg` returned as `Signature`, base64.
    pub signature: String,
    /// What it returned as `CertBase64`; may be left out when the signature is a CMS that holds it.
    pub certificate: Option<String>,
}

/// A certificate as shown to its holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({
    "subject": "Phạm Thị Dung",
    "issuer": "Cơ quan chứng thực số mẫu",
    "serial": "5401",
    "not_before": "2026-01-01T00:00:00+07:00",
    "not_after": "2028-12-31T23:59:59+07:00",
    "fingerprint": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
    "way": "over_hash",
}))]
pub struct CertificateView {
    /// Common name of the subject.
    pub subject: String,
    /// Common name of the issuer.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// First instant: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub not_before: String,
    /// Last instant: ISO 8601 with `+07:00`.
    #[schema(format = DateTime, example = "2026-11-23T09:14:00+07:00")]
    pub not_after: String,
    /// SHA-256 of the certificate.
    pub fingerprint: String,
    /// What the desk returns for a hash: `over_hash`, `signed_data`.
    pub way: String,
}

/// A new challenge for `who`; `nonces` make it unforeseeable.
#[must_use]
pub fn challenge_for(who: &str, nonces: [Ulid; 2], at: Timestamp) -> Challenge {
    Challenge { message: format!("chung-thuc/binding/1/{who}/{}{}", nonces[0], nonces[1]), at }
}

/// A challenge as given out.
#[must_use]
pub fn shown(challenge: &Challenge) -> ChallengeView {
    let expires_at = challenge.at.checked_add(jiff::SignedDuration::from_mins(10)).unwrap_or(challenge.at);
    ChallengeView {
        hash: STANDARD.encode(challenge::hash(challenge.message.as_bytes())),
        algorithm: "SHA256".to_owned(),
        expires_at: time::iso(expires_at),
    }
}

/// Takes the answer to a challenge.
///
/// # Errors
/// What is wrong with the challenge, the certificate, its subject or the signature.
pub fn bind(
    trust: &TrustStore,
    challenge: Option<&Challenge>,
    subject: &str,
    body: &BindBody,
    now: Timestamp,
) -> Result<BoundCertificate, Problem> {
    let challenge = challenge.filter(|challenge| challenge.holds(now)).ok_or_else(|| {
        Problem::conflict(
            "no-challenge",
            "Yêu cầu gắn chứng thư số đã quá 10 phút hoặc chưa có. Bấm gắn lại từ đầu.",
        )
    })?;
    let answer = decoded("signature", &body.signature)?;
    let certificate = certificate_of(body, &answer)?;
    let chain = trust.check(&certificate, now).map_err(|refusal| problems::certificate(&refusal))?;
    if !certificate.identifiers().iter().any(|identifier| identifier.text() == subject) {
        return Err(Problem::unprocessable(
            "certificate-other-subject",
            "Chứng thư số này cấp cho người hoặc cơ quan khác với hồ sơ của bạn. Cắm đúng thiết bị ký, hoặc nhờ quản trị sửa số định danh.",
        ));
    }
    let way = challenge::settle(challenge.message.as_bytes(), &certificate, &answer)
        .map_err(|refusal| problems::signature(&refusal))?;
    let cms_length = challenge::signed_data_length(&answer);
    room::reserve(way, &chain, cms_length)?;
    let way = serde_json::to_value(way).map_err(|error| Problem::unexpected(&error))?;
    Ok(BoundCertificate {
        der: STANDARD.encode(certificate.der()),
        fingerprint: hex::encode(certificate.fingerprint()),
        way: way.as_str().unwrap_or_default().to_owned(),
        bound_at: now,
        cms_length,
    })
}

fn certificate_of(body: &BindBody, answer: &[u8]) -> Result<Certificate, Problem> {
    match &body.certificate {
        Some(text) => Certificate::from_pem_or_der(&decoded("certificate", text)?).map_err(|_| {
            Problem::field("certificate", "Chứng thư số gửi lên không đọc được. Thử lại với dịch vụ ký.")
        }),
        None => challenge::certificate_in(answer).ok_or_else(|| {
            Problem::field("certificate", "Dịch vụ ký không gửi kèm chứng thư số. Cập nhật dịch vụ ký.")
        }),
    }
}

/// Bytes that came as base64.
pub(crate) fn decoded(field: &'static str, text: &str) -> Result<Vec<u8>, Problem> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    STANDARD.decode(compact).map_err(|_| {
        Problem::field(field, "Nội dung từ dịch vụ ký không phải base64. Thử lại, hoặc cập nhật dịch vụ ký.")
    })
}

/// The certificate that was bound.
///
/// # Errors
/// 409 when there is none.
pub fn bound(certificate: Option<&BoundCertificate>) -> Result<(Certificate, &BoundCertificate), Problem> {
    let bound = certificate.ok_or_else(|| {
        Problem::conflict(
            "no-certificate",
            "Chưa gắn chứng thư số. Mở trang cài đặt và gắn chứng thư số trước khi ký.",
        )
    })?;
    let der = STANDARD.decode(&bound.der).map_err(|error| Problem::unexpected(&error))?;
    let certificate = Certificate::from_der(&der).map_err(|error| Problem::unexpected(&error))?;
    Ok((certificate, bound))
}

/// A bound certificate as shown.
///
/// # Errors
/// When the stored certificate cannot be read.
pub fn view(stored: &BoundCertificate) -> Result<CertificateView, Problem> {
    let (certificate, bound) = bound(Some(stored))?;
    Ok(CertificateView {
        subject: certificate.subject_common_name().unwrap_or_default().to_owned(),
        issuer: certificate.issuer_common_name().unwrap_or_default().to_owned(),
        serial: certificate.serial_number(),
        not_before: time::iso(certificate.not_before()),
        not_after: time::iso(certificate.not_after()),
        fingerprint: bound.fingerprint.clone(),
        way: bound.way.clone(),
    })
}

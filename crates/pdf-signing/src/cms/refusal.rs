//! Why a certificate or a signature is not accepted: a stable code, and what the official reads.

use std::borrow::Cow;

use jiff::{Timestamp, tz::Offset};

/// The zone of Vietnam, which has no summer time.
const ZONE: Offset = Offset::constant(7);

/// Why a certificate may not sign now.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateRefusal {
    /// The certificate's period is over.
    #[error("the certificate expired at {not_after}")]
    Expired {
        /// Its last instant.
        not_after: Timestamp,
    },
    /// The certificate's period has not begun.
    #[error("the certificate is not valid before {not_before}")]
    NotYetValid {
        /// Its first instant.
        not_before: Timestamp,
    },
    /// The certificate says what its key is for, and signing is not among it.
    #[error("the certificate's key usage allows no signature")]
    KeyUsage,
    /// No chain leads to a configured root.
    #[error("no chain to a configured root: {0}")]
    UnknownRoot(String),
    /// A chain leads to a configured root, but a certificate of an authority in it is not valid now.
    #[error("a certificate of an issuing authority is not valid at this time")]
    IssuerNotValid,
    /// RSA below 2048 or above 8192 bits, a curve other than P-256 and P-384, or SHA-1 or MD5 in the chain.
    #[error("key or signature algorithm not accepted: {0}")]
    WeakKey(String),
    /// The certificate is an authority's and signs certificates, not documents.
    #[error("the certificate is a certification authority's")]
    IsCa,
    /// The bytes are no certificate, or hold what cannot be judged (an unknown critical extension).
    #[error("the certificate cannot be read: {0}")]
    Unreadable(String),
}

impl CertificateRefusal {
    /// The stable name of the cause, for the API and the logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Expired { .. } => "certificate-expired",
            Self::NotYetValid { .. } => "certificate-not-yet-valid",
            Self::KeyUsage => "certificate-key-usage",
            Self::UnknownRoot(_) => "certificate-unknown-root",
            Self::IssuerNotValid => "certificate-issuer-not-valid",
            Self::WeakKey(_) => "certificate-weak-key",
            Self::IsCa => "certificate-is-ca",
            Self::Unreadable(_) => "certificate-unreadable",
        }
    }

    /// What the official reads.
    #[must_use]
    pub fn message(&self) -> Cow<'static, str> {
        let text = match self {
            Self::Expired { not_after } => {
                let last = shown(*not_after);
                return Cow::Owned(format!(
                    "Chứng thư số đã hết hạn lúc {last}. Vui lòng gia hạn hoặc dùng chứng thư số còn hiệu lực."
                ));
            }
            Self::NotYetValid { not_before } => {
                let first = shown(*not_before);
                return Cow::Owned(format!(
                    "Chứng thư số có hiệu lực từ {first}, theo giờ của hệ thống. Vui lòng ký lại từ lúc đó, hoặc \
                     dùng chứng thư số đang có hiệu lực."
                ));
            }
            Self::KeyUsage => {
                "Chứng thư số này không được cấp để ký số. Vui lòng dùng chứng thư số có mục đích ký số."
            }
            Self::UnknownRoot(_) => {
                "Chứng thư số không do tổ chức được công nhận cấp. Vui lòng dùng chứng thư số chuyên dùng công vụ \
                 hoặc chứng thư số công cộng được cấp phép."
            }
            Self::IssuerNotValid => {
                "Chứng thư số của tổ chức cấp không còn hiệu lực. Vui lòng liên hệ tổ chức đã cấp chứng thư số."
            }
            Self::WeakKey(_) => {
                "Chứng thư số dùng thuật toán hoặc độ dài khóa không được chấp nhận. Vui lòng dùng chứng thư số RSA \
                 từ 2048 bit hoặc ECDSA P-256, P-384."
            }
            Self::IsCa => {
                "Đây là chứng thư số của tổ chức chứng thực, không dùng để ký văn bản. Vui lòng chọn chứng thư số \
                 của cá nhân hoặc cơ quan."
            }
            Self::Unreadable(_) => "Không đọc được chứng thư số. Vui lòng kiểm tra thiết bị ký rồi thử lại.",
        };
        Cow::Borrowed(text)
    }
}

/// A time in Vietnam, to the minute.
fn shown(at: Timestamp) -> String {
    ZONE.to_datetime(at).strftime("%H:%M ngày %d/%m/%Y").to_string()
}

/// Why a signature that came back is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignatureRefusal {
    /// The signature has not the length or the form that the key gives.
    #[error("the signature has not the form of the key's algorithm")]
    Garbled,
    /// The signature does not verify: made over something else, or by another key.
    #[error("the signature does not verify")]
    Mismatch,
    /// Another certificate than the bound one has signed.
    #[error("signed with another certificate than the bound one")]
    OtherCertificate,
    /// The desk signs a second hash of what it is given, so its signatures cannot be put into a CMS.
    #[error("the signing service hashes the given hash once more")]
    SecondHash,
    /// The bytes are no CMS `SignedData` with exactly one signer.
    #[error("not a CMS SignedData: {0}")]
    NotSignedData(String),
    /// The CMS is over another document: its message digest differs.
    #[error("the message digest is another document's")]
    OtherDigest,
    /// A signed attribute is missing, repeated or wrong.
    #[error("signed attributes: {0}")]
    Attributes(&'static str),
    /// An algorithm other than SHA-256 with RSA PKCS#1 v1.5 or ECDSA.
    #[error("algorithm not accepted: {0}")]
    Algorithm(String),
}

impl SignatureRefusal {
    /// The stable name of the cause, for the API and the logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Garbled => "signature-garbled",
            Self::Mismatch => "signature-mismatch",
            Self::OtherCertificate => "signature-other-certificate",
            Self::SecondHash => "signature-second-hash",
            Self::NotSignedData(_) => "signed-data-garbled",
            Self::OtherDigest => "signed-data-other-digest",
            Self::Attributes(_) => "signed-data-attributes",
            Self::Algorithm(_) => "signed-data-algorithm",
        }
    }

    /// What the official reads.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Garbled => {
                "Chữ ký số nhận được không đúng định dạng. Vui lòng kiểm tra dịch vụ ký rồi ký lại."
            }
            Self::Mismatch => {
                "Chữ ký số không khớp với nội dung cần ký. Hồ sơ chưa thay đổi, vui lòng ký lại."
            }
            Self::OtherCertificate => {
                "Chữ ký số được tạo bằng chứng thư số khác với chứng thư số đã đăng ký. Vui lòng cắm đúng thiết bị \
                 ký hoặc đăng ký lại chứng thư số."
            }
            Self::SecondHash => {
                "Dịch vụ ký trên máy này không ký được theo cách hệ thống cần. Vui lòng cập nhật dịch vụ ký hoặc \
                 liên hệ quản trị."
            }
            Self::NotSignedData(_) => "Không đọc được dữ liệu chữ ký số. Vui lòng ký lại.",
            Self::OtherDigest => "Chữ ký số thuộc về văn bản khác. Vui lòng ký lại đúng văn bản của hồ sơ.",
            Self::Attributes(_) => {
                "Chữ ký số thiếu thông tin bắt buộc. Vui lòng cập nhật dịch vụ ký rồi ký lại."
            }
            Self::Algorithm(_) => {
                "Chữ ký số dùng thuật toán không được chấp nhận. Vui lòng ký bằng SHA-256 với RSA hoặc ECDSA."
            }
        }
    }
}

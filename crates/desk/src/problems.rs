//! The refusals of `pdf-signing` as problems; code and words are its own.

use api::Problem;
use documents::DocumentsError;
use pdf_signing::{
    cms::{CertificateRefusal, SignatureRefusal},
    increment::{EmbedError, PrepareError, image::ImageRefusal},
};

/// A certificate that may not sign.
#[must_use]
pub fn certificate(refusal: &CertificateRefusal) -> Problem {
    Problem::unprocessable(refusal.code(), refusal.message())
}

/// A signature that is not taken.
#[must_use]
pub fn signature(refusal: &SignatureRefusal) -> Problem {
    Problem::unprocessable(refusal.code(), refusal.message())
}

/// An increment that cannot be prepared.
#[must_use]
pub fn prepare(refusal: &PrepareError) -> Problem {
    match refusal {
        PrepareError::Font(_) => Problem::unexpected(refusal),
        _ => Problem::unprocessable(refusal.code(), refusal.message()),
    }
}

/// What was prepared and cannot be stored.
#[must_use]
pub fn handed_out(error: DocumentsError) -> Problem {
    match error {
        DocumentsError::TooLarge { .. } => Problem::unprocessable(
            "too-complex",
            "Bản scan có cấu trúc quá phức tạp để ký. Trả hồ sơ để cán bộ quét lại bản chính.",
        ),
        other => other.into(),
    }
}

/// A certificate with so long a chain that no copy has room for its CMS.
#[must_use]
pub fn chain_too_long() -> Problem {
    Problem::unprocessable(
        "certificate-chain-too-long",
        "Chứng thư số kèm chuỗi chứng thư số của các tổ chức cấp dài quá 64 KB, không đặt vừa trong bản sao. Dùng chứng thư số khác, hoặc báo quản trị kiểm tra các chứng thư số trung gian.",
    )
}

/// A CMS that does not fit.
#[must_use]
pub fn embed(refusal: &EmbedError) -> Problem {
    match refusal {
        EmbedError::TooLong { .. } => Problem::unprocessable(
            "cms-too-long",
            "Chữ ký số kèm chuỗi chứng thư số lớn hơn chỗ dành sẵn. Báo quản trị kiểm tra chứng thư số.",
        ),
        EmbedError::Empty | EmbedError::NotReserved => Problem::unexpected(refusal),
    }
}

/// An image that cannot be used.
#[must_use]
pub fn image(refusal: &ImageRefusal) -> Problem {
    Problem::unprocessable(refusal.code(), refusal.message())
}

//! Why a scan could not be repaired.

use pdf_signing::scan::Refusal;

/// A scan that could not be repaired. `Display` is the detail for support; [`NotRepaired::message`] is what the
/// user reads; [`NotRepaired::code`] is a code of [`Refusal::CODES`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotRepaired {
    /// The strict reader still refuses, or its first cause cannot be removed.
    #[error("{0}")]
    Refused(Refusal),
    /// `lopdf` cannot read the file.
    #[error("the structure cannot be read")]
    Unreadable,
    /// Something that the file mentions cannot be read.
    #[error("incomplete: {what} of object {object}")]
    Incomplete {
        /// Number of the object that is missing, or that mentions it; 0 when it is the file.
        object: u32,
        /// What is missing.
        what: &'static str,
    },
    /// A password is needed to open the file.
    #[error("a password is needed")]
    Password,
    /// A signature came to light after decryption or reconstruction.
    #[error("already signed: object {object}")]
    Signed {
        /// Number of the object that shows it.
        object: u32,
    },
    /// A form whose pages are made by the viewer (XFA).
    #[error("dynamic XFA form")]
    DynamicForm,
    /// An annotation or a field that viewers draw by themselves.
    #[error("annotation {object} is drawn by the viewer: {what}")]
    DrawnByViewer {
        /// Number of the object; 0 when it stands directly in the page.
        object: u32,
        /// Why it cannot be drawn into the page.
        what: &'static str,
    },
    /// A layer that is hidden, or shown only sometimes.
    #[error("layers: {what}")]
    HiddenLayers {
        /// What hides it.
        what: &'static str,
    },
    /// Beyond the limits of [`crate::guard`].
    #[error("beyond the limits: {what}")]
    TooComplex {
        /// The limit.
        what: &'static str,
    },
    /// Compressed structure that grows beyond the limits.
    #[error("decompression bomb")]
    DecompressionBomb,
}

impl NotRepaired {
    /// The cause, for programs and statistics: a code of [`Refusal::CODES`]. Stable.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::Unreadable | Self::Incomplete { .. } => "damaged",
            Self::HiddenLayers { .. } => "layers",
            Self::DrawnByViewer { .. } => "annotation",
            Self::Password => "encrypted",
            Self::Signed { .. } => "already-signed",
            Self::DynamicForm => "dynamic-form",
            Self::TooComplex { .. } => "too-complex",
            Self::DecompressionBomb => "decompression-bomb",
        }
    }

    /// What happened and what to do, for the person who attached the scan.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.message(),
            Self::Unreadable => {
                "Tệp PDF bị hỏng, không đọc được. Lấy lại tệp từ máy quét hoặc quét lại bản chính rồi tải lại."
            }
            Self::Incomplete { .. } => {
                "Tệp bị thiếu trang hoặc thiếu nội dung, nên không làm sạch được. Lấy lại tệp gốc từ máy quét rồi tải lại."
            }
            Self::Password => "Tệp cần mật khẩu để mở, nên không chứng thực được. Bỏ mật khẩu rồi tải lại.",
            Self::Signed { object } => Refusal::AlreadySigned { object: *object }.message(),
            Self::DynamicForm => Refusal::DynamicForm { object: 0 }.message(),
            Self::DrawnByViewer { .. } => {
                "Tệp có ghi chú hoặc ô biểu mẫu mà mỗi chương trình hiển thị một khác. In ra giấy, đối chiếu rồi quét lại."
            }
            Self::HiddenLayers { .. } => {
                "Tệp có lớp nội dung bị ẩn hoặc chỉ hiện khi in. In ra giấy, đối chiếu rồi quét lại."
            }
            Self::TooComplex { .. } => Refusal::TooComplex { position: 0 }.message(),
            Self::DecompressionBomb => Refusal::DecompressionBomb { position: 0 }.message(),
        }
    }
}

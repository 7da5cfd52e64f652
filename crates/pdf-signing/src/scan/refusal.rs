//! Why a scan cannot be certified, for the program, for support and for the person at the counter.

use super::syntax::{Flaw, Malformed};

/// A scan that cannot be certified. `Display` is the detail for support; [`Refusal::message`] is what the
/// user reads; [`Refusal::code`] is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// More than [`super::MAX_LENGTH`] bytes.
    #[error("the file has {length} bytes, more than 31457280")]
    TooLarge {
        /// Length of the file in bytes.
        length: usize,
    },
    /// No `%PDF-` header in the first 1,024 bytes.
    #[error("no PDF header in the first 1024 bytes")]
    NotAPdf,
    /// The end is missing: no `startxref` … `%%EOF`, or a stream that runs past the end.
    #[error("truncated: at byte {position}, {what}")]
    Truncated {
        /// Offset in the file.
        position: usize,
        /// What is missing.
        what: &'static str,
    },
    /// The structure breaks a rule of ISO 32000-2 that readers disagree about or repair in silence.
    #[error("damaged: at byte {position}, {what}")]
    Damaged {
        /// Offset in the file; for an object inside an object stream, that of the stream.
        position: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// A trailer with `/Encrypt` (ISO 32000-2, 7.6).
    #[error("encrypted")]
    Encrypted,
    /// A signature, a byte range, usage rights or validation data is there already (12.8).
    #[error("already signed: object {object}")]
    AlreadySigned {
        /// Number of the object that shows it.
        object: u32,
    },
    /// JavaScript, or an action that runs by itself (12.6.3, 12.6.4.17).
    #[error("script or automatic action in object {object}")]
    Script {
        /// Number of the object that holds it.
        object: u32,
    },
    /// Files inside the file (7.11.4), a portfolio, or an attachment annotation.
    #[error("embedded file in object {object}")]
    EmbeddedFile {
        /// Number of the object that holds it.
        object: u32,
    },
    /// An action that starts a program (12.6.4.6).
    #[error("launch action in object {object}")]
    LaunchAction {
        /// Number of the object that holds it.
        object: u32,
    },
    /// An action that reads from, or sends to, somewhere else; a stream whose data is in another file.
    #[error("action or content outside of the file in object {object}")]
    ExternalAction {
        /// Number of the object that holds it.
        object: u32,
    },
    /// Sound, film, three-dimensional or rich media (12.6.4, clause 13).
    #[error("multimedia in object {object}")]
    Multimedia {
        /// Number of the object that holds it.
        object: u32,
    },
    /// An XFA form: what is shown is not what the pages hold (Annex K).
    #[error("XFA form in object {object}")]
    DynamicForm {
        /// Number of the object that holds it.
        object: u32,
    },
    /// A form field, which readers draw anew and let people fill in (12.7).
    #[error("form field in object {object}")]
    FormField {
        /// Number of the object that is, or holds, the first one.
        object: u32,
    },
    /// The page tree has no page.
    #[error("no pages")]
    NoPages,
    /// More than [`super::MAX_PAGES`] pages.
    #[error("more than 2000 pages")]
    TooManyPages,
    /// A page whose box is missing, empty, not finite, or larger than a page can be.
    #[error("page {page} has no usable area")]
    PageWithoutArea {
        /// Number of the page, from 1.
        page: usize,
    },
    /// More objects, or higher object numbers, than a scan can need.
    #[error("too many objects: at byte {position}")]
    TooManyObjects {
        /// Offset in the file.
        position: usize,
    },
    /// Nested or entangled beyond what a scan can need.
    #[error("too complex: at byte {position}")]
    TooComplex {
        /// Offset in the file.
        position: usize,
    },
    /// Compressed structure that swells beyond what a scan can need.
    #[error("decompression bomb: at byte {position}")]
    DecompressionBomb {
        /// Offset in the file.
        position: usize,
    },
}

impl Refusal {
    /// Every code, in the order of the variants.
    pub const CODES: [&'static str; 20] = [
        "empty",
        "too-large",
        "not-a-pdf",
        "truncated",
        "damaged",
        "encrypted",
        "already-signed",
        "script",
        "embedded-file",
        "launch-action",
        "external-action",
        "multimedia",
        "dynamic-form",
        "form-field",
        "no-pages",
        "too-many-pages",
        "page-without-area",
        "too-many-objects",
        "too-complex",
        "decompression-bomb",
    ];

    /// The cause, for programs and statistics. Stable.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::NotAPdf => "not-a-pdf",
            Self::Truncated { .. } => "truncated",
            Self::Damaged { .. } => "damaged",
            Self::Encrypted => "encrypted",
            Self::AlreadySigned { .. } => "already-signed",
            Self::Script { .. } => "script",
            Self::EmbeddedFile { .. } => "embedded-file",
            Self::LaunchAction { .. } => "launch-action",
            Self::ExternalAction { .. } => "external-action",
            Self::Multimedia { .. } => "multimedia",
            Self::DynamicForm { .. } => "dynamic-form",
            Self::FormField { .. } => "form-field",
            Self::NoPages => "no-pages",
            Self::TooManyPages => "too-many-pages",
            Self::PageWithoutArea { .. } => "page-without-area",
            Self::TooManyObjects { .. } => "too-many-objects",
            Self::TooComplex { .. } => "too-complex",
            Self::DecompressionBomb { .. } => "decompression-bomb",
        }
    }

    /// What happened and what to do, for the person who attached the scan.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Empty => "Tệp không có nội dung. Quét lại bản chính rồi tải lên.",
            Self::TooLarge { .. } => {
                "Tệp lớn hơn 30 MB. Quét lại ở 200–300 dpi hoặc chọn mức nén cao hơn rồi tải lên."
            }
            Self::NotAPdf => "Tệp không phải là PDF. Chọn định dạng PDF trên máy quét rồi tải lại.",
            Self::Truncated { .. } => {
                "Tệp bị thiếu phần cuối, có thể do sao chép dở dang. Lấy lại tệp từ máy quét rồi tải lại."
            }
            Self::Damaged { .. } => {
                "Tệp PDF bị hỏng cấu trúc, nên không chứng thực được. Quét lại bản chính rồi tải lại."
            }
            Self::Encrypted => "Tệp này có mật khẩu, nên không chứng thực được. Bỏ mật khẩu rồi tải lại.",
            Self::AlreadySigned { .. } => {
                "Tệp đã có chữ ký số. Chứng thực bản sao từ bản chính cần bản quét chưa ký; quét bản chính rồi tải lại."
            }
            Self::Script { .. } => {
                "Tệp có mã lệnh hoặc thao tác tự chạy, nên không chứng thực được. Quét lại bản chính rồi tải lại."
            }
            Self::EmbeddedFile { .. } => {
                "Tệp có đính kèm tệp khác, nên không chứng thực được. Bỏ tệp đính kèm hoặc quét lại rồi tải lại."
            }
            Self::LaunchAction { .. } => {
                "Tệp có lệnh mở chương trình khác, nên không chứng thực được. Quét lại bản chính rồi tải lại."
            }
            Self::ExternalAction { .. } => {
                "Tệp có liên kết đọc hoặc gửi dữ liệu ra ngoài, nên không chứng thực được. Quét lại bản chính rồi tải lại."
            }
            Self::Multimedia { .. } => {
                "Tệp có âm thanh, phim hoặc nội dung 3D, nên không chứng thực được. Quét lại bản chính rồi tải lại."
            }
            Self::DynamicForm { .. } => {
                "Tệp là biểu mẫu động (XFA), nên không chứng thực được. In ra rồi quét thành PDF và tải lại."
            }
            Self::FormField { .. } => {
                "Tệp có ô biểu mẫu điền được, nên không chứng thực được. Mở tệp, chọn in ra PDF (Print to PDF) hoặc \
                 quét bản giấy, rồi tải lại."
            }
            Self::NoPages => "Tệp không có trang nào. Quét lại bản chính rồi tải lại.",
            Self::TooManyPages => "Tệp có hơn 2.000 trang. Chia thành nhiều tệp rồi tải lại.",
            Self::PageWithoutArea { .. } => {
                "Có trang không có kích thước hợp lệ. Quét lại bản chính rồi tải lại."
            }
            Self::TooManyObjects { .. } | Self::TooComplex { .. } => {
                "Tệp có cấu trúc quá phức tạp so với một bản quét. Quét lại bản chính rồi tải lại."
            }
            Self::DecompressionBomb { .. } => {
                "Tệp có dữ liệu nén bất thường, nên không chứng thực được. Quét lại bản chính rồi tải lại."
            }
        }
    }
}

impl From<Malformed> for Refusal {
    fn from(Malformed { position, flaw }: Malformed) -> Self {
        match flaw {
            Flaw::Syntax(what) => Self::Damaged { position, what },
            Flaw::PastEnd(what) => Self::Truncated { position, what },
            Flaw::TooManyObjects => Self::TooManyObjects { position },
            Flaw::TooComplex => Self::TooComplex { position },
            Flaw::Swells => Self::DecompressionBomb { position },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed() {
        let source = include_str!("refusal.rs");
        let body = source.split("pub fn code(").nth(1).and_then(|rest| rest.split("pub fn ").next()).unwrap();
        let codes: Vec<_> = body.split("=> \"").skip(1).filter_map(|arm| arm.split('"').next()).collect();
        assert_eq!(codes, Refusal::CODES);
    }
}

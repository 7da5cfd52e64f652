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
    /// An annotation that is no plain link (12.5).
    #[error("annotation in object {object}")]
    Annotation {
        /// Number of the object that holds it.
        object: u32,
    },
    /// Optional content: what is shown depends on the reader and its settings (8.11).
    #[error("optional content in object {object}")]
    Layers {
        /// Number of the object that holds it.
        object: u32,
    },
    /// An image or form that readers may replace by another one: alternates, OPI, reference forms and
    /// PostScript (8.8.2, 8.9.5.4, 8.10.4, 14.11.7).
    #[error("alternate content in object {object}")]
    AlternateContent {
        /// Number of the object that holds it.
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

/// Gives every variant its code, once.
macro_rules! codes {
    ($($variant:ident => $code:literal,)*) => {
        impl Refusal {
            /// Every code, in the order of the variants.
            pub const CODES: [&'static str; [$($code),*].len()] = [$($code),*];

            /// The cause, for programs and statistics. Stable.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)*
                }
            }
        }
    };
}

codes! {
    Empty => "empty",
    TooLarge => "too-large",
    NotAPdf => "not-a-pdf",
    Truncated => "truncated",
    Damaged => "damaged",
    Encrypted => "encrypted",
    AlreadySigned => "already-signed",
    Script => "script",
    EmbeddedFile => "embedded-file",
    LaunchAction => "launch-action",
    ExternalAction => "external-action",
    Multimedia => "multimedia",
    DynamicForm => "dynamic-form",
    FormField => "form-field",
    Annotation => "annotation",
    Layers => "layers",
    AlternateContent => "alternate-content",
    NoPages => "no-pages",
    TooManyPages => "too-many-pages",
    PageWithoutArea => "page-without-area",
    TooManyObjects => "too-many-objects",
    TooComplex => "too-complex",
    DecompressionBomb => "decompression-bomb",
}

impl Refusal {
    /// What happened and what to do, for the person who attached the scan.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::Empty => "Tệp không có nội dung. Lấy lại tệp từ máy quét rồi tải lên.",
            Self::TooLarge { .. } => {
                "Tệp lớn hơn 30 MB. Chọn 200–300 dpi hoặc mức nén cao hơn trên máy quét, quét lại rồi tải lên."
            }
            Self::NotAPdf => "Tệp không phải là PDF. Chọn định dạng tệp PDF trên máy quét rồi tải lại.",
            Self::Truncated { .. } => {
                "Tệp thiếu phần cuối: máy quét chưa ghi xong, hoặc sao chép, tải lên chưa xong. Đợi máy ghi xong, lấy lại tệp rồi tải lên."
            }
            Self::Damaged { .. } => {
                "Cấu trúc tệp PDF có chỗ mà mỗi phần mềm đọc một kiểu, nên không chứng thực được như nó đang có. Nếu máy quét luôn tạo tệp như vậy, đổi loại PDF trên máy (ví dụ PDF/A) hoặc in tệp ra PDF mới, rồi tải lại."
            }
            Self::Encrypted => {
                "Tệp cần mật khẩu để mở. Tắt mục mã hóa hoặc mật khẩu PDF trên máy quét, hoặc lưu tệp không mật khẩu, rồi tải lại."
            }
            Self::AlreadySigned { .. } => {
                "Tệp có chữ ký số hoặc dấu vết của chữ ký số. Chứng thực bản sao từ bản chính cần bản quét chưa ký: tắt mục ký số trên máy quét, quét bản chính rồi tải lại."
            }
            Self::Script { .. } => {
                "Tệp có mã lệnh hoặc thao tác tự chạy khi mở. In tệp ra PDF mới hoặc quét bản chính rồi tải lại."
            }
            Self::EmbeddedFile { .. } => {
                "Tệp có đính kèm tệp khác. Bỏ tệp đính kèm, hoặc quét bản chính, rồi tải lại."
            }
            Self::LaunchAction { .. } => {
                "Tệp có lệnh mở chương trình khác. In tệp ra PDF mới hoặc quét bản chính rồi tải lại."
            }
            Self::ExternalAction { .. } => {
                "Tệp có liên kết đọc hoặc gửi dữ liệu ra ngoài. In tệp ra PDF mới hoặc quét bản chính rồi tải lại."
            }
            Self::Multimedia { .. } => "Tệp có âm thanh, phim hoặc nội dung 3D. Quét bản chính rồi tải lại.",
            Self::DynamicForm { .. } => {
                "Tệp là biểu mẫu động (XFA). In ra giấy rồi quét thành PDF và tải lại."
            }
            Self::Annotation { .. } => {
                "Tệp có ghi chú hoặc hình vẽ thêm trên trang. Xóa ghi chú hoặc in tệp ra PDF mới rồi tải lại."
            }
            Self::Layers { .. } => {
                "Tệp có lớp nội dung ẩn, hiện: màn hình và bản in có thể khác nhau. Tắt mục lớp (layer) trên máy quét hoặc in tệp ra PDF mới rồi tải lại."
            }
            Self::AlternateContent { .. } => {
                "Tệp có hình mà phần mềm có thể thay bằng hình khác. In tệp ra PDF mới hoặc quét bản chính rồi tải lại."
            }
            Self::FormField { .. } => {
                "Tệp có ô biểu mẫu điền được, nên không chứng thực được. Mở tệp, chọn in ra PDF (Print to PDF) hoặc \
                 quét bản giấy, rồi tải lại."
            }
            Self::NoPages => "Tệp không có trang nào. Quét lại bản chính rồi tải lại.",
            Self::TooManyPages => "Tệp có hơn 2.000 trang. Chia thành nhiều tệp rồi tải lại.",
            Self::PageWithoutArea { .. } => {
                "Có trang không có kích thước hợp lệ. Chọn khổ giấy (ví dụ A4) trên máy quét, quét lại rồi tải lại."
            }
            Self::TooManyObjects { .. } | Self::TooComplex { .. } => {
                "Tệp có cấu trúc quá phức tạp so với một bản quét. In tệp ra PDF mới hoặc quét bản chính rồi tải lại."
            }
            Self::DecompressionBomb { .. } => {
                "Tệp có dữ liệu nén bất thường, nên không chứng thực được. Quét bản chính rồi tải lại."
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

//! Why an increment cannot be built, with the words for the person who can do something about it.

/// Why an increment was not built. Nothing was changed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PrepareError {
    /// The plan was written by another version of the reader.
    #[error("the plan has format {found}, not {expected}: the scan must be inspected again")]
    PlanFormat {
        /// Format of the plan.
        found: u16,
        /// The format of this build.
        expected: u16,
    },
    /// The digest state cannot be taken up by this build.
    #[error(transparent)]
    Digest(#[from] crate::digest::UnknownDigestState),
    /// The digest state belongs to a document of another length than the plan.
    #[error("the digest covers {digest} bytes, the plan a document of {plan}")]
    DigestOfAnotherDocument {
        /// Bytes that were hashed.
        digest: u64,
        /// Length of the document by its plan.
        plan: u64,
    },
    /// The document has no object numbers left.
    #[error("no object numbers are left after /Size {size}")]
    TooManyObjects {
        /// `/Size` of the document.
        size: u32,
    },
    /// Offsets no longer fit in ten digits.
    #[error("the document is too long for a cross-reference table")]
    DocumentTooLong,
    /// The document has no such page.
    #[error("there is no page {page}; the statement page is {last} (counted from 0)")]
    NoSuchPage {
        /// The page asked for, from 0.
        page: usize,
        /// Index of the statement page.
        last: usize,
    },
    /// The page's box or unit makes no area.
    #[error("page {page} has no visible area")]
    PageWithoutArea {
        /// The page, from 0.
        page: usize,
    },
    /// The place asked for is not wholly on the page as shown.
    #[error("the place is not wholly on the page, which is shown {width} x {height} points large")]
    OutsidePage {
        /// Shown width in points.
        width: f32,
        /// Shown height in points.
        height: f32,
    },
    /// The place asked for is too small to see a signature in.
    #[error("the place is smaller than {width} x {height} points")]
    PlaceTooSmall {
        /// Least width in points.
        width: f32,
        /// Least height in points.
        height: f32,
    },
    /// The signature, or the seal beside it, would cover the mark of the public check.
    #[error("the signature or the seal covers the mark of the public check")]
    CoversCheck,
    /// The size of the seal is not a size that a seal has.
    #[error("a seal of {millimetres} mm is not between 10 and 80 mm")]
    SealSize {
        /// The size asked for.
        millimetres: f32,
    },
    /// The font has no such character.
    #[error("the font has no character {character:?} (U+{:04X})", *character as u32)]
    MissingCharacter {
        /// The character.
        character: char,
    },
    /// A text does not fit in its room, not even in the smallest size.
    #[error("the {what} does not fit on the page: {text}")]
    TextTooLong {
        /// Which text.
        what: &'static str,
        /// The text itself.
        text: String,
    },
    /// Less than a signature needs was reserved, or more than a document may hold.
    #[error("{reserve} bytes cannot be reserved for a signature")]
    Reserve {
        /// Bytes asked for.
        reserve: usize,
    },
    /// The agency's field of this document was already filled.
    #[error("the document is already sealed")]
    AlreadySealed,
    /// The font in the program cannot be used: a fault of the build.
    #[error("the font in the program cannot be used: {0}")]
    Font(String),
}

impl PrepareError {
    /// A stable name of the cause, for logs and for the API's error type.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PlanFormat { .. } => "plan-format",
            Self::Digest(_) => "digest-format",
            Self::DigestOfAnotherDocument { .. } => "digest-of-another-document",
            Self::TooManyObjects { .. } => "too-many-objects",
            Self::DocumentTooLong => "document-too-long",
            Self::NoSuchPage { .. } => "no-such-page",
            Self::PageWithoutArea { .. } => "page-without-area",
            Self::OutsidePage { .. } => "place-outside-page",
            Self::PlaceTooSmall { .. } => "place-too-small",
            Self::CoversCheck => "place-over-check",
            Self::SealSize { .. } => "seal-size",
            Self::MissingCharacter { .. } => "missing-character",
            Self::TextTooLong { .. } => "text-too-long",
            Self::Reserve { .. } => "reserve",
            Self::AlreadySealed => "already-sealed",
            Self::Font(_) => "font",
        }
    }

    /// What happened and what to do, for the official at the screen.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::PlanFormat { .. } | Self::Digest(_) | Self::DigestOfAnotherDocument { .. } => {
                "Dữ liệu chuẩn bị ký của bản scan không còn dùng được. Vui lòng tải lại trang và ký lại."
                    .to_owned()
            }
            Self::TooManyObjects { .. } | Self::DocumentTooLong => {
                "Tệp PDF quá lớn hoặc quá phức tạp để thêm trang lời chứng. Vui lòng scan lại bản chính."
                    .to_owned()
            }
            Self::NoSuchPage { page, last } => format!(
                "Văn bản không có trang {}. Vui lòng chọn một trang từ 1 đến {}.",
                page.saturating_add(1),
                last.saturating_add(1)
            ),
            Self::PageWithoutArea { page } => format!(
                "Không đặt được chữ ký lên trang {}. Vui lòng chọn trang khác hoặc trang lời chứng.",
                page.saturating_add(1)
            ),
            Self::OutsidePage { .. } => {
                "Vị trí chữ ký nằm ngoài trang. Vui lòng kéo chữ ký vào trong trang.".to_owned()
            }
            Self::PlaceTooSmall { .. } => "Khung chữ ký quá nhỏ. Vui lòng kéo khung rộng hơn.".to_owned(),
            Self::CoversCheck => {
                "Chữ ký hoặc con dấu sẽ che mã kiểm tra ở chân trang lời chứng. Vui lòng kéo chữ ký lên cao hơn."
                    .to_owned()
            }
            Self::SealSize { .. } => {
                "Kích thước con dấu phải từ 10 mm đến 80 mm. Vui lòng sửa trong Quản lý con dấu.".to_owned()
            }
            Self::MissingCharacter { character } => format!(
                "Không in được ký tự “{character}” (U+{:04X}). Vui lòng nhập lại bằng chữ Việt Unicode.",
                u32::from(*character)
            ),
            Self::TextTooLong { text, .. } => format!(
                "Nội dung sau quá dài so với trang lời chứng, vui lòng rút gọn: “{}”.",
                text.chars().take(80).collect::<String>()
            ),
            Self::Reserve { .. } | Self::Font(_) => {
                "Hệ thống chưa chuẩn bị được văn bản để ký. Vui lòng báo bộ phận hỗ trợ.".to_owned()
            }
            Self::AlreadySealed => "Bản sao này đã được đóng dấu, không thể đóng dấu lần nữa.".to_owned(),
        }
    }
}

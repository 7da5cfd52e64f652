//! Why an uploaded image cannot be used.

/// Why an uploaded image cannot be used; [`code`](Self::code) for programs, [`message`](Self::message) for
/// the official.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImageRefusal {
    /// The file is longer than [`MAX_FILE`](super::MAX_FILE).
    #[error("the file has {length} bytes, more than 2 MiB")]
    TooLong {
        /// Bytes of the file.
        length: usize,
    },
    /// The file does not begin as a PNG.
    #[error("the file is not a PNG")]
    NotPng,
    /// The PNG cannot be decoded to its end.
    #[error("the PNG is damaged")]
    Damaged,
    /// The image has more pixels than [`MAX_SIDE`](super::MAX_SIDE) a side.
    #[error("the image has {width} x {height} pixels, more than 4096 a side")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Nothing of the image lets the page through.
    #[error("the image has no transparent background")]
    NotTransparent,
    /// Nothing is drawn in the image.
    #[error("the image is wholly transparent")]
    Empty,
}

impl ImageRefusal {
    /// A stable name of the cause.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong { .. } => "image-too-long",
            Self::NotPng => "image-not-png",
            Self::Damaged => "image-damaged",
            Self::TooLarge { .. } => "image-too-large",
            Self::NotTransparent => "image-not-transparent",
            Self::Empty => "image-empty",
        }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::TooLong { .. } => "Tệp ảnh lớn hơn 2 MB. Vui lòng chọn ảnh nhỏ hơn.".to_owned(),
            Self::NotPng => "Tệp không phải ảnh .png. Vui lòng chọn ảnh .png có nền trong suốt.".to_owned(),
            Self::Damaged => "Tệp ảnh bị hỏng, không đọc được. Vui lòng xuất lại ảnh .png và tải lên.".to_owned(),
            Self::TooLarge { width, height } => format!(
                "Ảnh có kích thước {width} × {height} điểm ảnh, vượt quá 4096 × 4096. Vui lòng thu nhỏ ảnh."
            ),
            Self::NotTransparent => {
                "Ảnh không có nền trong suốt nên sẽ che nội dung văn bản. Vui lòng xóa nền và lưu lại dạng .png."
                    .to_owned()
            }
            Self::Empty => "Ảnh trống, không có nét nào. Vui lòng chọn ảnh khác.".to_owned(),
        }
    }
}

//! What a repair changed, for the officer who compares the result with the paper.

use serde::{Deserialize, Serialize};

/// A kind of change. The order is the order in which changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The cross-reference and the page tree were written anew.
    #[serde(rename = "structure-rebuilt")]
    Structure,
    /// An encryption that opens without a password was removed.
    #[serde(rename = "encryption-removed")]
    Encryption,
    /// Scripts, actions that run by themselves, and links other than to a page or a web address.
    #[serde(rename = "actions-removed")]
    Actions,
    /// Embedded files and attachments.
    #[serde(rename = "files-removed")]
    Files,
    /// Sound, film, three-dimensional and rich media.
    #[serde(rename = "multimedia-removed")]
    Multimedia,
    /// The data of an XFA form; the fields themselves were drawn.
    #[serde(rename = "form-data-removed")]
    FormData,
    /// Form fields were drawn into the page as they were shown.
    #[serde(rename = "fields-flattened")]
    Fields,
    /// Annotations were drawn into the page as they were shown.
    #[serde(rename = "annotations-flattened")]
    Annotations,
    /// Annotations and fields that no viewer shows.
    #[serde(rename = "hidden-annotations-removed")]
    HiddenAnnotations,
    /// Layers, all of them visible, became ordinary content.
    #[serde(rename = "layers-merged")]
    Layers,
    /// Alternates of images, references to other files and PostScript.
    #[serde(rename = "alternate-content-removed")]
    AlternateContent,
    /// Bookmarks that did not lead anywhere.
    #[serde(rename = "bookmarks-removed")]
    Bookmarks,
    /// The structure tree, which named something that is gone.
    #[serde(rename = "tags-removed")]
    Tags,
}

impl Change {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Structure,
        Self::Encryption,
        Self::Actions,
        Self::Files,
        Self::Multimedia,
        Self::FormData,
        Self::Fields,
        Self::Annotations,
        Self::HiddenAnnotations,
        Self::Layers,
        Self::AlternateContent,
        Self::Bookmarks,
        Self::Tags,
    ];

    /// The kind, for programs and statistics; the same word as in the serialised form. Stable.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Structure => "structure-rebuilt",
            Self::Encryption => "encryption-removed",
            Self::Actions => "actions-removed",
            Self::Files => "files-removed",
            Self::Multimedia => "multimedia-removed",
            Self::FormData => "form-data-removed",
            Self::Fields => "fields-flattened",
            Self::Annotations => "annotations-flattened",
            Self::HiddenAnnotations => "hidden-annotations-removed",
            Self::Layers => "layers-merged",
            Self::AlternateContent => "alternate-content-removed",
            Self::Bookmarks => "bookmarks-removed",
            Self::Tags => "tags-removed",
        }
    }

    /// What was done, for the officer.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Structure => "Đã dựng lại cấu trúc tệp; nội dung các trang giữ nguyên.",
            Self::Encryption => "Đã bỏ lớp mã hóa và hạn chế quyền của tệp.",
            Self::Actions => "Đã bỏ mã lệnh, thao tác tự chạy và liên kết ra ngoài.",
            Self::Files => "Đã bỏ tệp đính kèm.",
            Self::Multimedia => "Đã bỏ âm thanh, phim hoặc nội dung 3D.",
            Self::FormData => "Đã bỏ dữ liệu biểu mẫu XFA.",
            Self::Fields => "Đã in các ô biểu mẫu vào trang, đúng như đang hiển thị.",
            Self::Annotations => "Đã in các ghi chú vào trang, đúng như đang hiển thị.",
            Self::HiddenAnnotations => "Đã bỏ ghi chú hoặc ô biểu mẫu không hiển thị.",
            Self::Layers => "Đã gộp các lớp đang hiển thị vào trang.",
            Self::AlternateContent => "Đã bỏ hình ảnh và nội dung thay thế không hiển thị trên màn hình.",
            Self::Bookmarks => "Đã bỏ dấu trang không dẫn tới trang nào.",
            Self::Tags => "Đã bỏ thẻ cấu trúc dùng cho trình đọc màn hình.",
        }
    }
}

//! Kinds of papers, and where a stored document lies.

use serde::{Deserialize, Serialize};

/// One version of one object of the document store: enough to fetch exactly these bytes and to tell whether
/// they are still the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredObject {
    /// Key in its bucket.
    pub key: String,
    /// Version of the object.
    pub version: String,
    /// Length in bytes.
    pub length: u64,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Entity tag that the store gave to it: the same bytes copied by the store keep it.
    pub etag: String,
}

/// Loại giấy tờ: the kind of paper that an original is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentType {
    /// Stable code, e.g. `bang-tot-nghiep`.
    pub code: String,
    /// Name on screen and in the register, e.g. `Bằng tốt nghiệp`.
    pub name: String,
}

/// The types every agency starts with.
#[must_use]
pub fn standard_types() -> Vec<DocumentType> {
    [
        ("bang-tot-nghiep", "Bằng tốt nghiệp"),
        ("bang-diem", "Bảng điểm, học bạ"),
        ("chung-chi", "Chứng chỉ, chứng nhận"),
        ("can-cuoc", "Căn cước, căn cước công dân"),
        ("ho-chieu", "Hộ chiếu"),
        ("giay-khai-sinh", "Giấy khai sinh"),
        ("giay-ket-hon", "Giấy chứng nhận kết hôn"),
        ("giay-phep-lai-xe", "Giấy phép lái xe"),
        ("quyen-su-dung-dat", "Giấy chứng nhận quyền sử dụng đất"),
        ("dang-ky-doanh-nghiep", "Giấy chứng nhận đăng ký doanh nghiệp"),
        ("dang-ky-xe", "Chứng nhận đăng ký xe"),
        ("khac", "Giấy tờ khác"),
    ]
    .map(|(code, name)| DocumentType { code: code.to_owned(), name: name.to_owned() })
    .into()
}

//! Why a signed PDF from outside is not accepted: a stable code, and what the official reads.

use crate::cms::SignatureRefusal;

/// Why an arriving PDF is refused. Offsets count from the beginning of the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArrivalRefusal {
    /// The file does not begin with the document that was handed out: another scan, or one saved anew.
    #[error("the file does not begin with the document that was handed out")]
    OtherScan,
    /// Bytes of the handed-out increment were changed.
    #[error("byte {at} differs from what was handed out")]
    Changed {
        /// The first byte that differs.
        at: u64,
    },
    /// The file ends too early.
    #[error("the file has {length} bytes instead of {expected}")]
    Truncated {
        /// Its length.
        length: u64,
        /// The length that was handed out.
        expected: u64,
    },
    /// Something follows what was handed out: a further incremental update, or stray bytes.
    #[error("bytes follow the {expected} that were handed out")]
    Appended {
        /// The length that was handed out.
        expected: u64,
    },
    /// `/ByteRange` was changed, or covers anything but the whole file without `/Contents`.
    #[error("/ByteRange at byte {at}")]
    ByteRange {
        /// The first byte that differs, or where the signature dictionary is.
        at: u64,
    },
    /// The increment is not one strict incremental update with one signature.
    #[error("the increment: {0}")]
    Structure(&'static str),
    /// An object of the increment is not on the list of what a signature may add or change.
    #[error("object {number}: {cause}")]
    Object {
        /// Its number.
        number: u32,
        /// What is wrong.
        cause: &'static str,
    },
    /// `/Contents` is longer, shorter, or not the hex digits of one DER value followed by zeros.
    #[error("/Contents: {0}")]
    Contents(&'static str),
    /// `/Contents` is as empty as it was handed out.
    #[error("/Contents is still empty")]
    Unsigned,
    /// The CMS in `/Contents` does not hold.
    #[error(transparent)]
    Signature(#[from] SignatureRefusal),
}

impl ArrivalRefusal {
    /// The stable name of the cause, for the API and the logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::OtherScan => "arrival-other-scan",
            Self::Changed { .. } => "arrival-changed",
            Self::Truncated { .. } => "arrival-truncated",
            Self::Appended { .. } => "arrival-appended",
            Self::ByteRange { .. } => "arrival-byte-range",
            Self::Structure(_) => "arrival-structure",
            Self::Object { .. } => "arrival-object",
            Self::Contents(_) => "arrival-contents",
            Self::Unsigned => "arrival-unsigned",
            Self::Signature(refusal) => refusal.code(),
        }
    }

    /// What the official reads.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::OtherScan => {
                "Tệp đã ký không phải là văn bản của hồ sơ này. Vui lòng tải văn bản từ hồ sơ rồi ký lại."
            }
            Self::Changed { .. } | Self::Structure(_) | Self::Object { .. } => {
                "Nội dung tệp đã bị thay đổi so với văn bản của hồ sơ. Vui lòng tải lại văn bản và chỉ ký số, không \
                 chỉnh sửa."
            }
            Self::Truncated { .. } => "Tệp tải lên bị thiếu dữ liệu. Vui lòng tải lại tệp đã ký.",
            Self::Appended { .. } => {
                "Tệp có phần được thêm vào sau khi ký. Vui lòng tải lại văn bản từ hồ sơ và chỉ ký một lần."
            }
            Self::ByteRange { .. } => {
                "Chữ ký số không bao gồm toàn bộ văn bản. Vui lòng tải lại văn bản từ hồ sơ rồi ký lại."
            }
            Self::Contents(_) => "Không đọc được chữ ký số trong tệp. Vui lòng ký lại văn bản của hồ sơ.",
            Self::Unsigned => "Tệp chưa có chữ ký số. Vui lòng ký số rồi tải lên lại.",
            Self::Signature(refusal) => refusal.message(),
        }
    }
}

//! What was done: the closed sets of actions that histories hold.

use crate::words_of::words_of;

words_of! {
    /// What was done to a case.
    CaseAction {
        /// Opened at the counter, or from an appointment.
        Open = "open",
        /// A draft was changed.
        Change = "change",
        /// A place for a scan was given out.
        ExpectScan = "expect-scan",
        /// The scan arrived and can be certified.
        ScanReady = "scan-ready",
        /// The scan arrived and was repaired, so that it can be certified.
        ScanRepaired = "scan-repaired",
        /// The scan arrived and cannot be certified.
        ScanRefused = "scan-refused",
        /// An official confirmed that the repaired scan agrees with the original on paper.
        ConfirmScan = "confirm-scan",
        /// Trình ký.
        Submit = "submit",
        /// Ký số.
        Sign = "sign",
        /// Từ chối.
        Return = "return",
        /// Xử lý tiếp.
        Resume = "resume",
        /// Kéo dài thời hạn.
        Extend = "extend",
        /// Cấp số.
        Number = "number",
        /// Đóng dấu.
        Seal = "seal",
        /// Trả kết quả.
        Release = "release",
        /// The address of the requester was corrected.
        CorrectAddress = "correct-address",
        /// Hủy bỏ giá trị pháp lý.
        Withdraw = "withdraw",
        /// Hủy hồ sơ.
        Cancel = "cancel",
    }
}

words_of! {
    /// What was done to an appointment.
    AppointmentAction {
        /// Booked.
        Book = "book",
        /// Opened as a case.
        Open = "open",
        /// Dời lịch hẹn.
        Reschedule = "reschedule",
        /// Cancelled.
        Cancel = "cancel",
        /// The requester did not come.
        NoShow = "no-show",
        /// Ended with its case.
        CancelWithCase = "cancel-with-case",
    }
}

impl CaseAction {
    /// The action in the words of the screens, to stand after a name and "đã".
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Open => "tiếp nhận hồ sơ này",
            Self::Change => "thay đổi hồ sơ này",
            Self::ExpectScan => "thay bản scan của hồ sơ này",
            Self::ScanReady | Self::ScanRefused => "kiểm tra bản scan của hồ sơ này",
            Self::ScanRepaired => "làm sạch bản scan của hồ sơ này",
            Self::ConfirmScan => "xác nhận bản scan của hồ sơ này khớp với bản chính giấy",
            Self::Submit => "trình ký hồ sơ này",
            Self::Cancel => "hủy hồ sơ này",
            Self::Resume => "xử lý tiếp hồ sơ này",
            Self::Return => "trả lại hồ sơ này",
            Self::Extend => "kéo dài thời hạn của hồ sơ này",
            Self::Sign => "ký số hồ sơ này",
            Self::Number => "cấp số cho hồ sơ này",
            Self::Seal => "đóng dấu hồ sơ này",
            Self::CorrectAddress => "sửa địa chỉ nhận kết quả của hồ sơ này",
            Self::Release => "trả kết quả hồ sơ này",
            Self::Withdraw => "hủy bỏ giá trị pháp lý của hồ sơ này",
        }
    }
}

impl AppointmentAction {
    /// The action in the words of the screens, to stand after a name and "đã".
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Book => "đặt lịch hẹn này",
            Self::Open => "tiếp nhận lịch hẹn này",
            Self::Reschedule => "dời lịch hẹn này",
            Self::Cancel => "hủy lịch hẹn này",
            Self::NoShow => "ghi nhận người yêu cầu không đến theo lịch hẹn này",
            Self::CancelWithCase => "hủy lịch hẹn này cùng với hồ sơ",
        }
    }
}

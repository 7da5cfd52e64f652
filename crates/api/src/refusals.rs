//! The rules' refusals as problems: the one place where a refusal of `certification` gets its status code
//! and its words.

mod appointments;
mod values;

use certification::{
    TransitionRefusal,
    book::{ChangeRefusal, CloseRefusal, DeleteRefusal, InvalidBook, IssueRefusal, OpenRefusal},
    delegation::OutsideDelegation,
    fee::InvalidWaiver,
    returning::NoReason,
    time_limit::{ExtensionRefusal, MOST_DAYS, MOST_DAYS_AGREED},
    withdrawal::InvalidDecision,
};
use jiff::civil::Date;

pub(crate) use values::day_refused;

use crate::problem::Problem;

fn shown(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

impl From<TransitionRefusal> for Problem {
    fn from(refusal: TransitionRefusal) -> Self {
        match refusal {
            TransitionRefusal::WrongState(state) => Self::new(
                409,
                "wrong-state",
                "Hồ sơ không ở bước này",
                format!(
                    "Hồ sơ đang ở trạng thái “{}”, nên không thực hiện được việc này. Tải lại danh sách.",
                    state.vietnamese()
                ),
            )
            .with_facts(serde_json::json!({ "state": state })),
            TransitionRefusal::ScanMissing => {
                Self::conflict("scan-missing", "Hồ sơ chưa có bản scan. Đính kèm bản scan rồi trình ký.")
            }
            TransitionRefusal::ScanAwaited => Self::conflict(
                "scan-awaited",
                "Bản scan chưa tải lên xong hoặc đang được kiểm tra. Chờ đến khi có kết quả rồi trình ký.",
            ),
            TransitionRefusal::ScanRefused(refused) => Self::conflict("scan-refused", refused.message)
                .with_facts(serde_json::json!({ "cause": refused.code })),
            TransitionRefusal::ScanUnconfirmed => Self::conflict(
                "scan-unconfirmed",
                "Bản scan đã được làm sạch. So bản đã làm sạch với bản chính giấy, xác nhận khớp rồi trình ký.",
            ),
            TransitionRefusal::ScanNotRepaired => Self::conflict(
                "scan-not-repaired",
                "Bản scan được giữ nguyên như khi tải lên, nên không cần xác nhận. Trình ký được ngay.",
            ),
            TransitionRefusal::ScanReplaced => Self::changed_meanwhile("bản scan"),
            TransitionRefusal::NothingPrepared => Self::conflict(
                "nothing-prepared",
                "Chưa có nội dung nào được chuẩn bị để ký. Bấm ký lại từ đầu.",
            ),
            TransitionRefusal::Superseded => Self::conflict(
                "superseded",
                "Bản chuẩn bị này đã được thay bằng bản khác. Tải lại hồ sơ rồi ký lại.",
            ),
            TransitionRefusal::Decision(refusal) => refusal.into(),
            TransitionRefusal::PreparedExpired(_) => Self::conflict(
                "prepared-expired",
                "Đã quá 30 phút từ lúc chuẩn bị, thời điểm ký không còn đúng. Bấm ký lại.",
            ),
            TransitionRefusal::Extension(refusal) => refusal.into(),
        }
    }
}

impl From<ExtensionRefusal> for Problem {
    fn from(refusal: ExtensionRefusal) -> Self {
        match refusal {
            ExtensionRefusal::Days => {
                Self::field("days", format!("Số ngày làm việc kéo dài thêm từ 1 đến {MOST_DAYS_AGREED}."))
            }
            ExtensionRefusal::NeedsAgreement => Self::field(
                "agreement",
                format!(
                    "Kéo dài quá {MOST_DAYS} ngày làm việc cần thỏa thuận bằng văn bản với người yêu cầu. Nhập số, ngày của văn bản."
                ),
            ),
            ExtensionRefusal::NotLonger(days) => Self::conflict(
                "already-extended",
                format!("Thời hạn đã được kéo dài {days} ngày làm việc. Chỉ kéo dài thêm được bằng số ngày lớn hơn."),
            )
            .with_facts(serde_json::json!({ "days": days })),
        }
    }
}

impl From<InvalidWaiver> for Problem {
    fn from(invalid: InvalidWaiver) -> Self {
        match invalid {
            InvalidWaiver::Percent => Self::field("percent", "Tỷ lệ miễn, giảm phí từ 1 đến 100 phần trăm."),
            InvalidWaiver::Reason => Self::field("reason", "Nhập lý do miễn, giảm phí, từ 3 đến 200 ký tự."),
        }
    }
}

impl From<IssueRefusal> for Problem {
    fn from(refusal: IssueRefusal) -> Self {
        match refusal {
            IssueRefusal::NotYetOpen(day) => Self::conflict(
                "book-not-yet-open",
                format!(
                    "Sổ mở từ ngày {}, nên chưa cấp số được. Chọn sổ khác hoặc sửa ngày mở sổ.",
                    shown(day)
                ),
            ),
            IssueRefusal::Closed(day) => Self::conflict(
                "book-closed",
                format!(
                    "Sổ đã đóng ngày {}, nên không cấp số được nữa. Chọn sổ khác hoặc mở sổ mới.",
                    shown(day)
                ),
            ),
            IssueRefusal::Continued(book) => Self::conflict(
                "book-continued",
                "Đã mở sổ nối tiếp sổ này trong năm, nên sổ này không cấp số nữa. Chọn sổ nối tiếp rồi cấp số.",
            )
            .with_facts(serde_json::json!({ "book": book })),
            IssueRefusal::OnPaper => Self::on_paper(
                "Sổ giấy có dãy số riêng, nên hồ sơ điện tử không lấy số từ sổ này. Chọn sổ chứng thực bản sao điện tử.",
            ),
            IssueRefusal::Counted(day) => Self::counted(day),
            IssueRefusal::Full => Self::conflict("book-full", "Sổ đã hết số. Mở sổ mới rồi cấp số."),
        }
    }
}

impl From<InvalidBook> for Problem {
    fn from(refusal: InvalidBook) -> Self {
        match refusal {
            InvalidBook::Name => Self::field("name", "Tên sổ cần từ 1 đến 200 ký tự."),
            InvalidBook::ClosesBeforeItOpens => Self::field("closes", "Ngày đóng sổ phải sau ngày mở sổ."),
            InvalidBook::BeyondItsYear => Self::field(
                "closes",
                "Số chứng thực bắt đầu lại mỗi năm, nên ngày mở và ngày đóng sổ phải trong cùng một năm.",
            ),
        }
    }
}

impl From<OpenRefusal> for Problem {
    fn from(refusal: OpenRefusal) -> Self {
        match refusal {
            OpenRefusal::Invalid(invalid) => invalid.into(),
            OpenRefusal::OutOfSeries { due } => Self::conflict(
                "book-out-of-series",
                format!(
                    "Số chứng thực trong năm phải liên tục. Sổ mới nối tiếp sổ trước, nên số bắt đầu phải là {due}."
                ),
            )
            .with_facts(serde_json::json!({ "first": due })),
            OpenRefusal::NotAfter { after } => Self::conflict(
                "book-out-of-series",
                format!("Sổ giấy trước trong năm bắt đầu từ số {after}, nên sổ này phải bắt đầu từ số lớn hơn."),
            )
            .with_facts(serde_json::json!({ "after": after })),
            OpenRefusal::Moved => Self::changed_meanwhile("danh sách sổ"),
        }
    }
}

impl From<DeleteRefusal> for Problem {
    fn from(refusal: DeleteRefusal) -> Self {
        match refusal {
            DeleteRefusal::HasEntries => Self::conflict(
                "book-has-entries",
                "Sổ đã cấp số, nên không xóa được. Sổ đã cấp số được lưu vĩnh viễn.",
            ),
            DeleteRefusal::Continued(book) => Self::conflict(
                "book-continued",
                "Đã mở sổ nối tiếp sổ này trong năm, nên không xóa được. Xóa sổ nối tiếp trước nếu sổ đó chưa cấp số.",
            )
            .with_facts(serde_json::json!({ "book": book })),
            DeleteRefusal::Counted => Self::conflict(
                "book-counted",
                "Sổ đã khóa và xác nhận tổng số, nên không xóa được. Sổ đã khóa được lưu vĩnh viễn.",
            ),
            DeleteRefusal::Moved => Self::changed_meanwhile("danh sách sổ"),
        }
    }
}

impl From<ChangeRefusal> for Problem {
    fn from(refusal: ChangeRefusal) -> Self {
        match refusal {
            ChangeRefusal::Invalid(invalid) => invalid.into(),
            ChangeRefusal::HasEntries => Self::conflict(
                "book-has-entries",
                "Sổ đã cấp số, nên không đổi số bắt đầu được. Chỉ sửa tên và ngày đóng sổ.",
            ),
            ChangeRefusal::Opened => Self::conflict(
                "book-has-entries",
                "Sổ đã cấp số, nên không đổi ngày mở sổ được. Chỉ sửa tên và ngày đóng sổ.",
            ),
            ChangeRefusal::BeforeLastEntry(day) => Self::conflict(
                "book-has-entries",
                format!("Sổ đã cấp số đến ngày {}, nên ngày đóng sổ phải từ ngày đó trở đi.", shown(day)),
            ),
            ChangeRefusal::Closed(day) => Self::conflict(
                "book-closed",
                format!(
                    "Sổ đã đóng ngày {}, nên không lùi ngày đóng sổ được nữa. Mở sổ mới để cấp số tiếp.",
                    shown(day)
                ),
            ),
            ChangeRefusal::InSeries => Self::conflict(
                "book-in-series",
                "Số bắt đầu theo số cuối của sổ trước trong năm, nên không đổi được.",
            ),
            ChangeRefusal::Counted(day) => Self::counted(day),
            ChangeRefusal::OtherYear => Self::conflict(
                "book-of-another-year",
                "Sổ thuộc năm đã mở, không chuyển sang năm khác được. Xóa sổ này nếu chưa cấp số, rồi mở sổ mới.",
            ),
        }
    }
}

impl From<CloseRefusal> for Problem {
    fn from(refusal: CloseRefusal) -> Self {
        match refusal {
            CloseRefusal::Already(day) => Self::counted(day),
            CloseRefusal::StillOpen(day) => Self::conflict(
                "book-still-open",
                format!(
                    "Sổ còn cấp số đến hết ngày {}. Khóa sổ từ ngày đó; muốn khóa sớm hơn thì sửa ngày đóng sổ trước.",
                    shown(day)
                ),
            ),
            CloseRefusal::OnPaper => {
                Self::on_paper("Số trong sổ giấy được đếm và xác nhận trên sổ giấy, không khóa ở đây.")
            }
            CloseRefusal::OtherTotal { counted } => Self::conflict(
                "total-differs",
                format!(
                    "Hệ thống đếm được {counted} số trong sổ. Kiểm tra lại rồi xác nhận đúng tổng số này."
                ),
            )
            .with_facts(serde_json::json!({ "total": counted })),
            CloseRefusal::Unsound => Self::conflict(
                "book-unsound",
                "Sổ và các số đã cấp không khớp nhau, nên chưa khóa được. Xem kết quả đối soát và báo quản trị.",
            ),
        }
    }
}

impl Problem {
    fn on_paper(detail: &str) -> Self {
        Self::conflict("book-on-paper", detail)
    }

    fn counted(day: Date) -> Self {
        Self::conflict(
            "book-counted",
            format!("Sổ đã khóa và xác nhận tổng số ngày {}, nên không thay đổi được nữa.", shown(day)),
        )
    }
}

impl From<NoReason> for Problem {
    fn from(_: NoReason) -> Self {
        Self::field("text", "Nhập lý do từ chối, từ 3 đến 1.000 ký tự.")
    }
}

impl From<InvalidDecision> for Problem {
    fn from(refusal: InvalidDecision) -> Self {
        match refusal {
            InvalidDecision::Number => Self::field("number", "Nhập số quyết định, từ 1 đến 50 ký tự."),
            InvalidDecision::InTheFuture(_) => {
                Self::field("date", "Ngày của quyết định còn ở phía trước. Kiểm tra lại ngày.")
            }
            InvalidDecision::BeforeCertification(day) => Self::field(
                "date",
                format!(
                    "Bản sao được chứng thực ngày {}, nên quyết định không thể có trước ngày đó.",
                    shown(day)
                ),
            ),
            InvalidDecision::Reason => Self::field("reason", "Nhập lý do hủy bỏ, từ 3 đến 1.000 ký tự."),
            InvalidDecision::ReplacesItself => {
                Self::field("replaced_by", "Một bản sao không thay thế chính nó. Chọn hồ sơ khác.")
            }
            InvalidDecision::ReplacementNotCertified => Self::field(
                "replaced_by",
                "Hồ sơ thay thế chưa được đóng dấu hoặc đã bị hủy bỏ. Chọn hồ sơ có bản sao còn giá trị.",
            ),
        }
    }
}

impl From<OutsideDelegation> for Problem {
    fn from(refusal: OutsideDelegation) -> Self {
        match refusal {
            OutsideDelegation::Period { number, from, until } => Self::new(
                403,
                "outside-delegation",
                "Ủy quyền không có hiệu lực",
                format!(
                    "Văn bản số {number} giao quyền ký có hiệu lực từ {} đến {}, nên hôm nay không ký được. Liên hệ quản trị của đơn vị nếu đã có văn bản mới.",
                    shown(from),
                    shown(until)
                ),
            ),
            OutsideDelegation::Scope { number, document_type } => Self::new(
                403,
                "outside-delegation-scope",
                "Ngoài phạm vi được giao ký",
                format!(
                    "Văn bản số {number} không giao quyền ký loại giấy tờ này. Chuyển hồ sơ cho người có thẩm quyền ký."
                ),
            )
            .with_facts(serde_json::json!({ "document_type": document_type })),
        }
    }
}

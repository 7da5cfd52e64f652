//! What a line of a history says beside its action: facts that screens put into words.

use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

use crate::{
    ids::{AppointmentId, CaseId},
    notice::DeliveryId,
    returning::ReturnCode,
    time_limit::ExtensionGround,
    words_of::words_of,
};

/// Facts of one line. Free text stands in the line's note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HistoryFacts {
    /// Fields of a draft were changed. Their values are left out, because they name persons.
    Changed {
        /// The fields.
        fields: Vec<ChangedField>,
    },
    /// The time limit was extended.
    Extended {
        /// Why.
        ground: ExtensionGround,
        /// Working days.
        days: u32,
        /// When the copy is due now.
        due: Timestamp,
    },
    /// The case was opened from an appointment.
    FromAppointment {
        /// The appointment.
        appointment: AppointmentId,
    },
    /// The scan cannot be certified.
    ScanRefused {
        /// Code of the cause.
        cause: String,
    },
    /// The scan was repaired.
    ScanRepaired {
        /// Code of the cause for which it could not be certified as it was uploaded.
        cause: String,
        /// Codes of what was changed.
        changes: Vec<String>,
    },
    /// The repaired scan agrees with the original on paper.
    ScanConfirmed {
        /// SHA-256 of the scan as it was uploaded.
        uploaded: String,
        /// SHA-256 of the repaired scan.
        repaired: String,
    },
    /// The case was returned.
    Returned {
        /// The ground.
        ground: ReturnCode,
    },
    /// A delivery went to a corrected address.
    AddressCorrected {
        /// The delivery that did not arrive.
        delivery: DeliveryId,
    },
    /// An appointment was booked, in Vietnam's time.
    Booked {
        /// For when.
        at: civil::DateTime,
    },
    /// An appointment was moved, in Vietnam's time.
    Moved {
        /// When it was to be.
        from: civil::DateTime,
        /// When it is.
        to: civil::DateTime,
    },
    /// The appointment was opened as this case, or ended with it.
    OfCase {
        /// The case.
        case: CaseId,
    },
}

words_of! {
    /// A field of a draft.
    ChangedField {
        /// Người yêu cầu.
        Requester = "requester",
        /// Loại giấy tờ.
        DocumentType = "document_type",
        /// Tên của bản chính.
        OriginalName = "original_name",
        /// Số bản sao.
        Copies = "copies",
        /// Miễn, giảm phí.
        FeeWaiver = "fee_waiver",
        /// The earlier scan was kept.
        KeepScan = "keep_scan",
    }
}

//! The closed sets of the history of administration: actions and fields.

use crate::words_of::words_of;

words_of! {
    /// What an administrator did.
    AdministrationAction {
        /// Lập đơn vị.
        FoundAgency = "found-agency",
        /// Sửa đơn vị.
        ChangeAgency = "change-agency",
        /// Thêm cán bộ.
        CreateOfficial = "create-official",
        /// Sửa cán bộ.
        ChangeOfficial = "change-official",
        /// Gửi lại thư mời.
        InviteOfficial = "invite-official",
        /// Gỡ chứng thư số, of an official or of the agency.
        UnbindCertificate = "unbind-certificate",
        /// Loại giấy tờ.
        SetDocumentTypes = "set-document-types",
        /// Giờ làm việc.
        SetCalendar = "set-calendar",
        /// Ngày nghỉ lễ.
        SetHolidays = "set-holidays",
        /// Lời chứng.
        SetWording = "set-wording",
        /// Bỏ lời chứng.
        WithdrawWording = "withdraw-wording",
        /// Lệ phí.
        SetFee = "set-fee",
        /// Bỏ mức lệ phí.
        WithdrawFee = "withdraw-fee",
        /// Cột của sổ.
        SetRegisterColumns = "set-register-columns",
        /// Thêm chứng thư gốc.
        AddTrust = "add-trust",
        /// Bỏ chứng thư gốc.
        RemoveTrust = "remove-trust",
    }
}

words_of! {
    /// What an administrator set.
    AdministrationField {
        /// Name of an agency or of an official.
        Name = "name",
        /// Địa danh.
        Locality = "locality",
        /// The identifier that a certificate must carry.
        Subject = "subject",
        /// Whether an agency works.
        Status = "status",
        /// Document types that are offered.
        DocumentTypes = "document_types",
        /// Document types that are no longer offered.
        RetiredTypes = "retired_types",
        /// Wordings of the statement.
        Wordings = "wordings",
        /// Opening hours.
        Calendar = "calendar",
        /// Fees.
        Fees = "fees",
        /// Heads of the register's columns.
        RegisterColumns = "register_columns",
        /// The name to sign in with.
        Username = "username",
        /// Roles.
        Roles = "roles",
        /// Whether an official is locked out.
        Disabled = "disabled",
        /// Chức danh and right to sign.
        Title = "title",
        /// Where an official is reached.
        Email = "email",
        /// The bound certificate.
        Certificate = "certificate",
        /// Roots of government signatures.
        Government = "government",
        /// Roots of public signatures.
        Public = "public",
        /// Authorities below a root.
        Intermediates = "intermediates",
        /// Holidays of the country.
        Holidays = "holidays",
    }
}

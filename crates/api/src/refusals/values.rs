//! What people typed into a field and cannot be taken: the cause, and what to do.

use certification::{
    day::InvalidDay,
    identifier::{InvalidEmail, InvalidPersonalNumber, InvalidPhone, InvalidTaxCode},
};

use crate::problem::Problem;

impl From<InvalidEmail> for Problem {
    fn from(invalid: InvalidEmail) -> Self {
        Self::field(
            "email",
            match invalid {
                InvalidEmail::Empty => "Nhập địa chỉ e-mail.",
                InvalidEmail::Named => {
                    "Chỉ nhập địa chỉ e-mail, bỏ tên và dấu < > đi kèm. Nhập như an@thu.vn."
                }
                InvalidEmail::NoAt => "Địa chỉ e-mail thiếu dấu @. Nhập như an@thu.vn.",
                InvalidEmail::Several => "Chỉ nhập một địa chỉ e-mail.",
                InvalidEmail::Blank => {
                    "Địa chỉ e-mail có khoảng trắng ở giữa. Bỏ khoảng trắng rồi kiểm tra lại."
                }
                InvalidEmail::Letter => {
                    "Địa chỉ e-mail có chữ có dấu hoặc ký tự lạ. Nhập không dấu; tên miền tiếng Việt thì nhập dạng xn--."
                }
                InvalidEmail::Long => "Địa chỉ e-mail dài quá 254 ký tự. Kiểm tra lại.",
                InvalidEmail::Local => {
                    "Phần trước dấu @ của địa chỉ e-mail không đúng. Kiểm tra lại dấu chấm và ký tự."
                }
                InvalidEmail::Domain => {
                    "Phần sau dấu @ của địa chỉ e-mail không phải tên miền. Kiểm tra lại, ví dụ gmail.com, thu.vn."
                }
            },
        )
    }
}

impl Problem {
    /// 422: a day that cannot be taken, as the fault of its field.
    #[must_use]
    pub fn day(field: &'static str, invalid: InvalidDay) -> Self {
        Self::field(field, day_refused(invalid))
    }
}

/// Why a day cannot be taken, and how it is written.
pub(crate) fn day_refused(invalid: InvalidDay) -> &'static str {
    match invalid {
        InvalidDay::Form => "Ngày cần có dạng năm-tháng-ngày, ví dụ 2026-11-25.",
        InvalidDay::TimeOfDay => "Chỉ ghi ngày, không ghi giờ: dạng năm-tháng-ngày, ví dụ 2026-11-25.",
        InvalidDay::NoSuchDay => "Không có ngày này trong lịch. Kiểm tra lại ngày và tháng.",
        InvalidDay::Year => "Năm phải từ 1990 đến 2100. Ghi năm dương lịch, ví dụ 2026.",
    }
}

impl From<InvalidPersonalNumber> for Problem {
    fn from(_: InvalidPersonalNumber) -> Self {
        Self::field("number", "Số CCCD gồm 12 chữ số (CMND cũ gồm 9 chữ số). Kiểm tra lại.")
    }
}

impl From<InvalidTaxCode> for Problem {
    fn from(_: InvalidTaxCode) -> Self {
        Self::field("number", "Mã số thuế gồm 10 hoặc 13 chữ số. Kiểm tra lại.")
    }
}

impl From<InvalidPhone> for Problem {
    fn from(invalid: InvalidPhone) -> Self {
        Self::field(
            "phone",
            match invalid {
                InvalidPhone::Characters => {
                    "Số điện thoại chỉ gồm chữ số. Nhập một số, bỏ chữ và ghi chú đi kèm, hoặc để trống."
                }
                InvalidPhone::OldMobile => {
                    "Số di động 11 chữ số đã đổi thành 10 chữ số từ năm 2018. Nhập số mới, hoặc để trống."
                }
                InvalidPhone::Digits => {
                    "Số điện thoại thiếu hoặc thừa chữ số, hoặc sai đầu số. Nhập như 0912345678, hoặc để trống."
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The field and the text of a refusal.
    fn said(problem: &Problem) -> (String, String) {
        let field = problem.facts.as_ref().and_then(|facts| facts["field"].as_str()).unwrap_or_default();
        (field.to_owned(), problem.detail.clone())
    }

    #[test]
    fn an_e_mail_address_is_refused_at_its_field_with_the_reason() {
        for (typed, reason) in [
            ("", "Nhập địa chỉ e-mail."),
            ("An <an@thu.vn>", "bỏ tên và dấu < >"),
            ("an.thu.vn", "thiếu dấu @"),
            ("an@thu.vn, binh@thu.vn", "Chỉ nhập một địa chỉ"),
            ("an binh@thu.vn", "có khoảng trắng"),
            ("ân@thu.vn", "có chữ có dấu"),
            (&format!("an@{}vn", "thu.".repeat(70)), "dài quá 254 ký tự"),
            ("a..n@thu.vn", "Phần trước dấu @"),
            ("an@thu..vn", "Phần sau dấu @"),
        ] {
            let invalid = typed.parse::<certification::identifier::EmailAddress>().unwrap_err();
            let (field, detail) = said(&invalid.into());
            assert_eq!(field, "email");
            assert!(detail.contains(reason), "{typed}: {detail}");
        }
    }

    #[test]
    fn a_phone_is_refused_with_words_for_officers_and_requesters_alike() {
        for (typed, reason) in [
            ("0912345678 (chị Mẫu)", "chỉ gồm chữ số"),
            ("01671234567", "đã đổi thành 10 chữ số"),
            ("091234567", "thiếu hoặc thừa chữ số"),
        ] {
            let invalid = typed.parse::<certification::identifier::Phone>().unwrap_err();
            let (field, detail) = said(&invalid.into());
            assert_eq!(field, "phone");
            assert!(detail.contains(reason) && detail.contains("hoặc để trống"), "{typed}: {detail}");
            assert!(!detail.to_lowercase().contains("người dân"), "{detail}");
        }
    }

    #[test]
    fn a_day_is_refused_with_its_form_or_its_fault() {
        for (sent, reason) in [
            ("29/02/2028", "dạng năm-tháng-ngày"),
            ("2026-11-25T08:00:00+07:00", "không ghi giờ"),
            ("2026-02-29", "Không có ngày này trong lịch"),
            ("1447-06-05", "Ghi năm dương lịch"),
        ] {
            let invalid = sent.parse::<certification::day::Day>().unwrap_err();
            let (field, detail) = said(&Problem::day("opens", invalid));
            assert_eq!(field, "opens");
            assert!(detail.contains(reason), "{sent}: {detail}");
        }
    }

    #[test]
    fn a_number_is_refused_with_how_many_digits_it_has() {
        let (field, detail) = said(&InvalidPersonalNumber.into());
        assert!(field == "number" && detail.contains("12 chữ số"), "{detail}");
        let (field, detail) = said(&InvalidTaxCode.into());
        assert!(field == "number" && detail.contains("10 hoặc 13 chữ số"), "{detail}");
    }
}

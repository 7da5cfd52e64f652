use expect_test::expect_file;
use jiff::civil::datetime;
use proptest::prelude::*;

use super::*;

fn letter(says: Says) -> Letter {
    Letter {
        requester: "Trần Thị Bình".to_owned(),
        agency: "Ủy ban nhân dân phường An Bình Mới".to_owned(),
        says,
    }
}

fn released(copy: EnclosedCopy) -> Says {
    Says::CopyReleased {
        original: "Bằng tốt nghiệp".to_owned(),
        number: "127/ĐT".to_owned(),
        book: "quyển số 01/2026-SCTĐT/BS".to_owned(),
        date: "ngày 23 tháng 11 năm 2026".to_owned(),
        copy,
    }
}

/// One of each, under the name of its texts.
fn samples() -> Vec<(&'static str, Says)> {
    let (from, to) = (datetime(2026, 11, 23, 9, 30, 0, 0), datetime(2026, 11, 24, 14, 0, 0, 0));
    let until: Timestamp = "2026-11-30T03:15:00Z".parse().unwrap();
    let reason = "Lãnh đạo đi họp đột xuất.".to_owned();
    let url = "https://tra-cuu.example.vn/downloads/0123456789".to_owned();
    vec![
        ("copy-released", released(EnclosedCopy::Attached)),
        ("copy-released-by-link", released(EnclosedCopy::Link { url, until })),
        (
            "copy-withdrawn",
            Says::CopyWithdrawn {
                original: "Bằng tốt nghiệp".to_owned(),
                number: "127/ĐT".to_owned(),
                decision: "45/QĐ-UBND".to_owned(),
                on: jiff::civil::date(2026, 12, 1),
                reason: "Bản chính bị tẩy xóa.".to_owned(),
            },
        ),
        (
            "download-code",
            Says::DownloadCode { number: "127/ĐT".to_owned(), code: "482913".to_owned(), until },
        ),
        (
            "time-limit-extended",
            Says::TimeLimitExtended {
                original: "Bằng tốt nghiệp".to_owned(),
                before: "2026-11-23T10:00:00Z".parse().unwrap(),
                due: "2026-11-25T10:00:00Z".parse().unwrap(),
                ground: "bản chính có nhiều trang".to_owned(),
            },
        ),
        ("appointment-booked", Says::AppointmentBooked { at: from }),
        (
            "appointment-refused",
            Says::AppointmentRefused { at: from, reason: "Giờ này đã đủ người hẹn.".to_owned() },
        ),
        ("appointment-moved", Says::AppointmentMoved { from, to, reason: reason.clone() }),
        ("appointment-cancelled", Says::AppointmentCancelled { at: from, reason }),
        ("appointment-reminder", Says::AppointmentReminder { at: from }),
    ]
}

/// The files under `texts/` are what people get; look at them as they would. `UPDATE_EXPECT=1` renews them.
#[test]
fn every_text_is_the_reviewed_one() {
    for (name, says) in samples() {
        let letter = letter(says);
        for (channel, text) in [("email", letter.email().unwrap()), ("portal", letter.portal().unwrap())] {
            let whole = format!("{}\n\n{}\n", text.subject, text.body);
            assert!(!whole.contains(['{', '}']), "{whole}");
            expect_file![format!("../../texts/{name}.{channel}.txt")].assert_eq(&whole);
        }
        expect_file![format!("../../texts/{name}.sms.txt")]
            .assert_eq(&format!("{}\n", letter.sms().unwrap()));
    }
}

#[test]
fn a_long_name_and_a_long_reason_leave_the_hours_whole() {
    let (from, to) = (datetime(2026, 11, 23, 9, 30, 0, 0), datetime(2026, 11, 24, 14, 0, 0, 0));
    let reason = "Lãnh đạo đi họp đột xuất, ".repeat(20);
    let agency = "Ủy ban nhân dân phường ".to_owned() + &"An Bình Mới ".repeat(20);
    let says = Says::AppointmentMoved { from, to, reason };
    let sms = Letter { agency, ..letter(says) }.sms().unwrap();
    assert!(sms.contains("09:30 23/11/2026") && sms.contains("14:00 24/11/2026"), "{sms}");
    assert!(sms.contains("...") && sms.len() <= 160, "{sms}");
}

proptest! {
    #[test]
    fn any_notice_fits_one_text_message(
        agency in "\\PC{0,300}",
        original in "\\PC{0,300}",
        reason in "\\PC{0,1000}",
        which in 0_usize..10,
    ) {
        let says = match samples().swap_remove(which).1 {
            Says::CopyReleased { number, book, date, copy, .. } => {
                Says::CopyReleased { original, number, book, date, copy }
            }
            Says::CopyWithdrawn { number, on, .. } => {
                let decision = "1234567/QĐ-UBND-VP-2026".to_owned();
                Says::CopyWithdrawn { original, number, decision, on, reason }
            }
            Says::TimeLimitExtended { before, due, ground, .. } => {
                Says::TimeLimitExtended { original, before, due, ground }
            }
            Says::AppointmentRefused { at, .. } => Says::AppointmentRefused { at, reason },
            Says::AppointmentMoved { from, to, .. } => Says::AppointmentMoved { from, to, reason },
            Says::AppointmentCancelled { at, .. } => Says::AppointmentCancelled { at, reason },
            other => other,
        };
        let sms = Letter { agency, ..letter(says) }.sms().unwrap();
        prop_assert!(sms.len() <= 160 && sms.is_ascii(), "{sms}");
    }
}

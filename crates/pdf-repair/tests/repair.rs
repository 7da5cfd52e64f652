//! Scans that are repaired, and scans that are not, each with the text that people read.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::Command;

use pdf_repair::{Change, NotRepaired, repair, repairable};
use pdf_signing::scan::{Refusal, inspect};
use scans::hostile::{hostile, removable};

/// The words of what a repair did, or the code of what stays.
fn outcome(bytes: &[u8]) -> Result<Vec<&'static str>, &'static str> {
    let refusal = inspect(bytes).expect_err("refused at first");
    match repair(bytes, &refusal) {
        Ok(repaired) => {
            assert_eq!(inspect(&repaired.bytes).as_ref(), Ok(&repaired.inspection));
            Ok(repaired.changes.into_iter().map(Change::word).collect())
        }
        Err(stays) => Err(stays.code()),
    }
}

#[test]
fn each_cause_is_removed_or_named() {
    for case in removable() {
        assert_eq!(outcome(&case.bytes), case.outcome.map(<[_]>::to_vec), "{}", case.name);
    }
}

#[test]
fn hostile_files_are_repaired_into_accepted_ones_or_refused() {
    for file in hostile() {
        // the outcome is checked inside; no panic escapes
        let _ = outcome(&file.bytes);
    }
}

#[test]
fn pages_look_as_before() {
    for (index, case) in removable().into_iter().enumerate().filter(|(_, case)| case.outcome.is_ok()) {
        let refusal = inspect(&case.bytes).unwrap_err();
        let repaired = repair(&case.bytes, &refusal).unwrap().bytes;
        let [before, after] = [("before", case.bytes), ("after", repaired)]
            .map(|(when, bytes)| rendered(&format!("{index}-{when}.pdf"), &bytes));
        let different = before.iter().zip(&after).filter(|(one, other)| one.abs_diff(**other) > 16).count();
        assert_eq!(before.len(), after.len(), "{}", case.name);
        assert!(different * 100 <= before.len(), "{}: {different} of {}", case.name, before.len());
    }
}

/// The first page as poppler shows it.
fn rendered(name: &str, bytes: &[u8]) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new("pdftoppm").args(["-r", "40", "-singlefile"]).arg(path).output().unwrap();
    assert!(!output.stdout.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn a_change_has_one_word_in_every_form() {
    let words: BTreeSet<_> = Change::ALL.map(Change::word).into_iter().collect();
    assert_eq!(words.len(), Change::ALL.len());
    for change in Change::ALL {
        assert_eq!(serde_json::to_value(change).unwrap(), change.word());
    }
}

#[test]
fn what_was_changed_is_told_in_vietnamese() {
    assert_eq!(
        Change::ALL.map(Change::message),
        [
            "Đã dựng lại cấu trúc tệp; nội dung các trang giữ nguyên.",
            "Đã bỏ lớp mã hóa và hạn chế quyền của tệp.",
            "Đã bỏ mã lệnh, thao tác tự chạy và liên kết ra ngoài.",
            "Đã bỏ tệp đính kèm.",
            "Đã bỏ âm thanh, phim hoặc nội dung 3D.",
            "Đã bỏ dữ liệu biểu mẫu XFA.",
            "Đã in các ô biểu mẫu vào trang, đúng như đang hiển thị.",
            "Đã in các ghi chú vào trang, đúng như đang hiển thị.",
            "Đã bỏ ghi chú hoặc ô biểu mẫu không hiển thị.",
            "Đã gộp các lớp đang hiển thị vào trang.",
            "Đã bỏ hình ảnh và nội dung thay thế không hiển thị trên màn hình.",
            "Đã bỏ dấu trang không dẫn tới trang nào.",
            "Đã bỏ thẻ cấu trúc dùng cho trình đọc màn hình.",
        ]
    );
}

#[test]
fn each_reason_not_to_repair_has_its_text_and_a_known_code() {
    let all = [
        (NotRepaired::Refused(Refusal::Empty), "Tệp không có nội dung. Lấy lại tệp từ máy quét rồi tải lên."),
        (
            NotRepaired::Unreadable,
            "Tệp PDF bị hỏng, không đọc được. Lấy lại tệp từ máy quét hoặc quét lại bản chính rồi tải lại.",
        ),
        (
            NotRepaired::Incomplete { object: 7, what: "pages" },
            "Tệp bị thiếu trang hoặc thiếu nội dung, nên không làm sạch được. Lấy lại tệp gốc từ máy quét rồi tải lại.",
        ),
        (
            NotRepaired::Password,
            "Tệp cần mật khẩu để mở, nên không chứng thực được. Bỏ mật khẩu rồi tải lại.",
        ),
        (
            NotRepaired::Signed { object: 7 },
            "Tệp có chữ ký số hoặc dấu vết của chữ ký số. Chứng thực bản sao từ bản chính cần bản quét chưa ký: tắt mục ký số trên máy quét, quét bản chính rồi tải lại.",
        ),
        (NotRepaired::DynamicForm, "Tệp là biểu mẫu động (XFA). In ra giấy rồi quét thành PDF và tải lại."),
        (
            NotRepaired::DrawnByViewer { object: 7, what: "a field" },
            "Tệp có ghi chú hoặc ô biểu mẫu mà mỗi chương trình hiển thị một khác. In ra giấy, đối chiếu rồi quét lại.",
        ),
        (
            NotRepaired::HiddenLayers { what: "OFF" },
            "Tệp có lớp nội dung bị ẩn hoặc chỉ hiện khi in. In ra giấy, đối chiếu rồi quét lại.",
        ),
        (
            NotRepaired::TooComplex { what: "objects" },
            "Tệp có cấu trúc quá phức tạp so với một bản quét. In tệp ra PDF mới hoặc quét bản chính rồi tải lại.",
        ),
        (
            NotRepaired::DecompressionBomb,
            "Tệp có dữ liệu nén bất thường, nên không chứng thực được. Quét bản chính rồi tải lại.",
        ),
    ];
    for (reason, text) in all {
        assert_eq!(reason.message(), text);
        assert!(Refusal::CODES.contains(&reason.code()), "{reason}");
    }
}

#[test]
fn what_no_repair_can_remove_is_not_tried() {
    for refusal in
        [Refusal::Empty, Refusal::NotAPdf, Refusal::AlreadySigned { object: 1 }, Refusal::TooManyPages]
    {
        assert!(!repairable(&refusal), "{refusal}");
        assert_eq!(repair(b"", &refusal), Err(NotRepaired::Refused(refusal)));
    }
    assert!(repairable(&Refusal::Encrypted));
}

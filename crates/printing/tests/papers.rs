//! What `qpdf` and poppler say of papers.
#![expect(clippy::unwrap_used, reason = "a test may panic, and its fixtures are tests too")]

use std::{path::PathBuf, process::Command};

use printing::{Align, Column, Cover, Document, Head, Paper, Signature, Table, Text};

fn at() -> jiff::Timestamp {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

/// The paper's file, which `qpdf` found clean.
fn clean(name: &str, document: Document) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, document.finish().unwrap()).unwrap();
    let output = Command::new("qpdf").arg("--check").arg(&path).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert_eq!(output.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&said));
    path
}

/// Its text, page by page, with single spaces.
fn pages(path: &PathBuf, options: &[&str]) -> Vec<String> {
    let output = Command::new("pdftotext").args(options).arg(path).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches('\u{c}').split('\u{c}').map(words).collect()
}

fn register() -> Document {
    let mut document = Document::new(Paper::Landscape, "Sổ chứng thực", at()).unwrap();
    document.foot("Quyển số 01/2026-SCTĐT/BS - tháng 11 năm 2026");
    document.cover(&Cover {
        agencies: vec!["Thành phố Mẫu".to_owned(), "Ủy ban nhân dân phường An Bình".to_owned()],
        title: "Sổ chứng thực bản sao điện tử từ bản chính".to_owned(),
        lines: vec![
            Text::default().bold("Quyển số 01/2026-SCTĐT/BS"),
            "Mở sổ ngày 01 tháng 01 năm 2026".into(),
            "Khóa sổ ngày 31 tháng 12 năm 2026".into(),
        ],
    });
    document.title("Tháng 11 năm 2026", None);
    let mut table = Table::new([
        Column::new("Số chứng thực", 8.0).aligned(Align::Centre),
        Column::new("Ngày, tháng, năm chứng thực", 9.0).aligned(Align::Centre),
        Column::new("Họ tên của người yêu cầu chứng thực", 16.0),
        Column::new("Tên của bản chính giấy tờ, văn bản", 22.0),
        Column::new("Phí", 8.0).aligned(Align::Right),
    ])
    .numbered();
    for number in 1..=60 {
        table.row([
            format!("{number}/ĐT").into(),
            "23/11/2026".into(),
            "Nguyễn Thị Ngọc Mai".into(),
            format!("Bằng tốt nghiệp đại học ngành Luật số {number} do Trường Đại học Mẫu cấp").into(),
            "4.000".into(),
        ]);
    }
    document.table(&table);
    document.signatures(&[
        Signature {
            title: "Người vào sổ".to_owned(),
            note: Some("(Ký, ghi rõ họ tên)".to_owned()),
            ..Signature::default()
        },
        Signature {
            place_and_date: Some("An Bình, ngày 30 tháng 11 năm 2026".to_owned()),
            title: "Chủ tịch".to_owned(),
            note: Some("(Ký, ghi rõ họ tên và đóng dấu)".to_owned()),
            name: Some("Trần Văn Bình".to_owned()),
        },
    ]);
    document
}

#[test]
fn a_register_repeats_its_heads_and_numbers_its_pages_after_the_cover() {
    let path = clean("register.pdf", register());
    let pages = pages(&path, &["-layout"]);
    assert!(pages.len() > 4, "{} pages", pages.len());
    assert!(pages[0].contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "{}", pages[0]);
    assert!(pages[0].contains("Khóa sổ ngày 31 tháng 12 năm 2026"), "{}", pages[0]);
    assert!(!pages[0].contains("Quyển số 01/2026-SCTĐT/BS - tháng"), "a cover has no foot: {}", pages[0]);
    for (at, page) in pages.iter().enumerate().skip(1) {
        assert!(page.starts_with(&format!("{at} ")), "page {at}: {page}");
        assert!(page.ends_with("tháng 11 năm 2026"), "page {at}: {page}");
    }
    let heads = pages.iter().filter(|page| page.contains("(1) (2) (3) (4) (5)")).count();
    assert!(heads >= pages.len() - 2, "{heads} of {}", pages.len());
    let all = pages.join(" ");
    for number in 1..=60 {
        assert_eq!(all.matches(&format!(" {number}/ĐT 23/11/2026")).count(), 1, "{number}");
    }
    assert!(all.contains("Trần Văn Bình"));
}

#[test]
fn a_slip_reads_from_head_to_signature() {
    let mut slip = Document::new(Paper::Portrait, "Phiếu hẹn trả kết quả", at()).unwrap();
    slip.head(&Head {
        superior: Some("Ủy ban nhân dân thành phố Mẫu".to_owned()),
        agency: "Ủy ban nhân dân phường An Bình".to_owned(),
        number: Some("Số: 12/PH-UBND".to_owned()),
        place_and_date: Some("An Bình, ngày 23 tháng 11 năm 2026".to_owned()),
    });
    slip.title("Phiếu hẹn trả kết quả", Some("(Chứng thực bản sao điện tử từ bản chính)"));
    slip.paragraph(Text::from("Ông/Bà: ").bold("Nguyễn Thị Mai"));
    slip.heading("Giấy tờ đã nhận");
    slip.text("Bằng tốt nghiệp đại học\nHọc bạ", Align::Left);
    slip.signatures(&[Signature { title: "Người tiếp nhận".to_owned(), ..Signature::default() }]);
    let path = clean("slip.pdf", slip);
    assert_eq!(
        pages(&path, &["-raw"]),
        [concat!(
            "ỦY BAN NHÂN DÂN THÀNH PHỐ MẪU ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH Số: 12/PH-UBND ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ",
            "An Bình, ngày 23 tháng 11 năm 2026 PHIẾU HẸN TRẢ KẾT QUẢ ",
            "(Chứng thực bản sao điện tử từ bản chính) Ông/Bà: Nguyễn Thị Mai Giấy tờ đã nhận ",
            "Bằng tốt nghiệp đại học Học bạ NGƯỜI TIẾP NHẬN"
        )]
    );
}

#[test]
fn a_row_that_no_page_can_hold_goes_on_and_loses_nothing() {
    let mut document = Document::new(Paper::Landscape, "Dài", at()).unwrap();
    let mut table = Table::new([Column::new("Tên", 1.0), Column::new("Ghi chú", 1.0)]);
    let words: Vec<String> = (1..=900).map(|number| format!("từ{number}")).collect();
    table.row(["đầu".into(), words.join(" ").into()]);
    table.row(["cuối".into(), "".into()]);
    document.table(&table);
    let all = pages(&clean("long.pdf", document), &["-layout"]).join(" ");
    for word in &words {
        assert!(all.split(' ').any(|found| found == word), "{word} is missing");
    }
}

#[test]
fn what_people_type_makes_no_paper_fail() {
    let hostile = "a\u{0}b\u{7f}\u{feff}\u{e000}\u{10ffff}\u{200b}\t日本語 🙂 مرحبا ﬁ e\u{301}\u{323} đ\r\n";
    let mut document = Document::new(Paper::Portrait, hostile, at()).unwrap();
    document.foot(hostile);
    document.title(hostile, Some(hostile));
    document.heading("");
    document.paragraph(hostile.repeat(40));
    document.paragraph("x".repeat(5_000));
    let mut table = Table::new([Column::new(hostile, 1.0), Column::new("", 30.0)]);
    table.row([hostile.repeat(30).into()]);
    table.row([]);
    document.table(&table);
    document.table(&Table::new([]));
    document.signatures(&[]);
    clean("hostile.pdf", document);
}

#[test]
fn an_empty_paper_is_one_empty_page() {
    let path = clean("empty.pdf", Document::new(Paper::Portrait, "Trống", at()).unwrap());
    assert_eq!(pages(&path, &[]), [""]);
}

#[test]
fn the_structure_names_rows_and_heads() {
    let path = clean("structure.pdf", register());
    let output = Command::new("pdfinfo").arg("-struct").arg(&path).output().unwrap();
    // The titles in it are shown in UTF-16.
    let tree = String::from_utf8_lossy(&output.stdout);
    let count = |name: &str| tree.lines().filter(|line| line.trim() == name).count();
    assert_eq!((count("TH:"), count("TR"), count("TD")), (5, 61, 300), "{tree}");
}

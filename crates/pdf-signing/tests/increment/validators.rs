//! What `qpdf` and poppler say of certified copies.

use std::path::PathBuf;
use std::process::Command;

use pdf_signing::increment::image::PreparedImage;
use pdf_signing::increment::{self, Place, embed};
use pdf_signing::plan::{CrossReference, Rectangle};

use crate::scan::{A4, Page, scan};
use crate::{CMS, Copy, request};

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn output(program: &str, arguments: &[&str], path: &PathBuf) -> String {
    let output = Command::new(program).args(arguments).arg(path).arg("-").output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn check(name: &str, bytes: &[u8]) {
    let path = file(name, bytes);
    let output = Command::new("qpdf").arg("--check").arg(path).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert_eq!(output.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&said));
}

#[test]
fn qpdf_finds_every_copy_clean() {
    let turned = Page { visible: [50.0, -30.0, 645.0, 812.0], rotate: 270, user_unit: 2.0 };
    let rectangle = Rectangle { x0: 500.0, y0: 100.0, x1: 650.0, y1: 175.0 };
    for style in [CrossReference::Table, CrossReference::Stream] {
        for linked in [false, true] {
            for (at, place) in [Place::Default, Place::On { page: 1, rectangle }].into_iter().enumerate() {
                let copy = Copy::of(scan(style, &[A4, turned], linked), place);
                let name = format!("{style:?}-{linked}-{at}");
                check(&format!("{name}-scan.pdf"), &copy.scan.bytes);
                check(&format!("{name}-signed.pdf"), &copy.signed());
                check(&format!("{name}-sealed.pdf"), &copy.sealed());
            }
        }
    }
}

#[test]
fn the_statement_reads_in_order_with_its_number_and_date() {
    let rectangle = Rectangle { x0: 300.0, y0: 100.0, x1: 450.0, y1: 175.0 };
    for (at, place) in [Place::Default, Place::On { page: 0, rectangle }].into_iter().enumerate() {
        let copy = Copy::of(scan(CrossReference::Stream, &[A4], false), place);
        check_order(&file(&format!("reads-{at}.pdf"), &copy.sealed()));
    }
}

fn check_order(path: &PathBuf) {
    let text = output("pdftotext", &["-f", "2", "-l", "2", "-layout"], path);
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(
        lines,
        [
            "ỦY BAN NHÂN DÂN",
            "PHƯỜNG BẾN THỬ",
            "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
            "Số chứng thực: 127/ĐT quyển số: 01/2026-SCTĐT/BS",
            "Ngày 23 tháng 11 năm 2026",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "Nguyễn Thị Thử Nghiệm",
            "Mã kiểm tra: 7K3Q-9XZA-1B2C-3D4E",
            "Quét mã, hoặc nhập mã tại tra-cuu.example.vn.",
            "Bản chính gồm 02 trang.",
        ]
    );
}

#[test]
fn the_statement_page_is_an_upright_a4_whatever_the_scan_is() {
    let turned = Page { visible: [0.0, 0.0, 300.0, 200.0], rotate: 90, user_unit: 3.0 };
    let copy = Copy::of(scan(CrossReference::Table, &[turned], false), Place::Default);
    let path = file("a4.pdf", &copy.signed());
    let information = Command::new("pdfinfo").args(["-f", "2", "-l", "2"]).arg(path).output().unwrap();
    let information = String::from_utf8(information.stdout).unwrap();
    let information = information.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(information.contains("Pages: 2 "), "{information}");
    assert!(information.contains("595.276 x 841.89 pts (A4)"), "{information}");
    assert!(information.contains("rot: 0 "), "{information}");
}

#[test]
fn a_camera_reads_the_address_of_the_public_check_from_the_page() {
    let copy = Copy::of(scan(CrossReference::Stream, &[A4], false), Place::Default);
    let path = file("squares.pdf", &copy.sealed());
    let picture = path.with_extension("picture");
    let drawn = Command::new("pdftoppm")
        .args(["-r", "100", "-f", "2", "-l", "2", "-png", "-singlefile"])
        .args([&path, &picture])
        .status()
        .unwrap();
    assert!(drawn.success());
    let read = Command::new("zbarimg")
        .args(["--quiet", "--raw"])
        .arg(picture.with_extension("picture.png"))
        .output();
    let read = String::from_utf8(read.unwrap().stdout).unwrap();
    assert_eq!(read.trim_end(), format!("https://tra-cuu.example.vn/verify/{}", request::CODE));
}

/// A blue frame, so that its edges can be seen in the picture of a page.
fn frame() -> PreparedImage {
    let (width, height) = (120_usize, 60_usize);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let edge = x < 6 || y < 6 || x >= width - 6 || y >= height - 6;
            pixels.extend([0, 0, 255, if edge { 255 } else { 0 }]);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 120, 60);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    PreparedImage::from_png(&file).unwrap()
}

/// The box of all blue pixels of a page drawn at 72 dots an inch, as points from the bottom left.
fn blue(path: &PathBuf) -> [i64; 4] {
    let picture = path.with_extension("picture");
    let drawn = Command::new("pdftoppm")
        .args(["-r", "72", "-f", "1", "-l", "1", "-cropbox", "-png", "-singlefile"])
        .args([path, &picture])
        .status()
        .unwrap();
    assert!(drawn.success());
    let file = std::fs::read(path.with_extension("picture.png")).unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let information = reader.next_frame(&mut pixels).unwrap();
    let (width, height) = (i64::from(information.width), i64::from(information.height));
    let mut found = [width, height, 0, 0];
    for (at, pixel) in (0_i64..).zip(pixels.chunks_exact(3)) {
        if i32::from(pixel[2]) - i32::from(pixel[0]) > 100 {
            let (x, y) = (at % width, height - 1 - at / width);
            found = [found[0].min(x), found[1].min(y), found[2].max(x + 1), found[3].max(y + 1)];
        }
    }
    found
}

#[test]
fn a_signature_is_drawn_where_it_was_dragged_on_turned_and_cropped_pages() {
    for rotate in [0, 90, 180, 270] {
        let page = Page { visible: [50.0, -30.0, 645.0, 670.0], rotate, user_unit: 1.0 };
        let scan = scan(CrossReference::Table, &[page], false);
        let rectangle = Rectangle { x0: 330.0, y0: 210.0, x1: 450.0, y1: 270.0 };
        let mut request = request::signature(Place::On { page: 0, rectangle });
        request.image = frame();
        let a = increment::signature::prepare(&scan.plan, &scan.digest, &request).unwrap();
        let signed = embed(&a, CMS).unwrap();
        let path = file(&format!("dragged-{rotate}.pdf"), &[scan.bytes, signed.increment].concat());
        for (drawn, asked) in blue(&path).into_iter().zip([330, 210, 450, 270]) {
            assert!((drawn - asked).abs() <= 1, "rotated {rotate}: {drawn} for {asked}");
        }
    }
}

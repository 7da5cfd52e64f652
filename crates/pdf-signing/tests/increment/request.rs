//! What a signer and a clerk ask for, and the images they ask with.

use pdf_signing::increment::image::PreparedImage;
use pdf_signing::increment::seal::SealRequest;
use pdf_signing::increment::signature::SignatureRequest;
use pdf_signing::increment::statement::Statement;
use pdf_signing::increment::{CONTENTS_RESERVE, CheckMark, Place};

/// The code of the public check, as it stands in an address.
pub(crate) const CODE: &str = "7K3Q9XZA1B2C3D4E";

pub(crate) fn signature(place: Place) -> SignatureRequest {
    SignatureRequest {
        statement: Statement {
            agency: ["ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN THỬ"].map(str::to_owned).to_vec(),
            title: "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH".to_owned(),
            number_label: "Số chứng thực:".to_owned(),
            book_label: "quyển số:".to_owned(),
            position: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"].map(str::to_owned).to_vec(),
            name: "Nguyễn Thị Thử Nghiệm".to_owned(),
            notes: vec!["Bản chính gồm 02 trang.".to_owned()],
            check: Some(CheckMark {
                address: format!("https://tra-cuu.example.vn/verify/{CODE}"),
                code: "Mã kiểm tra: 7K3Q-9XZA-1B2C-3D4E".to_owned(),
                advice: "Quét mã, hoặc nhập mã tại tra-cuu.example.vn.".to_owned(),
            }),
        },
        place,
        image: PreparedImage::from_png(&signature_png()).unwrap(),
        seal_millimetres: 36.0,
        name: "Nguyễn Thị Thử Nghiệm".to_owned(),
        reason: "Chứng thực bản sao đúng với bản chính".to_owned(),
        location: "Phường Bến Thử".to_owned(),
        time: "2026-11-23T03:00:00Z".parse().unwrap(),
        contents_reserve: CONTENTS_RESERVE,
    }
}

pub(crate) fn seal() -> SealRequest {
    SealRequest {
        number: "127/ĐT".to_owned(),
        book: "01/2026-SCTĐT/BS".to_owned(),
        date: "Ngày 23 tháng 11 năm 2026".to_owned(),
        image: PreparedImage::from_png(&seal_png()).unwrap(),
        millimetres: 36.0,
        name: "Ủy ban nhân dân phường Bến Thử".to_owned(),
        reason: "Đóng dấu bản sao chứng thực điện tử".to_owned(),
        location: "Phường Bến Thử".to_owned(),
        time: "2026-11-23T03:05:00Z".parse().unwrap(),
        contents_reserve: CONTENTS_RESERVE,
    }
}

/// A blue flourish, 800 × 400.
pub(crate) fn signature_png() -> Vec<u8> {
    png(800, 400, [24, 52, 160], |x, y| {
        let wave = 200.0 + (x / 45.0).sin() * 120.0 * (1.0 - x / 900.0);
        let tail = 330.0 - x / 8.0;
        (40.0..760.0).contains(&x) && ((y - wave).abs() < 9.0 || (y - tail).abs() < 4.0)
    })
}

/// A red ring with a star's five dots, 500 × 500.
pub(crate) fn seal_png() -> Vec<u8> {
    png(500, 500, [214, 24, 30], |x, y| {
        let (dx, dy) = (x - 250.0, y - 250.0);
        let radius = dx.hypot(dy);
        let star = (dy.atan2(dx) * 5.0).sin() * 40.0 + 90.0;
        (230.0..248.0).contains(&radius) || (170.0..176.0).contains(&radius) || radius < star
    })
}

/// A drawing of one colour on a transparent ground.
fn png(width: u32, height: u32, ink: [u8; 3], drawn: impl Fn(f32, f32) -> bool) -> Vec<u8> {
    let mut pixels = Vec::new();
    for y in 0..u16::try_from(height).unwrap() {
        for x in 0..u16::try_from(width).unwrap() {
            pixels.extend(ink);
            pixels.push(if drawn(x.into(), y.into()) { 230 } else { 0 });
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    file
}

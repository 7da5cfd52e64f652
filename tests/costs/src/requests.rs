//! What a leader signs and a clerk seals with.

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use pdf_signing::increment::image::PreparedImage;
use pdf_signing::increment::seal::SealRequest;
use pdf_signing::increment::signature::SignatureRequest;
use pdf_signing::increment::statement::Statement;
use pdf_signing::increment::{CheckMark, Place};

/// Pixels of the images, across and down.
const SIDE: u32 = 500;
const BLUE: [u8; 3] = [24, 52, 160];
const RED: [u8; 3] = [214, 24, 30];

/// A leader's request.
///
/// # Errors
/// When its image cannot be made.
pub fn signature(contents_reserve: usize) -> Result<SignatureRequest> {
    signature_with(PreparedImage::from_png(&signature_png()?)?, contents_reserve)
}

/// A leader's request with this image.
///
/// # Errors
/// When the time of signing is out of range.
pub fn signature_with(image: PreparedImage, contents_reserve: usize) -> Result<SignatureRequest> {
    Ok(SignatureRequest {
        statement: statement(),
        place: Place::Default,
        image,
        seal_millimetres: 36.0,
        name: "Nguyễn Thị Thử Nghiệm".to_owned(),
        reason: "Chứng thực bản sao đúng với bản chính".to_owned(),
        location: "Phường Bến Thử".to_owned(),
        time: time("2026-11-23T03:00:00Z")?,
        contents_reserve,
    })
}

/// A clerk's request.
///
/// # Errors
/// When its image cannot be made.
pub fn seal(contents_reserve: usize) -> Result<SealRequest> {
    Ok(SealRequest {
        number: "127/ĐT".to_owned(),
        book: "01/2026-SCTĐT/BS".to_owned(),
        date: "Ngày 23 tháng 11 năm 2026".to_owned(),
        image: PreparedImage::from_png(&png(RED, ring)?)?,
        millimetres: 36.0,
        name: "Ủy ban nhân dân phường Bến Thử".to_owned(),
        reason: "Đóng dấu bản sao chứng thực điện tử".to_owned(),
        location: "Phường Bến Thử".to_owned(),
        time: time("2026-11-23T03:05:00Z")?,
        contents_reserve,
    })
}

/// The wording of the statement page.
#[must_use]
pub fn statement() -> Statement {
    Statement {
        agency: ["ỦY BAN NHÂN DÂN", "PHƯỜNG BẾN THỬ"].map(str::to_owned).to_vec(),
        title: "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH".to_owned(),
        number_label: "Số chứng thực:".to_owned(),
        book_label: "quyển số:".to_owned(),
        position: ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"].map(str::to_owned).to_vec(),
        name: "Nguyễn Thị Thử Nghiệm".to_owned(),
        notes: vec!["Bản chính gồm 02 trang.".to_owned()],
        check: Some(CheckMark {
            address: "https://tra-cuu.example.vn/verify/7K3Q9XZA1B2C3D4E".to_owned(),
            code: "Mã kiểm tra: 7K3Q-9XZA-1B2C-3D4E".to_owned(),
            advice: "Quét mã, hoặc nhập mã tại tra-cuu.example.vn.".to_owned(),
        }),
    }
}

/// A blue flourish on a transparent ground, as a PNG.
///
/// # Errors
/// When it cannot be encoded.
pub fn signature_png() -> Result<Vec<u8>> {
    png(BLUE, |x, y| (y - 250.0 - (x / 45.0).sin() * 120.0 * (1.0 - x / 900.0)).abs() < 9.0)
}

fn ring(x: f32, y: f32) -> bool {
    (220.0..246.0).contains(&(x - 250.0).hypot(y - 250.0))
}

fn png(ink: [u8; 3], drawn: impl Fn(f32, f32) -> bool) -> Result<Vec<u8>> {
    let side = || (0..u16::try_from(SIDE).unwrap_or(u16::MAX)).map(f32::from);
    let mut pixels = Vec::new();
    for y in side() {
        for x in side() {
            pixels.extend(ink);
            pixels.push(if drawn(x, y) { 230 } else { 0 });
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIDE, SIDE);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

fn time(instant: &str) -> Result<Timestamp> {
    instant.parse().context("the time of signing")
}

//! All phases of signing and sealing in a row: what one hands on is what the next one takes.

use pdf_signing::arrival::{Arrival, HandedOut, check_tail};
use pdf_signing::cms::challenge::Way;
use pdf_signing::cms::{SignedAttributes, longest_signed_data};
use pdf_signing::digest::DigestState;
use pdf_signing::increment::image::PreparedImage;
use pdf_signing::increment::seal::{self, SealRequest};
use pdf_signing::increment::signature::{self, SignatureRequest};
use pdf_signing::increment::statement::Statement;
use pdf_signing::increment::{Embedded, Place, Prepared, after, embed};
use pdf_signing::scan::inspect;
use scans::{Layout, Scan};

use crate::authority::{Authority, Desk, Kind, now};
use crate::openssl;

/// Signs what was prepared on a desk of the first way, and embeds it.
fn sign(authority: &Authority, desk: &Desk, prepared: &Prepared) -> Embedded {
    let chain = authority.chain(desk);
    let attributes = SignedAttributes::new(prepared.digest, &desk.certificate);
    assert_eq!(Way::OverHash.value_to_sign(&attributes), Ok(attributes.hash()));
    let cms = Way::OverHash.signed_data(&attributes, &chain, &desk.sign(attributes.der())).unwrap();
    embed(prepared, &cms).unwrap()
}

/// The document with its increment, as an outsider would bring it; also seen by OpenSSL.
fn check(authority: &Authority, desk: &Desk, before: &DigestState, prepared: &Prepared, file: &[u8]) {
    let handed_out = HandedOut::new(before.clone(), prepared.increment.clone(), prepared.byte_range).unwrap();
    let mut arrival = Arrival::begin(&handed_out).unwrap();
    file.chunks(10_000).for_each(|bytes| arrival.feed(bytes).unwrap());
    let arrived = arrival.finish(&desk.certificate).unwrap();
    assert_eq!(arrived.verified.certificate, desk.certificate);
    let [_, first, second, _] = prepared.byte_range.map(|number| usize::try_from(number).unwrap());
    let covered = [&file[..first], &file[second..]].concat();
    openssl::verify(&arrived.cms, &covered, &authority.root.pem(), now().as_second()).unwrap();
}

#[test]
fn a_scan_is_signed_and_sealed_and_each_step_arrives_as_it_was_made() {
    let authority = Authority::create("CA");
    let (official, agency) = (authority.desk(Kind::Rsa2048), authority.desk(Kind::P256));
    let scan = Scan::new(Layout::Stream, 60_000).bytes();
    let inspection = inspect(&scan).unwrap();

    let request = signature_request(longest_signed_data(&authority.chain(&official)).unwrap());
    let prepared = signature::prepare(&inspection.plan, &inspection.state, &request).unwrap();
    let embedded = sign(&authority, &official, &prepared);
    let signed = [scan.as_slice(), &embedded.increment].concat();
    check(&authority, &official, &inspection.state, &prepared, &signed);
    assert_eq!(check_tail(scan.len() as u64, &signed[scan.len()..], &embedded.increment), Ok(()));

    let copy = after(&prepared, &embedded, &inspection.state).unwrap();
    let request = seal_request(longest_signed_data(&authority.chain(&agency)).unwrap());
    let prepared = seal::prepare(&copy.plan, &copy.digest, &request).unwrap();
    let embedded = sign(&authority, &agency, &prepared);
    let sealed = [signed.as_slice(), &embedded.increment].concat();
    check(&authority, &agency, &copy.digest, &prepared, &sealed);
}

fn signature_request(contents_reserve: usize) -> SignatureRequest {
    SignatureRequest {
        statement: Statement {
            agency: vec!["ỦY BAN NHÂN DÂN XÃ MẪU".to_owned()],
            title: "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH".to_owned(),
            number_label: "Số chứng thực:".to_owned(),
            book_label: "quyển số:".to_owned(),
            position: vec!["CHỦ TỊCH".to_owned()],
            name: "Nguyễn Văn Mẫu".to_owned(),
            notes: vec![],
            check: None,
        },
        place: Place::Default,
        image: image([20, 50, 160]),
        seal_millimetres: 36.0,
        name: "Nguyễn Văn Mẫu".to_owned(),
        reason: String::new(),
        location: "Xã Mẫu".to_owned(),
        time: now(),
        contents_reserve,
    }
}

fn seal_request(contents_reserve: usize) -> SealRequest {
    SealRequest {
        number: "127/ĐT".to_owned(),
        book: "01/2026-SCTĐT/BS".to_owned(),
        date: "Ngày 02 tháng 3 năm 2026".to_owned(),
        image: image([210, 20, 30]),
        millimetres: 36.0,
        name: "Ủy ban nhân dân xã Mẫu".to_owned(),
        reason: String::new(),
        location: "Xã Mẫu".to_owned(),
        time: now(),
        contents_reserve,
    }
}

/// A bar of this ink on transparent ground.
fn image(ink: [u8; 3]) -> PreparedImage {
    let [red, green, blue] = ink;
    let pixel = |row: usize| [red, green, blue, if (40..60).contains(&row) { 255 } else { 0 }];
    let pixels: Vec<u8> = (0..100).flat_map(|row| pixel(row).repeat(100)).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 100, 100);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    PreparedImage::from_png(&file).unwrap()
}

//! What is refused, and with which words.

use pdf_signing::digest::Hasher;
use pdf_signing::increment::{self, EmbedError, Place, Placed, PrepareError, after, embed};
use pdf_signing::plan::{CrossReference, PLAN_FORMAT, Rectangle};
use proptest::prelude::*;

use crate::scan::{A4, Page, Scan, scan};
use crate::{Copy, request};

fn a4() -> Scan {
    scan(CrossReference::Table, &[A4], false)
}

fn refused(scan: &Scan, request: &increment::signature::SignatureRequest) -> PrepareError {
    increment::signature::prepare(&scan.plan, &scan.digest, request).unwrap_err()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_asked_is_done_or_refused_with_words(
        visible in prop::array::uniform4(-1e5_f32..1e5), rotate in 0_u16..720, user_unit in -1.0_f32..20.0,
        [x0, y0, x1, y1] in prop::array::uniform4(-50.0_f32..700.0), page in 0_usize..4,
        name in "\\PC{0,40}", title in "[A-ZĐẾẢ ]{0,120}", lines in prop::collection::vec("[a-zạ ]{0,60}", 0..8),
    ) {
        let page_shown = Page { visible, rotate: rotate / 90 * 90, user_unit };
        let scan = scan(CrossReference::Stream, &[A4, page_shown], true);
        let rectangle = Rectangle { x0, y0, x1, y1 };
        let mut request = request::signature(Place::On { page, rectangle });
        request.statement.name = name;
        request.statement.title = title;
        request.statement.position.clone_from(&lines);
        request.statement.notes = lines;
        match increment::signature::prepare(&scan.plan, &scan.digest, &request) {
            Ok(prepared) => {
                let embedded = embed(&prepared, crate::CMS).unwrap();
                let signed = after(&prepared, &embedded, &scan.digest).unwrap();
                prop_assert_eq!(signed.plan.length, scan.plan.length + embedded.increment.len() as u64);
            }
            Err(refusal) => prop_assert!(!refusal.message().is_empty() && !refusal.code().is_empty()),
        }
    }
}

#[test]
fn a_digest_of_another_document_is_refused() {
    let scan = a4();
    let digest = Hasher::new().state();
    let refused =
        increment::signature::prepare(&scan.plan, &digest, &request::signature(Place::Default)).unwrap_err();
    assert_eq!(refused, PrepareError::DigestOfAnotherDocument { digest: 0, plan: scan.plan.length });
}

#[test]
fn a_plan_of_another_version_is_refused() {
    let mut scan = a4();
    scan.plan.format = 0;
    assert_eq!(
        refused(&scan, &request::signature(Place::Default)),
        PrepareError::PlanFormat { found: 0, expected: PLAN_FORMAT }
    );
}

#[test]
fn a_page_that_the_document_does_not_have_is_named_as_people_count() {
    let rectangle = Rectangle { x0: 100.0, y0: 100.0, x1: 200.0, y1: 150.0 };
    let refused = refused(&a4(), &request::signature(Place::On { page: 2, rectangle }));
    assert_eq!(refused, PrepareError::NoSuchPage { page: 2, last: 1 });
    assert_eq!(refused.message(), "Văn bản không có trang 3. Vui lòng chọn một trang từ 1 đến 2.");
}

#[test]
fn the_statement_page_can_be_asked_for_by_its_number() {
    let rectangle = Rectangle { x0: 60.0, y0: 200.0, x1: 200.0, y1: 270.0 };
    let copy = Copy::of(a4(), Place::On { page: 1, rectangle });
    assert!(String::from_utf8_lossy(&copy.a.increment).contains("/Rect [60 200 200 270]"));
    // the image is twice as wide as high and stands in the middle; the seal reaches over its left third
    let seal = Rectangle { x0: 4.619_422_4, y0: 183.976_38, x1: 106.666_664, y1: 286.023_62 };
    assert_eq!(copy.a.placed, Some(Placed { page: 1, signature: rectangle, seal }));
}

#[test]
fn neither_signature_nor_seal_covers_the_mark_of_the_public_check() {
    let at = |x0: f32, y0: f32| Rectangle { x0, y0, x1: x0 + 140.0, y1: y0 + 70.0 };
    // the signature itself; the seal, which is higher than the signature and stands to its left
    for rectangle in [at(60.0, 100.0), at(390.0, 60.0), at(240.0, 150.0)] {
        let request = request::signature(Place::On { page: 1, rectangle });
        assert_eq!(refused(&a4(), &request), PrepareError::CoversCheck, "{rectangle:?}");
        // a page of the scan has no such mark
        let request = request::signature(Place::On { page: 0, rectangle });
        assert!(increment::signature::prepare(&a4().plan, &a4().digest, &request).is_ok());
    }
}

#[test]
fn a_letter_that_cannot_be_printed_is_named() {
    let mut request = request::signature(Place::Default);
    request.statement.name = "Nguyễn 漢".to_owned();
    let refused = refused(&a4(), &request);
    assert_eq!(refused, PrepareError::MissingCharacter { character: '漢' });
    assert_eq!(
        refused.message(),
        "Không in được ký tự “漢” (U+6F22). Vui lòng nhập lại bằng chữ Việt Unicode."
    );
}

#[test]
fn a_statement_that_does_not_fit_is_refused_by_its_part() {
    let mut request = request::signature(Place::Default);
    request.statement.position = vec!["PHÓ CHỦ TỊCH".to_owned(); 7];
    assert!(matches!(refused(&a4(), &request), PrepareError::TextTooLong { what: "position", .. }));
}

#[test]
fn a_number_too_long_for_its_field_is_refused() {
    let copy = Copy::of(a4(), Place::Default);
    let mut seal = request::seal();
    seal.number = "1234567890/1234567890/1234567890".to_owned();
    let refused = increment::seal::prepare(&copy.after_a.plan, &copy.after_a.digest, &seal).unwrap_err();
    assert!(matches!(refused, PrepareError::TextTooLong { what: "number", .. }));
}

#[test]
fn a_sealed_copy_is_not_sealed_again() {
    let copy = Copy::of(a4(), Place::Default);
    let refused =
        increment::seal::prepare(&copy.after_b.plan, &copy.after_b.digest, &request::seal()).unwrap_err();
    assert_eq!(refused, PrepareError::AlreadySealed);
}

#[test]
fn a_reserve_too_small_for_any_signature_is_refused() {
    let mut request = request::signature(Place::Default);
    request.contents_reserve = 100;
    assert_eq!(refused(&a4(), &request), PrepareError::Reserve { reserve: 100 });
}

#[test]
fn a_seal_of_no_size_is_refused() {
    let mut request = request::signature(Place::Default);
    request.seal_millimetres = f32::NAN;
    assert_eq!(refused(&a4(), &request).code(), "seal-size");
}

#[test]
fn a_document_without_free_object_numbers_is_refused() {
    let mut scan = a4();
    scan.plan.size = u32::MAX;
    assert_eq!(
        refused(&scan, &request::signature(Place::Default)),
        PrepareError::TooManyObjects { size: u32::MAX }
    );
}

#[test]
fn a_signature_too_long_for_its_place_is_refused_with_both_sizes() {
    let copy = Copy::of(a4(), Place::Default);
    assert_eq!(
        embed(&copy.a, &vec![0; 16 * 1024 + 1]),
        Err(EmbedError::TooLong { cms: 16 * 1024 + 1, reserved: 16 * 1024 })
    );
    assert_eq!(embed(&copy.a, &[]), Err(EmbedError::Empty));
}

#[test]
fn a_place_that_was_not_reserved_is_not_written_to() {
    let copy = Copy::of(a4(), Place::Default);
    for contents in [0..10, 5..u64::MAX, copy.a.contents.start..copy.a.contents.end - 2] {
        let mut prepared = copy.a.clone();
        prepared.contents = contents;
        assert_eq!(embed(&prepared, crate::CMS), Err(EmbedError::NotReserved));
    }
}

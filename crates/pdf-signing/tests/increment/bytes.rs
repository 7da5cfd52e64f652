//! What the bytes of an increment must be.

use pdf_signing::digest::Hasher;
use pdf_signing::increment::{Lines, Place, Prepared, SignedCopy, signature};
use pdf_signing::plan::{CrossReference, Rectangle};

use crate::scan::{A4, Page, scan};
use crate::{Copy, request};

const STYLES: [CrossReference; 2] = [CrossReference::Table, CrossReference::Stream];

const ON_THE_SCAN: Place =
    Place::On { page: 0, rectangle: Rectangle { x0: 300.0, y0: 100.0, x1: 450.0, y1: 175.0 } };

fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finish()
}

fn index(value: u64) -> usize {
    usize::try_from(value).unwrap()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Everything that a byte range promises of the document that ends with its increment.
fn check_byte_range(document: &[u8], prepared: &Prepared) {
    let [zero, before, after, rest] = prepared.byte_range.map(index);
    assert_eq!((zero, after + rest), (0, document.len()));
    let (head, tail) = (&document[..before], &document[after..]);
    let token = &document[before..after];
    assert!(head.ends_with(b"/Contents "));
    assert_eq!((token.first(), token.last()), (Some(&b'<'), Some(&b'>')));
    assert!(token[1..token.len() - 1].iter().all(u8::is_ascii_hexdigit));
    let written = format!("/ByteRange [0 {before} {after} {rest}]");
    assert!(find(&document[document.len() - prepared.increment.len()..], written.as_bytes()).is_some());
    assert_eq!(prepared.digest, sha256(&[head, tail]));
}

/// Number and generation → offset, of the last cross-reference section.
fn entries(document: &[u8], startxref: u64, style: CrossReference) -> Vec<(usize, usize, usize)> {
    let section = &document[index(startxref)..];
    let word = |bytes: &[u8]| bytes.iter().fold(0, |value, byte| value << 8 | usize::from(*byte));
    let mut found = Vec::new();
    match style {
        CrossReference::Table => {
            let end = find(section, b"trailer").unwrap();
            let text = std::str::from_utf8(&section[..end]).unwrap();
            let mut words = text.strip_prefix("xref\n").unwrap().split_ascii_whitespace();
            while let Some(first) = words.next() {
                let first: usize = first.parse().unwrap();
                let count: usize = words.next().unwrap().parse().unwrap();
                for number in first..first + count {
                    let offset = words.next().unwrap().parse().unwrap();
                    let generation = words.next().unwrap().parse().unwrap();
                    assert_eq!(words.next(), Some("n"));
                    found.push((number, generation, offset));
                }
            }
        }
        CrossReference::Stream => {
            let head = find(section, b"\nstream\n").unwrap();
            let text = std::str::from_utf8(&section[..head]).unwrap();
            let inside = text.split("/Index [").nth(1).unwrap().split(']').next().unwrap();
            let numbers: Vec<usize> = inside.split(' ').map(|number| number.parse().unwrap()).collect();
            let numbers = numbers.chunks(2).flat_map(|run| run[0]..run[0] + run[1]);
            for (number, entry) in numbers.zip(section[head + 8..].chunks(8)) {
                assert_eq!(entry[0], 1);
                found.push((number, word(&entry[6..8]), word(&entry[1..6])));
            }
        }
    }
    found
}

#[test]
fn a_copy_begins_with_the_scan_and_its_increments_on_a_new_line() {
    for style in STYLES {
        let copy = Copy::of(scan(style, &[A4], false), Place::Default);
        assert!(copy.sealed().starts_with(&copy.scan.bytes));
        assert!(copy.signed.increment.starts_with(b"\n"));
        assert!(copy.signed.increment.ends_with(b"%%EOF\n"));
        assert!(copy.sealed.increment.ends_with(b"%%EOF\n"));
    }
}

#[test]
fn a_byte_range_leaves_out_exactly_the_contents_token() {
    for style in STYLES {
        let copy = Copy::of(scan(style, &[A4, A4], true), Place::Default);
        check_byte_range(&copy.signed(), &copy.a);
        check_byte_range(&copy.sealed(), &copy.b);
    }
}

#[test]
fn embedding_changes_nothing_but_the_digits_of_the_contents() {
    let copy = Copy::of(scan(CrossReference::Table, &[A4], false), Place::Default);
    let place = index(copy.a.contents.start)..index(copy.a.contents.end);
    let mut expected = copy.a.increment.clone();
    expected[place.start..place.start + 8].copy_from_slice(b"30820100");
    assert_eq!(copy.signed.increment, expected);
    assert_eq!(place.len(), 2 * 16 * 1024);
}

#[test]
fn every_entry_of_the_cross_reference_points_at_its_object() {
    for style in STYLES {
        let copy = Copy::of(scan(style, &[A4], true), Place::Default);
        for (document, plan) in [(copy.signed(), &copy.after_a.plan), (copy.sealed(), &copy.after_b.plan)] {
            assert_eq!(plan.length, document.len() as u64);
            for (number, generation, offset) in entries(&document, plan.startxref, style) {
                let head = format!("{number} {generation} obj\n");
                assert!(document[offset..].starts_with(head.as_bytes()), "{style:?} {head}");
            }
        }
    }
}

#[test]
fn new_objects_take_consecutive_numbers() {
    for style in STYLES {
        let copy = Copy::of(scan(style, &[A4], false), Place::Default);
        let sizes = [copy.scan.plan.size, copy.after_a.plan.size, copy.after_b.plan.size];
        let sizes = sizes.map(|size| usize::try_from(size).unwrap());
        let documents =
            [(copy.signed(), copy.after_a.plan.startxref), (copy.sealed(), copy.after_b.plan.startxref)];
        for ((document, startxref), size) in documents.into_iter().zip(sizes.windows(2)) {
            let new: Vec<usize> = entries(&document, startxref, style)
                .into_iter()
                .map(|(number, ..)| number)
                .filter(|number| *number >= size[0])
                .collect();
            assert_eq!(new, (size[0]..size[1]).collect::<Vec<_>>(), "{style:?}");
        }
    }
}

#[test]
fn the_seal_repeats_the_fields_made_for_it_and_nothing_else() {
    for (place, texts) in [(Place::Default, false), (ON_THE_SCAN, true)] {
        let copy = Copy::of(scan(CrossReference::Table, &[A4], false), place);
        let fields = copy.after_a.plan.fields.as_ref().unwrap();
        let mut expected = vec![fields.seal.reference];
        if let Lines::Fields(fields) = &fields.lines {
            expected.extend(fields.iter().map(|field| field.reference));
        }
        assert_eq!(expected.len(), if texts { 4 } else { 1 });
        let expected: Vec<usize> =
            expected.iter().map(|reference| usize::try_from(reference.number).unwrap()).collect();
        let old: Vec<usize> = entries(&copy.sealed(), copy.after_b.plan.startxref, CrossReference::Table)
            .into_iter()
            .map(|(number, ..)| number)
            .filter(|number| *number < usize::try_from(copy.after_a.plan.size).unwrap())
            .collect();
        assert_eq!(old, expected);
    }
}

#[test]
fn the_digest_goes_on_over_the_whole_copy() {
    let copy = Copy::of(scan(CrossReference::Stream, &[A4], false), Place::Default);
    assert_eq!(copy.after_a.sha256, sha256(&[&copy.signed()]));
    assert_eq!(copy.after_b.sha256, sha256(&[&copy.sealed()]));
    assert_eq!(copy.after_b.digest.length, copy.sealed().len() as u64);
}

#[test]
fn what_stands_between_two_phases_survives_storage() {
    let copy = Copy::of(scan(CrossReference::Table, &[A4], true), Place::Default);
    let prepared = serde_json::to_string(&copy.a).unwrap();
    assert!(serde_json::from_str::<Prepared>(&prepared).unwrap() == copy.a);
    let signed = serde_json::to_string(&copy.after_a).unwrap();
    assert_eq!(serde_json::from_str::<SignedCopy>(&signed).unwrap(), copy.after_a);
    assert!(signed.len() < 8 * 1024, "{} bytes", signed.len());
}

#[test]
fn an_increment_does_not_grow_with_the_scan() {
    let short = scan(CrossReference::Table, &[A4], false);
    let mut long = scan(CrossReference::Table, &[A4], false);
    long.bytes.resize(30 * 1024 * 1024, b'%');
    let mut hasher = Hasher::new();
    hasher.update(&long.bytes);
    long.digest = hasher.state();
    long.plan.length = long.bytes.len() as u64;
    let lengths = [short, long].map(|scan| {
        let request = request::signature(Place::Default);
        signature::prepare(&scan.plan, &scan.digest, &request).unwrap().increment.len()
    });
    assert!(lengths[1].abs_diff(lengths[0]) < 16, "{lengths:?}");
    assert!(lengths[0] < 60 * 1024);
}

#[test]
fn the_first_identifier_stays_and_the_second_is_new_each_time() {
    let copy = Copy::of(scan(CrossReference::Table, &[A4], false), Place::Default);
    let (first, second) = copy.scan.plan.id.clone().unwrap();
    let (a, b) = (&copy.after_a.plan.id, &copy.after_b.plan.id);
    assert_eq!((&a.0, &b.0), (&first, &first));
    assert!(a.1 != second && b.1 != a.1);
}

#[test]
fn a_form_without_fields_gives_way_to_that_of_the_copy() {
    let copy = Copy::of(scan(CrossReference::Table, &[A4], true), Place::Default);
    let text = String::from_utf8_lossy(&copy.signed.increment).into_owned();
    assert_eq!(text.matches("/AcroForm ").count(), 1);
    assert!(!text.contains("NeedAppearances"));
    assert_eq!(names(&text), ["Signature1", "Signature2"]);
}

#[test]
fn the_signature_certifies_the_copy_and_the_seal_locks_it() {
    let copy = Copy::of(scan(CrossReference::Table, &[A4], false), Place::Default);
    let a = String::from_utf8_lossy(&copy.signed.increment).into_owned();
    let b = String::from_utf8_lossy(&copy.sealed.increment).into_owned();
    let signature = a.split(" 0 obj\n<<\n/Type /Sig\n").next().unwrap().rsplit('\n').next().unwrap();
    assert!(a.contains(&format!("/Perms <</DocMDP {signature} 0 R>>\n")));
    assert!(a.contains(
        "/Reference [<</Type /SigRef /TransformMethod /DocMDP \
         /TransformParams <</Type /TransformParams /P 2 /V /1.2>>>>]\n"
    ));
    assert_eq!(names(&a), ["Signature1", "Signature2"]);
    check_lock(&a, &b, "/Action /All");
}

#[test]
fn on_a_page_of_the_scan_the_seal_locks_its_own_field_and_number_and_date_are_text_fields() {
    let copy = Copy::of(scan(CrossReference::Table, &[A4], false), ON_THE_SCAN);
    let a = String::from_utf8_lossy(&copy.signed.increment).into_owned();
    let b = String::from_utf8_lossy(&copy.sealed.increment).into_owned();
    assert_eq!(names(&a), ["Signature1", "Signature2", "number", "book", "date"]);
    check_lock(&a, &b, "/Action /Include /Fields [(Signature2)]");
}

fn check_lock(a: &str, b: &str, locked: &str) {
    let lock = format!("/Lock <</Type /SigFieldLock {locked} /P 1>>\n");
    assert_eq!((a.matches(&lock).count(), b.matches(&lock).count()), (1, 1));
    assert!(b.contains(&format!(
        "/Reference [<</Type /SigRef /TransformMethod /FieldMDP \
         /TransformParams <</Type /TransformParams {locked} /V /1.2>> /Data 1 0 R>>]\n"
    )));
}

/// Names of the fields, in the order of the file.
fn names(increment: &str) -> Vec<&str> {
    increment.split("\n/T (").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

#[test]
fn a_page_of_the_scan_keeps_its_annotations_when_it_takes_the_signature() {
    let turned = Page { rotate: 90, ..A4 };
    let rectangle = Rectangle { x0: 400.0, y0: 60.0, x1: 540.0, y1: 130.0 };
    let copy = Copy::of(scan(CrossReference::Table, &[turned], true), Place::On { page: 0, rectangle });
    let text = String::from_utf8_lossy(&copy.signed.increment).into_owned();
    assert!(text.contains("/Annots [6 0 R\n"));
    assert!(text.contains("/MK <</R 90>>"));
    // the place is given as shown: a quarter turn back, x runs down from the crop box's width
    assert!(text.contains("/Rect [465 400 535 540]"));
}

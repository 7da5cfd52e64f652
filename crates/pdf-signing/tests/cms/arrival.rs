//! A signed PDF from outside: the one that is accepted, and every attack that is not.

use std::fmt::Write as _;
use std::sync::OnceLock;

use pdf_signing::arrival::{Arrival, ArrivalRefusal, Arrived, HandedOut, HandedOutError};
use pdf_signing::cms::{Certificate, SignatureRefusal};
use pdf_signing::digest::Hasher;
use proptest::prelude::*;
use sha2::Digest as _;

use crate::authority::{Authority, Desk, Kind};

const RESERVED_DIGITS: usize = 8_192;

/// A document, the increment prepared for it, and a desk that signs it.
struct Fixture {
    authority: Authority,
    desk: Desk,
    document: Vec<u8>,
    increment: Vec<u8>,
    byte_range: [u64; 4],
}

fn fixture() -> &'static Fixture {
    static FIXTURE: OnceLock<Fixture> = OnceLock::new();
    FIXTURE.get_or_init(|| {
        let authority = Authority::create("CA");
        let desk = authority.desk(Kind::P256);
        let document: Vec<u8> =
            b"%PDF-1.7\n".iter().copied().chain((0..100_000_u32).flat_map(u32::to_le_bytes)).collect();
        let (increment, byte_range) = prepare(&document);
        Fixture { authority, desk, document, increment, byte_range }
    })
}

fn prepare(document: &[u8]) -> (Vec<u8>, [u64; 4]) {
    let text = |byte_range: [u64; 4]| {
        let [a, b, c, d] = byte_range;
        let head = format!("\n9 0 obj\n<</Type/Sig/ByteRange [{a} {b:<9} {c:<9} {d:<9}]/Contents ");
        let tail =
            format!("/Reason(ch\\341\\273\\251ng th\\341\\273\\261c)>>\nendobj\nstartxref\n{b}\n%%EOF\n");
        (head, tail)
    };
    let (head, tail) = text([0; 4]);
    let first = (document.len() + head.len()) as u64;
    let byte_range = [
        0,
        first,
        first + RESERVED_DIGITS as u64 + 2,
        tail.len() as u64 + first.to_string().len() as u64 - 1,
    ];
    let (head, tail) = text(byte_range);
    (format!("{head}<{}>{tail}", "0".repeat(RESERVED_DIGITS)).into_bytes(), byte_range)
}

impl Fixture {
    fn handed_out(&self) -> HandedOut {
        let mut hasher = Hasher::new();
        hasher.update(&self.document);
        HandedOut::new(hasher.state(), self.increment.clone(), self.byte_range).unwrap()
    }

    /// Offsets in the file of the first and after the last hex digit.
    fn digits(&self) -> std::ops::Range<usize> {
        let [_, first, second, _] = self.byte_range.map(|number| usize::try_from(number).unwrap());
        first + 1..second - 1
    }

    /// SHA-256 of what the byte range covers.
    fn covered(&self, file: &[u8]) -> [u8; 32] {
        let digits = self.digits();
        let mut hasher = sha2::Sha256::new();
        hasher.update(&file[..digits.start - 1]);
        hasher.update(&file[digits.end + 1..]);
        hasher.finalize().into()
    }

    fn file(&self, cms: &[u8]) -> Vec<u8> {
        let mut file = [self.document.as_slice(), &self.increment].concat();
        let digits = hex(cms);
        file[self.digits().start..][..digits.len()].copy_from_slice(digits.as_bytes());
        file
    }

    fn signed_by(&self, desk: &Desk) -> Vec<u8> {
        self.file(&self.authority.cms(desk, self.covered(&self.file(&[]))))
    }

    fn signed(&self) -> Vec<u8> {
        self.signed_by(&self.desk)
    }

    fn arrive(&self, file: &[u8]) -> Result<Arrived, ArrivalRefusal> {
        arrive(&self.handed_out(), file, 1_000, &self.desk.certificate)
    }

    /// The same after a change; only the refusal.
    fn refusal(&self, change: impl FnOnce(&mut Vec<u8>)) -> ArrivalRefusal {
        let mut file = self.signed();
        change(&mut file);
        self.arrive(&file).unwrap_err()
    }
}

fn arrive(
    handed_out: &HandedOut,
    file: &[u8],
    piece: usize,
    expected: &Certificate,
) -> Result<Arrived, ArrivalRefusal> {
    let mut arrival = Arrival::begin(handed_out).unwrap();
    file.chunks(piece).try_for_each(|bytes| arrival.feed(bytes))?;
    arrival.finish(expected)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").unwrap();
        digits
    })
}

fn find(file: &[u8], text: &str) -> usize {
    file.windows(text.len()).rposition(|window| window == text.as_bytes()).unwrap()
}

#[test]
fn what_was_handed_out_is_accepted_with_its_signature() {
    let fixture = fixture();
    let file = fixture.signed();
    let arrived = fixture.arrive(&file).unwrap();
    assert_eq!(arrived.verified.certificate, fixture.desk.certificate);
    assert!(file[fixture.digits()].starts_with(hex(&arrived.cms).as_bytes()));
    assert_eq!(arrived.sha256, <[u8; 32]>::from(sha2::Sha256::digest(&file)));
    let mut whole = Hasher::new();
    whole.update(&file);
    assert_eq!(arrived.state, whole.state());
}

#[test]
fn upper_case_digits_are_digits() {
    let fixture = fixture();
    let mut file = fixture.signed();
    file[fixture.digits()].make_ascii_uppercase();
    assert!(fixture.arrive(&file).is_ok());
}

#[test]
fn another_scan_is_refused() {
    let refusal = fixture().refusal(|file| file[5_000] ^= 1);
    assert_eq!((refusal.code(), refusal), ("arrival-other-scan", ArrivalRefusal::OtherScan));
}

#[test]
fn a_changed_byte_of_the_increment_is_refused() {
    let at = find(&fixture().signed(), "/Reason") + 8;
    let refusal = fixture().refusal(|file| file[at] = b'X');
    assert_eq!((refusal.code(), refusal), ("arrival-changed", ArrivalRefusal::Changed { at: at as u64 }));
}

#[test]
fn an_edited_byte_range_is_refused() {
    let at = find(&fixture().signed(), "/ByteRange") + 12;
    let refusal = fixture().refusal(|file| file[at] = b'1');
    assert_eq!(
        (refusal.code(), refusal),
        ("arrival-byte-range", ArrivalRefusal::ByteRange { at: at as u64 })
    );
}

#[test]
fn appended_bytes_and_a_second_increment_are_refused() {
    let update = b"4 0 obj\n<</Type/Page/Contents 12 0 R>>\nendobj\nxref\n4 1\n0000000000 00000 n\ntrailer\n<<>>\n%%EOF\n";
    for appended in [&b"\n"[..], b"\0", update] {
        let refusal = fixture().refusal(|file| file.extend_from_slice(appended));
        let expected = (fixture().document.len() + fixture().increment.len()) as u64;
        assert_eq!((refusal.code(), refusal), ("arrival-appended", ArrivalRefusal::Appended { expected }));
    }
}

#[test]
fn a_truncated_file_is_refused_wherever_it_ends() {
    let fixture = fixture();
    let expected = fixture.signed().len();
    for length in [0, 1, fixture.document.len(), fixture.document.len() + 1, expected - 1] {
        let refusal = fixture.refusal(|file| file.truncate(length));
        let whole = ArrivalRefusal::Truncated { length: length as u64, expected: expected as u64 };
        assert_eq!((refusal.code(), refusal), ("arrival-truncated", whole));
    }
}

#[test]
fn contents_longer_or_shorter_than_reserved_are_refused() {
    let digits = fixture().digits();
    let longer = fixture().refusal(|file| file.insert(digits.end, b'0'));
    assert_eq!(longer, ArrivalRefusal::Contents("not of the reserved length"));
    let shorter = fixture().refusal(|file| drop(file.drain(digits.end - 2..digits.end)));
    assert_eq!(
        (shorter.code(), shorter),
        ("arrival-contents", ArrivalRefusal::Contents("shorter than reserved"))
    );
}

#[test]
fn contents_closed_early_to_hide_bytes_are_refused() {
    let digits = fixture().digits();
    let hidden = b">/AP<</N 12 0 R>>/X<";
    let refusal = fixture().refusal(|file| file[digits.end - 40..][..hidden.len()].copy_from_slice(hidden));
    assert_eq!(refusal, ArrivalRefusal::Contents("shorter than reserved"));
}

#[test]
fn contents_that_are_not_hex_digits_are_refused() {
    let digits = fixture().digits();
    for byte in *b" g(\0" {
        let refusal = fixture().refusal(|file| file[digits.start + 7] = byte);
        assert_eq!(refusal, ArrivalRefusal::Contents("not hexadecimal digits alone"));
    }
    let refusal = fixture().refusal(|file| file[digits.end - 1] = b'7');
    assert_eq!(refusal, ArrivalRefusal::Contents("something other than zeros follows the DER value"));
}

#[test]
fn a_file_handed_back_unsigned_is_told_apart() {
    let fixture = fixture();
    let refusal = fixture.arrive(&fixture.file(&[])).unwrap_err();
    assert_eq!((refusal.code(), refusal), ("arrival-unsigned", ArrivalRefusal::Unsigned));
}

#[test]
fn the_signature_of_another_certificate_is_refused() {
    let fixture = fixture();
    let other = fixture.authority.desk(Kind::P256);
    let refusal = fixture.arrive(&fixture.signed_by(&other)).unwrap_err();
    let expected = ArrivalRefusal::Signature(SignatureRefusal::OtherCertificate);
    assert_eq!((refusal.code(), refusal), ("signature-other-certificate", expected));
}

#[test]
fn a_signature_over_another_document_is_refused() {
    let fixture = fixture();
    let file = fixture.file(&fixture.authority.cms(&fixture.desk, [7; 32]));
    let refusal = fixture.arrive(&file).unwrap_err();
    let expected = ArrivalRefusal::Signature(SignatureRefusal::OtherDigest);
    assert_eq!((refusal.code(), refusal), ("signed-data-other-digest", expected));
}

#[test]
fn a_broken_signature_value_is_refused() {
    let fixture = fixture();
    let mut cms = fixture.authority.cms(&fixture.desk, fixture.covered(&fixture.file(&[])));
    let last = cms.len() - 1;
    cms[last] ^= 1;
    let refusal = fixture.arrive(&fixture.file(&cms)).unwrap_err();
    assert_eq!(refusal, ArrivalRefusal::Signature(SignatureRefusal::Mismatch));
}

#[test]
fn once_refused_is_refused_for_good() {
    let handed_out = fixture().handed_out();
    let mut arrival = Arrival::begin(&handed_out).unwrap();
    let mut file = fixture().signed();
    file[3] ^= 1;
    assert_eq!(arrival.feed(&file), Err(ArrivalRefusal::OtherScan));
    assert_eq!(arrival.feed(b""), Err(ArrivalRefusal::OtherScan));
    assert_eq!(arrival.finish(&fixture().desk.certificate), Err(ArrivalRefusal::OtherScan));
}

#[test]
fn nothing_is_handed_out_whose_byte_range_covers_something_else() {
    let Fixture { document, increment, byte_range: [a, b, c, d], .. } = fixture();
    let (a, b, c, d) = (*a, *b, *c, *d);
    let mut hasher = Hasher::new();
    hasher.update(document);
    let handed_out = |byte_range| HandedOut::new(hasher.state(), increment.clone(), byte_range).err();
    assert_eq!(handed_out([a, b, c, d]), None);
    for wrong in [[1, b, c, d], [a, b, c, d - 1], [a, b, c, u64::MAX], [a, 5, c, d], [a, c + 1, c, d]] {
        assert_eq!(handed_out(wrong), Some(HandedOutError::ByteRange), "{wrong:?}");
    }
    assert_eq!(handed_out([a, b - 1, c, d]), Some(HandedOutError::Contents));
    assert_eq!(handed_out([a, b, c + 1, d - 1]), Some(HandedOutError::Contents));
    let mut silent = increment.clone();
    let at = find(&silent, "/ByteRange");
    silent[at + 1] = b'X';
    let silent = HandedOut::new(hasher.state(), silent, [a, b, c, d]);
    assert_eq!(silent, Err(HandedOutError::ByteRangeText));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_size_of_the_pieces_makes_no_difference(piece in 1_usize..70_000, at in any::<prop::sample::Index>()) {
        let fixture = fixture();
        let mut file = fixture.signed();
        let certificate = &fixture.desk.certificate;
        prop_assert_eq!(arrive(&fixture.handed_out(), &file, piece, certificate), fixture.arrive(&file));
        let at = at.index(file.len());
        file[at] ^= 0x80;
        let refusal = arrive(&fixture.handed_out(), &file, piece, certificate);
        prop_assert!(refusal.is_err());
        prop_assert_eq!(refusal, fixture.arrive(&file));
    }
}

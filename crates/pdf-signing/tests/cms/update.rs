//! A signed PDF whose increment a signing program has made: what may arrive, and what may not although the
//! expected official has signed it.

use std::fmt::Write as _;
use std::sync::OnceLock;

use pdf_signing::arrival::{ArrivalRefusal, Arrived, UpdateArrival};
use pdf_signing::cms::{Certificate, SignatureRefusal};
use pdf_signing::plan::{AppendPlan, ObjectRef, RawDictionary};
use pdf_signing::scan::{Inspection, inspect};
use proptest::prelude::*;
use scans::{Layout, Scan};
use sha2::Digest as _;

use crate::authority::{Authority, Desk, Kind};

const DIGITS: usize = 8_192;

struct Handed {
    bytes: Vec<u8>,
    inspection: Inspection,
}

fn handed_out(layout: Layout) -> Handed {
    let bytes = Scan::new(layout, 60_000).bytes();
    let inspection = inspect(&bytes).unwrap();
    Handed { bytes, inspection }
}

struct Fixture {
    authority: Authority,
    desk: Desk,
    handed: Handed,
}

fn fixture() -> &'static Fixture {
    static FIXTURE: OnceLock<Fixture> = OnceLock::new();
    FIXTURE.get_or_init(|| {
        let authority = Authority::create("CA");
        Fixture { desk: authority.desk(Kind::P256), authority, handed: handed_out(Layout::Classic) }
    })
}

/// The objects of an honest update, to be spoilt.
#[derive(Clone)]
struct Update {
    objects: Vec<(u32, String)>,
    free: Vec<u32>,
    trailer: String,
    between: &'static str,
    end: &'static str,
    byte_range: fn([u64; 4]) -> [u64; 4],
}

impl Update {
    fn honest(plan: &AppendPlan) -> Self {
        let (signature, field, appearance) = (plan.size, plan.size + 1, plan.size + 2);
        let page = &plan.pages[0];
        let annotations: Vec<String> =
            page.annotations.iter().map(|raw| String::from_utf8(raw.0.clone()).unwrap()).collect();
        let page_object =
            format!("<<{}/Annots[{} {field} 0 R]>>", written(&page.dictionary), annotations.join(" "));
        let catalog = format!("<<{}/AcroForm<</Fields[{field} 0 R]/SigFlags 3>>>>", written(&plan.catalog));
        let objects = vec![
            (signature, String::new()),
            (
                field,
                format!(
                    "<</Type/Annot/Subtype/Widget/FT/Sig/T(Chu ky)/V {signature} 0 R/P{}/Rect[{} {} {} {}]/F 132\
                     /AP<</N {appearance} 0 R>>>>",
                    reference(page.reference),
                    page.visible.x0,
                    page.visible.y0,
                    page.visible.x0 + 50.0,
                    page.visible.y0 + 30.0
                ),
            ),
            (
                appearance,
                "<</Type/XObject/Subtype/Form/BBox[0 0 50 30]/Length 14>>stream\n0 0 50 30 re f\nendstream"
                    .to_owned(),
            ),
            (page.reference.number, page_object),
            (plan.root.number, catalog),
        ];
        Self {
            objects,
            free: vec![],
            trailer: String::new(),
            between: "\n",
            end: "",
            byte_range: |range| range,
        }
    }

    fn object(&mut self, number: u32) -> &mut String {
        &mut self.objects.iter_mut().find(|(held, _)| *held == number).unwrap().1
    }

    fn replace(&mut self, number: u32, from: &str, to: &str) {
        let object = self.object(number);
        assert!(object.contains(from), "{object}");
        *object = object.replace(from, to);
    }

    /// Document and update with empty `/Contents`, and the offsets of the `/Contents` token.
    fn write(&self, handed: &Handed, extra: &str) -> (Vec<u8>, std::ops::Range<usize>) {
        let plan = &handed.inspection.plan;
        let mut file = handed.bytes.clone();
        file.extend(b"\n");
        let mut listed: Vec<(u32, usize)> = Vec::new();
        let mut contents = 0..0;
        let mut objects = self.objects.clone();
        objects.sort_by_key(|(number, _)| *number);
        for (number, object) in objects {
            listed.push((number, file.len()));
            write(&mut file, &format!("{number} 0 obj\n"));
            if number == plan.size {
                write(&mut file, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange");
                write(&mut file, &format!("[{}]/Contents", "?".repeat(40)));
                contents = file.len()..file.len() + DIGITS + 2;
                write(&mut file, &format!("<{}>{extra}>>", "0".repeat(DIGITS)));
            } else {
                write(&mut file, &object);
            }
            write(&mut file, &format!("\nendobj{}", self.between));
        }
        let startxref = file.len();
        write(&mut file, "xref\n");
        for number in &self.free {
            write(&mut file, &format!("{number} 1\n0000000000 00001 f \n"));
        }
        for (number, offset) in listed {
            write(&mut file, &format!("{number} 1\n{offset:010} 00000 n \n"));
        }
        let size = plan.size + 20;
        let root = reference(plan.root);
        let prev = plan.startxref;
        write(&mut file, &format!("trailer\n<</Size {size}/Root{root}/Prev {prev}{}>>\n", self.trailer));
        write(&mut file, &format!("startxref\n{startxref}\n%%EOF\n{}", self.end));
        let range = [0, contents.start as u64, contents.end as u64, (file.len() - contents.end) as u64];
        let [a, b, c, d] = (self.byte_range)(range);
        let text = format!("{:<40}", format!("{a} {b} {c} {d}"));
        let at = file.windows(40).rposition(|window| window == [b'?'; 40]).unwrap();
        file[at..at + 40].copy_from_slice(text.as_bytes());
        (file, contents)
    }

    fn signed(&self, handed: &Handed, extra: &str) -> Vec<u8> {
        let Fixture { authority, desk, .. } = fixture();
        let (mut file, contents) = self.write(handed, extra);
        let mut hasher = sha2::Sha256::new();
        hasher.update(&file[..contents.start]);
        hasher.update(&file[contents.end..]);
        let mut digits = String::new();
        for byte in authority.cms(desk, hasher.finalize().into()) {
            write!(digits, "{byte:02x}").unwrap();
        }
        file[contents.start + 1..][..digits.len()].copy_from_slice(digits.as_bytes());
        file
    }
}

fn write(file: &mut Vec<u8>, text: &str) {
    file.extend_from_slice(text.as_bytes());
}

fn reference(reference: ObjectRef) -> String {
    format!(" {} {} R", reference.number, reference.generation)
}

fn written(dictionary: &RawDictionary) -> String {
    let entry = |(key, value): &(String, pdf_signing::plan::RawValue)| {
        format!("/{key} {}", String::from_utf8(value.0.clone()).unwrap())
    };
    dictionary.0.iter().map(entry).collect()
}

fn arrive(handed: &Handed, file: &[u8], expected: &Certificate) -> Result<Arrived, ArrivalRefusal> {
    let mut arrival = UpdateArrival::begin(&handed.inspection.state, &handed.inspection.plan).unwrap();
    file.chunks(4_096).try_for_each(|bytes| arrival.feed(bytes))?;
    arrival.finish(expected)
}

fn refusal_of(file: &[u8]) -> ArrivalRefusal {
    arrive(&fixture().handed, file, &fixture().desk.certificate).unwrap_err()
}

/// The refusal of an update that is spoilt before the expected official signs it.
fn refusal(spoil: impl FnOnce(&mut Update, &AppendPlan)) -> ArrivalRefusal {
    let handed = &fixture().handed;
    let mut update = Update::honest(&handed.inspection.plan);
    spoil(&mut update, &handed.inspection.plan);
    refusal_of(&update.signed(handed, ""))
}

fn cause(refusal: &ArrivalRefusal) -> &'static str {
    match refusal {
        ArrivalRefusal::Object { cause, .. } | ArrivalRefusal::Structure(cause) => cause,
        _ => refusal.code(),
    }
}

#[test]
fn one_signature_is_accepted_on_scans_of_every_layout() {
    for layout in Layout::ALL {
        let handed = handed_out(layout);
        let file = Update::honest(&handed.inspection.plan).signed(&handed, "");
        let arrived = arrive(&handed, &file, &fixture().desk.certificate);
        let arrived = arrived.unwrap_or_else(|refusal| panic!("{layout:?}: {refusal:?}"));
        assert_eq!(arrived.sha256, <[u8; 32]>::from(sha2::Sha256::digest(&file)), "{layout:?}");
        assert_eq!(arrived.state.length, file.len() as u64, "{layout:?}");
    }
}

#[test]
fn what_the_page_shows_may_not_change() {
    let page = |plan: &AppendPlan| plan.pages[0].reference.number;
    for (from, to) in
        [("/Contents", "/Contents 1 0 R/X"), ("/Annots", "/Rotate 90/Annots"), ("/Parent", "/Parenta")]
    {
        let refusal = refusal(|update, plan| update.replace(page(plan), from, to));
        assert_eq!(refusal.code(), "arrival-object");
        assert_eq!(cause(&refusal), "more of the page has changed than its annotations", "{from}");
    }
    let refusal = refusal(|update, plan| {
        let (number, page) = (plan.size + 3, page(plan));
        update.objects.push((number, "<</Type/Annot/Subtype/Square/Rect[0 0 500 500]>>".to_owned()));
        update.replace(page, "/Annots[", &format!("/Annots[{number} 0 R "));
    });
    assert_eq!(cause(&refusal), "more has been annotated than the signature");
}

#[test]
fn an_object_of_the_document_may_not_change() {
    let refusal = refusal(|update, plan| {
        let taken: Vec<u32> = update.objects.iter().map(|(number, _)| *number).collect();
        let other = (1..plan.size).find(|number| !taken.contains(number)).unwrap();
        update.objects.push((other, "<</Length 0>>stream\n\nendstream".to_owned()));
    });
    assert_eq!(cause(&refusal), "an object of the document is changed");
}

#[test]
fn nothing_that_acts_may_come_in() {
    let field = |plan: &AppendPlan| plan.size + 1;
    let script = "/A<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let on_field = refusal(|update, plan| update.replace(field(plan), "/F 132", script));
    assert_eq!(cause(&on_field), "the field is not new, or says more than a signature field");
    let in_catalog = refusal(|update, plan| {
        update.replace(plan.root.number, "/AcroForm", "/OpenAction 9 0 R/AcroForm");
    });
    assert_eq!(cause(&in_catalog), "more of the catalog has changed than its form");
    for entry in ["/AA<<>>", "/#4a#53(x)", "/Type/Filespec", "/Resources<</Type/Page>>", "/Type 5"] {
        let inside = refusal(|update, plan| update.objects.push((plan.size + 3, format!("<<{entry}>>"))));
        assert_eq!(cause(&inside), "no part of a signature's appearance", "{entry}");
    }
}

#[test]
fn a_later_version_and_extensions_may_be_stated() {
    let stated =
        "/Version/2.0/Extensions<</ESIC<</Type/DeveloperExtensions/BaseVersion/1.7/ExtensionLevel 1>>>>";
    let Fixture { handed, desk, .. } = fixture();
    let plan = &handed.inspection.plan;
    let mut update = Update::honest(plan);
    update.replace(plan.root.number, "/AcroForm", &format!("{stated}/AcroForm"));
    assert!(arrive(handed, &update.signed(handed, ""), &desk.certificate).is_ok());
    let refusal = refusal(|update, plan| {
        update.replace(plan.root.number, "/AcroForm", "/Extensions<</A 9 0 R>>/AcroForm");
    });
    assert_eq!(cause(&refusal), "more of the catalog has changed than its form");
}

#[test]
fn the_texts_of_the_document_information_may_change_and_nothing_else_of_it() {
    let information = "<</Producer(A signing program)/ModDate(D:20260302090000+07'00')>>";
    let Fixture { handed, desk, .. } = fixture();
    let plan = &handed.inspection.plan;
    let number = plan.info.unwrap().number;
    let mut update = Update::honest(plan);
    update.objects.push((number, information.to_owned()));
    assert!(arrive(handed, &update.signed(handed, ""), &desk.certificate).is_ok());
    let refusal = refusal(|update, _| update.objects.push((number, "<</Title 9 0 R>>".to_owned())));
    assert_eq!(cause(&refusal), "the document information holds more than texts");
}

#[test]
fn the_signature_may_not_cover_what_is_certified() {
    let refusal = refusal(|update, plan| {
        let visible = plan.pages[0].visible;
        let from = format!("{} {}]/F", visible.x0 + 50.0, visible.y0 + 30.0);
        update.replace(plan.size + 1, &from, &format!("{} {}]/F", visible.x1, visible.y1));
    });
    assert_eq!(cause(&refusal), "the signature lies off the page or covers too much of it");
}

#[test]
fn a_certification_is_refused_since_it_would_forbid_the_seal() {
    let handed = &fixture().handed;
    let extra = "/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]";
    let file = Update::honest(&handed.inspection.plan).signed(handed, extra);
    assert_eq!(cause(&refusal_of(&file)), "the signature dictionary says more than a signature");
    let lock = refusal(|update, plan| update.replace(plan.size + 1, "/F 132", "/Lock<</Action/All>>"));
    assert_eq!(cause(&lock), "the field is not new, or says more than a signature field");
}

#[test]
fn a_second_signature_or_field_is_refused() {
    let second = refusal(|update, plan| {
        update.objects.push((plan.size + 3, "<</Type/Sig/ByteRange[0 0 0 0]/Contents<00>>>".to_owned()));
    });
    assert_eq!(second, ArrivalRefusal::Structure("not exactly one signature dictionary"));
    let second = refusal(|update, plan| update.objects.push((plan.size + 3, "<</FT/Tx/V(127)>>".to_owned())));
    assert_eq!(second, ArrivalRefusal::Structure("not exactly one field"));
}

#[test]
fn bytes_that_belong_to_nothing_are_refused() {
    let hidden = refusal(|update, _| update.between = "\n99 0 obj<</Type/Catalog>>endobj\n");
    assert_eq!(hidden, ArrivalRefusal::Structure("bytes that belong to no object"));
    let inner_end = refusal(|update, _| update.between = "\n%%EOF\n");
    assert_eq!(inner_end, ArrivalRefusal::Structure("bytes that belong to no object"));
    let after = refusal(|update, _| update.end = "x");
    assert_eq!(after, ArrivalRefusal::Structure("the file does not end after startxref and %%EOF"));
    let named = {
        let mut update = Update::honest(&fixture().handed.inspection.plan);
        update.between = "\n%Signing program 1.0\n";
        update.signed(&fixture().handed, "")
    };
    assert!(arrive(&fixture().handed, &named, &fixture().desk.certificate).is_ok());
}

#[test]
fn a_freed_object_is_refused() {
    let refusal = refusal(|update, plan| {
        let taken: Vec<u32> = update.objects.iter().map(|(number, _)| *number).collect();
        update.free.extend((1..plan.size).find(|number| !taken.contains(number)));
    });
    assert_eq!((refusal.code(), cause(&refusal)), ("arrival-structure", "an object is freed"));
}

#[test]
fn a_trailer_of_another_document_is_refused() {
    for trailer in ["/Encrypt 5 0 R", "/XRefStm 17"] {
        let refusal = refusal(|update, _| update.trailer = trailer.to_owned());
        assert_eq!(cause(&refusal), "the trailer says more than an update's does", "{trailer}");
    }
}

#[test]
fn two_updates_are_refused() {
    // the first changes the page, the second signs over it: incremental saving before the signature
    let Fixture { handed, desk, .. } = fixture();
    let mut first = handed.bytes.clone();
    let at = first.len();
    let plan = &handed.inspection.plan;
    let page = plan.pages[0].reference;
    write(
        &mut first,
        &format!("{} 0 obj<<{}/Rotate 90>>endobj\n", page.number, written(&plan.pages[0].dictionary)),
    );
    let startxref = first.len();
    write(&mut first, &format!("xref\n{} 1\n{at:010} 00000 n \n", page.number));
    write(&mut first, &format!("trailer\n<</Size {}/Root{}", plan.size, reference(plan.root)));
    write(&mut first, &format!("/Prev {}>>\nstartxref\n{startxref}\n%%EOF\n", plan.startxref));
    let middle = Handed { inspection: inspect(&first).unwrap(), bytes: first };
    let file = Update::honest(&middle.inspection.plan).signed(&middle, "");
    let refusal = arrive(handed, &file, &desk.certificate).unwrap_err();
    assert_eq!(refusal, ArrivalRefusal::Structure("the trailer does not go on from the document's"));
}

#[test]
fn a_byte_range_that_leaves_out_more_or_less_is_refused() {
    let ranges: [fn([u64; 4]) -> [u64; 4]; 5] = [
        |[a, b, c, d]| [a, b, c, d - 10],
        |[a, b, c, d]| [a, b, c + 1, d - 1],
        |[a, b, c, d]| [a, b - 10, c, d],
        |[_, b, c, d]| [1, b - 1, c, d],
        |[_, _, c, d]| [0, 10, c, d],
    ];
    for byte_range in ranges {
        let refusal = refusal(|update, _| update.byte_range = byte_range);
        assert_eq!(refusal.code(), "arrival-byte-range");
    }
}

#[test]
fn the_document_alone_or_another_one_is_told() {
    let Fixture { handed, desk, .. } = fixture();
    assert_eq!(refusal_of(&handed.bytes), ArrivalRefusal::Unsigned);
    let length = handed.bytes.len() as u64;
    let cut = ArrivalRefusal::Truncated { length: 100, expected: length };
    assert_eq!(refusal_of(&handed.bytes[..100]), cut);
    let mut file = Update::honest(&handed.inspection.plan).signed(handed, "");
    file[1_000] ^= 1;
    assert_eq!(arrive(handed, &file, &desk.certificate), Err(ArrivalRefusal::OtherScan));
}

#[test]
fn the_signature_must_hold_and_be_the_expected_officials() {
    let Fixture { handed, authority, desk } = fixture();
    let file = Update::honest(&handed.inspection.plan).signed(handed, "");
    let other = authority.desk(Kind::P256).certificate;
    let refused = arrive(handed, &file, &other);
    assert_eq!(refused, Err(ArrivalRefusal::Signature(SignatureRefusal::OtherCertificate)));
    let mut changed = file.clone();
    let at = changed.windows(7).rposition(|window| window == b"re f\nen").unwrap();
    changed[at] = b'R';
    let refused = arrive(handed, &changed, &desk.certificate);
    assert_eq!(refused, Err(ArrivalRefusal::Signature(SignatureRefusal::OtherDigest)));
    let (unsigned, _) = Update::honest(&handed.inspection.plan).write(handed, "");
    assert_eq!(refusal_of(&unsigned), ArrivalRefusal::Unsigned);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_damage_is_accepted_or_makes_the_check_panic(
        at in any::<prop::sample::Index>(),
        value in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        static FILE: OnceLock<Vec<u8>> = OnceLock::new();
        let handed = &fixture().handed;
        let file = FILE.get_or_init(|| Update::honest(&handed.inspection.plan).signed(handed, ""));
        let certificate = &fixture().desk.certificate;
        let tail = file.len() - handed.bytes.len();
        let mut changed = file.clone();
        let at = handed.bytes.len() + at.index(tail);
        prop_assume!(changed[at] != value);
        changed[at] = value;
        // only in /Contents: a digit in the other case, or one where the CMS is neither signed nor read
        if let Ok(arrived) = arrive(handed, &changed, certificate) {
            prop_assert_eq!(&arrived.verified.certificate, certificate);
            prop_assert!(changed[at].is_ascii_hexdigit());
        }
        let cut = handed.bytes.len() + cut.index(tail);
        prop_assert!(arrive(handed, &file[..cut], certificate).is_err());
    }
}

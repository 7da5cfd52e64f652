//! Byte ranges and contents: wrapping, universal forgery, ranges that leave something out, second ends of the file.

use pdf_signing::digest::Hasher;

use crate::copy::sealed;
use crate::judge::{Attack, idle, judge, refused};
use crate::pdf::{Update, bytes, find, last, object, reference, startxref, swap, text};

/// What the leader's signature covers.
pub(crate) fn digest_of_leader() -> [u8; 32] {
    let file = &sealed().signed;
    let value = object(file, reference(&find(file, "/T (Signature1)").1, "/V"));
    let range = value.split_once("/ByteRange [").unwrap().1.split_once(']').unwrap().0.to_owned();
    let numbers: Vec<usize> = range.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let mut hasher = Hasher::new();
    hasher.update(&file[..numbers[1]]);
    hasher.update(&file[numbers[2]..]);
    hasher.finish()
}

struct Value {
    number: u32,
    text: String,
    range: String,
    contents: String,
}

/// The signature dictionary of the seal.
fn value() -> Value {
    let file = &sealed().file;
    let number = reference(&find(file, "/T (Signature2)").1, "/V");
    let text = object(file, number);
    let between = |from: &str, to: &str| {
        let rest = text.split_once(from).unwrap().1;
        format!("{from}{}{to}", rest.split_once(to).unwrap().0)
    };
    Value { number, range: between("/ByteRange [", "]"), contents: between("/Contents <", ">"), text }
}

/// Universal forgery: the dictionary written anew in an update, with one part of it spoilt.
fn rewritten(from: impl Fn(&Value) -> String, to: &str) -> Vec<u8> {
    let value = value();
    Update::of(&sealed().file).over(value.number, swap(&value.text, &from(&value), to)).write()
}

/// The dictionary changed where it stands; the length is kept.
fn in_place(from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let file = text(&sealed().file);
    let at = file.rfind(from).unwrap();
    bytes(&format!("{}{to}{}", &file[..at], &file[at + from.len()..]))
}

#[test]
fn a_byte_range_covers_all_or_nothing_holds() {
    let Value { range, text, .. } = value();
    let numbers: Vec<usize> = range
        .split(|character: char| !character.is_ascii_digit())
        .filter(|word| !word.is_empty())
        .map(|word| word.parse().unwrap())
        .collect();
    let [_, before, after, rest] = numbers[..] else { panic!("{range}") };
    // to the end of the line, which has room to spare
    let line = text.split_once(&range).unwrap().1.split_once('/').unwrap().0.len() + range.len();
    let line = &text[text.find(&range).unwrap()..][..line - 1];
    let with = |numbers: &str| {
        in_place(line, &format!("{:<width$}", format!("/ByteRange [{numbers}]"), width = line.len()))
    };
    let update = |to: &str| rewritten(|value| value.range.clone(), to);
    let attacks: Vec<Attack> = vec![
        refused(
            "a range that ends early",
            "Nonstandard signature coverage",
            with(&format!("0 {before} {after} {}", rest - 20)),
        ),
        refused(
            "a range that ends after the file",
            "Nonstandard signature coverage",
            with(&format!("0 {before} {after} {}", rest + 20)),
        ),
        refused(
            "a range that begins late",
            "Nonstandard signature coverage",
            with(&format!("9 {} {after} {rest}", before - 9)),
        ),
        refused(
            "overlapping ranges",
            "Nonstandard signature coverage",
            with(&format!("0 {after} {before} {rest}")),
        ),
        refused(
            "a gap wider than the contents",
            "Nonstandard signature coverage",
            with(&format!("0 {} {after} {rest}", before - 40)),
        ),
        refused(
            "the second part covered twice",
            "the digest is another",
            with(&format!("0 {before} 0 {rest}")),
        ),
        refused(
            "a negative range",
            "Nonstandard signature coverage",
            with(&format!("0 -{} {after} {rest}", before - 9)),
        ),
        refused(
            "six numbers",
            "Nonstandard signature coverage",
            with(&format!("0 {before} {after} 9 {} 9", after + 20)),
        ),
        refused("two numbers", "Nonstandard signature coverage", with(&format!("0 {before}"))),
        refused("reals", "TypeError", with(&format!("0. {before} {after} {rest}"))),
        refused("an update with an indirect range", "unexplained xrefs", {
            let value = value();
            let mut update = Update::of(&sealed().file);
            let array = update.add(value.range["/ByteRange ".len()..].to_owned());
            let text = swap(&value.text, &value.range, &format!("/ByteRange {array} 0 R"));
            update.over(value.number, text).write()
        }),
        refused("an update without a range", "Could not read /ByteRange", update("")),
        refused("an update with a null range", "TypeError", update("/ByteRange null")),
        refused("an update with an empty range", "Nonstandard signature coverage", update("/ByteRange []")),
        refused(
            "an update with a range of nothing",
            "Nonstandard signature coverage",
            update("/ByteRange [0 0 0 0]"),
        ),
        refused("an update with negative ranges", "OSError", update("/ByteRange [0 -1 -2 -3]")),
        refused("an update with the same range", "Nonstandard signature coverage", update(&range)),
    ];
    judge("byte-ranges", &attacks);
}

#[test]
fn contents_hold_one_signature_where_the_range_leaves_room() {
    let Value { contents, .. } = value();
    let digits = &contents["/Contents <".len()..contents.len() - 1];
    let update = |to: &str| rewritten(|value| value.contents.clone(), to);
    let spliced = |change: &dyn Fn(&str) -> String| {
        let file = text(&sealed().file);
        let at = file.rfind(digits).unwrap();
        bytes(&format!("{}{}{}", &file[..at], change(digits), &file[at + digits.len()..]))
    };
    let attacks: Vec<Attack> = vec![
        refused("longer contents", "Failed to locate xref", spliced(&|digits| format!("{digits}0000"))),
        refused(
            "shorter contents",
            "Dictionary read error",
            spliced(&|digits| digits[..digits.len() - 4].to_owned()),
        ),
        refused("contents closed early, something hidden behind", "Nonstandard signature coverage", {
            let hidden = ">/AP<</N 12 0 R>>/X<";
            spliced(&|digits| {
                format!("{}{hidden}{}", &digits[..digits.len() - 40], &digits[digits.len() - 20..])
            })
        }),
        refused("no signature in the contents", "ValueError", spliced(&|digits| "0".repeat(digits.len()))),
        idle("another object's bytes after the signature", {
            spliced(&|digits| format!("{}deadbeef", &digits[..digits.len() - 8]))
        }),
        refused("an update without contents", "Could not read /Contents", update("")),
        refused("an update with null contents", "must be string-like", update("/Contents null")),
        refused("an update with empty contents", "Insufficient data", update("/Contents <>")),
        refused("an update with contents of one zero byte", "Insufficient data", update("/Contents <00>")),
        refused(
            "another filter",
            "A signature is missing",
            in_place("/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1 "),
        ),
    ];
    judge("contents", &attacks);
}

#[test]
fn a_signature_cannot_be_wrapped() {
    let sealed = &sealed().file;
    let Value { number, text: dictionary, range, .. } = value();
    // the covered end moves behind the attacker's own, and the range follows it
    let moved = {
        let after: usize = range.split_whitespace().nth(3).unwrap().parse().unwrap();
        let own = format!("/Padding<{}>{number} 0 obj\n<</Type /Sig>>\nendobj\n", "0".repeat(200));
        let wrapped = [&sealed[..after], own.as_bytes(), &sealed[after..]].concat();
        let new = swap(&range, &format!(" {after} "), &format!(" {} ", after + own.len()));
        let at = last(&wrapped, &range);
        [&wrapped[..at], new.as_bytes(), &wrapped[at + range.len()..]].concat()
    };
    let garbage = |tail: &str| [sealed.as_slice(), &bytes(tail)].concat();
    let own_end = {
        let changed = Update::of(sealed)
            .change("/T (Signature2)", |field| swap(field, "/T (Signature2)", "/T (khac)"))
            .write();
        let before = startxref(sealed);
        [changed.as_slice(), &bytes(&format!("startxref\n{before}\n%%EOF\n"))].concat()
    };
    judge(
        "wrapping",
        &[
            refused("the covered end moved", "Could not find xref", moved),
            refused("the dictionary repeated in an update", "Nonstandard signature coverage", {
                Update::of(sealed).over(number, dictionary.clone()).write()
            }),
            refused(
                "the dictionary of the leader written over the seal's",
                "Nonstandard signature coverage",
                {
                    let leader = object(sealed, reference(&find(sealed, "/T (Signature1)").1, "/V"));
                    Update::of(sealed).over(number, leader).write()
                },
            ),
            refused(
                "bytes before the header",
                "Illegal PDF header",
                [b"\n\n\n\n".as_slice(), sealed].concat(),
            ),
            refused(
                "another header before the file",
                "Could not find xref",
                [b"%PDF-2.0\n".as_slice(), sealed].concat(),
            ),
            refused("one byte of the scan changed", "the digest is another", {
                let mut file = sealed.clone();
                file[1_000] ^= 1;
                file
            }),
            refused("another end with another table", "A signature is missing", {
                let own = sealed.len();
                garbage(&format!("xref\n0 0\ntrailer\n<</Size 1 /Root 1 0 R>>\nstartxref\n{own}\n%%EOF\n"))
            }),
            idle("an end that leads back to the seal", own_end),
            idle("a comment after the end", garbage("% 999\n")),
            refused("a second end", "startxref not found", garbage("%%EOF\n")),
        ],
    );
}

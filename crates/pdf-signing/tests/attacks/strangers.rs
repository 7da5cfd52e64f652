//! Strangers: signatures by others, copies cut short, and whole copies of another office.

use std::fmt::Write as _;

use pdf_signing::digest::Hasher;

use crate::authority::{Authority, Desk, Kind};
use crate::copy::{office, sealed};
use crate::judge::{idle, judge, refused};
use crate::pdf::{Update, bytes, find, last, reference, swap, text};

const DIGITS: usize = 16_000;

/// Appends a signature by this desk; `entries` stand in its dictionary.
fn signed_by(
    authority: &Authority,
    desk: &Desk,
    entries: &str,
    change: impl FnOnce(Update, u32) -> Update,
) -> Vec<u8> {
    let mut update = Update::of(&sealed().file);
    let value = update.add(format!(
        "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached {entries} \
         /ByteRange [{}] /Contents <{}>>>",
        "?".repeat(40),
        "0".repeat(DIGITS)
    ));
    let file = change(update, value).write();
    seal(&file, |digest| authority.cms(desk, digest))
}

/// Fills in the last byte range and its signature.
pub(crate) fn seal(file: &[u8], cms: impl FnOnce([u8; 32]) -> Vec<u8>) -> Vec<u8> {
    let open = last(file, &format!("<{}>", "0".repeat(DIGITS)));
    let end = open + DIGITS + 2;
    let range = format!("{:<40}", format!("0 {open} {end} {}", file.len() - end));
    let file = bytes(&swap(&text(file), &"?".repeat(40), &range));
    let mut hasher = Hasher::new();
    hasher.update(&file[..open]);
    hasher.update(&file[end..]);
    let mut digits = cms(hasher.finish()).iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    });
    digits.push_str(&"0".repeat(DIGITS - digits.len()));
    [&file[..=open], digits.as_bytes(), &file[end - 1..]].concat()
}

fn with_field(name: &str) -> impl FnOnce(Update, u32) -> Update {
    move |mut update: Update, value| {
        let field = update.add(format!(
            "<</Type /Annot /Subtype /Widget /FT /Sig /T ({name}) /V {value} 0 R /Rect [0 0 0 0] /F 132>>"
        ));
        update.change("/SigFlags 3", |form| swap(form, "/Fields [", &format!("/Fields [{field} 0 R ")))
    }
}

#[test]
fn nobody_else_signs_a_sealed_copy() {
    let stranger = Authority::create("Another");
    let (theirs, ours) = (stranger.desk(Kind::P256), &office().leader);
    let sealed = sealed();
    let docmdp = "/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams \
                  <</Type /TransformParams /P 3 /V /1.2>>>>]";
    let value_of_seal = |update: Update, value: u32| {
        let (number, field) = find(&sealed.file, "/T (Signature2)");
        let held = reference(&field, "/V");
        update.over(number, swap(&field, &format!("/V {held} 0 R"), &format!("/V {value} 0 R")))
    };
    let over_leader = |update: Update, value: u32| {
        let (number, field) = find(&sealed.file, "/T (Signature1)");
        let held = reference(&field, "/V");
        update.over(number, swap(&field, &format!("/V {held} 0 R"), &format!("/V {value} 0 R")))
    };
    let certifies = |update: Update, value: u32| {
        let held = reference(&find(&sealed.file, "/T (Signature1)").1, "/V");
        let update = with_field("Signature3")(update, value);
        update
            .catalog(|catalog| swap(catalog, &format!("/DocMDP {held} 0 R"), &format!("/DocMDP {value} 0 R")))
    };
    judge(
        "strangers",
        &[
            refused(
                "a third signature by a stranger",
                "is locked",
                signed_by(&stranger, &theirs, "", with_field("Signature3")),
            ),
            refused("a third signature by the leader", "is locked", {
                signed_by(&office().authority, ours, "", with_field("Signature3"))
            }),
            refused(
                "a certification by a stranger",
                "Values for dict key",
                signed_by(&stranger, &theirs, docmdp, certifies),
            ),
            refused(
                "a stranger's seal in the seal's field",
                "not trusted",
                signed_by(&stranger, &theirs, "", value_of_seal),
            ),
            idle("a new seal by the agency itself", {
                signed_by(&office().authority, &office().agency, "", value_of_seal)
            }),
            refused("a stranger's signature in the leader's field", "unexplained xrefs", {
                signed_by(&stranger, &theirs, "", over_leader)
            }),
            refused("a stranger's seal on the leader's signature", "not trusted", {
                sealed.with_cms(&stranger.cms(&theirs, sealed.prepared.digest))
            }),
            refused("the leader's own signature as the seal", "the digest is another", {
                let digest = crate::byte_ranges::digest_of_leader();
                sealed.with_cms(&office().authority.cms(&office().leader, digest))
            }),
            refused("the seal cut off", "A signature is missing", sealed.signed.clone()),
            refused(
                "the last byte cut off",
                "the digest is another",
                sealed.file[..sealed.file.len() - 1].to_vec(),
            ),
            refused(
                "the last line cut off",
                "EOF marker not found",
                sealed.file[..sealed.file.len() - 7].to_vec(),
            ),
            refused("half of the seal cut off", "EOF marker not found", {
                sealed.file[..sealed.signed.len() + sealed.prepared.increment.len() / 2].to_vec()
            }),
        ],
    );
}

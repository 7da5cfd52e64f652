//! Files that are no whole PDF.

use super::{Hostile, changed, small};
use crate::write::{classic, update};

pub(super) fn files() -> Vec<Hostile> {
    let sound = changed(|_| {});
    let cut = |length: usize| sound.get(..length).unwrap_or_default().to_vec();
    let encrypt = " /Encrypt <</Filter /Standard /V 1 /R 2 /O () /U () /P -4>>";
    vec![
        Hostile::new("no bytes", Vec::new(), "empty"),
        Hostile::new("one byte too many", vec![b' '; 31_457_281], "too-large"),
        Hostile::new("an image", b"GIF89a, not a PDF at all".to_vec(), "not-a-pdf"),
        Hostile::new("mail before the header", [b"Subject: scan\n\n", sound.as_slice()].concat(), "damaged"),
        Hostile::new(
            "a byte order mark before the header",
            [b"\xEF\xBB\xBF", sound.as_slice()].concat(),
            "damaged",
        ),
        Hostile::new("a script after the end", [sound.as_slice(), b"<script>"].concat(), "damaged"),
        Hostile::new(
            "another file after the end",
            [sound.as_slice(), b"1 0 obj null endobj"].concat(),
            "damaged",
        ),
        Hostile::new("half a file", cut(sound.len() / 2), "truncated"),
        Hostile::new("the last line missing", cut(sound.len() - 6), "truncated"),
        Hostile::new("the header alone", b"%PDF-1.7\n".to_vec(), "truncated"),
        Hostile::new(
            "encrypted",
            changed(|document| encrypt.clone_into(&mut document.model.trailer)),
            "encrypted",
        ),
        Hostile::new("encrypted, but not in its last trailer", encrypted_before(encrypt), "encrypted"),
    ]
}

fn encrypted_before(encrypt: &str) -> Vec<u8> {
    let mut document = small();
    encrypt.clone_into(&mut document.model.trailer);
    let (mut file, startxref) = classic(&document.model);
    document.model.trailer.clear();
    let Some(catalog) = document.model.objects.first().cloned() else { return Vec::new() };
    update(&mut file, &document.model, startxref, &[(document.model.root, catalog)]);
    file.bytes
}

//! Files that somebody has signed, or that hold what only a signed file holds.

use super::{CATALOG, Hostile, changed};
use crate::layout::Document;

pub(super) fn signatures() -> Vec<Hostile> {
    let signed =
        |name: &str, change: fn(&mut Document)| Hostile::new(name, changed(change), "already-signed");
    vec![
        signed("a signature", |document| {
            let dictionary = "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Contents <00> /ByteRange [0 1 2 3]>>";
            let signature = document.model.plain(dictionary);
            sign(document, &format!("<</FT /Sig /T (chu ky) /V {signature} 0 R>>"));
        }),
        signed("a signature whose field inherits its type", |document| {
            let value = document.model.plain("<<>>");
            let field = document.model.reserve();
            let kid = document.model.plain(format!("<</Parent {field} 0 R /V {value} 0 R>>"));
            document.model.set(field, format!("<</FT /Sig /T (chu ky) /Kids [{kid} 0 R]>>"));
            document.model.extend(CATALOG, &format!(" /AcroForm <</Fields [{field} 0 R]>>"));
        }),
        signed("a signature that nothing refers to", |document| {
            document.model.plain("<</ByteRange [0 1 2 3] /Contents <00>>>");
        }),
        signed("a time stamp", |document| {
            document.model.plain("<</Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /Contents <00>>>");
        }),
        signed("usage rights", |document| document.model.extend(CATALOG, " /Perms <</UR3 3 0 R>>")),
        signed("validation data", |document| document.model.extend(CATALOG, " /DSS <<>>")),
    ]
}

fn sign(document: &mut Document, field: &str) {
    let field = document.model.plain(field);
    document.model.extend(CATALOG, &format!(" /AcroForm <</SigFlags 3 /Fields [{field} 0 R]>>"));
}

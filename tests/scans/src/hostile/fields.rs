//! Form fields, wherever a reader finds them.

use super::{CATALOG, Hostile, PAGE, changed};
use crate::layout::Document;

const TEXT: &str = "<</Type /Annot /Subtype /Widget /FT /Tx /T (ten) /V (An) /F 4 /Rect [72 700 272 720]>>";

pub(super) fn fields() -> Vec<Hostile> {
    let field = |name: &str, change: fn(&mut Document)| Hostile::new(name, changed(change), "form-field");
    vec![
        field("a text field", |document| {
            let field = document.model.plain(TEXT);
            document.model.extend(PAGE, &format!(" /Annots [{field} 0 R]"));
            document.model.extend(CATALOG, &format!(" /AcroForm <</Fields [{field} 0 R]>>"));
        }),
        field("a field that no page shows", |document| {
            let field = document.model.plain("<</FT /Tx /T (ten) /V (An)>>");
            document.model.extend(CATALOG, &format!(" /AcroForm <</Fields [null {field} 0 R]>>"));
        }),
        field("a field that stands in the form itself", |document| {
            document.model.extend(CATALOG, " /AcroForm <</Fields [<</FT /Tx /T (ten) /V (An)>>]>>");
        }),
        field("an empty place for a signature", |document| {
            let field = document.model.plain("<</FT /Sig /T (chu ky)>>");
            document.model.extend(CATALOG, &format!(" /AcroForm <</Fields [{field} 0 R]>>"));
        }),
        field("a group of fields", |document| {
            let group = document.model.reserve();
            let kid = document.model.plain(format!("<</Parent {group} 0 R /FT /Btn /T (co)>>"));
            document.model.set(group, format!("<</T (nhom) /Kids [{kid} 0 R]>>"));
            document.model.extend(CATALOG, &format!(" /AcroForm <</Fields [{group} 0 R]>>"));
        }),
        field("a field that the form does not list", |document| {
            let field = document.model.plain(TEXT);
            document.model.extend(PAGE, &format!(" /Annots [{field} 0 R]"));
        }),
        field("a field that stands in the page itself", |document| {
            document.model.extend(PAGE, &format!(" /Annots [{TEXT}]"));
        }),
    ]
}

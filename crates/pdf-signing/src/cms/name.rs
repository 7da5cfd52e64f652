//! Texts of a distinguished name (RFC 5280, 4.1.2.4): common names, and the numbers of persons and organisations.

use const_oid::ObjectIdentifier;
use der::{Any, Tag, Tagged as _};
use x509_cert::name::Name;

use super::oid;

/// A number of the subject, e.g. `CCCD:001099000001` or `MST:0100109106`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectIdentifier {
    text: String,
}

impl SubjectIdentifier {
    /// The whole text as it stands in the certificate.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What kind of number it is, in upper case (`CCCD`, `CMND`, `MST`), when the text says.
    #[must_use]
    pub fn scheme(&self) -> Option<String> {
        self.text.split_once(':').map(|(scheme, _)| scheme.trim().to_uppercase())
    }

    /// The number itself: what follows the scheme, or the whole text.
    #[must_use]
    pub fn number(&self) -> &str {
        self.text.split_once(':').map_or(self.text.as_str(), |(_, number)| number).trim()
    }
}

/// The last common name: names run from the widest to the narrowest.
pub(super) fn common_name(name: &Name) -> Option<String> {
    texts(name, &[oid::COMMON_NAME]).pop()
}

/// Every user identifier and serial number of a name, in its order.
pub(super) fn identifiers(name: &Name) -> Vec<SubjectIdentifier> {
    texts(name, &[oid::USER_ID, oid::SERIAL_NUMBER])
        .into_iter()
        .map(|text| SubjectIdentifier { text })
        .collect()
}

fn texts(name: &Name, types: &[ObjectIdentifier]) -> Vec<String> {
    name.0
        .iter()
        .flat_map(|relative| relative.0.iter())
        .filter(|attribute| types.contains(&attribute.oid))
        .filter_map(|attribute| text(&attribute.value))
        .collect()
}

/// The text of a `DirectoryString`; a `T61String` is read as Latin-1, which is what is written into it.
fn text(value: &Any) -> Option<String> {
    let octets = value.value();
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::NumericString => {
            String::from_utf8(octets.to_vec()).ok()
        }
        Tag::TeletexString => Some(octets.iter().map(|octet| char::from(*octet)).collect()),
        Tag::BmpString => {
            let units =
                octets.chunks_exact(2).filter_map(|pair| Some(u16::from_be_bytes(pair.try_into().ok()?)));
            char::decode_utf16(units).collect::<Result<_, _>>().ok()
        }
        _ => None,
    }
}

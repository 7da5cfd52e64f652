//! What a signature forbids to change afterwards (ISO 32000-2, 12.8.2.2 and 12.8.2.4).
//!
//! The signer's signature certifies the document: after it only fields may be filled in and signed. The seal
//! locks the copy: after it only what proves that the signatures held (validation data and document
//! time-stamps) may follow. Readers learn of it from the field that the seal fills (`/Lock`) and from the seal
//! itself.

use serde::{Deserialize, Serialize};

use super::raw;
use crate::plan::ObjectRef;

/// Fields may be filled in and signed.
const FILL: u8 = 2;
/// Nothing may change.
const NOTHING: u8 = 1;

/// Name of the signer's field.
pub(super) const SIGNER: &str = "Signature1";
/// Name of the agency's field.
pub(super) const AGENCY: &str = "Signature2";

/// `/Reference` of the signer's signature.
pub(super) fn certification() -> String {
    reference("DocMDP", &format!("<</Type /TransformParams /P {FILL} /V /1.2>>"), "")
}

/// `/Perms` of the catalog: which signature certifies the document.
pub(super) fn permissions(signature: ObjectRef) -> String {
    format!("<</DocMDP {}>>", raw::reference(signature))
}

/// What the seal locks beside `/P 1`, which forbids every change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Locked {
    /// Every field: the two signatures are all that there are.
    All,
    /// The agency's field by its name, where there are text fields: pyHanko 0.38 takes a locked text field for
    /// changed when validation data follows.
    Agency,
}

impl Locked {
    /// `/Lock` of the agency's field.
    pub(super) fn of_field(self) -> String {
        format!("<</Type /SigFieldLock {} /P {NOTHING}>>", self.entries())
    }

    /// `/Reference` of the seal, which carries out the lock of its field.
    pub(super) fn of_seal(self, root: ObjectRef) -> String {
        let parameters = format!("<</Type /TransformParams {} /V /1.2>>", self.entries());
        reference("FieldMDP", &parameters, &format!(" /Data {}", raw::reference(root)))
    }

    fn entries(self) -> String {
        match self {
            Self::All => "/Action /All".to_owned(),
            Self::Agency => format!("/Action /Include /Fields [({AGENCY})]"),
        }
    }
}

fn reference(method: &str, parameters: &str, data: &str) -> String {
    format!("[<</Type /SigRef /TransformMethod /{method} /TransformParams {parameters}{data}>>]")
}

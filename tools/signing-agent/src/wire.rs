//! The wire protocol of the VGCA Sign Service, as far as hash signing goes: actions, messages, answers.
//!
//! The names of fields are the protocol's. The statuses but 0 and 14 are ours, as the vendor's are not
//! published: a client shows the message of whatever is not 0.

use crate::certificate::Certificate;
use crate::keys::{Hash, KeyError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde_json::json;

/// Longest message taken, in bytes: some 1,300 hashes.
pub const LONGEST_MESSAGE: usize = 64 * 1024;

/// What a connection asks for: the path of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Text `version`; answers name and version of this program.
    GetVersion,
    /// Text `certinfo`; answers the signer's certificate.
    GetCertInfo,
    /// A [`SignRequest`].
    SignMsg,
}

/// What is to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignRequest {
    /// At least one.
    pub hashes: Vec<Hash>,
    /// Whether it came as `HashValues` (our extension), so that the answer has `Signatures`.
    pub is_batch: bool,
}

/// Why a request is not fulfilled; every message is shown to the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The person said no.
    #[error("Bạn đã không đồng ý ký. Chưa có gì được ký.")]
    Cancelled,
    /// The person said nothing in time.
    #[error("Hết thời gian chờ xác nhận tại máy ký. Chưa có gì được ký, hãy thử lại.")]
    Unanswered,
    /// Not the message that the action takes.
    #[error("Yêu cầu ký không đúng định dạng: {0}.")]
    BadMessage(&'static str),
    /// A path that is no [`Action`].
    #[error("Dịch vụ ký số không có chức năng này.")]
    UnknownAction,
    /// Another hash algorithm than SHA-256.
    #[error("Chỉ ký được giá trị băm SHA256.")]
    UnsupportedHash,
    /// No certificate, no key, or no signature.
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl Action {
    /// The action of a path, e.g. `/SignMsg`.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        match path {
            "/GetVersion" => Some(Self::GetVersion),
            "/GetCertInfo" => Some(Self::GetCertInfo),
            "/SignMsg" => Some(Self::SignMsg),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
struct SignMessage {
    #[serde(rename = "HashAlg")]
    hash_algorithm: String,
    #[serde(rename = "HashValue")]
    hash: Option<String>,
    #[serde(rename = "HashValues")]
    hashes: Option<Vec<String>>,
    // `Encode` is not read: the key decides what the signature is, and clients say "RSA" for any.
}

impl SignRequest {
    /// Reads the message of [`Action::SignMsg`].
    ///
    /// # Errors
    /// [`Refusal::BadMessage`], or [`Refusal::UnsupportedHash`].
    pub fn from_message(message: &str) -> Result<Self, Refusal> {
        let message: SignMessage =
            serde_json::from_str(message).map_err(|_| Refusal::BadMessage("không phải JSON của SignMsg"))?;
        if message.hash_algorithm != "SHA256" {
            return Err(Refusal::UnsupportedHash);
        }
        let (values, is_batch) = match (message.hash, message.hashes) {
            (Some(value), None) => (vec![value], false),
            (None, Some(values)) if !values.is_empty() => (values, true),
            _ => {
                return Err(Refusal::BadMessage("cần một HashValue, hoặc HashValues có ít nhất một giá trị"));
            }
        };
        let hashes = values.iter().map(|value| hash_from_base64(value)).collect::<Result<_, _>>()?;
        Ok(Self { hashes, is_batch })
    }
}

fn hash_from_base64(value: &str) -> Result<Hash, Refusal> {
    let bytes = BASE64.decode(value).map_err(|_| Refusal::BadMessage("giá trị băm không phải Base64"))?;
    bytes.try_into().map_err(|_| Refusal::BadMessage("giá trị băm SHA256 phải dài 32 byte"))
}

impl Refusal {
    /// The `Status` of the answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Cancelled | Self::Unanswered | Self::Key(KeyError::PinMissing) => 14,
            Self::BadMessage(_) => 101,
            Self::UnknownAction => 102,
            Self::UnsupportedHash => 103,
            Self::Key(KeyError::PinIncorrect) => 111,
            Self::Key(KeyError::PinLocked) => 112,
            Self::Key(KeyError::TokenMissing) => 113,
            Self::Key(
                KeyError::KeyMissing
                | KeyError::Ambiguous(_)
                | KeyError::Certificate(_)
                | KeyError::AlwaysAuthenticate
                | KeyError::Keystore(_),
            ) => 114,
            Self::Key(KeyError::Failed(_)) => 115,
        }
    }

    /// The answer that says so.
    #[must_use]
    pub fn answer(&self) -> String {
        json!({ "Status": self.status(), "Message": self.to_string() }).to_string()
    }
}

/// The answer of [`Action::GetVersion`].
#[must_use]
pub fn version_answer() -> String {
    concat!("signing-agent ", env!("CARGO_PKG_VERSION")).to_owned()
}

/// The answer of [`Action::GetCertInfo`]; for display, as the vendor's own shape is not published.
#[must_use]
pub fn certificate_answer(certificate: &Certificate) -> String {
    json!({
        "Status": 0,
        "Message": "",
        "CertInfo": {
            "Subject": certificate.subject,
            "Issuer": certificate.issuer,
            "SerialNumber": certificate.serial_number,
            "ValidFrom": certificate.valid_from,
            "ValidTo": certificate.valid_to,
            "Certificate": BASE64.encode(&certificate.der),
        },
    })
    .to_string()
}

/// The answer of [`Action::SignMsg`]: hashes and signatures in the order of the request.
#[must_use]
pub fn signature_answer(request: &SignRequest, certificate: &Certificate, signatures: &[Vec<u8>]) -> String {
    let hashes: Vec<String> = request.hashes.iter().map(|hash| BASE64.encode(hash)).collect();
    let signatures: Vec<String> = signatures.iter().map(|signature| BASE64.encode(signature)).collect();
    let certificate = BASE64.encode(&certificate.der);
    if request.is_batch {
        json!({
            "Status": 0, "Message": "", "HashValues": hashes, "Signatures": signatures, "CertBase64": certificate,
        })
    } else {
        json!({
            "Status": 0, "Message": "", "HashValue": hashes.first(), "Signature": signatures.first(),
            "CertBase64": certificate,
        })
    }
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASH: &str = "ERERERERERERERERERERERERERERERERERERERERERE=";

    #[test]
    fn one_hash_and_a_batch_are_read() {
        let single = format!(r#"{{"HashAlg":"SHA256","HashValue":"{HASH}","Encode":"RSA"}}"#);
        let batch = format!(r#"{{"HashAlg":"SHA256","HashValues":["{HASH}","{HASH}"],"Encode":"RSA"}}"#);
        assert_eq!(
            SignRequest::from_message(&single),
            Ok(SignRequest { hashes: vec![[0x11; 32]], is_batch: false })
        );
        assert_eq!(
            SignRequest::from_message(&batch),
            Ok(SignRequest { hashes: vec![[0x11; 32]; 2], is_batch: true })
        );
    }

    #[test]
    fn what_is_not_a_sha_256_hash_is_refused() {
        let cases = [
            ("", 101),
            ("{", 101),
            (r#"{"HashAlg":"SHA256"}"#, 101),
            (r#"{"HashAlg":"SHA256","HashValues":[]}"#, 101),
            (r#"{"HashAlg":"SHA256","HashValue":"ERE="}"#, 101),
            (r#"{"HashAlg":"SHA256","HashValue":"?"}"#, 101),
            (r#"{"HashAlg":"SHA1","HashValue":"ERERERERERERERERERERERERERE="}"#, 103),
        ];
        for (message, status) in cases {
            let refusal = SignRequest::from_message(message).unwrap_err();
            assert_eq!(refusal.status(), status, "{message}");
        }
        let both = format!(r#"{{"HashAlg":"SHA256","HashValue":"{HASH}","HashValues":["{HASH}"]}}"#);
        assert_eq!(SignRequest::from_message(&both).unwrap_err().status(), 101);
    }

    #[test]
    fn a_refusal_answers_its_status_and_says_why() {
        assert_eq!(
            Refusal::Cancelled.answer(),
            r#"{"Message":"Bạn đã không đồng ý ký. Chưa có gì được ký.","Status":14}"#
        );
    }
}

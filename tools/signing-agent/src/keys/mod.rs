//! Where the key is: the certificate that goes with it, and signatures over hashes.
//!
//! One port for every source: [`KeySource::certificate`] and [`KeySource::sign`], with batches, because many
//! tokens ask for the PIN once a session. The calls block (a token takes its time, a pad waits for fingers).

pub mod pkcs11;
pub mod pkcs12;
pub mod signature;

use crate::certificate::{Certificate, CertificateError};
use zeroize::Zeroizing;

/// A SHA-256 hash that is to be signed as it is.
pub type Hash = [u8; 32];

/// A PIN or passphrase; wiped when dropped.
pub type Secret = Zeroizing<String>;

/// A signer's key.
pub enum KeySource {
    /// In a file, read once at the start.
    Pkcs12(pkcs12::Keystore),
    /// In a token behind a PKCS#11 module.
    Pkcs11(pkcs11::Token),
}

/// A PIN that a person must type before the next signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinRequest {
    /// Label of the token.
    pub token: String,
    /// Whether a wrong one locks the token.
    pub is_last_try: bool,
}

/// Why there is no certificate or no signature; every message is shown to the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The token did not accept the PIN. It is never sent again by the program.
    #[error("Mã PIN không đúng. Hãy ký lại và nhập đúng mã PIN; nhập sai nhiều lần sẽ khóa thiết bị.")]
    PinIncorrect,
    /// The token is locked.
    #[error("Thiết bị ký số đã bị khóa do nhập sai mã PIN. Hãy liên hệ nơi cấp thiết bị để mở khóa.")]
    PinLocked,
    /// A PIN is needed, and nobody typed one.
    #[error("Chưa nhập mã PIN nên chưa ký. Hãy ký lại và nhập mã PIN.")]
    PinMissing,
    /// No token, or it was pulled out.
    #[error("Không tìm thấy thiết bị ký số. Hãy cắm thiết bị rồi thử lại.")]
    TokenMissing,
    /// Several tokens or certificates fit; the text lists their labels.
    #[error("Có nhiều lựa chọn: {0}. Hãy chỉ rõ bằng --token hoặc --key-label.")]
    Ambiguous(String),
    /// No certificate, or no key that belongs to it.
    #[error("Không tìm thấy chứng thư số hoặc khóa bí mật tương ứng trong thiết bị hoặc tệp khóa.")]
    KeyMissing,
    /// The key asks for the PIN before each signature (`CKA_ALWAYS_AUTHENTICATE`).
    #[error("Khóa này đòi mã PIN cho từng chữ ký; chương trình chưa hỗ trợ. Hãy dùng khóa khác.")]
    AlwaysAuthenticate,
    /// The certificate cannot be used.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// The file cannot be opened: not PKCS#12, or another passphrase.
    #[error("Không mở được tệp khóa PKCS#12: sai mật khẩu hoặc tệp hỏng ({0}).")]
    Keystore(String),
    /// Anything else that the token or its module said.
    #[error("Thiết bị ký số báo lỗi: {0}")]
    Failed(String),
}

impl KeySource {
    /// The signer's certificate.
    ///
    /// # Errors
    /// [`KeyError`]: the token or its certificate is not there.
    pub fn certificate(&self) -> Result<Certificate, KeyError> {
        match self {
            Self::Pkcs12(keystore) => Ok(keystore.certificate().clone()),
            Self::Pkcs11(token) => token.certificate(),
        }
    }

    /// Whether a person must type the PIN before the next [`Self::sign`].
    ///
    /// # Errors
    /// [`KeyError`]: the token is not there, or locked.
    pub fn pin_request(&self) -> Result<Option<PinRequest>, KeyError> {
        match self {
            Self::Pkcs12(_) => Ok(None),
            Self::Pkcs11(token) => token.pin_request(),
        }
    }

    /// Signs each hash: PKCS#1 v1.5 with the `DigestInfo` of SHA-256, or ECDSA as `ECDSA-Sig-Value` (DER). Each
    /// signature has been verified with the key of the certificate that is returned beside them.
    ///
    /// # Errors
    /// [`KeyError`]; none or all of the hashes are signed.
    pub fn sign(
        &self,
        hashes: &[Hash],
        pin: Option<&Secret>,
    ) -> Result<(Certificate, Vec<Vec<u8>>), KeyError> {
        let (certificate, signatures) = match self {
            Self::Pkcs12(keystore) => (keystore.certificate().clone(), keystore.sign(hashes)?),
            Self::Pkcs11(token) => token.sign(hashes, pin)?,
        };
        for (hash, signed) in hashes.iter().zip(&signatures) {
            signature::verify(&certificate, hash, signed)?;
        }
        Ok((certificate, signatures))
    }
}

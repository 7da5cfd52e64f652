//! A key in a token behind a PKCS#11 module (OASIS PKCS#11 2.40).
//!
//! One session is kept open, so that the PIN is asked for once. The rule about PINs: the program sends a PIN
//! at most once. A PIN from a file that was refused is not used again, and is not used at all while the token
//! itself remembers a wrong try (`CKF_USER_PIN_COUNT_LOW`), be it from an earlier run: from then on a person
//! types it.

use super::{Hash, KeyError, PinRequest, Secret, signature};
use crate::certificate::{Certificate, KeyAlgorithm};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, SessionState, UserType};
use cryptoki::slot::{Slot, TokenInfo};
use cryptoki::types::AuthPin;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Which of the tokens and certificates of a module is meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Label of the token; needed when there are several.
    pub token: Option<String>,
    /// `CKA_LABEL` or serial number (hexadecimal) of the certificate; needed when there are several, as after a
    /// renewal. Its key has the same `CKA_ID`.
    pub certificate: Option<String>,
}

/// A token, there or to be plugged in.
pub struct Token {
    module: Pkcs11,
    choice: Choice,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    session: Option<(Slot, Session)>,
    /// The PIN of `--pin-file`; gone once the token refused it.
    stored_pin: Option<Secret>,
}

/// A certificate on the token, with the id that it shares with its key.
struct Found {
    id: Vec<u8>,
    label: String,
    certificate: Certificate,
}

impl Choice {
    fn takes(&self, found: &Found) -> bool {
        match &self.certificate {
            Some(named) => {
                *named == found.label || named.eq_ignore_ascii_case(&found.certificate.serial_number)
            }
            // Tokens carry their authorities' certificates too.
            None => !found.certificate.is_authority,
        }
    }
}

impl Token {
    /// Loads a module. The token itself may come later.
    ///
    /// # Errors
    /// [`KeyError::Failed`] when the module cannot be loaded.
    pub fn open(module: &Path, choice: Choice, stored_pin: Option<Secret>) -> Result<Self, KeyError> {
        let module = Pkcs11::new(module).map_err(failure)?;
        module.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)).map_err(failure)?;
        Ok(Self { module, choice, state: Mutex::new(State { session: None, stored_pin }) })
    }

    /// The signer's certificate; needs no PIN.
    ///
    /// # Errors
    /// [`KeyError`]: no token, no certificate, or several.
    pub fn certificate(&self) -> Result<Certificate, KeyError> {
        let mut state = self.state();
        let (_, session) = self.session(&mut state)?;
        let found = self.find_certificate(session);
        Ok(keep_or_close(&mut state, found)?.certificate)
    }

    /// Whether a person must type the PIN now.
    ///
    /// # Errors
    /// [`KeyError`]: no token, or a locked one.
    pub fn pin_request(&self) -> Result<Option<PinRequest>, KeyError> {
        let mut state = self.state();
        let has_stored_pin = state.stored_pin.is_some();
        let (slot, session) = self.session(&mut state)?;
        let answer = self.login_needed(*slot, session).map(|token| {
            let token = token?;
            let by_file = has_stored_pin && !token.user_pin_count_low();
            (!by_file && !token.protected_authentication_path()).then(|| PinRequest {
                token: token.label().to_owned(),
                is_last_try: token.user_pin_final_try(),
            })
        });
        keep_or_close(&mut state, answer)
    }

    /// Signs each hash, after logging in with the PIN if the session is not logged in yet. Without a PIN the
    /// one of the file is taken, or the token's own pad.
    ///
    /// # Errors
    /// [`KeyError`]; nothing is signed then.
    pub fn sign(
        &self,
        hashes: &[Hash],
        pin: Option<&Secret>,
    ) -> Result<(Certificate, Vec<Vec<u8>>), KeyError> {
        let mut state = self.state();
        self.log_in(&mut state, pin)?;
        let (_, session) = self.session(&mut state)?;
        let answer = self.sign_in(session, hashes);
        keep_or_close(&mut state, answer)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The open session, or a new one on the chosen token.
    fn session<'a>(&self, state: &'a mut State) -> Result<&'a (Slot, Session), KeyError> {
        let open = match state.session.take() {
            // A session dies with its token: one that no longer answers is replaced.
            Some((slot, session)) if session.get_session_info().is_ok() => (slot, session),
            _ => {
                let slot = self.slot()?;
                (slot, self.module.open_ro_session(slot).map_err(failure)?)
            }
        };
        Ok(state.session.insert(open))
    }

    fn slot(&self) -> Result<Slot, KeyError> {
        let mut tokens = Vec::new();
        for slot in self.module.get_slots_with_initialized_token().map_err(failure)? {
            let label = self.module.get_token_info(slot).map_err(failure)?.label().to_owned();
            if self.choice.token.as_ref().is_none_or(|chosen| *chosen == label) {
                tokens.push((slot, label));
            }
        }
        only_one(tokens, KeyError::TokenMissing)
    }

    /// The token's state when its session is not logged in yet; `None` when it is.
    fn login_needed(&self, slot: Slot, session: &Session) -> Result<Option<TokenInfo>, KeyError> {
        let state = session.get_session_info().map_err(failure)?.session_state();
        if matches!(state, SessionState::RoUser | SessionState::RwUser) {
            return Ok(None);
        }
        let token = self.module.get_token_info(slot).map_err(failure)?;
        if token.user_pin_locked() {
            return Err(KeyError::PinLocked);
        }
        Ok(Some(token))
    }

    fn log_in(&self, state: &mut State, pin: Option<&Secret>) -> Result<(), KeyError> {
        let (slot, session) = self.session(state)?;
        let needed = self.login_needed(*slot, session);
        let Some(token) = keep_or_close(state, needed)? else {
            return Ok(());
        };
        // Taken out before it is tried: whatever happens, a stored PIN is not sent twice by a program that
        // does not know that it was right.
        let stored =
            if pin.is_none() && !token.user_pin_count_low() { state.stored_pin.take() } else { None };
        let pin = pin.or(stored.as_ref());
        if pin.is_none() && !token.protected_authentication_path() {
            return Err(KeyError::PinMissing);
        }
        let pin = pin.map(|pin| AuthPin::from(pin.as_str()));
        let (_, session) = self.session(state)?;
        let answer = match session.login(UserType::User, pin.as_ref()) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => Ok(()),
            Err(error) => Err(failure(error)),
        };
        if answer.is_ok() && stored.is_some() {
            state.stored_pin = stored;
        }
        keep_or_close(state, answer)
    }

    fn find_certificate(&self, session: &Session) -> Result<Found, KeyError> {
        let template =
            [Attribute::Class(ObjectClass::CERTIFICATE), Attribute::CertificateType(CertificateType::X_509)];
        let mut refusal = KeyError::KeyMissing;
        let mut found = Vec::new();
        for object in session.find_objects(&template).map_err(failure)? {
            match read_certificate(session, object) {
                Ok(read) if self.choice.takes(&read) => {
                    let shown = format!("{}, số hiệu {}", read.label, read.certificate.serial_number);
                    found.push((read, shown));
                }
                Ok(_) => {}
                Err(error) => refusal = error,
            }
        }
        only_one(found, refusal)
    }

    fn sign_in(&self, session: &Session, hashes: &[Hash]) -> Result<(Certificate, Vec<Vec<u8>>), KeyError> {
        let found = self.find_certificate(session)?;
        let template = [Attribute::Class(ObjectClass::PRIVATE_KEY), Attribute::Id(found.id)];
        let keys = session.find_objects(&template).map_err(failure)?;
        let key = *keys.first().ok_or(KeyError::KeyMissing)?;
        let attributes =
            session.get_attributes(key, &[AttributeType::AlwaysAuthenticate]).unwrap_or_default();
        if attributes.contains(&Attribute::AlwaysAuthenticate(true)) {
            return Err(KeyError::AlwaysAuthenticate);
        }
        let sign = |hash: &Hash| match found.certificate.algorithm {
            KeyAlgorithm::Rsa => {
                session.sign(&Mechanism::RsaPkcs, key, &signature::digest_info(hash)).map_err(failure)
            }
            KeyAlgorithm::EcP256 => {
                let raw = session.sign(&Mechanism::Ecdsa, key, hash).map_err(failure)?;
                signature::ecdsa_der(&raw)
            }
        };
        let signatures = hashes.iter().map(sign).collect::<Result<_, _>>()?;
        Ok((found.certificate, signatures))
    }
}

fn read_certificate(session: &Session, object: ObjectHandle) -> Result<Found, KeyError> {
    let wanted = [AttributeType::Value, AttributeType::Id, AttributeType::Label];
    let (mut value, mut id, mut label) = (Vec::new(), Vec::new(), String::new());
    for attribute in session.get_attributes(object, &wanted).map_err(failure)? {
        match attribute {
            Attribute::Value(bytes) => value = bytes,
            Attribute::Id(bytes) => id = bytes,
            Attribute::Label(bytes) => label = String::from_utf8_lossy(&bytes).into_owned(),
            _ => {}
        }
    }
    Ok(Found { id, label, certificate: Certificate::from_der(&value)? })
}

fn only_one<T>(mut found: Vec<(T, String)>, none: KeyError) -> Result<T, KeyError> {
    if found.len() > 1 {
        let labels: Vec<String> = found.into_iter().map(|(_, label)| format!("“{label}”")).collect();
        return Err(KeyError::Ambiguous(labels.join(", ")));
    }
    found.pop().map(|(only, _)| only).ok_or(none)
}

/// Lets go of the session of a token that is gone, so that the next request looks for it anew.
fn keep_or_close<T>(state: &mut State, answer: Result<T, KeyError>) -> Result<T, KeyError> {
    if matches!(answer, Err(KeyError::TokenMissing)) {
        state.session = None;
    }
    answer
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err gives")]
fn failure(error: Error) -> KeyError {
    let Error::Pkcs11(value, function) = error else {
        return KeyError::Failed(error.to_string());
    };
    match value {
        RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange => KeyError::PinIncorrect,
        RvError::PinLocked => KeyError::PinLocked,
        RvError::TokenNotPresent
        | RvError::TokenNotRecognized
        | RvError::DeviceRemoved
        | RvError::SlotIdInvalid
        | RvError::SessionHandleInvalid
        | RvError::SessionClosed => KeyError::TokenMissing,
        // The module's own words are paragraphs; the name of the value is what support asks for.
        other => KeyError::Failed(format!("{function:?}: {other:?}")),
    }
}

//! One signing at a time: show it, ask the person, ask for the PIN, sign.

use crate::certificate::{Certificate, hexadecimal};
use crate::keys::{KeyError, KeySource, Secret};
use crate::terminal::{NoAnswer, Terminal, say};
use crate::wire::{Refusal, SignRequest};
use std::sync::Arc;

/// Hashes of a batch that are shown one by one; of more, the first ones and the count.
const SHOWN_HASHES: usize = 5;

/// The signer's place: a key, and a person to ask.
pub struct Desk {
    keys: Arc<KeySource>,
    terminal: Option<Arc<Terminal>>,
    is_unattended: bool,
    turn: tokio::sync::Mutex<()>,
}

impl Desk {
    /// A desk whose signatures are asked for on `terminal`, unless it `is_unattended`. Without a terminal
    /// nothing that needs an answer is signed.
    #[must_use]
    pub fn new(keys: KeySource, terminal: Option<Arc<Terminal>>, is_unattended: bool) -> Self {
        Self { keys: Arc::new(keys), terminal, is_unattended, turn: tokio::sync::Mutex::default() }
    }

    /// The signer's certificate.
    ///
    /// # Errors
    /// [`Refusal::Key`].
    pub async fn certificate(&self) -> Result<Certificate, Refusal> {
        self.with_keys(KeySource::certificate).await
    }

    /// Signs what a page of `origin` asks for, with one consent and one PIN for all of it. Requests wait for
    /// each other; dropping this takes the question back.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn sign(
        &self,
        origin: &str,
        request: &SignRequest,
    ) -> Result<(Certificate, Vec<Vec<u8>>), Refusal> {
        let _turn = self.turn.lock().await;
        // Before anyone is asked: there is a certificate to sign with.
        let certificate = self.certificate().await?;
        if !self.is_unattended {
            say(notice(origin, request, &certificate));
            self.consent().await?;
        }
        let pin = self.pin().await?;
        let hashes = request.hashes.clone();
        let signed = self.with_keys(move |keys| keys.sign(&hashes, pin.as_ref())).await;
        match &signed {
            // Nobody watches an unattended desk; whoever started it may not even read what it says.
            Ok(_) if self.is_unattended => {}
            Ok(_) => say("Đã ký."),
            Err(refusal) => say(format_args!("Chưa ký: {refusal}")),
        }
        signed
    }

    async fn consent(&self) -> Result<(), Refusal> {
        let Some(terminal) = &self.terminal else {
            return Err(Refusal::Cancelled);
        };
        let answer = terminal.ask("Ký? [c/K]").await.map_err(|no_answer| match no_answer {
            NoAnswer::Late => Refusal::Unanswered,
            NoAnswer::Ended => Refusal::Cancelled,
        })?;
        let is_yes = ["c", "có", "co"].contains(&answer.trim().to_lowercase().as_str());
        if is_yes { Ok(()) } else { Err(Refusal::Cancelled) }
    }

    async fn pin(&self) -> Result<Option<Secret>, Refusal> {
        let Some(request) = self.with_keys(KeySource::pin_request).await? else {
            return Ok(None);
        };
        let terminal = self.terminal.as_ref().ok_or(KeyError::PinMissing)?;
        let warning = if request.is_last_try {
            " (lần thử cuối trước khi thiết bị bị khóa)"
        } else {
            ""
        };
        let question = format!("Mã PIN của “{}”{warning}:", request.token);
        let pin = terminal.ask_secret(&question).await.map_err(|_| KeyError::PinMissing)?;
        if pin.is_empty() { Err(KeyError::PinMissing.into()) } else { Ok(Some(pin)) }
    }

    /// Keys block: they work on a thread of their own.
    async fn with_keys<T, F>(&self, work: F) -> Result<T, Refusal>
    where
        T: Send + 'static,
        F: FnOnce(&KeySource) -> Result<T, KeyError> + Send + 'static,
    {
        let keys = Arc::clone(&self.keys);
        let done = tokio::task::spawn_blocking(move || work(&keys)).await;
        let done = done.map_err(|stopped| KeyError::Failed(stopped.to_string()))?;
        Ok(done?)
    }
}

/// What the person is shown before the question.
fn notice(origin: &str, request: &SignRequest, certificate: &Certificate) -> String {
    let count = request.hashes.len();
    let shown = request.hashes.iter().take(SHOWN_HASHES);
    let mut lines: Vec<String> = shown.map(|hash| format!("  SHA-256: {}", hexadecimal(hash))).collect();
    if let Some(more) = count.checked_sub(SHOWN_HASHES).filter(|more| *more > 0) {
        lines.push(format!("  … và {more} giá trị băm khác"));
    }
    format!(
        "\nYêu cầu ký {count} văn bản từ {origin}\n  Chứng thư số: {subject}\n  Số hiệu: {serial}\n{hashes}",
        subject = certificate.subject,
        serial = certificate.serial_number,
        hashes = lines.join("\n"),
    )
}

//! What may happen to a case, state by state.

use jiff::{Timestamp, ToSpan as _};

use super::{
    Act, Case, Issued, Prepared, ReadyScan, Request, Returned, Scan, ScanRefused, Seal, Signature, State,
    StateName,
};
use crate::{
    calendar::Calendar,
    official::Official,
    returning::ReturnReason,
    time,
    time_limit::{ExtensionGround, ExtensionRefusal},
    withdrawal::{Decision, InvalidDecision},
};

/// How long a desk has to bring back a signature; the signing time stands in what it signs.
const PREPARED_MINUTES: i64 = 30;

/// A transition that the case's state does not allow.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransitionRefusal {
    /// The action belongs to another state.
    #[error("the case is {0}")]
    WrongState(StateName),
    /// There is no scan yet.
    #[error("the case has no scan")]
    ScanMissing,
    /// The scan has not arrived, or is still being inspected.
    #[error("the scan is still awaited or being inspected")]
    ScanAwaited,
    /// The scan cannot be certified.
    #[error("the scan was refused: {}", .0.code)]
    ScanRefused(ScanRefused),
    /// The scan was repaired, and nobody has compared it with the original on paper.
    #[error("nobody has confirmed the repaired scan")]
    ScanUnconfirmed,
    /// The scan is certified as it was uploaded, so there is nothing to confirm.
    #[error("the scan was not repaired")]
    ScanNotRepaired,
    /// Another scan than the one that was compared stands in the case.
    #[error("the scan is another one by now")]
    ScanReplaced,
    /// Nothing was handed out to be signed.
    #[error("nothing was prepared")]
    NothingPrepared,
    /// What the caller signed is not what was handed out last.
    #[error("another preparation has replaced the one that was signed")]
    Superseded,
    /// The decision does not fit the copy.
    #[error(transparent)]
    Decision(#[from] InvalidDecision),
    /// What was handed out is too old.
    #[error("what was prepared at {0} is too old")]
    PreparedExpired(Timestamp),
    /// The law allows no such extension.
    #[error(transparent)]
    Extension(#[from] ExtensionRefusal),
}

type Transition = Result<Case, TransitionRefusal>;

impl Case {
    /// Changes what is asked for, while the case is a draft.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] outside a draft.
    pub fn change(self, request: Request) -> Transition {
        match self.state {
            State::Draft { .. } => Ok(Self { request, ..self }),
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Expects a scan under a key; one that was found fit before is kept until this one is, too.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] outside a draft.
    pub fn expect_scan(self, key: String, since: Timestamp) -> Transition {
        match self.state.clone() {
            State::Draft { scan, returned } => {
                let before = scan.and_then(Scan::last_ready);
                Ok(self.with(State::Draft { scan: Some(Scan::Expected { key, since, before }), returned }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Keeps the scan that was found fit before another one was asked for; what arrives for the other one
    /// then changes nothing.
    ///
    /// # Errors
    /// [`TransitionRefusal::ScanMissing`] when there was none; [`TransitionRefusal::WrongState`] outside a
    /// draft.
    pub fn keep_scan(self) -> Transition {
        match self.state.clone() {
            State::Draft { scan, returned } => {
                let ready = scan.and_then(Scan::last_ready).ok_or(TransitionRefusal::ScanMissing)?;
                Ok(self.with(State::Draft { scan: Some(Scan::Ready(ready)), returned }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Takes the result of inspecting the document under `key`. `None` when the case does not wait for that
    /// document (an event that came twice or late), which is not an error.
    #[must_use]
    pub fn scan_inspected(self, key: &str, result: Result<ReadyScan, ScanRefused>) -> Option<Self> {
        match self.state.clone() {
            State::Draft { scan: Some(Scan::Expected { key: expected, before, .. }), returned }
                if expected == key =>
            {
                let scan = match result {
                    Ok(ready) => Scan::Ready(ready),
                    Err(refused) => Scan::Refused { refused, before },
                };
                Some(self.with(State::Draft { scan: Some(scan), returned }))
            }
            _ => None,
        }
    }

    /// Trình ký.
    ///
    /// # Errors
    /// The state, or what is wrong with the scan.
    pub fn submit(self, by: Official, at: Timestamp) -> Transition {
        let scan = self.draft_scan()?.clone();
        if scan.is_unconfirmed() {
            return Err(TransitionRefusal::ScanUnconfirmed);
        }
        Ok(self.with(State::AwaitingSignature { scan, submitted: Act { by, at }, prepared: None }))
    }

    /// Từ chối: gives the case back to the officer.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it awaits a signature.
    pub fn send_back(self, by: Official, reason: ReturnReason, at: Timestamp) -> Transition {
        match self.state.clone() {
            State::AwaitingSignature { scan, .. } => {
                let returned = Returned { act: Act { by, at }, reason };
                Ok(self.with(State::Returned { scan, returned }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Xử lý tiếp: a draft again, with everything kept.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it was returned.
    pub fn resume(self) -> Transition {
        match self.state.clone() {
            State::Returned { scan, returned } => {
                Ok(self.with(State::Draft { scan: Some(Scan::Ready(scan)), returned: Some(returned) }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Hủy hồ sơ.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it is a draft or was returned.
    pub fn cancel(self, by: Official, reason: Option<String>, at: Timestamp) -> Transition {
        match self.state {
            State::Draft { .. } | State::Returned { .. } => {
                Ok(self.with(State::Cancelled { cancelled: Act { by, at }, reason }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Kéo dài thời hạn (NĐ 23/2015 Điều 21), by working days after the day on which the copy would be due.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] once nobody holds the case; [`TransitionRefusal::Extension`].
    pub fn extend(
        self,
        calendar: &Calendar,
        ground: ExtensionGround,
        days: u32,
        agreement: Option<String>,
        act: Act,
    ) -> Transition {
        if self.state.name().held_by().is_none() {
            return Err(TransitionRefusal::WrongState(self.state.name()));
        }
        let time_limit = self.time_limit.clone().extend(calendar, ground, days, agreement, act)?;
        Ok(Self { time_limit, ..self })
    }

    /// Hands an increment to the signer's desk, in place of one handed out before. The code of the public
    /// check that stands on its page is the case's from now on.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it awaits a signature.
    pub fn prepare_signature(self, handed: Prepared) -> Transition {
        match self.state.clone() {
            State::AwaitingSignature { scan, submitted, .. } => {
                let check = handed.signer.as_ref().map(|signer| signer.check.clone());
                let state = State::AwaitingSignature { scan, submitted, prepared: Some(handed) };
                Ok(Self { check: self.check.or(check), state, ..self })
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// What a signature brought back at `at` must belong to: the last preparation, by the same official,
    /// not too old.
    ///
    /// # Errors
    /// What does not fit.
    pub fn outstanding(
        &self,
        object_key: &str,
        by: &Official,
        at: Timestamp,
    ) -> Result<&Prepared, TransitionRefusal> {
        if !matches!(self.state, State::AwaitingSignature { .. } | State::Numbered { .. }) {
            return Err(TransitionRefusal::WrongState(self.state.name()));
        }
        let prepared = self.state.prepared().ok_or(TransitionRefusal::NothingPrepared)?;
        if prepared.object.key != object_key || prepared.act.by.id != by.id {
            return Err(TransitionRefusal::Superseded);
        }
        if at > prepared.act.at + PREPARED_MINUTES.minutes() {
            return Err(TransitionRefusal::PreparedExpired(prepared.act.at));
        }
        Ok(prepared)
    }

    /// Ký số.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it awaits a signature.
    pub fn sign(self, signature: Signature) -> Transition {
        match self.state.clone() {
            State::AwaitingSignature { scan, .. } => Ok(self.with(State::Signed { scan, signature })),
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Cấp số.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it is signed; a case that has a number keeps it, so ask
    /// [`State::issued`] first.
    pub fn number(self, issued: Issued) -> Transition {
        match self.state.clone() {
            State::Signed { scan, signature } => {
                Ok(self.with(State::Numbered { scan, signature, issued, prepared: None }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Hands an increment to the clerk's desk, in place of one handed out before.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it has a number and no seal.
    pub fn prepare_seal(self, handed: Prepared) -> Transition {
        match self.state.clone() {
            State::Numbered { scan, signature, issued, .. } => {
                Ok(self.with(State::Numbered { scan, signature, issued, prepared: Some(handed) }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Đóng dấu.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it has a number and no seal.
    pub fn seal(self, seal: Seal) -> Transition {
        match self.state.clone() {
            State::Numbered { scan, signature, issued, .. } => {
                Ok(self.with(State::Sealed { scan, signature, issued, seal }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }

    /// Hoàn thành và chuyển bản CTĐT tới người dân/doanh nghiệp.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it is sealed.
    pub fn release(self, by: Official, at: Timestamp) -> Transition {
        match self.state.clone() {
            State::Sealed { scan, signature, issued, seal } => {
                Ok(self.with(State::Released { scan, signature, issued, seal, released: Act { by, at } }))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }
}

impl Case {
    /// Hủy bỏ giá trị pháp lý, by a decision; everything that the copy carries stays with it.
    ///
    /// # Errors
    /// [`TransitionRefusal::WrongState`] unless it is sealed or released; [`TransitionRefusal::Decision`]
    /// when the decision does not fit.
    pub fn withdraw(self, decision: Decision, by: Official, at: Timestamp) -> Transition {
        let (scan, signature, issued, seal, released) = match self.state.clone() {
            State::Sealed { scan, signature, issued, seal } => (scan, signature, issued, seal, None),
            State::Released { scan, signature, issued, seal, released } => {
                (scan, signature, issued, seal, Some(released))
            }
            other => return Err(TransitionRefusal::WrongState(other.name())),
        };
        decision.fits(self.id, time::day(issued.issued.at), time::day(at))?;
        let withdrawn = Act { by, at };
        Ok(self.with(State::Withdrawn { scan, signature, issued, seal, released, withdrawn, decision }))
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

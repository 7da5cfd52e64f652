//! The second form in which a signed PDF may arrive: an increment of the signing program's own making.
//!
//! A signing service that takes a PDF and gives a PDF appends one incremental update: a signature dictionary, a
//! field that is its own widget, its appearance, and the page, form and catalog that they hang from. Just that
//! may arrive. Every byte of the increment belongs to a listed object; every object is on the list, and those
//! of the document are compared with its [`AppendPlan`] value by value. What the list does not know is refused,
//! also where it would do no harm: object streams, a certification, a time-stamp, a lock.

mod field;
mod layout;
mod parts;
mod same;
mod signature;

use super::contents;
use super::refusal::ArrivalRefusal;
use super::stream::Arrived;
use crate::cms::{Certificate, SignatureRefusal, verify_detached};
use crate::digest::{DigestState, Hasher, UnknownDigestState};
use crate::plan::AppendPlan;
use layout::Update;
use signature::Signature;

/// The longest increment that is taken, in bytes: an appearance with an image and fonts stays well below.
pub const LONGEST_INCREMENT: usize = 4 * 1024 * 1024;

/// The check in progress of a document with one increment after it. It keeps the increment and nothing else.
pub struct UpdateArrival<'a> {
    before: &'a DigestState,
    plan: &'a AppendPlan,
    whole: Hasher,
    /// Bytes of the document so far.
    position: u64,
    increment: Vec<u8>,
    refusal: Option<ArrivalRefusal>,
}

impl<'a> UpdateArrival<'a> {
    /// Begins with an empty file: `before` and `plan` are those of the document that was handed out.
    ///
    /// # Errors
    /// [`UnknownDigestState`] when the stored state is of another build: hash the document again.
    pub fn begin(before: &'a DigestState, plan: &'a AppendPlan) -> Result<Self, UnknownDigestState> {
        Hasher::resume(before)?;
        Ok(Self { before, plan, whole: Hasher::new(), position: 0, increment: Vec::new(), refusal: None })
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// [`ArrivalRefusal::OtherScan`] when the file does not begin with the document,
    /// [`ArrivalRefusal::Structure`] when the increment is too long; every later call gives the same.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), ArrivalRefusal> {
        if self.refusal.is_none() {
            self.refusal = self.take(bytes).err();
        }
        self.refusal.clone().map_or(Ok(()), Err)
    }

    /// Ends the file and checks increment and signature.
    ///
    /// # Errors
    /// What [`Self::feed`] found; a file that ends too early; an increment that is not as it may be; a CMS that
    /// does not hold, or of another certificate than the expected one.
    pub fn finish(self, expected: &Certificate) -> Result<Arrived, ArrivalRefusal> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        if self.increment.is_empty() {
            let (length, expected) = (self.position, self.before.length);
            return Err(if self.whole.state() == *self.before {
                ArrivalRefusal::Unsigned
            } else {
                ArrivalRefusal::Truncated { length, expected }
            });
        }
        let increment = self.increment.as_slice();
        let update = Update::read(increment, self.plan)?;
        let signature = Signature::find(&update, increment, self.plan)?;
        let accounted = field::check(&update, &signature, self.plan)?;
        parts::check(&update, &accounted, self.plan)?;

        let part = |range: std::ops::Range<usize>| increment.get(range).unwrap_or_default();
        let gap = signature.contents;
        let mut covered = self.whole.clone();
        covered.update(part(0..gap.start));
        covered.update(part(gap.end..increment.len()));
        let cms = contents::cms(part(gap.start.saturating_add(1)..gap.end.saturating_sub(1)))?;
        let verified = verify_detached(&cms, covered.finish())?;
        if verified.certificate != *expected {
            return Err(SignatureRefusal::OtherCertificate.into());
        }
        let mut whole = self.whole;
        whole.update(increment);
        let state = whole.state();
        Ok(Arrived { cms, verified, sha256: whole.finish(), state })
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), ArrivalRefusal> {
        let missing = self.before.length.saturating_sub(self.position);
        let cut = usize::try_from(missing).map_or(bytes.len(), |missing| missing.min(bytes.len()));
        let (document, increment) = bytes.split_at(cut);
        self.whole.update(document);
        self.position = self.position.saturating_add(document.len() as u64);
        if increment.is_empty() {
            return Ok(());
        }
        if self.increment.is_empty() && self.whole.state() != *self.before {
            return Err(ArrivalRefusal::OtherScan);
        }
        if self.increment.len().saturating_add(increment.len()) > LONGEST_INCREMENT {
            return Err(ArrivalRefusal::Structure("the increment is too long"));
        }
        self.increment.extend_from_slice(increment);
        Ok(())
    }
}

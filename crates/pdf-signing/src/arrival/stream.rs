//! The check of an arriving file, fed in pieces.

use super::contents;
use super::handed_out::{HandedOut, Segment};
use super::refusal::ArrivalRefusal;
use crate::cms::{Certificate, SignatureRefusal, Verified, verify_detached};
use crate::digest::{DigestState, Hasher, UnknownDigestState};

/// The check in progress. It keeps the digits of `/Contents` and nothing else of the file.
pub struct Arrival<'a> {
    handed_out: &'a HandedOut,
    /// Over every byte so far.
    whole: Hasher,
    /// Over every byte so far but the `/Contents` token, once the increment has begun.
    covered: Option<Hasher>,
    position: u64,
    digits: Vec<u8>,
    refusal: Option<ArrivalRefusal>,
}

/// An accepted file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The CMS in `/Contents`, in DER.
    pub cms: Vec<u8>,
    /// What the CMS says; its certificate is the expected one.
    pub verified: Verified,
    /// SHA-256 of the whole file.
    pub sha256: [u8; 32],
    /// The state of that digest, for the next increment; its length is the file's.
    pub state: DigestState,
}

impl<'a> Arrival<'a> {
    /// Begins with an empty file.
    ///
    /// # Errors
    /// [`UnknownDigestState`] when the stored state is of another build: hash the document before the increment
    /// again, and begin with that state.
    pub fn begin(handed_out: &'a HandedOut) -> Result<Self, UnknownDigestState> {
        Hasher::resume(&handed_out.before)?;
        Ok(Self {
            handed_out,
            whole: Hasher::new(),
            covered: None,
            position: 0,
            digits: Vec::with_capacity(handed_out.contents.len()),
            refusal: None,
        })
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// The first thing that differs from what was handed out. The rest need not be read: every later call
    /// gives the same refusal.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), ArrivalRefusal> {
        if let Some(refusal) = &self.refusal {
            return Err(refusal.clone());
        }
        let fed = self.take(bytes);
        self.refusal = fed.clone().err();
        fed
    }

    /// Ends the file and checks its signature.
    ///
    /// # Errors
    /// What [`Self::feed`] found; a file that ends too early; `/Contents` without a CMS; a CMS that does not
    /// hold, or of another certificate than the expected one.
    pub fn finish(self, expected: &Certificate) -> Result<Arrived, ArrivalRefusal> {
        if let Some(refusal) = self.refusal {
            return Err(refusal);
        }
        if self.position != self.handed_out.length() {
            let (length, expected) = (self.position, self.handed_out.length());
            return Err(ArrivalRefusal::Truncated { length, expected });
        }
        let cms = contents::cms(&self.digits)?;
        let verified = verify_detached(&cms, self.covered.unwrap_or_default().finish())?;
        if verified.certificate != *expected {
            return Err(SignatureRefusal::OtherCertificate.into());
        }
        let state = self.whole.state();
        Ok(Arrived { cms, verified, sha256: self.whole.finish(), state })
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), ArrivalRefusal> {
        let missing = self.handed_out.before.length.saturating_sub(self.position);
        let cut = usize::try_from(missing).map_or(bytes.len(), |missing| missing.min(bytes.len()));
        let (document, mut increment) = bytes.split_at(cut);
        self.whole.update(document);
        self.advance(document);
        while !increment.is_empty() {
            increment = self.take_segment(increment)?;
        }
        Ok(())
    }

    /// Takes what belongs to one segment of the increment, and gives the rest.
    fn take_segment<'b>(&mut self, bytes: &'b [u8]) -> Result<&'b [u8], ArrivalRefusal> {
        let HandedOut { before, increment, .. } = self.handed_out;
        let at = usize::try_from(self.position.saturating_sub(before.length)).unwrap_or(usize::MAX);
        let Some((segment, end)) = self.handed_out.segment(at) else {
            return Err(ArrivalRefusal::Appended { expected: self.handed_out.length() });
        };
        let (piece, rest) = bytes.split_at(end.saturating_sub(at).min(bytes.len()));
        match segment {
            Segment::Digits => match piece.iter().find(|byte| !byte.is_ascii_hexdigit()) {
                None => self.digits.extend_from_slice(piece),
                Some(b'>') => return Err(ArrivalRefusal::Contents("shorter than reserved")),
                Some(_) => return Err(ArrivalRefusal::Contents("not hexadecimal digits alone")),
            },
            Segment::Bracket => {
                if increment.get(at) != piece.first() {
                    return Err(ArrivalRefusal::Contents("not of the reserved length"));
                }
            }
            Segment::Covered => {
                self.covered()?;
                let expected = increment.get(at..).unwrap_or_default();
                if let Some(differs) =
                    piece.iter().zip(expected).position(|(byte, expected)| byte != expected)
                {
                    return Err(self.difference(at.saturating_add(differs)));
                }
                self.covered()?.update(piece);
            }
        }
        self.whole.update(piece);
        self.advance(piece);
        Ok(rest)
    }

    /// The digest of what the signature covers; when the increment begins, the document before it is compared.
    fn covered(&mut self) -> Result<&mut Hasher, ArrivalRefusal> {
        if self.covered.is_none() && self.whole.state() != self.handed_out.before {
            return Err(ArrivalRefusal::OtherScan);
        }
        Ok(self.covered.get_or_insert_with(|| self.whole.clone()))
    }

    fn difference(&self, at: usize) -> ArrivalRefusal {
        let offset = self.handed_out.before.length.saturating_add(at as u64);
        if self.handed_out.byte_range.contains(&at) {
            ArrivalRefusal::ByteRange { at: offset }
        } else {
            ArrivalRefusal::Changed { at: offset }
        }
    }

    fn advance(&mut self, bytes: &[u8]) {
        self.position = self.position.saturating_add(bytes.len() as u64);
    }
}

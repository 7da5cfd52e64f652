//! A scan that could not be certified as it was uploaded, and was repaired (làm sạch).
//!
//! What is certified then is the repaired scan, which nobody has laid beside the paper yet. So an official compares it
//! with the original on paper and confirms it before the case is submitted. The confirmation stays with this scan: a
//! case that is returned keeps it, another scan needs its own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Act, Case, ReadyScan, Scan, State, TransitionRefusal};
use crate::{document::StoredObject, official::Official};

/// What a scan was repaired from, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// The scan as it was uploaded; it stays as long as the case.
    pub uploaded: StoredObject,
    /// Code of the cause for which it could not be certified.
    pub cause: String,
    /// What was changed.
    pub changes: Vec<RepairChange>,
    /// Who confirmed that the repaired scan agrees with the original on paper.
    pub confirmed: Option<Act>,
}

/// One thing that was changed in a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairChange {
    /// Stable code.
    pub code: String,
    /// The change in words, for the officials.
    pub text: String,
}

impl ReadyScan {
    /// The scan as it was uploaded: the document itself unless it was repaired.
    #[must_use]
    pub fn uploaded(&self) -> &StoredObject {
        self.repair.as_ref().map_or(&self.document, |repair| &repair.uploaded)
    }

    /// Keys of the document and, if it was repaired, of what was uploaded.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let uploaded = self.repair.as_ref().map(|repair| repair.uploaded.key.as_str());
        [self.document.key.as_str()].into_iter().chain(uploaded)
    }

    /// Whether it was repaired, and nobody has compared it with the paper.
    #[must_use]
    pub fn is_unconfirmed(&self) -> bool {
        self.repair.as_ref().is_some_and(|repair| repair.confirmed.is_none())
    }
}

impl Case {
    /// Confirms that the repaired scan with this SHA-256 agrees with the original on paper.
    ///
    /// # Errors
    /// The state, what is wrong with the scan, [`TransitionRefusal::ScanNotRepaired`], or
    /// [`TransitionRefusal::ScanReplaced`] when the case has another scan than the one that was compared.
    pub fn confirm_scan(self, sha256: &str, by: Official, at: Timestamp) -> Result<Self, TransitionRefusal> {
        let mut scan = self.draft_scan()?.clone();
        let Some(repair) = &mut scan.repair else { return Err(TransitionRefusal::ScanNotRepaired) };
        if scan.document.sha256 != sha256 {
            return Err(TransitionRefusal::ScanReplaced);
        }
        repair.confirmed = Some(Act { by, at });
        let returned = match &self.state {
            State::Draft { returned, .. } => returned.clone(),
            _ => None,
        };
        Ok(self.with(State::Draft { scan: Some(Scan::Ready(scan)), returned }))
    }

    /// The scan of a draft that was found fit.
    pub(super) fn draft_scan(&self) -> Result<&ReadyScan, TransitionRefusal> {
        match &self.state {
            State::Draft { scan: Some(Scan::Ready(scan)), .. } => Ok(scan),
            State::Draft { scan: None, .. } => Err(TransitionRefusal::ScanMissing),
            State::Draft { scan: Some(Scan::Expected { .. }), .. } => Err(TransitionRefusal::ScanAwaited),
            State::Draft { scan: Some(Scan::Refused { refused, .. }), .. } => {
                Err(TransitionRefusal::ScanRefused(refused.clone()))
            }
            other => Err(TransitionRefusal::WrongState(other.name())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixtures::*, *};
    use crate::{
        case::{Returned, ScanRefused, StateName},
        returning::{ReturnCode, ReturnReason},
    };

    const SHA256: &str = "0000000000000000000000000000000000000000000000000000000000000000";

    fn draft_with(scan: ReadyScan) -> Case {
        let key = scan.uploaded().key.clone();
        draft().expect_scan(key.clone(), at(1)).unwrap().scan_inspected(&key, Ok(scan)).unwrap()
    }

    fn confirmed() -> ReadyScan {
        let mut scan = repaired("a");
        scan.repair.as_mut().unwrap().confirmed = Some(Act { by: official("officer"), at: at(2) });
        scan
    }

    #[test]
    fn a_repaired_scan_is_submitted_only_once_it_is_confirmed() {
        let case = draft_with(repaired("a"));
        let submit = |case: Case| case.submit(official("officer"), at(3));
        assert_eq!(submit(case.clone()), Err(TransitionRefusal::ScanUnconfirmed));
        let case = case.confirm_scan(SHA256, official("officer"), at(2)).unwrap();
        assert_eq!(case.state, State::Draft { scan: Some(Scan::Ready(confirmed())), returned: None });
        let submitted = submit(case).unwrap();
        assert_eq!(submitted.state.ready_scan(), Some(&confirmed()));
    }

    #[test]
    fn a_scan_that_was_uploaded_as_it_is_needs_no_confirmation() {
        let case = draft_with(ready("a"));
        let confirm = |case: Case| case.confirm_scan(SHA256, official("officer"), at(2));
        assert_eq!(confirm(case.clone()), Err(TransitionRefusal::ScanNotRepaired));
        assert!(case.submit(official("officer"), at(2)).is_ok());
    }

    #[test]
    fn only_the_scan_that_was_compared_is_confirmed() {
        let case = draft_with(repaired("a"));
        let other = "11".repeat(32);
        assert_eq!(
            case.confirm_scan(&other, official("officer"), at(2)),
            Err(TransitionRefusal::ScanReplaced)
        );
    }

    #[test]
    fn another_scan_needs_its_own_confirmation() {
        let case = draft_with(repaired("a")).confirm_scan(SHA256, official("officer"), at(2)).unwrap();
        let asked = case.clone().expect_scan("b".to_owned(), at(3)).unwrap();
        assert_eq!(
            asked.clone().confirm_scan(SHA256, official("officer"), at(4)),
            Err(TransitionRefusal::ScanAwaited)
        );
        // The earlier one comes back as it was.
        assert_eq!(asked.clone().keep_scan().unwrap().state, case.state);
        let replaced = asked.scan_inspected("b", Ok(repaired("b"))).unwrap();
        assert_eq!(replaced.submit(official("officer"), at(5)), Err(TransitionRefusal::ScanUnconfirmed));
    }

    #[test]
    fn a_returned_case_keeps_the_confirmation_of_its_scan() {
        let case = draft_with(confirmed()).submit(official("officer"), at(3)).unwrap();
        let reason = ReturnReason::new(ReturnCode::Other, "xem lại").unwrap();
        let case = case.send_back(official("signer"), reason.clone(), at(4)).unwrap().resume().unwrap();
        assert!(case.clone().submit(official("officer"), at(5)).is_ok());
        let again = case.confirm_scan(SHA256, official("second"), at(6)).unwrap();
        let mut scan = confirmed();
        scan.repair.as_mut().unwrap().confirmed = Some(Act { by: official("second"), at: at(6) });
        let returned = Returned { act: Act { by: official("signer"), at: at(4) }, reason };
        assert_eq!(again.state, State::Draft { scan: Some(Scan::Ready(scan)), returned: Some(returned) });
    }

    #[test]
    fn nothing_is_confirmed_without_a_scan_or_outside_a_draft() {
        let confirm = |case: Case| case.confirm_scan(SHA256, official("officer"), at(9)).unwrap_err();
        assert_eq!(confirm(draft()), TransitionRefusal::ScanMissing);
        let refused =
            ScanRefused { key: "a".to_owned(), code: "encrypted".to_owned(), message: "…".to_owned() };
        let not_fit = draft().expect_scan("a".to_owned(), at(1)).unwrap();
        let not_fit = not_fit.scan_inspected("a", Err(refused.clone())).unwrap();
        assert_eq!(confirm(not_fit), TransitionRefusal::ScanRefused(refused));
        for case in every_state().into_iter().filter(|case| case.state.name() != StateName::Draft) {
            let state = case.state.name();
            assert_eq!(confirm(case), TransitionRefusal::WrongState(state));
        }
    }

    #[test]
    fn both_files_of_a_repaired_scan_are_the_cases() {
        let case = draft_with(repaired("a"));
        let keys = |case: &Case| case.state.scan_keys().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(keys(&case), ["repaired-a", "a"]);
        let repaired_keys = |case: &Case| {
            let objects = case.state.repaired_scans();
            objects.into_iter().map(|object| object.key.clone()).collect::<Vec<_>>()
        };
        assert_eq!(repaired_keys(&case), ["repaired-a"]);
        assert_eq!(case.state.uploaded_scan().map(|scan| scan.key.as_str()), Some("a"));
        // They stay while another one is awaited.
        let asked = case.expect_scan("b".to_owned(), at(3)).unwrap();
        assert_eq!(
            (keys(&asked), repaired_keys(&asked)),
            (vec!["repaired-a".to_owned(), "a".to_owned(), "b".to_owned()], vec!["repaired-a".to_owned()])
        );
        let plain = draft_with(ready("a"));
        assert_eq!((keys(&plain), plain.state.repaired_scans().len()), (vec!["a".to_owned()], 0));
    }

    #[test]
    fn a_repaired_scan_survives_being_stored() {
        let case = draft_with(confirmed());
        let stored = serde_json::to_string(&case).unwrap();
        assert_eq!(serde_json::from_str::<Case>(&stored).unwrap(), case);
    }
}

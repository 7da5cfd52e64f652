//! The workflow, walked and strayed from.

use super::{super::fixtures::*, *};
use crate::{
    check::CheckCode,
    document::StoredObject,
    fee::{FeeRate, FeeTable, FeeWaiver},
    returning::ReturnCode,
};

#[test]
fn the_whole_workflow_keeps_what_was_signed_numbered_and_sealed() {
    let case = with_scan().submit(official("officer"), at(2)).unwrap();
    let case = case.prepare_signature(handed()).unwrap();
    assert_eq!(case.outstanding("prepared", &official("signer"), at(4)), Ok(&handed()));
    let case = case.sign(signature()).unwrap().number(issued()).unwrap().seal(seal()).unwrap();
    let case = case.release(official("clerk"), at(7)).unwrap();
    let released = Act { by: official("clerk"), at: at(7) };
    assert_eq!(
        case.state,
        State::Released {
            scan: ready("a"),
            signature: signature(),
            issued: issued(),
            seal: seal(),
            released
        }
    );
}

#[test]
fn every_transition_is_refused_in_every_state_it_does_not_belong_to() {
    type Step = fn(Case) -> Result<Case, TransitionRefusal>;
    let steps: [(&str, Step, &[StateName]); 13] = [
        ("expect_scan", |c| c.expect_scan("b".to_owned(), at(9)), &[StateName::Draft]),
        ("keep_scan", Case::keep_scan, &[StateName::Draft]),
        ("submit", |c| c.submit(official("officer"), at(9)), &[StateName::Draft]),
        ("prepare_signature", |c| c.prepare_signature(handed()), &[StateName::AwaitingSignature]),
        ("sign", |c| c.sign(signature()), &[StateName::AwaitingSignature]),
        (
            "send_back",
            |c| {
                c.send_back(
                    official("signer"),
                    ReturnReason::new(ReturnCode::Other, "xem lại").unwrap(),
                    at(9),
                )
            },
            &[StateName::AwaitingSignature],
        ),
        ("resume", Case::resume, &[StateName::Returned]),
        ("cancel", |c| c.cancel(official("officer"), None, at(9)), &[StateName::Draft, StateName::Returned]),
        ("number", |c| c.number(issued()), &[StateName::Signed]),
        ("seal", |c| c.seal(seal()), &[StateName::Numbered]),
        ("release", |c| c.release(official("clerk"), at(9)), &[StateName::Sealed]),
        (
            "withdraw",
            |c| c.withdraw(decision(), official("signer"), at(9)),
            &[StateName::Sealed, StateName::Released],
        ),
        ("extend", |c| extended(c, 1), &StateName::ALL[..6]),
    ];
    let cases = every_state();
    assert_eq!(cases.iter().map(|case| case.state.name()).collect::<Vec<_>>(), StateName::ALL);
    for case in cases {
        let state = case.state.name();
        for (name, step, allowed) in &steps {
            let result = step(case.clone());
            if allowed.contains(&state) {
                assert!(result.is_ok(), "{name} in {state}");
            } else {
                assert_eq!(result, Err(TransitionRefusal::WrongState(state)), "{name} in {state}");
            }
        }
    }
}

#[test]
fn a_returned_case_keeps_its_scan_and_says_why_it_came_back() {
    let reason = ReturnReason::new(ReturnCode::Altered, "Năm sinh bị sửa").unwrap();
    let case = with_scan().submit(official("officer"), at(2)).unwrap();
    let case = case.send_back(official("signer"), reason.clone(), at(4)).unwrap().resume().unwrap();
    let returned = Returned { act: Act { by: official("signer"), at: at(4) }, reason };
    assert_eq!(case.state, State::Draft { scan: Some(Scan::Ready(ready("a"))), returned: Some(returned) });
    assert!(case.submit(official("officer"), at(9)).is_ok());
}

fn extended(case: Case, days: u32) -> Result<Case, TransitionRefusal> {
    let act = Act { by: official("officer"), at: at(9) };
    case.extend(&agency().calendar, ExtensionGround::Complex, days, None, act)
}

#[test]
fn a_case_is_overdue_from_its_hour_on_for_as_long_as_somebody_holds_it() {
    let case = draft();
    let due = "2026-11-23T10:00:00Z".parse::<Timestamp>().unwrap();
    assert_eq!(case.time_limit.due(), due);
    assert!(!case.is_overdue(due) && case.is_overdue(due + 1.second()));
    let longer = extended(case.clone(), 1).unwrap();
    assert!(!longer.is_overdue(due + 24.hours()) && longer.is_overdue(due + 25.hours()));
    assert_eq!(extended(longer, 1), Err(TransitionRefusal::Extension(ExtensionRefusal::NotLonger(1))));
    let cancelled = case.cancel(official("officer"), None, at(9)).unwrap();
    assert!(!cancelled.is_overdue(due + 1.second()));
}

#[test]
fn a_case_costs_what_its_day_says_less_what_is_waived() {
    let mut agency = agency();
    let later =
        FeeRate { from: jiff::civil::date(2026, 11, 24), first_page: 1_000, ..FeeRate::of_the_circular() };
    agency.fees = FeeTable::new(vec![FeeRate::of_the_circular(), later]).unwrap();
    let request = Request { copies: 3, ..draft().request };
    let open = |request: &Request, at| Case::open(id(), &agency, request.clone(), official("officer"), at);
    assert_eq!(open(&request, at(0)).fee(3), 15_000);
    assert_eq!(open(&request, at(24 * 60)).fee(3), 9_000);
    let waived = Request { fee_waiver: Some(FeeWaiver::new(100, "Người có công").unwrap()), ..request };
    assert_eq!(open(&waived, at(0)).fee(3), 0);
}

#[test]
fn a_case_is_submitted_only_with_a_scan_that_was_found_fit() {
    let expected = draft().expect_scan("a".to_owned(), at(1)).unwrap();
    let refused =
        ScanRefused { key: "a".to_owned(), code: "encrypted".to_owned(), message: "…".to_owned() };
    let not_fit = expected.clone().scan_inspected("a", Err(refused.clone())).unwrap();
    let submit = |case: Case| case.submit(official("officer"), at(2)).unwrap_err();
    assert_eq!(submit(draft()), TransitionRefusal::ScanMissing);
    assert_eq!(submit(expected), TransitionRefusal::ScanAwaited);
    assert_eq!(submit(not_fit), TransitionRefusal::ScanRefused(refused));
}

#[test]
fn a_ready_scan_is_kept_until_another_one_is_ready() {
    let refused =
        ScanRefused { key: "b".to_owned(), code: "encrypted".to_owned(), message: "…".to_owned() };
    let asked = with_scan().expect_scan("b".to_owned(), at(2)).unwrap();
    let not_fit = asked.clone().scan_inspected("b", Err(refused.clone())).unwrap();
    let asked_again = not_fit.clone().expect_scan("c".to_owned(), at(3)).unwrap();
    for case in [&asked, &not_fit, &asked_again] {
        assert!(case.clone().submit(official("officer"), at(4)).is_err());
        assert_eq!(case.clone().keep_scan().unwrap().state, with_scan().state);
    }
    let kept = asked_again.clone().keep_scan().unwrap();
    assert_eq!(kept.scan_inspected("c", Ok(ready("c"))), None);
    let replaced = asked_again.scan_inspected("c", Ok(ready("c"))).unwrap();
    assert_eq!(replaced.state.ready_scan(), Some(&ready("c")));
}

#[test]
fn a_scan_that_never_was_cannot_be_kept() {
    let asked = draft().expect_scan("a".to_owned(), at(1)).unwrap();
    assert_eq!(asked.keep_scan(), Err(TransitionRefusal::ScanMissing));
}

#[test]
fn a_scan_of_an_earlier_attempt_changes_nothing() {
    let case = draft().expect_scan("b".to_owned(), at(2)).unwrap();
    assert_eq!(case.scan_inspected("a", Ok(ready("a"))), None);
    assert_eq!(with_scan().scan_inspected("a", Ok(ready("a"))), None);
}

#[test]
fn a_signature_belongs_to_the_last_preparation_of_the_same_official_and_is_not_old() {
    let case = with_scan().submit(official("officer"), at(2)).unwrap();
    let signer = official("signer");
    assert_eq!(case.outstanding("prepared", &signer, at(4)), Err(TransitionRefusal::NothingPrepared));
    let case = case.prepare_signature(handed()).unwrap();
    assert_eq!(case.outstanding("earlier", &signer, at(4)), Err(TransitionRefusal::Superseded));
    assert_eq!(case.outstanding("prepared", &official("other"), at(4)), Err(TransitionRefusal::Superseded));
    assert_eq!(case.outstanding("prepared", &signer, at(34)), Err(TransitionRefusal::PreparedExpired(at(3))));
    assert!(case.outstanding("prepared", &signer, at(33)).is_ok());
}

#[test]
fn a_case_keeps_the_code_of_its_first_preparation() {
    let submitted = with_scan().submit(official("officer"), at(2)).unwrap();
    assert_eq!(submitted.check, None);
    let prepared = submitted.prepare_signature(handed()).unwrap();
    let mut other = handed();
    other.signer.as_mut().unwrap().check = CheckCode::from_random(8);
    let reason = ReturnReason::new(ReturnCode::Other, "xem lại").unwrap();
    let returned = prepared.send_back(official("signer"), reason, at(4)).unwrap();
    let again = returned.resume().unwrap().submit(official("officer"), at(5)).unwrap();
    assert_eq!(again.prepare_signature(other).unwrap().check, Some(code()));
}

#[test]
fn a_withdrawn_copy_keeps_all_that_it_carried() {
    let case = with_scan().submit(official("officer"), at(2)).unwrap().sign(signature()).unwrap();
    let case = case.number(issued()).unwrap().seal(seal()).unwrap();
    let released = case.clone().release(official("clerk"), at(7)).unwrap();
    for (case, released) in [(case, None), (released, Some(Act { by: official("clerk"), at: at(7) }))] {
        let after = case.withdraw(decision(), official("signer"), at(8)).unwrap();
        let withdrawn = Act { by: official("signer"), at: at(8) };
        let (signature, issued, seal, decision) = (signature(), issued(), seal(), decision());
        let scan = ready("a");
        assert_eq!(
            after.state,
            State::Withdrawn { scan, signature, issued, seal, released, withdrawn, decision }
        );
    }
}

#[test]
fn a_decision_dated_before_the_certification_withdraws_nothing() {
    let case = with_scan().submit(official("officer"), at(2)).unwrap().sign(signature()).unwrap();
    let case = case.number(issued()).unwrap().seal(seal()).unwrap();
    let day = jiff::civil::date(2026, 11, 22);
    let early = Decision::new("45/QĐ-UBND", day, "Chứng thực nhầm", None).unwrap();
    let certified = jiff::civil::date(2026, 11, 23);
    assert_eq!(
        case.withdraw(early, official("signer"), at(8)),
        Err(TransitionRefusal::Decision(InvalidDecision::BeforeCertification(certified)))
    );
}

#[test]
fn every_state_survives_being_stored() {
    for case in every_state() {
        let stored = serde_json::to_string(&case).unwrap();
        assert_eq!(serde_json::from_str::<Case>(&stored).unwrap(), case);
    }
}

#[test]
fn a_case_keeps_every_plan_and_copy_that_it_points_to() {
    let keys = |objects: Vec<&StoredObject>| objects.iter().map(|o| o.key.clone()).collect::<Vec<_>>();
    let [ready, submitted, returned, signed, numbered, sealed, released, withdrawn, cancelled]: [Case; 9] =
        every_state().try_into().unwrap();
    for case in [&ready, &submitted, &returned] {
        assert_eq!((case.state.plans().len(), case.state.copies().len()), (1, 0), "{}", case.state.name());
    }
    for case in [&signed, &numbered] {
        assert_eq!((case.state.plans().len(), keys(case.state.copies())), (2, vec!["signed".to_owned()]));
    }
    for case in [&sealed, &released, &withdrawn] {
        let copies = ["signed", "sealed"].map(str::to_owned).to_vec();
        assert_eq!((case.state.plans().len(), keys(case.state.copies())), (2, copies));
    }
    assert_eq!((cancelled.state.plans().len(), cancelled.state.copies().len()), (0, 0));
    // One that was found fit is kept while another is awaited; both are the case's.
    let awaiting = ready.expect_scan("b".to_owned(), at(2)).unwrap();
    assert_eq!(awaiting.state.plans().len(), 1);
    assert_eq!(awaiting.state.scan_keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(cancelled.state.scan_keys().count(), 0);
}

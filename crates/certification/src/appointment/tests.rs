//! Appointments, walked and strayed from.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::{case::Act, ids::CaseId, requester::Destination};
use ulid::Ulid;

fn at(minute: i64) -> Timestamp {
    // Monday, 9:00 in Vietnam.
    "2026-11-23T02:00:00Z".parse::<Timestamp>().unwrap() + minute.minutes()
}

fn officer() -> Official {
    Official { id: "officer".parse().unwrap(), name: "Ngô Văn Mẫu".to_owned() }
}

fn slot(hour: i8) -> Slot {
    Slot { start: date(2026, 11, 26).at(hour, 0, 0, 0), capacity: 2, minutes: 30 }
}

fn reason() -> Reason {
    "Cán bộ họp đột xuất".parse().unwrap()
}

fn case() -> CaseId {
    CaseId::from_ulid(Ulid::from(7_u128))
}

fn booked() -> Appointment {
    let booking = Booking {
        requester: Requester {
            name: "Trần Thị Bình".to_owned(),
            destination: Destination::PortalAccount { account: "tk-000001".to_owned() },
        },
        phone: Some("0912345678".parse().unwrap()),
        document_type: DocumentType { code: "khac".to_owned(), name: "Giấy tờ khác".to_owned() },
        notes: None,
    };
    let id = AppointmentId::from_ulid(Ulid::from(1_u128));
    let origin = Origin::Portal { event: "e-1".parse().unwrap() };
    Appointment::book(id, "an-binh".parse().unwrap(), booking, origin, slot(8), at(0))
}

/// One in every state.
fn every() -> [Appointment; 4] {
    [
        booked(),
        booked().open(case(), officer(), at(1)).unwrap(),
        booked().cancel(officer(), reason(), at(1)).unwrap(),
        booked().no_show(30, officer(), at(10_000)).unwrap(),
    ]
}

#[test]
fn only_a_booked_appointment_goes_on() {
    for appointment in every() {
        let wrong = AppointmentRefusal::WrongState(appointment.state.name());
        let steps = [
            appointment.clone().open(case(), officer(), at(2)),
            appointment.clone().reschedule(slot(9)),
            appointment.clone().cancel(officer(), reason(), at(2)),
            appointment.clone().no_show(30, officer(), at(10_000)),
        ];
        for step in steps {
            match appointment.state.name() {
                StateName::Booked => assert!(step.is_ok(), "{step:?}"),
                _ => assert_eq!(step, Err(wrong.clone())),
            }
        }
    }
}

#[test]
fn a_moved_appointment_is_booked_for_another_hour() {
    let moved = booked().reschedule(slot(10)).unwrap();
    assert_eq!(moved, Appointment { slot: slot(10).start, ..booked() });
    assert_eq!(booked().reschedule(slot(8)), Err(AppointmentRefusal::SameHour));
}

#[test]
fn nobody_is_missed_before_the_hour_is_over() {
    // 26 November, 8:30 in Vietnam.
    let over: Timestamp = "2026-11-26T01:30:00Z".parse().unwrap();
    let ends = date(2026, 11, 26).at(8, 30, 0, 0);
    let early = booked().no_show(30, officer(), over - 1.second());
    assert_eq!(early, Err(AppointmentRefusal::HourNotOver { ends }));
    assert_eq!(booked().no_show(30, officer(), over).unwrap().state.name(), StateName::NoShow);
}

#[test]
fn the_requester_moves_and_cancels_until_the_hour_begins() {
    // 26 November, 8:00 in Vietnam.
    let begins: Timestamp = "2026-11-26T01:00:00Z".parse().unwrap();
    assert_eq!(booked().must_be_ahead(begins - 1.second()), Ok(()));
    assert_eq!(booked().must_be_ahead(begins), Err(AppointmentRefusal::HourBegun));
    for ended in &every()[1..] {
        let wrong = AppointmentRefusal::WrongState(ended.state.name());
        assert_eq!(ended.must_be_ahead(at(2)), Err(wrong));
    }
    let party = Party::Requester { account: "tk-000001".to_owned() };
    let cancelled = booked().cancel(party.clone(), reason(), at(2)).unwrap();
    let State::Cancelled { cancelled, .. } = cancelled.state else { panic!("not cancelled") };
    assert_eq!(cancelled, Act { by: party, at: at(2) });
}

#[test]
fn only_requesters_are_held_to_a_number_of_open_appointments() {
    assert!(booked().origin.is_requester() && Origin::Requester.is_requester());
    assert!(!Origin::Officer { by: officer() }.is_requester());
    let open: Vec<_> = StateName::ALL.into_iter().filter(|state| state.is_open()).collect();
    assert_eq!(open, [StateName::Booked]);
}

#[test]
fn an_appointment_ends_with_its_case_alone() {
    let opened = booked().open(case(), officer(), at(1)).unwrap();
    let other = CaseId::from_ulid(Ulid::from(8_u128));
    let refused = opened.clone().cancel_with_case(other, officer(), at(2));
    assert_eq!(refused, Err(AppointmentRefusal::WrongState(StateName::Opened)));
    let ended = opened.cancel_with_case(case(), officer(), at(2)).unwrap();
    assert_eq!((ended.state.name(), ended.state.case()), (StateName::Cancelled, Some(case())));
    let refused = booked().cancel_with_case(case(), officer(), at(2));
    assert_eq!(refused, Err(AppointmentRefusal::WrongState(StateName::Booked)));
}

#[test]
fn a_reminder_comes_the_day_before_unless_the_hour_was_settled_then_or_later() {
    // The last second of a day in Vietnam.
    let settled = |day: i8| format!("2026-11-{day}T23:59:59+07:00").parse::<Timestamp>().unwrap();
    assert_eq!(booked().reminded_on(settled(24)), Some(date(2026, 11, 25)));
    assert_eq!(booked().reminded_on(settled(25)), None);
    assert_eq!(booked().reminded_on(settled(26)), None);
    for ended in &every()[1..] {
        assert_eq!(ended.reminded_on(settled(24)), None);
    }
}

#[test]
fn every_state_is_named_and_kept_as_it_is_written() {
    for appointment in every() {
        let name = appointment.state.name();
        assert_eq!(name.as_str().parse(), Ok(name));
        let text = serde_json::to_string(&appointment).unwrap();
        assert_eq!(serde_json::from_str::<Appointment>(&text).unwrap(), appointment);
        assert_eq!(serde_json::to_value(name).unwrap(), name.as_str());
        assert_eq!(serde_json::to_value(&appointment.state).unwrap()["state"], name.as_str());
    }
    assert_eq!("moved".parse::<StateName>(), Err(UnknownState));
}

/// Any step, and whether it may be taken.
#[derive(Debug, Clone)]
enum Step {
    Open,
    Reschedule(i8),
    Cancel,
    NoShow,
    CaseCancelled,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        Just(Step::Open),
        (7..17_i8).prop_map(Step::Reschedule),
        Just(Step::Cancel),
        Just(Step::NoShow),
        Just(Step::CaseCancelled),
    ]
}

proptest! {
    /// Counters are kept by what each step takes and gives back: whatever the order, the places taken are
    /// those of the appointments that hold one.
    #[test]
    fn places_taken_are_places_held(steps in prop::collection::vec((0..3_usize, step()), 0..40)) {
        let mut all = [booked(), booked(), booked()];
        let mut taken = std::collections::BTreeMap::from([(slot(8).start, 3_i32)]);
        for (which, step) in steps {
            let before = all[which].clone();
            let after = match step {
                Step::Open => before.clone().open(case(), officer(), at(1)),
                Step::Reschedule(hour) => before.clone().reschedule(slot(hour)),
                Step::Cancel => before.clone().cancel(officer(), reason(), at(1)),
                Step::NoShow => before.clone().no_show(30, officer(), at(10_000)),
                Step::CaseCancelled => before.clone().cancel_with_case(case(), officer(), at(1)),
            };
            let Ok(after) = after else { continue };
            let moves = PlaceMoves::between(&before, &after);
            if let Some(freed) = moves.frees { *taken.entry(freed).or_default() -= 1; }
            if let Some(used) = moves.takes { *taken.entry(used).or_default() += 1; }
            all[which] = after;
        }
        let mut held = std::collections::BTreeMap::new();
        for one in all.iter().filter(|one| one.state.name().holds_place()) {
            *held.entry(one.slot).or_insert(0) += 1;
        }
        taken.retain(|_, count| *count != 0);
        prop_assert_eq!(taken, held);
    }
}

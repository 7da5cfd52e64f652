use jiff::{Timestamp, ToSpan as _};
use ulid::Ulid;

use super::*;
use crate::official::Official;

const BEGIN: Timestamp = Timestamp::UNIX_EPOCH;

fn notice(to: Vec<Recipient>) -> Notice {
    Notice {
        id: Ulid::from(7_u128),
        agency: "an-binh".parse().unwrap(),
        about: CaseId::from_ulid(Ulid::from(1_u128)).into(),
        subject: NoticeSubject::CopyReleased,
        requester: "Trần Thị Bình".to_owned(),
        to,
        at: BEGIN,
    }
}

fn by_email() -> Delivery {
    let address = "binh@thu.example.vn".parse().unwrap();
    Delivery::of(&notice(vec![Recipient::Email { address }])).remove(0)
}

fn at(minutes: i64) -> Timestamp {
    BEGIN + minutes.minutes()
}

fn official() -> Official {
    Official { id: "mau".parse().unwrap(), name: "Ngô Văn Mẫu".to_owned() }
}

fn sent(id: &str) -> Outcome {
    Outcome::Sent { message_id: Some(id.to_owned()) }
}

fn failed(lasting: bool) -> Outcome {
    Outcome::Failed { cause: "SES".to_owned(), lasting }
}

fn report(kind: ReportKind) -> Report {
    Report { kind, at: at(9), reason: None, cause: None }
}

fn sent_once() -> Delivery {
    by_email().begin(at(0)).unwrap().settle(sent("a"))
}

#[test]
fn what_a_notice_is_about_is_read_as_it_is_written() {
    let id = Ulid::from(7_u128);
    for about in [About::Case(CaseId::from_ulid(id)), About::Appointment(AppointmentId::from_ulid(id))] {
        assert_eq!(about.to_string().parse(), Ok(about));
    }
    for wrong in ["", "case", "case-", "book-00000000000000000000000007", "00000000000000000000000007x"] {
        assert!(wrong.parse::<About>().is_err(), "{wrong}");
    }
}

#[test]
fn every_recipient_has_a_line_and_one_that_gets_no_sms_says_so_from_the_start() {
    let portal = Recipient::Portal { account: "dvcqg-1".to_owned() };
    let none = Recipient::NoSms { cause: NoSms::Landline };
    let lines = Delivery::of(&notice(vec![portal.clone(), none.clone()]));
    let seen: Vec<_> = lines.iter().map(|line| (line.id.recipient, &line.to, line.status)).collect();
    assert_eq!(seen, [(1, &portal, DeliveryStatus::Queued), (2, &none, DeliveryStatus::NotSent)]);
    let refused = lines[1].clone().begin_again(official(), at(60));
    assert_eq!(refused, Err(DeliveryRefusal::Unreachable));
}

#[test]
fn what_was_sent_is_not_sent_again() {
    assert_eq!(sent_once().begin(at(60)), Err(DeliveryRefusal::AlreadySent));
    assert_eq!(sent_once().begin_again(official(), at(60)), Err(DeliveryRefusal::AlreadySent));
}

#[test]
fn a_passing_failure_is_repeated_until_the_attempts_are_used_up() {
    let mut line = by_email();
    for made in 1..=MOST_ATTEMPTS {
        line = line.begin(at(0)).unwrap().settle(failed(false));
        let expected = if made < MOST_ATTEMPTS { DeliveryStatus::Queued } else { DeliveryStatus::Failed };
        assert_eq!((line.status, line.attempts.len()), (expected, made));
    }
    assert_eq!(line.begin(at(1)), Err(DeliveryRefusal::GivenUp));
}

#[test]
fn a_lasting_failure_and_one_that_a_person_caused_are_repeated_by_nobody() {
    let line = by_email().begin(at(0)).unwrap().settle(failed(true));
    assert_eq!(line.status, DeliveryStatus::Failed);
    let line = line.begin_again(official(), at(0)).unwrap().settle(failed(false));
    assert_eq!(line.status, DeliveryStatus::Failed);
    let line = line.begin_again(official(), at(0)).unwrap().settle(sent("b"));
    assert_eq!((line.status, line.attempts.len()), (DeliveryStatus::Sent, 3));
}

#[test]
fn a_cut_off_attempt_is_repeated_only_where_twice_is_once_or_by_a_person() {
    let cut = by_email().begin(at(0)).unwrap();
    assert_eq!(cut.clone().begin(at(60)), Err(DeliveryRefusal::CutOff));
    assert_eq!(cut.clone().begin_again(official(), at(4)), Err(DeliveryRefusal::UnderWay));
    assert!(cut.begin_again(official(), at(5)).is_ok());
    let portal = Recipient::Portal { account: "dvcqg-1".to_owned() };
    let cut = Delivery::of(&notice(vec![portal])).remove(0).begin(at(0)).unwrap();
    assert!(cut.begin(at(0)).is_ok());
}

#[test]
fn a_worse_report_stands_whatever_the_order() {
    use ReportKind::{Bounced, Complained, Delivered};
    for (order, status) in [
        ([Delivered, Bounced], DeliveryStatus::Bounced),
        ([Bounced, Delivered], DeliveryStatus::Bounced),
        ([Complained, Delivered], DeliveryStatus::Complained),
        ([Delivered, Complained], DeliveryStatus::Complained),
    ] {
        let line = order.into_iter().fold(sent_once(), |line, kind| line.report("a", report(kind)).unwrap());
        assert_eq!((line.status, line.attempts[0].reports.len()), (status, 2), "{order:?}");
    }
}

#[test]
fn a_repeated_report_and_one_of_an_unknown_message_change_nothing() {
    let line = sent_once().report("a", report(ReportKind::Bounced)).unwrap();
    assert_eq!(line.clone().report("a", report(ReportKind::Bounced)), None);
    assert_eq!(line.report("z", report(ReportKind::Complained)), None);
    assert_eq!(by_email().report("a", report(ReportKind::Bounced)), None);
}

#[test]
fn a_late_report_of_an_earlier_attempt_does_not_touch_the_last() {
    let bounced = sent_once().report("a", report(ReportKind::Bounced)).unwrap();
    let again = bounced.begin_again(official(), at(1)).unwrap().settle(sent("b"));
    let late = again.report("a", report(ReportKind::Complained)).unwrap();
    assert_eq!(late.status, DeliveryStatus::Sent);
    let delivered = late.report("b", report(ReportKind::Delivered)).unwrap();
    assert_eq!(delivered.status, DeliveryStatus::Delivered);
}

#[test]
fn a_report_that_is_faster_than_the_ledger_settles_the_attempt() {
    let begun = by_email().begin(at(0)).unwrap();
    let reported = begun.report("a", report(ReportKind::Delivered)).unwrap();
    assert_eq!(reported.attempts[0].outcome, Some(sent("a")));
    // What we wanted to write down ourselves comes too late and says nothing new.
    assert_eq!(reported.clone().settle(sent("a")), reported);
}

#[test]
fn only_an_email_that_failed_or_came_back_gets_another_address_and_only_once() {
    let address = || "binh.tran@thu.example.vn".parse().unwrap();
    let bounced = sent_once().report("a", report(ReportKind::Bounced)).unwrap();
    let failed = by_email().begin(at(0)).unwrap().settle(failed(true));
    for line in [bounced.clone(), failed] {
        let (old, new) = line.clone().correct(address(), 2, at(9)).unwrap();
        assert_eq!(old, Delivery { replaced_by: Some(new.id), ..line });
        assert_eq!((new.id.notice, new.id.recipient), (old.id.notice, 2));
        assert_eq!((&new.to, new.status), (&Recipient::Email { address: address() }, DeliveryStatus::Queued));
        assert_eq!((new.attempts.len(), new.since, new.version), (0, at(9), 0));
        assert_eq!(old.clone().correct(address(), 3, at(9)), Err(DeliveryRefusal::Replaced));
        assert_eq!(old.begin_again(official(), at(99)), Err(DeliveryRefusal::Replaced));
        let begun = new.begin_first(official(), at(9)).unwrap();
        assert_eq!(begun.attempts[0].by, Some(official()));
        assert_eq!(begun.begin_first(official(), at(9)), Err(DeliveryRefusal::UnderWay));
    }
    let delivered = sent_once().report("a", report(ReportKind::Delivered)).unwrap();
    for line in [sent_once(), delivered] {
        assert_eq!(line.correct(address(), 2, at(9)), Err(DeliveryRefusal::AlreadySent));
    }
    assert_eq!(by_email().correct(address(), 2, at(9)), Err(DeliveryRefusal::UnderWay));
    let to_portal = Recipient::Portal { account: "tk-000001".to_owned() };
    let portal = Delivery { to: to_portal, ..bounced };
    assert_eq!(portal.correct(address(), 2, at(9)), Err(DeliveryRefusal::NoEmail));
}

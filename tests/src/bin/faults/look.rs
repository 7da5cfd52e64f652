//! What is to be seen of a chain before and after a step, and what that makes of a cell.

use std::{collections::BTreeSet, ops::ControlFlow};

use anyhow::{Context as _, Result};
use certification::{
    AppointmentId, CaseId, StateName,
    appointment::StateName as AppointmentState,
    notice::{About, DeliveryStatus},
    requester::Destination,
    time,
};
use jiff::{ToSpan as _, civil::Time};
use journeys::{Answer, Office, emulator};
use records::{QueuePart, Records};

use crate::{chain::Things, report::Outcome, steps::Step};

/// More than the chains make.
const ALL: i32 = 1_000;

/// What is to be seen of a step's case, appointment or message.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    /// How often the step was done.
    done: usize,
    /// Entries of the book that belong to the case.
    entries: usize,
    /// Notices to the requester.
    notices: usize,
    /// The status of the message that is delivered.
    status: Option<DeliveryStatus>,
}

/// Looks.
pub(crate) async fn at(office: &Office, things: &Things, step: Step) -> Result<Seen> {
    let records = office.stack.records();
    if let (Step::Deliver | Step::Text, Some((about, id, to))) = (step, &things.message) {
        let line = records.delivery(&office.agency, *about, *id).await?;
        let done = match step {
            Step::Text => emulator::sms_to(&office.stack, to).await?.len(),
            _ => emulator::mail_to(&office.stack, to).await?.len(),
        };
        return Ok(Seen { done, status: line.map(|line| line.status), ..Seen::default() });
    }
    match step {
        Step::Open => Ok(Seen { done: of_requester(office, things, "open").await?, ..Seen::default() }),
        Step::Book => Ok(Seen { done: of_requester(office, things, "book").await?, ..Seen::default() }),
        Step::BookAgain => {
            Ok(Seen { done: of_requester(office, things, "book-again").await?, ..Seen::default() })
        }
        _ if step.of_appointment() => of_appointment(office, &records, things, step).await,
        _ => of_case(office, &records, things, step).await,
    }
}

async fn of_case(office: &Office, records: &Records, things: &Things, step: Step) -> Result<Seen> {
    let id: CaseId = things.case.parse()?;
    let done = if let Some(action) = step.action() {
        let lines = records.history(&office.agency, id).await?;
        lines.iter().filter(|line| line.action.as_str() == action).count()
    } else {
        // A preparation leaves no line; every write counts the version on.
        let case = records.case(&office.agency, id).await?.context("no case")?;
        usize::try_from(case.version)?
    };
    let book = records.book(&office.agency, things.book.parse()?).await?.context("no book")?;
    let mut entries = 0;
    records
        .each_entry(&book, None, |entry| {
            entries += usize::from(entry.fields.case == id);
            ControlFlow::Continue(())
        })
        .await?;
    Ok(Seen { done, entries, notices: notices(office, records, id.into()).await?, status: None })
}

async fn of_appointment(office: &Office, records: &Records, things: &Things, step: Step) -> Result<Seen> {
    let id: AppointmentId = things.appointment.parse()?;
    let lines = records.appointment_history(&office.agency, id).await?;
    let done = lines.iter().filter(|line| Some(line.action.as_str()) == step.action()).count();
    Ok(Seen { done, notices: notices(office, records, id.into()).await?, ..Seen::default() })
}

async fn notices(office: &Office, records: &Records, about: About) -> Result<usize> {
    let lines = records.deliveries(&office.agency, about).await?;
    Ok(lines.iter().map(|line| line.id.notice).collect::<BTreeSet<_>>().len())
}

/// How many drafts or booked appointments the requester of a step has; every request has an address of its own.
async fn of_requester(office: &Office, things: &Things, step: &str) -> Result<usize> {
    let Ok(answer) = things.answer(step) else { return Ok(0) };
    let address = answer["requester"]["email"].as_str().context("no address")?;
    let is_it = |to: &Destination| matches!(to, Destination::Email { address: to } if to.as_str() == address);
    let records = office.stack.records();
    if step == "open" {
        let drafts = records.cases(&office.agency, StateName::Draft, &QueuePart::default(), ALL).await?.items;
        return Ok(drafts.iter().filter(|case| is_it(&case.request.requester.destination)).count());
    }
    let booked = records.appointments(&office.agency, AppointmentState::Booked, None, None, ALL).await?.items;
    Ok(booked.iter().filter(|booked| is_it(&booked.booking.requester.destination)).count())
}

/// Whether the counters of the hours are the numbers of appointments that hold a place in them.
pub(crate) async fn counters(office: &Office) -> Result<bool> {
    let records = office.stack.records();
    let mut right = true;
    for days in [2, 3] {
        let day = time::day(api::Clock.now()).saturating_add(days.days());
        let mut holding = 0;
        for state in [AppointmentState::Booked, AppointmentState::Opened] {
            holding += records.appointments(&office.agency, state, Some(day), None, ALL).await?.items.len();
        }
        let taken = records.taken_places(&office.agency, day).await?;
        let taken = taken.get(&Time::constant(9, 0, 0, 0)).copied().unwrap_or(0);
        right &= usize::try_from(taken)? == holding;
    }
    Ok(right)
}

/// What a cell came to.
pub(crate) fn judge(step: Step, before: &Seen, after: &Seen, answer: Option<&Answer>) -> Outcome {
    if matches!(step, Step::Deliver | Step::Text) {
        return match (after.done, after.status) {
            (0 | 1, Some(DeliveryStatus::Sending)) => Outcome::Held,
            (1, Some(DeliveryStatus::Sent)) => Outcome::Ok,
            (0, Some(DeliveryStatus::Sent)) => Outcome::Lost,
            (0, _) => Outcome::Stuck,
            _ => Outcome::Doubled,
        };
    }
    let done = after.done.saturating_sub(if is_new(step) { 0 } else { before.done });
    let told = after.notices.saturating_sub(before.notices);
    let tells = matches!(step, Step::Release | Step::Reschedule | Step::CancelAppointment);
    let entries = after.entries.saturating_sub(before.entries);
    if done > 1 || told > 1 || entries > 1 {
        return Outcome::Doubled;
    }
    let is_whole = done == 1 && told == usize::from(tells) && entries == usize::from(step == Step::Number);
    match answer.map(|answer| answer.status) {
        // An event has no answer.
        None if step.is_event() && is_whole => Outcome::Ok,
        None if step.is_event() => Outcome::Lost,
        Some(200..300) if is_whole => Outcome::Ok,
        Some(200..300) => Outcome::Lost,
        Some(400..500) if done == 1 => Outcome::RefusedByOwnSuccess,
        _ => Outcome::Stuck,
    }
}

/// Whether the step makes what is then counted.
fn is_new(step: Step) -> bool {
    matches!(step, Step::Open | Step::Book | Step::BookAgain)
}

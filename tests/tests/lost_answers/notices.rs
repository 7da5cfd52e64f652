//! E-mail and text messages whose answers were lost: nothing is sent twice.

use anyhow::{Context as _, Result};
use certification::notice::{Delivery, DeliveryStatus, Notice, Recipient};
use journeys::{
    Office,
    emulator::{mail_to, sms_to},
    faults::{At, Breakage, Fault, Function, Invocation, Request},
};
use serde_json::json;

use super::deadline;
use crate::{
    deliveries::{booked, new_address, new_mobile, put, settled, stream_event},
    scene::unequipped,
};

/// The carriers' calls, with a recipient of each.
const CARRIERS: [&str; 2] = ["SendEmail", "Publish"];

/// The ways in which only the carrier's answer is lost.
const LOST: [Fault; 2] = [Fault::After, Fault::KilledAfter];

fn recipient(call: &str) -> Result<(String, Recipient)> {
    if call == "Publish" { new_mobile() } else { new_address() }
}

/// How many messages went to a recipient.
async fn sent(office: &Office, call: &str, to: &str) -> Result<usize> {
    Ok(if call == "Publish" {
        sms_to(&office.stack, to).await?.len()
    } else {
        mail_to(&office.stack, to).await?.len()
    })
}

/// A notice whose line of the ledger waits for a function of the test: the stack's own has brought it to another
/// recipient before.
async fn waiting(office: &Office, call: &str) -> Result<(Notice, String)> {
    let (_, first) = recipient(call)?;
    let notice = booked(office, vec![first]);
    put(office, &notice).await?;
    settled(office, &notice).await?;
    let records = office.stack.records();
    let line = records.deliveries(&office.agency, notice.about).await?.remove(0);
    let (to, second) = recipient(call)?;
    let queued = Delivery { to: second, status: DeliveryStatus::Queued, attempts: Vec::new(), ..line };
    records.save_delivery(&queued).await?;
    Ok((notice, to))
}

async fn line(office: &Office, notice: &Notice) -> Result<Delivery> {
    Ok(office.stack.records().deliveries(&office.agency, notice.about).await?.remove(0))
}

#[tokio::test]
async fn nothing_is_sent_twice_when_only_the_carrier_s_answer_is_lost() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let mut deliver = Function::of(&office.stack, "deliver").await?;
    for call in CARRIERS {
        for fault in LOST {
            let (notice, to) = waiting(&office, call).await?;
            let event = stream_event(&notice)?;
            let breakage = Breakage { at: At::Named(call), fault };
            let first = deliver.invoke(&event, deadline(), Some(breakage)).await?;
            assert!(deliver.calls().1, "{call} was not called");
            match fault {
                Fault::KilledAfter => assert_eq!(first, Invocation::Died),
                // Nothing comes again by itself.
                _ => assert_eq!(first, Invocation::Answered(json!({ "batchItemFailures": [] }))),
            }
            assert_eq!(sent(&office, call, &to).await?, 1, "{call} {fault:?}");

            // The stream repeats, as after a death it does; the line waits for an official.
            for _ in 0..2 {
                let again = deliver.invoke(&event, deadline(), None).await?;
                assert_eq!(again, Invocation::Answered(json!({ "batchItemFailures": [] })));
            }
            let line = line(&office, &notice).await?;
            let outcomes: Vec<_> = line.attempts.iter().map(|attempt| attempt.outcome.clone()).collect();
            assert_eq!((line.status, outcomes), (DeliveryStatus::Sending, vec![None]), "{call} {fault:?}");
            assert_eq!(sent(&office, call, &to).await?, 1, "{call} {fault:?}");
            let path = format!("{}/deliveries/{}/resend", crate::deliveries::path(notice.about), line.id);
            let problem = office.clerk.api.post(&path, &json!({})).await?.problem()?;
            assert_eq!((problem.status, &*problem.code), (409, "delivery-under-way"));
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_call_that_the_carrier_may_have_got_is_not_repeated() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let mut deliver = Function::of(&office.stack, "deliver").await?;
    for call in CARRIERS {
        // The connection ends after the request was sent: nobody can say how far it came.
        let (notice, to) = waiting(&office, call).await?;
        let breakage = Breakage { at: At::Named(call), fault: Fault::Before };
        deliver.invoke(&stream_event(&notice)?, deadline(), Some(breakage)).await?;
        let (calls, broken) = deliver.calls();
        assert!(broken, "{call} was not called");
        assert_eq!(calls.iter().filter(|made| *made == call).count(), 1, "{calls:?}");
        assert_eq!(line(&office, &notice).await?.status, DeliveryStatus::Sending);
        assert_eq!(sent(&office, call, &to).await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn sending_again_is_answered_with_where_the_delivery_stands_and_sent_once() -> Result<()> {
    let office = unequipped(&journeys::Signing::chair()).await?;
    let mut deliver = Function::of(&office.stack, "deliver").await?;
    for fault in LOST {
        let (notice, to) = waiting(&office, "SendEmail").await?;
        let failed = Delivery { status: DeliveryStatus::Failed, ..line(&office, &notice).await? };
        let failed = office.stack.records().save_delivery(&failed).await?;
        let appointment = notice.about.to_string();
        let appointment = appointment.strip_prefix("appointment-").context("no appointment")?;
        let id = failed.id.to_string();
        let route = "POST /appointments/{appointment}/deliveries/{delivery}/resend";
        let path = [("appointment", appointment), ("delivery", id.as_str())];
        let key = api::Clock.ulid().to_string();
        let request = Request::new(&office.clerk.api, route, &path, &json!({}), Some(&key))?;
        let breakage = Breakage { at: At::Named("SendEmail"), fault };
        deliver.invoke(request.event(), deadline(), Some(breakage)).await?;
        for _ in 0..2 {
            let again = deliver.invoke(request.event(), deadline(), None).await?;
            let answer = Request::answer(&again).context("no answer")?.done()?;
            assert_eq!((&answer["status"], &answer["id"]), (&json!("sending"), &json!(id)), "{fault:?}");
        }
        assert_eq!(mail_to(&office.stack, &to).await?.len(), 1, "{fault:?}");
    }
    Ok(())
}

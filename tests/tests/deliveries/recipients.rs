//! Several recipients of one notice.

use anyhow::Result;
use certification::notice::{MOST_ATTEMPTS, NoSms, NoticeSubject, Recipient};
use jiff::civil::datetime;
use journeys::{emulator, invoke, until};
use serde_json::{Value, json};

use super::{
    booked, lines, new_account, new_address, new_mobile, notice, put, resend, settled, stream_event,
};
use crate::scene::{column, office};

#[tokio::test]
async fn a_moved_appointment_is_told_by_sms_e_mail_and_portal() -> Result<()> {
    let office = office().await?;
    let ((number, sms), (address, email), (account, portal)) = (new_mobile()?, new_address()?, new_account());
    let from = datetime(2030, 11, 25, 9, 30, 0, 0);
    let to = datetime(2030, 11, 26, 14, 0, 0, 0);
    let reason = "Lãnh đạo đi họp đột xuất tại Ủy ban nhân dân thành phố, ".repeat(4);
    let subject = NoticeSubject::AppointmentMoved { from, to, reason };
    let about = booked(&office, Vec::new()).about;
    let moved = notice(&office, about, subject, vec![sms, email, portal]);
    put(&office, &moved).await?;

    let lines = settled(&office, &moved).await?;
    assert_eq!(column(&lines, "status"), ["sent", "sent", "sent"]);
    assert_eq!(column(&lines, "channel"), ["sms", "email", "portal"]);
    assert_eq!(column(&lines, "to"), [&*number, &*address, &*account]);
    assert_eq!(column(&lines, "subject"), ["appointment_moved"; 3]);

    let sms = emulator::sms_to(&office.stack, &number).await?;
    let [text] = &sms[..] else { panic!("one text message, not {sms:?}") };
    assert!(text.is_ascii() && text.len() <= 160, "{text}");
    let begin = "UBND phuong An Binh Moi: lich hen chung thuc 09:30 25/11/2030 doi sang 14:00 26/11/2030. Ly do: Lanh dao di hop";
    assert!(text.starts_with(begin) && text.ends_with("... Mong ong/ba thong cam."), "{text}");
    let mail = emulator::mail_to(&office.stack, &address).await?;
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].subject, "Dời lịch hẹn chứng thực sang 14 giờ 00, thứ Ba, ngày 26/11/2030");
    let inbox = office.stack.records().inbox(&account).await?;
    assert_eq!((inbox.len(), &*inbox[0].title), (1, &*mail[0].subject));
    Ok(())
}

#[tokio::test]
async fn one_dead_address_stops_nobody_else_and_is_given_up() -> Result<()> {
    let office = office().await?;
    let ((number, sms), (address, email)) = (new_mobile()?, new_address()?);
    // No key of the table is that long, so this inbox takes nothing.
    let dead = Recipient::Portal { account: "x".repeat(2_100) };
    let to_all = booked(&office, vec![dead, sms, email]);
    put(&office, &to_all).await?;

    until("the first attempt is made", async || {
        let lines = lines(&office, &to_all).await?;
        let made = lines[0]["attempts"].as_array().is_some_and(|attempts| attempts.len() == 1);
        Ok((made && column(&lines, "status") == ["queued", "sent", "sent"]).then_some(()))
    })
    .await?;
    // The stream of AWS brings the notice again; the emulator's does not (`infra/local/README.md`).
    let event = stream_event(&to_all)?;
    let again = json!({ "batchItemFailures": [{ "itemIdentifier": "1" }] });
    for _ in 2..MOST_ATTEMPTS {
        assert_eq!(invoke(&office.stack, "deliver", &event).await?, again);
    }
    for _ in 0..2 {
        assert_eq!(invoke(&office.stack, "deliver", &event).await?, json!({ "batchItemFailures": [] }));
    }

    let lines = settled(&office, &to_all).await?;
    assert_eq!(column(&lines, "status"), ["failed", "sent", "sent"]);
    let attempts: Vec<_> = lines.iter().map(|line| line["attempts"].as_array().map_or(0, Vec::len)).collect();
    assert_eq!(attempts, [MOST_ATTEMPTS, 1, 1]);
    assert_eq!(emulator::sms_to(&office.stack, &number).await?.len(), 1);
    assert_eq!(emulator::mail_to(&office.stack, &address).await?.len(), 1);

    // What comes behind it in the stream is not held up.
    let (_, email) = new_address()?;
    let next = booked(&office, vec![email]);
    put(&office, &next).await?;
    assert_eq!(column(&settled(&office, &next).await?, "status"), ["sent"]);
    Ok(())
}

#[tokio::test]
async fn a_notice_for_several_that_the_stream_repeats_goes_to_each_once() -> Result<()> {
    let office = office().await?;
    let ((number, sms), (address, email), (account, portal)) = (new_mobile()?, new_address()?, new_account());
    let notice = booked(&office, vec![sms, email, portal]);
    put(&office, &notice).await?;
    let before = settled(&office, &notice).await?;

    for _ in 0..2 {
        let answer = invoke(&office.stack, "deliver", &stream_event(&notice)?).await?;
        assert_eq!(answer, json!({ "batchItemFailures": [] }));
    }

    assert_eq!(settled(&office, &notice).await?, before);
    assert_eq!(emulator::sms_to(&office.stack, &number).await?.len(), 1);
    assert_eq!(emulator::mail_to(&office.stack, &address).await?.len(), 1);
    assert_eq!(office.stack.records().inbox(&account).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_phone_that_gets_no_sms_is_in_the_ledger_with_the_reason() -> Result<()> {
    let office = office().await?;
    let (_, email) = new_address()?;
    let none = |cause| Recipient::NoSms { cause };
    let notice = booked(&office, vec![none(NoSms::Landline), none(NoSms::NoPhone), email]);
    put(&office, &notice).await?;

    let lines = settled(&office, &notice).await?;
    assert_eq!(column(&lines, "status"), ["not_sent", "not_sent", "sent"]);
    assert_eq!(column(&lines, "channel"), ["sms", "sms", "email"]);
    let advice = column(&lines, "advice");
    assert!(advice[0].as_str().is_some_and(|advice| advice.contains("không phải số di động")), "{advice:?}");
    assert!(advice[1].as_str().is_some_and(|advice| advice.contains("không cho số")), "{advice:?}");
    assert_eq!(advice[2], Value::Null);
    let problem = resend(&office, &notice, 1).await?.problem()?;
    assert_eq!((problem.status, &*problem.code), (409, "no-recipient"));
    Ok(())
}

#[tokio::test]
async fn the_ledger_of_an_appointment_is_its_agency_s_alone() -> Result<()> {
    let (office, neighbour) = (office().await?, office().await?);
    let (_, email) = new_address()?;
    let notice = booked(&office, vec![email]);
    put(&office, &notice).await?;
    settled(&office, &notice).await?;

    let path = format!("{}/deliveries", super::path(notice.about));
    let again = format!("{path}/{}-1/resend", notice.id);
    let answers = [
        neighbour.officer.api.get(&path).await?,
        neighbour.clerk.api.post(&again, &json!({})).await?,
        office.clerk.api.post(&format!("{path}/{}-2/resend", notice.id), &json!({})).await?,
        office.clerk.api.post(&format!("{path}/x/resend"), &json!({})).await?,
        office.officer.api.get("/appointments/01K8E5V3YJ4A7P2N5T8M1N3T6X/deliveries").await?,
    ];
    for answer in answers {
        let problem = answer.problem()?;
        assert_eq!((problem.status, &*problem.code), (404, "not-found"));
    }
    let problem = office.clerk.api.post(&again, &json!({})).await?.problem()?;
    assert_eq!((problem.status, &*problem.code), (409, "already-sent"));
    let problem = office.signer.api.post(&again, &json!({})).await?.problem()?;
    assert_eq!((problem.status, &*problem.code), (403, "wrong-role"));
    Ok(())
}

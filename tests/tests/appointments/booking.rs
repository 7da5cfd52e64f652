//! An officer books; what is booked is listed by day and hour.

use anyhow::{Context as _, Result};
use certification::notice::{DeliveryStatus, NoSms, Recipient};
use journeys::{emulator, until};
use serde_json::{Value, json};

use super::{all_of, at, booked, form, free, id_of, list, mobile, office, taken, texted};
use crate::{
    idempotency::died,
    refusals::{cause, of, refused},
    scene::column,
};

#[tokio::test]
async fn an_officer_books_for_somebody_who_called() -> Result<()> {
    let (office, number) = (office(2).await?, mobile());
    let mut form = form(&at(2, 9), Some(&number));
    form["notes"] = json!(" Có hai tờ. ");
    let booked = office.officer.api.post("/appointments", &form).await?;
    assert_eq!(booked.status, 201);
    let booked = booked.done()?;

    assert_eq!((&booked["state"], &booked["slot"]), (&json!("booked"), &json!(at(2, 9))));
    assert_eq!(booked["requester"], form["requester"]);
    assert_eq!((&booked["phone"], &booked["gets_sms"]), (&json!(number), &json!(true)));
    assert_eq!((&booked["notes"], &booked["booked_by"]), (&json!("Có hai tờ."), &json!("Ngô Văn Mẫu")));
    assert_eq!(booked["document_type_text"], "Bằng tốt nghiệp");
    let (read, history) = all_of(&office, &id_of(&booked)?).await?;
    assert_eq!(read, booked);
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(column(lines, "action"), ["book"]);
    assert_eq!((&lines[0]["by"], &lines[0]["to"]), (&json!("Ngô Văn Mẫu"), &json!("booked")));
    assert_eq!((free(&office, &at(2, 9)).await?, taken(&office, 2, 9).await?), (Some(1), 1));

    let address = form["requester"]["email"].as_str().context("no address")?;
    let mail = until("the confirmation comes by e-mail", async || {
        Ok(emulator::mail_to(&office.stack, address).await?.into_iter().next())
    });
    assert!(mail.await?.subject.starts_with("Lịch hẹn chứng thực lúc 09 giờ 00"));
    texted(&office, &number, "lich hen").await?;
    Ok(())
}

#[tokio::test]
async fn a_requester_with_an_account_is_found_by_the_number() -> Result<()> {
    let office = office(2).await?;
    let serial = api::Clock.ulid().random() % 1_000_000;
    let (number, account) = (format!("001099{serial:06}"), super::account());
    office.add_account(&number, &account, "Trần Văn Thử").await?;
    let mut form = form(&at(2, 9), None);
    form["requester"] = json!({ "number": number });
    let booked = office.officer.api.post("/appointments", &form).await?.done()?;
    assert_eq!(booked["requester"], json!({ "name": "Trần Văn Thử", "account": account }));
    assert_eq!((&booked["phone"], &booked["gets_sms"]), (&Value::Null, &json!(false)));
    Ok(())
}

#[tokio::test]
async fn who_repeats_a_booking_of_the_last_place_gets_the_same_appointment() -> Result<()> {
    let office = office(1).await?;
    let (key, form) = (api::Clock.ulid().to_string(), form(&at(2, 9), None));
    let api = office.officer.api.with_key(&key);
    let booked = api.post("/appointments", &form).await?.done()?;
    assert_eq!(api.post("/appointments", &form).await?.done()?, booked);
    // Nobody knows any more what was answered, and the place is taken: by this very request.
    died(&office, &office.officer, &key, api::Clock.now()).await?;
    let again = api.post("/appointments", &form).await?;
    assert_eq!((again.status, again.done()?), (201, booked.clone()));
    assert_eq!((list(&office, "booked").await?, taken(&office, 2, 9).await?), (vec![booked], 1));
    Ok(())
}

#[tokio::test]
async fn the_ledger_says_why_no_sms_goes_to_a_landline_or_to_nobody() -> Result<()> {
    let office = office(2).await?;
    for (phone, why) in [(Some("024 3825 1234"), NoSms::Landline), (None, NoSms::NoPhone)] {
        let booked = office.officer.api.post("/appointments", &form(&at(2, 9), phone)).await?.done()?;
        assert_eq!(booked["gets_sms"], false);
        let lines = super::ledger(&office, &id_of(&booked)?).await?;
        let sms = lines.iter().find(|line| line.to == Recipient::NoSms { cause: why });
        assert_eq!(sms.context("no line")?.status, DeliveryStatus::NotSent);
    }
    Ok(())
}

#[tokio::test]
async fn appointments_are_listed_by_day_in_the_order_of_their_hours() -> Result<()> {
    let office = office(2).await?;
    let mut hours = vec![at(2, 15), at(3, 8), at(2, 8), at(2, 11), at(2, 8)];
    for slot in &hours {
        booked(&office, slot).await?;
    }
    hours.sort();
    let slots = |page: &Value| column(page["appointments"].as_array().map_or(&[], Vec::as_slice), "slot");
    assert_eq!(column(&list(&office, "booked").await?, "slot"), hours);
    let api = &office.officer.api;
    let of_day = format!("/appointments?day={}&limit=3", super::day(2));
    let first = api.get(&of_day).await?.done()?;
    assert_eq!(slots(&first), hours[..3]);
    let cursor = first["next"].as_str().context("no next page")?.replace('#', "%23");
    let second = api.get(&format!("{of_day}&cursor={cursor}")).await?.done()?;
    assert_eq!((slots(&second), &second["next"]), (vec![json!(at(2, 15))], &Value::Null));
    // A page beyond the end, and one of another day.
    let end = format!("{}T23%3A59%3A00%2301K8E5V3YJ9X0W6P2R4T7Q1Z5B", super::day(2));
    let beyond = api.get(&format!("{of_day}&cursor={end}")).await?.done()?;
    assert_eq!(beyond, json!({ "appointments": [] }));
    let other = format!("/appointments?day={}&cursor={cursor}", super::day(3));
    assert_eq!(cause(api.get(&other).await?)?, of(400, "malformed-request"));
    for wrong in ["state=draft", "day=hôm-nay", "limit=0", "limit=101", "cursor=x"] {
        let answer = api.get(&format!("/appointments?{wrong}")).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{wrong}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_filled_in_wrong_says_which_field() -> Result<()> {
    let office = office(2).await?;
    let api = &office.officer.api;
    let wrong = [
        ("slot", json!("ngày mai")),
        ("slot", json!("2026-11-26T08:00:00")),
        ("phone", json!("gọi sau 17 giờ")),
        ("notes", json!("a".repeat(1_001))),
        ("document_type", json!("bi-mat")),
    ];
    for (field, value) in wrong {
        let mut form = form(&at(2, 9), None);
        form[field] = value;
        let problem = refused(api.post("/appointments", &form).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{form}");
        assert_eq!(problem.facts, json!({ "field": field }), "{form}");
    }
    let mut form = form(&at(2, 9), None);
    form["requester"] = json!({ "number": "001099999999" });
    assert_eq!(cause(api.post("/appointments", &form).await?)?, of(404, "account-not-found"));
    form["requester"] = json!({ "who": "somebody" });
    assert_eq!(cause(api.post("/appointments", &form).await?)?, of(400, "malformed-request"));
    assert_eq!((list(&office, "booked").await?.len(), taken(&office, 2, 9).await?), (0, 0));
    Ok(())
}

//! What the portal asks for: booked once, or parked with its cause.

use anyhow::{Context as _, Result};
use journeys::{Office, invoke, publish_from_portal, until};
use serde_json::{Value, json};

use super::{at, closed, day, event, id_of, list, mobile, notified, office, requested, set_calendar, taken};
use crate::scene::{column, nothing, small_scan};

#[tokio::test]
async fn who_books_in_the_portal_gets_the_copy_there() -> Result<()> {
    let office = office(2).await?;
    office.equip().await?;
    let (account, phone) = (super::account(), mobile());
    publish_from_portal(
        &office.stack,
        "AppointmentRequested",
        &requested(&office, &account, &at(2, 9), &phone),
    )
    .await?;

    let appointment = until("the portal's appointment is listed", async || {
        Ok(list(&office, "booked").await?.into_iter().next())
    })
    .await?;
    assert_eq!(appointment["requester"], json!({ "name": "Trần Thị Bình", "account": account }));
    assert_eq!(
        (&appointment["slot"], &appointment["origin"], &appointment["phone"]),
        (&json!(at(2, 9)), &json!("portal"), &json!(phone))
    );
    assert!(notified(&office, &account, "Lịch hẹn chứng thực").await?.contains("đã ghi nhận"));

    let id = id_of(&appointment)?;
    let case = office.officer.api.post(&format!("/appointments/{id}/open"), &nothing()).await?.done()?;
    assert_eq!((&case["state"], &case["appointment"]), (&json!("draft"), &json!(id)));
    assert_eq!(case["requester"], appointment["requester"]);
    assert_eq!(case["document_type"], "bang-tot-nghiep");
    let case = id_of(&case)?;
    office.attach_scan(&case, small_scan()).await?;
    office.submit(&case).await?;
    office.sign(&case).await?;
    office.number(&case, &office.book().await?).await?;
    office.seal(&case).await?;
    office.release(&case).await?;
    assert_eq!(column(&office.delivered(&case).await?, "channel"), ["portal"]);
    assert!(notified(&office, &account, "Bản sao chứng thực điện tử").await?.contains("1/ĐT"));

    let opened = list(&office, "opened").await?;
    assert_eq!((opened.len(), &opened[0]["case"]), (1, &json!(case)));
    assert_eq!(list(&office, "booked").await?, [] as [Value; 0]);
    Ok(())
}

#[tokio::test]
async fn a_repeated_event_changes_nothing() -> Result<()> {
    let office = office(2).await?;
    let (account, phone) = (super::account(), mobile());
    let asked = event(&requested(&office, &account, &at(2, 9), &phone));
    for _ in 0..3 {
        invoke(&office.stack, "reschedule", &asked).await?;
    }
    let again =
        futures_util::future::try_join_all((0..5).map(|_| invoke(&office.stack, "reschedule", &asked)));
    again.await?;

    let booked = list(&office, "booked").await?;
    assert_eq!((booked.len(), taken(&office, 2, 9).await?), (1, 1));
    assert_eq!(super::ledger(&office, &id_of(&booked[0])?).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn of_an_event_and_its_twins_at_once_one_takes_the_last_place() -> Result<()> {
    let office = office(1).await?;
    let asked = requested(&office, &super::account(), &at(2, 9), &mobile());
    let twins = (0..6).map(|_| async { invoke(&office.stack, "reschedule", &event(&asked)).await });
    futures_util::future::try_join_all(twins).await?;
    assert_eq!((list(&office, "booked").await?.len(), taken(&office, 2, 9).await?), (1, 1));
    // None of the twins was told that the hour is full: it is full with the first one.
    let id = asked["id"].as_str().context("no id")?.parse()?;
    assert_eq!(office.stack.records().parked(&id).await?, None);
    Ok(())
}

/// Sends what cannot be booked; gives the cause with which it was parked.
async fn parked(office: &Office, detail: &Value) -> Result<String> {
    for _ in 0..2 {
        invoke(&office.stack, "reschedule", &event(detail)).await?;
    }
    let id = detail["id"].as_str().context("no id")?.parse()?;
    let parked = office.stack.records().parked(&id).await?.context("nothing was parked")?;
    assert_eq!(serde_json::from_str::<Value>(&parked.content)?, *detail);
    assert!(!parked.detail.is_empty() && !parked.detail.contains("Bình"), "{}", parked.detail);
    Ok(parked.cause)
}

#[tokio::test]
async fn who_finds_the_hour_full_is_told_and_the_event_is_kept() -> Result<()> {
    let office = office(1).await?;
    super::booked(&office, &at(2, 9)).await?;
    let (account, phone) = (super::account(), mobile());

    assert_eq!(parked(&office, &requested(&office, &account, &at(2, 9), &phone)).await?, "slot-full");

    let text = notified(&office, &account, "Chưa đặt được lịch hẹn").await?;
    assert!(text.contains("giờ hẹn đã hết chỗ"), "{text}");
    super::texted(&office, &phone, "chua dat duoc").await?;
    assert_eq!(office.stack.records().inbox(&account).await?.len(), 1);
    assert_eq!((list(&office, "booked").await?.len(), taken(&office, 2, 9).await?), (1, 1));
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_booked_is_parked_with_its_cause_and_not_tried_again() -> Result<()> {
    let office = office(2).await?;
    let holiday = day(3);
    let calendar = super::calendar(2, (7, 17))?.with_exceptions(closed(holiday, "Nghỉ lễ"))?;
    set_calendar(&office, calendar).await?;
    let detail = |change: &dyn Fn(&mut Value)| {
        let mut detail = requested(&office, &super::account(), &at(2, 9), &mobile());
        change(&mut detail);
        detail
    };
    let unreadable = "malformed-request";
    let cases: [(Value, &str); 8] = [
        (detail(&|detail| detail["slot"] = json!(at(-1, 9))), "hour-passed"),
        (detail(&|detail| detail["slot"] = json!(at(61, 9))), "beyond-horizon"),
        (detail(&|detail| detail["slot"] = json!(at(3, 9))), "agency-closed"),
        (detail(&|detail| detail["slot"] = json!(at(2, 20))), "no-such-slot"),
        (detail(&|detail| detail["document_type"] = json!("bi-mat")), "unknown-document-type"),
        (detail(&|detail| detail["agency"] = json!("test-nowhere")), "unknown-agency"),
        (detail(&|detail| detail["slot"] = json!("ngày mai")), unreadable),
        (detail(&|detail| detail["requester"] = json!({ "name": "Trần Thị Bình" })), unreadable),
    ];
    for (detail, cause) in cases {
        assert_eq!(parked(&office, &detail).await?, cause, "{detail}");
        let account = detail["requester"]["account"].as_str().unwrap_or("nobody");
        if !["unknown-agency", unreadable].contains(&cause) {
            notified(&office, account, "Chưa đặt được lịch hẹn").await?;
        }
    }
    assert_eq!(list(&office, "booked").await?, [] as [Value; 0]);
    Ok(())
}

#[tokio::test]
async fn an_abolished_agency_is_not_booked_at_and_the_requester_is_told_so() -> Result<()> {
    let office = office(2).await?;
    let account = super::account();
    super::abolish(&office).await?;
    assert_eq!(
        parked(&office, &requested(&office, &account, &at(2, 9), &mobile())).await?,
        "agency-abolished"
    );
    let text = notified(&office, &account, "Chưa đặt được lịch hẹn").await?;
    assert!(text.contains("đơn vị đã giải thể hoặc sáp nhập"), "{text}");
    assert_eq!(taken(&office, 2, 9).await?, 0);
    Ok(())
}

#[tokio::test]
async fn the_portal_books_no_more_for_an_account_than_it_may_hold() -> Result<()> {
    let office = office(9).await?;
    let account = super::account();
    for _ in 0..super::MOST_OPEN {
        let asked = event(&requested(&office, &account, &at(2, 9), &mobile()));
        invoke(&office.stack, "reschedule", &asked).await?;
    }
    let more = requested(&office, &account, &at(2, 9), &mobile());
    assert_eq!(parked(&office, &more).await?, "too-many-appointments");
    assert!(notified(&office, &account, "Chưa đặt được lịch hẹn").await?.contains("quá nhiều lịch hẹn"));
    assert_eq!(list(&office, "booked").await?.len(), super::MOST_OPEN);
    Ok(())
}

#[tokio::test]
async fn an_event_that_cannot_be_read_at_all_does_not_come_again() -> Result<()> {
    let office = office(2).await?;
    for detail in [json!(null), json!("x"), json!([]), json!({ "id": 7 })] {
        invoke(&office.stack, "reschedule", &event(&detail)).await?;
    }
    // Another event than those of appointments is a fault of the rule, and is said so.
    assert!(invoke(&office.stack, "reschedule", &json!({ "detail-type": "Else" })).await.is_err());
    Ok(())
}

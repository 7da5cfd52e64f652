//! A copy that did not arrive is sent to the corrected address.

use anyhow::{Context as _, Result};
use journeys::{Office, Requester, emulator, invoke};
use serde_json::{Value, json};

use super::{new_address, reports::event};
use crate::{
    refusals::{cause, of},
    scene::{column, nothing, office, small_scan},
};

async fn ledger(office: &Office, case: &str) -> Result<Vec<Value>> {
    let ledger = office.clerk.api.get(&format!("/cases/{case}/deliveries")).await?.done()?;
    Ok(ledger["deliveries"].as_array().context("no lines")?.clone())
}

fn resend(case: &str, line: &Value) -> String {
    format!("/cases/{case}/deliveries/{}/resend", line["id"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn a_copy_that_came_back_goes_to_the_corrected_address_and_both_lines_stay() -> Result<()> {
    let office = office().await?;
    let certified = office.certify(&Requester::by_email(), small_scan()).await?;
    let case = &certified.case;
    let sent = office.delivered(case).await?.remove(0);
    let (address, _) = new_address()?;
    let correction = json!({ "email": address });
    // It may have arrived: then there is nothing to correct.
    let answer = office.clerk.api.post(&resend(case, &sent), &correction).await?;
    assert_eq!(cause(answer)?, of(409, "already-sent"));
    invoke(&office.stack, "deliver", &event(&office, &sent, "bounced")?).await?;
    let before = ledger(&office, case).await?;
    let wrong = office.clerk.api.post(&resend(case, &sent), &json!({ "email": "không có" })).await?;
    assert_eq!(cause(wrong)?, of(422, "invalid-field"));
    assert_eq!(ledger(&office, case).await?, before);

    let again = office.clerk.api.post(&resend(case, &sent), &correction).await?.done()?;
    assert_eq!((&again["to"], &again["status"]), (&json!(address), &json!("sent")));
    assert_eq!(again["attempts"][0]["by"], office.clerk.name);
    let mail = emulator::mail_to(&office.stack, &address).await?;
    assert_eq!((mail.len(), &mail[0].attachments[0].1), (1, &certified.copy));
    let lines = ledger(&office, case).await?;
    assert_eq!(column(&lines, "status"), ["bounced", "sent"]);
    assert_eq!((&lines[0]["to"], &lines[0]["replaced_by"]), (&sent["to"], &again["id"]));
    assert_eq!(lines[1], again);
    // The case has the address from now on, and its history says who corrected it.
    assert_eq!(office.read(case).await?["requester"]["email"], json!(address));
    let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let last = history["history"].as_array().and_then(|lines| lines.last()).context("no history")?;
    assert_eq!(
        (&last["action"], &last["by"], &last["role"]),
        (&json!("correct-address"), &json!(office.clerk.name), &json!("clerk"))
    );
    assert_eq!(last["facts"], json!({ "kind": "address_corrected", "delivery": sent["id"] }));
    // Nobody has to look at the line that came back any more, and it is not sent again.
    let open = office.clerk.api.get("/deliveries?state=bounced").await?.done()?;
    assert_eq!(open["deliveries"], json!([]));
    for body in [nothing(), json!({ "email": new_address()?.0 })] {
        let answer = office.clerk.api.post(&resend(case, &sent), &body).await?;
        assert_eq!(cause(answer)?, of(409, "delivery-replaced"));
    }
    Ok(())
}

#[tokio::test]
async fn who_has_an_account_has_no_address_to_correct() -> Result<()> {
    let office = office().await?;
    let serial = api::Clock.ulid().random() % 1_000_000;
    let (number, (account, _)) = (format!("001099{serial:06}"), super::new_account());
    office.add_account(&number, &account, "Trần Văn Thử").await?;
    let certified = office.certify(&Requester::Account { number }, small_scan()).await?;
    let line = office.delivered(&certified.case).await?.remove(0);
    let body = json!({ "email": new_address()?.0 });
    let answer = office.clerk.api.post(&resend(&certified.case, &line), &body).await?;
    assert_eq!(cause(answer)?, of(409, "not-by-email"));
    Ok(())
}

/// W37: the address is corrected twice, the second time by a double click; then the first message reports late.
#[tokio::test]
async fn a_double_click_sends_one_mail_and_a_late_report_of_the_old_line_changes_nothing() -> Result<()> {
    let office = office().await?;
    let certified = office.certify(&Requester::by_email(), small_scan()).await?;
    let case = &certified.case;
    let first = office.delivered(case).await?.remove(0);
    invoke(&office.stack, "deliver", &event(&office, &first, "bounced")?).await?;
    let (wrong, _) = new_address()?;
    let second = office.clerk.api.post(&resend(case, &first), &json!({ "email": wrong })).await?.done()?;
    invoke(&office.stack, "deliver", &event(&office, &second, "bounced")?).await?;

    let (right, _) = new_address()?;
    let (path, body) = (resend(case, &second), json!({ "email": right }));
    let api = &office.clerk.api;
    let (one, other) = futures_util::future::try_join(api.post(&path, &body), api.post(&path, &body)).await?;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!([200, 409].contains(&statuses[1]), "{statuses:?}");
    assert_eq!(emulator::mail_to(&office.stack, &right).await?.len(), 1);

    let lines = ledger(&office, case).await?;
    assert_eq!(column(&lines, "status"), ["bounced", "bounced", "sent"]);
    assert_eq!(column(&lines, "to"), [first["to"].clone(), json!(wrong), json!(right)]);
    for (late, of) in [("delivered", &first), ("delivered", &second), ("complained", &first)] {
        invoke(&office.stack, "deliver", &event(&office, of, late)?).await?;
    }
    let after = ledger(&office, case).await?;
    assert_eq!(after[2], lines[2]);
    assert_eq!(emulator::mail_to(&office.stack, &right).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_clerk_sees_whom_a_delivery_is_for_how_many_failed_and_what_went_out() -> Result<()> {
    let office = office().await?;
    let serial = api::Clock.ulid().random() % 1_000_000;
    let (number, (account, _)) = (format!("001099{serial:06}"), super::new_account());
    office.add_account(&number, &account, "Trần Văn Thử").await?;
    let to_portal = office.certify(&Requester::Account { number }, small_scan()).await?;
    office.delivered(&to_portal.case).await?;
    let by_email = office.certify(&Requester::by_email(), small_scan()).await?;
    let sent = office.delivered(&by_email.case).await?.remove(0);

    let whom = |line: &Value| [line["requester"].clone(), line["number"].clone()];
    let copy = |certified: &journeys::Certified| {
        [certified.view["requester"]["name"].clone(), certified.view["number"]["text"].clone()]
    };
    let done = office.clerk.api.get("/deliveries?state=done").await?.done()?;
    let lines = done["deliveries"].as_array().context("no lines")?;
    assert_eq!(lines.iter().map(whom).collect::<Vec<_>>(), [copy(&by_email), copy(&to_portal)]);
    let stored = office.stack.records().account_by_id(&account).await?.context("no account")?;
    assert_eq!(lines[1]["phone"].as_str(), stored.phone.as_deref());
    // Who does not call the recipient does not see the number.
    let seen = office.signer.api.get("/deliveries?state=done").await?.done()?;
    assert_eq!(
        column(seen["deliveries"].as_array().context("no lines")?, "phone"),
        [Value::Null, Value::Null]
    );
    // A page ends and goes on.
    let first = office.clerk.api.get("/deliveries?state=done&limit=1").await?.done()?;
    let next = first["next"].as_str().context("no next page")?;
    let second = office
        .clerk
        .api
        .get(&format!("/deliveries?state=done&limit=1&cursor={}", next.replace('#', "%23")))
        .await?
        .done()?;
    assert_eq!((&first["deliveries"][0], &second["deliveries"][0]), (&lines[0], &lines[1]));

    assert_eq!(undelivered(&office).await?, 0);
    invoke(&office.stack, "deliver", &event(&office, &sent, "bounced")?).await?;
    assert_eq!(undelivered(&office).await?, 1);
    let bounced = office.clerk.api.get("/deliveries?state=bounced").await?.done()?;
    assert_eq!(whom(&bounced["deliveries"][0]), copy(&by_email));
    assert_eq!(bounced["deliveries"][0]["advice_code"], "check_address");
    let done = office.clerk.api.get("/deliveries?state=done").await?.done()?;
    assert_eq!(done["deliveries"].as_array().map(Vec::len), Some(1));
    let wrong = office.clerk.api.get("/deliveries?state=sent").await?;
    assert_eq!(cause(wrong)?, of(400, "malformed-request"));
    Ok(())
}

/// The number beside the clerk's menu.
async fn undelivered(office: &Office) -> Result<u64> {
    let queues = office.clerk.api.get("/queues").await?.done()?;
    let queues = queues["queues"].as_array().context("no queues")?;
    let queue = queues.iter().find(|queue| queue["queue"] == "deliveries").context("no such queue")?;
    queue["count"].as_u64().context("no count")
}

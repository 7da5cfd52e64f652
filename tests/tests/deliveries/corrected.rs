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

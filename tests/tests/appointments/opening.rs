//! Xử lý: the case of an appointment, made once.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{all_of, at, booked, id_of, office, taken};
use crate::scene::{column, nothing};

#[tokio::test]
async fn a_second_opening_answers_with_the_same_case() -> Result<()> {
    let office = office(2).await?;
    let id = id_of(&booked(&office, &at(2, 9)).await?)?;
    let (api, path) = (&office.officer.api, format!("/appointments/{id}/open"));
    let (body, stale) = (nothing(), json!({ "version": 1 }));
    let (one, other) = futures_util::future::try_join(api.post(&path, &body), api.post(&path, &body)).await?;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201]);
    let (one, other) = (one.done()?, other.done()?);
    assert_eq!(one, other);
    let again = api.post(&path, &stale).await?;
    assert_eq!((again.status, again.done()?), (200, one.clone()));

    let cases = api.get("/cases?state=draft").await?.done()?;
    assert_eq!(cases["cases"], json!([one]));
    let (opened, history) = all_of(&office, &id).await?;
    assert_eq!((&opened["state"], &opened["case"]), (&json!("opened"), &one["id"]));
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(column(lines, "action"), ["book", "open"]);
    let case = id_of(&one)?;
    let history = api.get(&format!("/cases/{case}/history")).await?.done()?;
    assert_eq!(history["history"][0]["action"], "open");
    assert_eq!(history["history"][0]["facts"], json!({ "kind": "from_appointment", "appointment": id }));
    assert_eq!(taken(&office, 2, 9).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_cancelled_case_gives_its_appointment_s_place_back() -> Result<()> {
    let office = office(1).await?;
    let id = id_of(&booked(&office, &at(2, 9)).await?)?;
    let api = &office.officer.api;
    let case = id_of(&api.post(&format!("/appointments/{id}/open"), &nothing()).await?.done()?)?;
    assert_eq!(taken(&office, 2, 9).await?, 1);

    api.post(&format!("/cases/{case}/cancel"), &json!({ "reason": "Thiếu bản chính." })).await?.done()?;

    let (appointment, history) = all_of(&office, &id).await?;
    assert_eq!((&appointment["state"], &appointment["case"]), (&json!("cancelled"), &json!(case)));
    assert_eq!(appointment["cancelled"]["by"], "Ngô Văn Mẫu");
    assert_eq!(appointment["cancelled"]["reason"], Value::Null);
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(column(lines, "action"), ["book", "open", "cancel-with-case"]);
    for line in &lines[1..] {
        assert_eq!(
            (&line["facts"], &line["note"]),
            (&json!({ "kind": "of_case", "case": case }), &Value::Null)
        );
    }
    assert_eq!(taken(&office, 2, 9).await?, 0);
    booked(&office, &at(2, 9)).await?;
    Ok(())
}

/// A type that was retired after the booking stays with the appointment, its case, and the changes of the case.
#[tokio::test]
async fn an_appointment_opens_with_its_type_after_the_type_was_retired() -> Result<()> {
    let office = office(1).await?;
    let appointment = booked(&office, &at(2, 9)).await?;
    let (id, api) = (id_of(&appointment)?, &office.officer.api);
    let admin = office.administrator().await?.api;
    let before = admin.get("/agency/document-types").await?.done()?;
    let others: Vec<_> = before["document_types"]
        .as_array()
        .context("no types")?
        .iter()
        .filter(|kind| kind["retired"] == false && kind["code"] != appointment["document_type"])
        .map(|kind| json!({ "code": kind["code"], "name": kind["name"] }))
        .collect();
    let offered = json!({ "version": before["version"], "document_types": others });
    admin.put("/agency/document-types", &offered).await?.done()?;

    let case = api.post(&format!("/appointments/{id}/open"), &nothing()).await?.done()?;
    let kind = (&case["document_type"], &case["document_type_text"]);
    assert_eq!(kind, (&appointment["document_type"], &appointment["document_type_text"]));
    let change = json!({ "copies": 2, "document_type": appointment["document_type"] });
    let changed = api.patch(&format!("/cases/{}", id_of(&case)?), &change).await?.done()?;
    assert_eq!((&changed["copies"], &changed["document_type"]), (&json!(2), &case["document_type"]));
    Ok(())
}

//! The heads of the books in the bucket that nobody can change. One test, because a day has one head per
//! book and the days of an event are everybody's.

use anyhow::{Context as _, Result};
use certification::book::Anchor;
use documents::Heads;
use jiff::{ToSpan as _, civil::Date};
use journeys::{Office, dynamodb, invoke};
use serde_json::{Value, json};

use super::{end_today, numbered, read, today};
use crate::{
    refusals::{cause, of},
    scene::office,
};

/// The schedule at the end of a day.
async fn end_of(office: &Office, day: Date) -> Result<Value> {
    let mut event: Value = serde_json::from_str(include_str!("../../../events/report-end-of-day.json"))?;
    event["time"] = json!(format!("{day}T16:45:00Z"));
    invoke(&office.stack, "report", &event).await
}

async fn proof(office: &Office, book: &str) -> Result<Value> {
    office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()
}

/// Changes an entry behind everybody's back, as somebody with rights to the table could.
async fn tamper(office: &Office, book: &str, number: u32) -> Result<()> {
    let input = json!({
        "TableName": office.stack.table,
        "Key": {
            "pk": { "S": format!("A#{}#BOOK#{book}", office.agency) },
            "sk": { "S": format!("ENTRY#{number:08}") },
        },
        "UpdateExpression": "SET body.requester = :other",
        "ExpressionAttributeValues": { ":other": { "S": "Người khác" } },
    });
    dynamodb(&office.stack, "UpdateItem", &input).await?;
    Ok(())
}

#[tokio::test]
async fn heads_are_anchored_daily_and_show_what_was_changed_since() -> Result<()> {
    let (office, other) = (office().await?, office().await?);
    let (book, closing) = (office.book().await?, other.book().await?);
    assert_eq!(proof(&office, &book).await?["anchored"], json!(null));
    numbered(&office, &book).await?;
    numbered(&other, &closing).await?;

    let done = end_of(&office, today()).await?;
    assert!(done["written"].as_u64() >= Some(2) && done["failed"] == 0, "{done}");
    let head = proof(&office, &book).await?;
    let anchored = json!({ "day": today().to_string(), "entries": 1, "head": head["proof"]["head"] });
    assert_eq!((&head["sound"], &head["anchored"]), (&json!(true), &anchored));
    // The same event again changes nothing; a day has one head, and nobody can replace it.
    numbered(&office, &book).await?;
    end_of(&office, today()).await?;
    assert_eq!(proof(&office, &book).await?["anchored"], anchored);
    let heads = Heads::new(&office.stack.aws(), &office.stack.registers_bucket);
    let last = heads.last(&office.agency, book.parse()?).await?.context("no head")?;
    let refused = heads.write(&last).await;
    assert!(matches!(refused, Err(documents::DocumentsError::Exists(_))), "{refused:?}");

    // The next day: the book goes on from its last head.
    let tomorrow = today().checked_add(1.day())?;
    end_of(&office, tomorrow).await?;
    let next = proof(&office, &book).await?;
    assert_eq!((&next["sound"], &next["anchored"]["entries"]), (&json!(true), &json!(2)));

    // A closed book gets its last head, and is looked at no more.
    end_today(&other, &closing).await?;
    other.clerk.api.post(&format!("/books/{closing}/close"), &json!({ "total": 1 })).await?.done()?;
    let third = today().checked_add(2.days())?;
    end_of(&office, third).await?;
    assert_eq!(proof(&other, &closing).await?["anchored"]["day"], third.to_string());
    let marks = office.stack.records().head_marks().await?;
    assert!(marks.iter().all(|mark| mark.agency != other.agency), "a closed book is still marked");

    // Whoever changes an entry is found, at once by the proof and at the end of the day by the anchoring.
    numbered(&office, &book).await?;
    tamper(&office, &book, 3).await?;
    let found = proof(&office, &book).await?;
    assert_eq!(found["proof"]["findings"], json!([{ "finding": "changed", "number": 3 }]));
    let fourth = today().checked_add(3.days())?;
    let done = end_of(&office, fourth).await?;
    assert!(done["broken"].as_u64() >= Some(1), "{done}");
    assert_eq!(proof(&office, &book).await?["anchored"]["day"], third.to_string());
    end_today(&office, &book).await?;
    let close = office.clerk.api.post(&format!("/books/{book}/close"), &json!({ "total": 3 })).await?;
    assert_eq!(cause(close)?, of(409, "book-unsound"));
    assert_eq!(read(&office, &book).await?["closing"], json!(null));

    // A head that is not in the chain: the register was another one on that day.
    let day = today().checked_add(9.days())?;
    let foreign = heads.last(&other.agency, closing.parse()?).await?.context("no head")?.head;
    heads.write(&Anchor { day, head: foreign, ..last }).await?;
    let found = proof(&office, &book).await?;
    let missing = json!({ "finding": "anchor_missing", "day": day.to_string() });
    assert!(found["proof"]["findings"].as_array().is_some_and(|all| all.contains(&missing)), "{found}");
    Ok(())
}

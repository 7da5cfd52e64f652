//! Khóa sổ: the total counted and confirmed.

use anyhow::{Context as _, Result};
use serde_json::json;

use super::{end_today, numbered, read, signed_case};
use crate::{
    refusals::{cause, of},
    scene::office,
};

#[tokio::test]
async fn a_book_is_closed_with_the_total_of_its_entries_and_issues_nothing_more() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let path = format!("/books/{book}/close");
    numbered(&office, &book).await?;
    numbered(&office, &book).await?;

    let early = office.clerk.api.post(&path, &json!({ "total": 2 })).await?;
    assert_eq!(cause(early)?, of(409, "book-still-open"));
    end_today(&office, &book).await?;
    let wrong = office.clerk.api.post(&path, &json!({ "total": 3 })).await?.problem()?;
    assert_eq!((wrong.status, &*wrong.code, &wrong.facts), (409, "total-differs", &json!({ "total": 2 })));

    let closed = office.clerk.api.post(&path, &json!({ "total": 2 })).await?.done()?;
    let closing = &closed["closing"];
    assert_eq!((&closing["total"], &closing["total_in_words"]), (&json!(2), &json!("hai")));
    assert_eq!(closing["by"], office.clerk.name);
    assert!(closing["at"].as_str().is_some_and(|at| at.ends_with("+07:00")), "{closing}");
    let entries = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    assert_eq!(entries["entries"].as_array().map(Vec::len), Some(2));
    assert_eq!(read(&office, &book).await?, closed);

    let case = signed_case(&office).await?;
    let number = office.clerk.api.post(&format!("/cases/{case}/number"), &json!({ "book": book })).await?;
    assert_eq!(cause(number)?, of(409, "book-counted"));
    let again = office.clerk.api.post(&path, &json!({ "total": 2 })).await?;
    assert_eq!(cause(again)?, of(409, "book-counted"));
    let change = office.clerk.api.patch(&format!("/books/{book}"), &json!({ "name": "Tên khác" })).await?;
    assert_eq!(cause(change)?, of(409, "book-counted"));
    assert_eq!(read(&office, &book).await?, closed);

    // The year goes on in another book, at the next number.
    let next = office.open_book("01-01", "12-31").await?;
    let next = next["id"].as_str().context("no identifier")?;
    assert_eq!(office.number(&case, next).await?["number"]["number"], 3);
    Ok(())
}

#[tokio::test]
async fn a_book_that_another_goes_on_from_may_be_closed_and_an_empty_closed_one_stays() -> Result<()> {
    let office = office().await?;
    let first = office.book().await?;
    let second = office.open_book("01-01", "12-31").await?;
    let second = second["id"].as_str().context("no identifier")?;
    let closed =
        office.clerk.api.post(&format!("/books/{first}/close"), &json!({ "total": 0 })).await?.done()?;
    assert_eq!(closed["closing"]["total_in_words"], "không");
    // Deleting the book after it does not open it again.
    assert_eq!(office.clerk.api.delete(&format!("/books/{second}")).await?.status, 204);
    let case = signed_case(&office).await?;
    let number = office.clerk.api.post(&format!("/cases/{case}/number"), &json!({ "book": first })).await?;
    assert_eq!(cause(number)?, of(409, "book-counted"));
    assert_eq!(cause(office.clerk.api.delete(&format!("/books/{first}")).await?)?, of(409, "book-counted"));
    Ok(())
}

#[tokio::test]
async fn only_a_clerk_closes_and_nobody_closes_what_is_not_there() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let path = format!("/books/{book}/close");
    for official in [&office.officer, &office.signer] {
        assert_eq!(cause(official.api.post(&path, &json!({ "total": 0 })).await?)?, of(403, "wrong-role"));
    }
    for wrong in [json!({}), json!({ "total": -1 }), json!({ "total": "2" }), json!({ "total": 0, "x": 1 })] {
        assert_eq!(
            cause(office.clerk.api.post(&path, &wrong).await?)?,
            of(400, "malformed-request"),
            "{wrong}"
        );
    }
    let unknown = "/books/01K8E5V3YJ6B4S9N2M0C3D8F7G/close";
    assert_eq!(cause(office.clerk.api.post(unknown, &json!({ "total": 0 })).await?)?, of(404, "not-found"));
    Ok(())
}

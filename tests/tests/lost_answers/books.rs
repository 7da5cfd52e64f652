//! Register books: opened, changed, deleted, closed.

use anyhow::{Context as _, Result};
use certification::time;
use jiff::ToSpan as _;
use journeys::Signing;
use serde_json::{Value, json};

use super::{LOST, Losing};
use crate::scene::{nothing, unequipped};

#[tokio::test]
async fn opening_changing_and_deleting_a_book_answers_a_repeat_with_what_it_did() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let clerk = &office.clerk.api;
    let year = time::day(api::Clock.now()).year();
    for fault in LOST {
        let mut report = Losing::new(&office.stack, "report", fault).await?;
        let book = json!({ "name": "Sổ", "first": 1, "opens": format!("{year}-01-01"), "closes": format!("{year}-12-31") });
        let opened = report.ask(clerk, "POST /books", &[], &book).await?;
        let id = opened["id"].as_str().context("no book")?.to_owned();
        let path = [("book", id.as_str())];
        let name = json!({ "version": opened["version"], "name": "Sổ chứng thực" });
        let changed = report.ask(clerk, "PATCH /books/{book}", &path, &name).await?;
        assert_eq!(changed["name"], "Sổ chứng thực");
        let books = clerk.get("/books").await?.done()?;
        assert_eq!(books["books"].as_array().map(Vec::len), Some(1));
        assert_eq!(report.ask(clerk, "DELETE /books/{book}", &path, &nothing()).await?, Value::Null);
        assert_eq!(clerk.get("/books").await?.done()?["books"], json!([]));
    }
    Ok(())
}

#[tokio::test]
async fn closing_a_book_answers_a_repeat_with_the_closed_book() -> Result<()> {
    for fault in LOST {
        let office = unequipped(&Signing::chair()).await?;
        let clerk = &office.clerk.api;
        let today = time::day(api::Clock.now());
        let (from, to) = (today.saturating_add((-2).days()), today.saturating_add((-1).days()));
        // In the first days of a year the days before belong to the year before: then it is closed all the same.
        let from = if from.year() == to.year() { from } else { to };
        let book = json!({ "name": "Sổ", "first": 1, "opens": from.to_string(), "closes": to.to_string() });
        let opened = clerk.post("/books", &book).await?.done()?;
        let id = opened["id"].as_str().context("no book")?;
        let mut report = Losing::new(&office.stack, "report", fault).await?;
        let total = json!({ "version": opened["version"], "total": 0 });
        let closed = report.ask(clerk, "POST /books/{book}/close", &[("book", id)], &total).await?;
        assert_eq!(closed, clerk.get(&format!("/books/{id}")).await?.done()?);
    }
    Ok(())
}

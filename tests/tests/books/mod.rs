//! Register books: series, refusals, export, print, closing, anchored heads, a thousand numbers at once.

mod anchoring;
mod closing;
mod editing;
mod export;
mod print;
mod series;
mod thousand;

use anyhow::{Context as _, Result};
use certification::time;
use jiff::civil::Date;
use journeys::{Office, Requester};
use serde_json::{Value, json};

use crate::scene::small_scan;

/// Today, in Vietnam.
fn today() -> Date {
    time::day(api::Clock.now())
}

/// A case that waits for its number.
async fn signed_case(office: &Office) -> Result<String> {
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    Ok(case)
}

/// A signed case that gets the next number of a book.
async fn numbered(office: &Office, book: &str) -> Result<Value> {
    let case = signed_case(office).await?;
    office.number(&case, book).await
}

/// A book as the API shows it.
async fn read(office: &Office, book: &str) -> Result<Value> {
    office.clerk.api.get(&format!("/books/{book}")).await?.done()
}

/// The body of a new book of this year.
fn of_this_year(more: Value) -> Value {
    let year = today().year();
    let mut body =
        json!({ "name": "Sổ thử", "opens": format!("{year}-01-01"), "closes": format!("{year}-12-31") });
    if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
        body.extend(more);
    }
    body
}

/// Ends a book today, as its clerk does who closes it before the year is over.
async fn end_today(office: &Office, book: &str) -> Result<()> {
    let body = json!({ "closes": today().to_string() });
    office.clerk.api.patch(&format!("/books/{book}"), &body).await?.done()?;
    Ok(())
}

/// Fetches what a link of an answer leads to.
async fn fetched(office: &Office, answer: &Value) -> Result<Vec<u8>> {
    office.clerk.api.fetch(answer["url"].as_str().context("no address")?).await
}

//! Two clerks at one book.

use anyhow::{Context as _, Result};
use journeys::{Requester, Signing};
use serde_json::json;

use crate::{
    refusals::{cause, of, refused},
    scene::{office, small_scan, unequipped},
};

#[tokio::test]
async fn a_stale_edit_is_refused_with_what_changed() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let book = office.open_book("01-01", "12-31").await?;
    let (path, api) =
        (format!("/books/{}", book["id"].as_str().context("no identifier")?), &office.clerk.api);
    let seen = &book["version"];
    let first = json!({ "name": "Sổ số 1", "first": 7, "version": seen });
    let after = api.patch(&path, &first).await?.done()?;
    assert_eq!((&after["name"], &after["first"]), (&json!("Sổ số 1"), &json!(7)));

    let stale = refused(api.patch(&path, &json!({ "name": "Sổ số 2", "version": seen })).await?)?;
    assert_eq!((stale.status, &*stale.code), (409, "changed-meanwhile"));
    let begin = format!("{} đã sửa tên, số bắt đầu của sổ này lúc ", office.clerk.name);
    assert!(stale.detail.starts_with(&begin), "{}", stale.detail);
    assert_eq!(stale.facts["last"]["fields"], json!(["name", "first"]));
    assert_eq!(stale.facts["book"], after);
    let close = json!({ "total": 0, "version": seen });
    assert_eq!(cause(api.post(&format!("{path}/close"), &close).await?)?, of(409, "changed-meanwhile"));
    assert_eq!(api.get(&path).await?.done()?, after);

    // With the version that is shown, and without any, it is taken.
    let again = json!({ "name": "Sổ số 2", "version": stale.facts["version"] });
    assert_eq!(api.patch(&path, &again).await?.done()?["name"], "Sổ số 2");
    assert_eq!(api.patch(&path, &json!({ "name": "Sổ số 3" })).await?.done()?["name"], "Sổ số 3");
    Ok(())
}

#[tokio::test]
async fn a_number_that_is_issued_meanwhile_makes_no_edit_stale() -> Result<()> {
    let office = office().await?;
    let book = office.open_book("01-01", "12-31").await?;
    let path = format!("/books/{}", book["id"].as_str().context("no identifier")?);
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    office.number(&case, book["id"].as_str().context("no identifier")?).await?;
    let edit = json!({ "name": "Sổ số 1", "version": book["version"] });
    let after = office.clerk.api.patch(&path, &edit).await?.done()?;
    assert_eq!((&after["name"], &after["issued"]), (&json!("Sổ số 1"), &json!(1)));
    Ok(())
}

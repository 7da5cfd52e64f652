//! Electronic and paper books: two series, each of them continuous within its year.

use anyhow::{Context as _, Result};
use serde_json::json;

use super::{numbered, of_this_year, read, signed_case, today};
use crate::{
    refusals::{all_of, cause, of},
    scene::office,
};

#[tokio::test]
async fn each_kind_is_a_series_with_patterns_of_its_own() -> Result<()> {
    let office = office().await?;
    let open = async |more| office.clerk.api.post("/books", &of_this_year(more)).await?.done();
    let electronic = open(json!({})).await?;
    let paper = open(json!({ "kind": "paper", "first": 41 })).await?;
    let year = today().year();
    let shown = |book: &serde_json::Value| {
        ["kind", "text", "next_text"].map(|name| book[name].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(shown(&electronic), ["electronic", &format!("quyển số 01/{year}-SCTĐT/BS"), "1/ĐT"]);
    assert_eq!(shown(&paper), ["paper", &format!("quyển số 01/{year}-SCT/BS"), "41"]);
    assert_eq!((&electronic["first"], &paper["first"]), (&json!(1), &json!(41)));

    // Each goes on by itself: the electronic one at its own last number, whatever the paper one has.
    let book = electronic["id"].as_str().context("no identifier")?;
    numbered(&office, book).await?;
    let second = open(json!({})).await?;
    assert_eq!(
        (&second["first"], second["text"].as_str()),
        (&json!(2), Some(&*format!("quyển số 02/{year}-SCTĐT/BS")))
    );
    assert_eq!(read(&office, book).await?["successor"], second["id"]);
    let later = open(json!({ "kind": "paper", "first": 501 })).await?;
    assert_eq!(later["text"], format!("quyển số 02/{year}-SCT/BS"));
    Ok(())
}

#[tokio::test]
async fn the_next_year_starts_at_one_and_waits_for_nothing() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    numbered(&office, &book).await?;
    let next = today().year() + 1;
    let body =
        json!({ "name": "Sổ năm sau", "opens": format!("{next}-01-01"), "closes": format!("{next}-12-31") });
    let opened = office.clerk.api.post("/books", &body).await?.done()?;
    assert_eq!(
        (&opened["first"], &opened["text"]),
        (&json!(1), &json!(format!("quyển số 01/{next}-SCTĐT/BS")))
    );
    // This year's book is neither closed nor continued by it.
    assert_eq!(read(&office, &book).await?["successor"], json!(null));
    assert_eq!(numbered(&office, &book).await?["number"]["number"], 2);
    Ok(())
}

#[tokio::test]
async fn a_paper_book_gives_no_number_to_an_electronic_copy() -> Result<()> {
    let office = office().await?;
    let paper = office.clerk.api.post("/books", &of_this_year(json!({ "kind": "paper" }))).await?.done()?;
    let case = signed_case(&office).await?;
    let before = all_of(&office, &case).await?;
    let body = json!({ "book": paper["id"] });
    let refused = office.clerk.api.post(&format!("/cases/{case}/number"), &body).await?;
    assert_eq!(cause(refused)?, of(409, "book-on-paper"));
    assert_eq!(all_of(&office, &case).await?, before);

    let path = format!("/books/{}", paper["id"].as_str().context("no identifier")?);
    let month = json!({ "month": today().strftime("%Y-%m").to_string() });
    let print = office.clerk.api.post(&format!("{path}/print"), &month).await?;
    assert_eq!(cause(print)?, of(409, "book-on-paper"));
    let close = office.clerk.api.post(&format!("{path}/close"), &json!({ "total": 0 })).await?;
    assert_eq!(cause(close)?, of(409, "book-on-paper"));
    // What the manual lets a clerk do with a book: edit, view, export, delete.
    let renamed = office.clerk.api.patch(&path, &json!({ "name": "Sổ giấy số 1" })).await?.done()?;
    assert_eq!(renamed["name"], "Sổ giấy số 1");
    let entries = office.clerk.api.get(&format!("{path}/entries")).await?.done()?;
    assert_eq!(entries, json!({ "entries": [] }));
    assert_eq!(office.clerk.api.post(&format!("{path}/export"), &json!({})).await?.done()?["entries"], 0);
    assert_eq!(office.clerk.api.delete(&path).await?.status, 204);
    Ok(())
}

#[tokio::test]
async fn a_book_that_is_no_book_is_refused_with_its_cause() -> Result<()> {
    let office = office().await?;
    let open = async |more| cause(office.clerk.api.post("/books", &of_this_year(more)).await?);
    assert_eq!(open(json!({ "kind": "tape" })).await?, of(400, "malformed-request"));
    assert_eq!(open(json!({ "first": 0 })).await?, of(422, "invalid-field"));
    assert_eq!(open(json!({ "first": "1" })).await?, of(400, "malformed-request"));
    assert_eq!(open(json!({ "name": " " })).await?, of(422, "invalid-field"));
    let year = today().year();
    assert_eq!(
        open(json!({ "opens": format!("{year}-12-31"), "closes": format!("{year}-01-01") })).await?,
        of(422, "invalid-field")
    );
    assert_eq!(open(json!({ "closes": format!("{}-01-31", year + 1) })).await?, of(422, "invalid-field"));

    // A later paper book says where the paper goes on, and goes forward.
    let paper = of_this_year(json!({ "kind": "paper", "first": 41 }));
    office.clerk.api.post("/books", &paper).await?.done()?;
    assert_eq!(open(json!({ "kind": "paper" })).await?, of(422, "invalid-field"));
    assert_eq!(open(json!({ "kind": "paper", "first": 41 })).await?, of(409, "book-out-of-series"));
    Ok(())
}

#[tokio::test]
async fn copies_of_one_original_share_its_number() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let body = json!({
        "requester": { "name": "Trần Thị Bình", "email": "binh@thu.example.vn" },
        "document_type": "bang-tot-nghiep", "copies": 3,
    });
    let case = office.officer.api.post("/cases", &body).await?.done()?;
    let case = case["id"].as_str().context("no identifier")?;
    office.attach_scan(case, crate::scene::small_scan()).await?;
    office.submit(case).await?;
    office.sign(case).await?;
    office.number(case, &book).await?;
    let entries = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    let lines = entries["entries"].as_array().context("no lines")?;
    assert_eq!((lines.len(), &lines[0]["copies"], &lines[0]["number"]), (1, &json!(3), &json!(1)));
    assert_eq!(read(&office, &book).await?["next"], 2);
    Ok(())
}

#[tokio::test]
async fn the_view_of_a_book_comes_in_pages() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    for _ in 0..3 {
        numbered(&office, &book).await?;
    }
    let path = format!("/books/{book}/entries?limit=2");
    let first = office.clerk.api.get(&path).await?.done()?;
    let numbers = |page: &serde_json::Value| {
        page["entries"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|line| line["number"].as_u64())
            .collect::<Vec<_>>()
    };
    assert_eq!((numbers(&first), &first["next"]), (vec![1, 2], &json!("2")));
    let rest = office.clerk.api.get(&format!("{path}&cursor=2")).await?.done()?;
    assert_eq!((numbers(&rest), rest["next"].is_null()), (vec![3], true));
    // Beyond the end there is nothing, and what is no page is refused.
    let beyond = office.clerk.api.get(&format!("{path}&cursor=99999999")).await?.done()?;
    assert_eq!(beyond, json!({ "entries": [] }));
    for wrong in ["limit=0", "limit=501", "cursor=0", "cursor=x"] {
        let refused = office.clerk.api.get(&format!("/books/{book}/entries?{wrong}")).await?;
        assert_eq!(cause(refused)?, of(400, "malformed-request"), "{wrong}");
    }
    Ok(())
}

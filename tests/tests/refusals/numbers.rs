//! Register numbers: books that give none, and numbers that never collide.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use futures_util::future::{join_all, try_join_all};
use journeys::{Office, Requester};
use serde_json::{Value, json};

use super::{all_of, cause, of, refused};
use crate::scene::{column, nothing, office, small_scan};

async fn signed_case(office: &Office) -> Result<String> {
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    Ok(case)
}

/// A day of this year that has passed, or is still to come, as `mm-dd`; at the turn of the year there is
/// only one of them.
fn days_around_today() -> (Option<String>, Option<String>) {
    let today = certification::time::day(api::Clock.now());
    let same_year =
        |day: jiff::civil::Date| (day.year() == today.year()).then(|| day.strftime("%m-%d").to_string());
    (today.yesterday().ok().and_then(same_year), today.tomorrow().ok().and_then(same_year))
}

#[tokio::test]
async fn a_closed_or_not_yet_open_book_gives_no_number() -> Result<()> {
    let office = office().await?;
    let case = signed_case(&office).await?;
    let before = all_of(&office, &case).await?;
    let (yesterday, tomorrow) = days_around_today();
    let closed = yesterday.map(|day| ("01-01".to_owned(), day, "book-closed"));
    let to_come = tomorrow.map(|day| (day, "12-31".to_owned(), "book-not-yet-open"));
    for (opens, closes, code) in closed.into_iter().chain(to_come) {
        let book = office.open_book(&opens, &closes).await?;
        let body = json!({ "book": book["id"] });
        let answer = office.clerk.api.post(&format!("/cases/{case}/number"), &body).await?;
        assert_eq!(cause(answer)?, of(409, code));
        let path = format!("/books/{}", book["id"].as_str().context("no identifier")?);
        assert_eq!(office.clerk.api.get(&path).await?.done()?, book);
    }
    assert_eq!(all_of(&office, &case).await?, before);
    Ok(())
}

#[tokio::test]
async fn a_book_that_is_none_gives_no_number() -> Result<()> {
    let office = office().await?;
    let case = signed_case(&office).await?;
    let path = format!("/cases/{case}/number");
    let unknown = json!({ "book": "01K8E5V3YJ9X0W6P2R4T7Q1Z5B" });
    assert_eq!(cause(office.clerk.api.post(&path, &unknown).await?)?, of(404, "not-found"));
    let malformed = json!({ "book": "sổ 1" });
    assert_eq!(cause(office.clerk.api.post(&path, &malformed).await?)?, of(422, "invalid-field"));
    assert_eq!(cause(office.clerk.api.post(&path, &nothing()).await?)?, of(400, "malformed-request"));
    Ok(())
}

#[tokio::test]
async fn a_case_that_has_its_number_answers_with_it_and_takes_none_of_another_book() -> Result<()> {
    let office = office().await?;
    let case = signed_case(&office).await?;
    let book = office.book().await?;
    let first = office.number(&case, &book).await?;
    let other = office.open_book("01-01", "12-31").await?;
    let other = other["id"].as_str().context("no identifier")?;
    let before = all_of(&office, &case).await?;
    assert_eq!(office.number(&case, &book).await?, first);
    let path = format!("/cases/{case}/number");
    let problem = refused(office.clerk.api.post(&path, &json!({ "book": other })).await?)?;
    assert_eq!((problem.status, problem.code.as_str()), (409, "wrong-state"));
    assert!(
        problem.detail.starts_with("Phạm Thị Ví Dụ (văn thư) đã cấp số cho hồ sơ này lúc "),
        "{problem:?}"
    );
    assert_eq!(all_of(&office, &case).await?, before);
    assert_eq!((issued(&office, &book).await?.len(), issued(&office, other).await?.len()), (1, 0));
    Ok(())
}

/// A press on [Cấp số] that arrives twice, and the same case in a second tab.
#[tokio::test]
async fn a_double_click_and_a_second_tab_get_one_number() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let press = |key: ulid::Ulid| office.clerk.api.with_key(&key.to_string());
    let body = json!({ "book": book });
    for (due, keys) in [(1, [api::Clock.ulid(); 2]), (2, [api::Clock.ulid(), api::Clock.ulid()])] {
        let path = format!("/cases/{}/number", signed_case(&office).await?);
        let answers = join_all(keys.map(|key| {
            let (press, path, body) = (press(key), &path, &body);
            async move { press.post(path, body).await }
        }))
        .await;
        let mut numbered = 0;
        for answer in answers {
            let answer = answer?;
            if answer.status == 200 {
                assert_eq!(answer.body["number"]["number"], due);
                numbered += 1;
            } else {
                // The other request with this key is not over; the console waits and asks again.
                assert_eq!(cause(answer)?, of(409, "request-under-way"));
            }
        }
        assert!(numbered > 0, "nothing was numbered");
        let again = press(keys[0]).post(&path, &body).await?.done()?;
        assert_eq!(again["number"]["number"], due);
    }
    assert_eq!(column(&issued(&office, &book).await?, "number"), [1, 2]);
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    assert_eq!(proof["sound"], true);
    Ok(())
}

/// The case in two tabs: one was opened before the next book of the year, the other after.
#[tokio::test]
async fn of_two_books_at_once_one_gives_the_number_and_the_other_loses_none() -> Result<()> {
    let office = office().await?;
    let (case, first) = (signed_case(&office).await?, office.book().await?);
    let second = office.open_book("01-01", "12-31").await?;
    let second = second["id"].as_str().context("no identifier")?.to_owned();
    let path = format!("/cases/{case}/number");
    let bodies = [json!({ "book": first }), json!({ "book": second })];
    let answers = try_join_all(bodies.iter().map(|body| office.clerk.api.post(&path, body))).await?;
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409], "{answers:?}");
    assert_eq!(office.read(&case).await?["number"]["book"], json!(second));
    let left = async |book: &str| -> Result<(usize, Value)> {
        Ok((issued(&office, book).await?.len(), read(&office, book).await?["next"].clone()))
    };
    assert_eq!(left(&first).await?, (0, json!(1)));
    assert_eq!(left(&second).await?, (1, json!(2)));
    Ok(())
}

#[tokio::test]
async fn a_book_with_numbers_is_not_deleted_and_an_empty_one_is() -> Result<()> {
    let office = office().await?;
    let case = signed_case(&office).await?;
    let book = office.book().await?;
    office.number(&case, &book).await?;
    let answer = office.clerk.api.delete(&format!("/books/{book}")).await?;
    assert_eq!(cause(answer)?, of(409, "book-has-entries"));
    assert_eq!(issued(&office, &book).await?.len(), 1);

    let empty = office.open_book("01-01", "12-31").await?;
    let path = format!("/books/{}", empty["id"].as_str().context("no identifier")?);
    assert_eq!(office.clerk.api.delete(&path).await?.status, 204);
    assert_eq!(cause(office.clerk.api.get(&path).await?)?, of(404, "not-found"));
    Ok(())
}

#[tokio::test]
async fn a_second_book_of_the_year_goes_on_from_the_first() -> Result<()> {
    let office = office().await?;
    let (case, later) = (signed_case(&office).await?, signed_case(&office).await?);
    let first = office.book().await?;
    office.number(&case, &first).await?;
    let year = certification::time::day(api::Clock.now()).year();
    let body = json!({
        "name": "Sổ thứ hai", "first": 1, "opens": format!("{year}-01-01"), "closes": format!("{year}-12-31"),
    });
    let problem = refused(office.clerk.api.post("/books", &body).await?)?;
    assert_eq!((problem.status, problem.code.as_str()), (409, "book-out-of-series"));
    assert!(problem.detail.contains('2'), "{problem:?}");

    let second = office.open_book("01-01", "12-31").await?;
    let second = second["id"].as_str().context("no identifier")?;
    let path = format!("/cases/{later}/number");
    let answer = office.clerk.api.post(&path, &json!({ "book": first })).await?;
    assert_eq!(cause(answer)?, of(409, "book-continued"));
    assert_eq!(office.number(&later, second).await?["number"]["number"], 2);
    Ok(())
}

#[tokio::test]
async fn deleting_an_empty_book_opens_the_one_before_again() -> Result<()> {
    let office = office().await?;
    let case = signed_case(&office).await?;
    let first = office.book().await?;
    let second = office.open_book("01-01", "12-31").await?;
    let second = second["id"].as_str().context("no identifier")?;
    assert_eq!(office.clerk.api.delete(&format!("/books/{second}")).await?.status, 204);
    assert_eq!(office.number(&case, &first).await?["number"]["number"], 1);
    Ok(())
}

#[tokio::test]
async fn a_pattern_that_cannot_be_printed_makes_no_book() -> Result<()> {
    let office = office().await?;
    let year = certification::time::day(api::Clock.now()).year();
    for pattern in ["{n}/ĐT-UBND phường An Bình Mới, thành phố An Bình", "{n}/📄"] {
        let body = json!({
            "name": "Sổ", "first": 1, "opens": format!("{year}-01-01"), "closes": format!("{year}-12-31"),
            "number_pattern": pattern,
        });
        assert_eq!(
            cause(office.clerk.api.post("/books", &body).await?)?,
            of(422, "invalid-field"),
            "{pattern}"
        );
    }
    assert_eq!(office.clerk.api.get("/books").await?.done()?["books"], json!([]));
    Ok(())
}

#[tokio::test]
async fn twenty_clerks_at_once_leave_no_gap_and_no_duplicate() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let cases = signed_cases(&office, 20).await?;
    let numbered = try_join_all(cases.iter().map(|case| office.number(case, &book))).await?;

    let numbers: BTreeSet<u64> =
        numbered.iter().filter_map(|case| case["number"]["number"].as_u64()).collect();
    assert_eq!(numbers, (1..=20).collect());
    let entries = issued(&office, &book).await?;
    assert_eq!(column(&entries, "number"), (1..=20).collect::<Vec<u32>>());
    let of_entries: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["case"].as_str()).collect();
    assert_eq!(of_entries, cases.iter().map(String::as_str).collect());
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    assert_eq!((&proof["sound"], &proof["proof"]["entries"]), (&json!(true), &json!(20)));
    Ok(())
}

#[tokio::test]
async fn twenty_requests_for_one_case_get_one_number() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let case = signed_case(&office).await?;
    let numbered = try_join_all((0..20).map(|_| office.number(&case, &book))).await?;
    assert!(numbered.iter().all(|case| case["number"]["number"] == 1), "{numbered:#?}");
    assert_eq!(issued(&office, &book).await?.len(), 1);
    Ok(())
}

/// Signed cases, made a few at a time.
async fn signed_cases(office: &Office, count: usize) -> Result<Vec<String>> {
    use futures_util::{StreamExt as _, TryStreamExt as _, stream};
    stream::iter(0..count).map(|_| signed_case(office)).buffer_unordered(4).try_collect().await
}

/// A book as the API shows it.
async fn read(office: &Office, book: &str) -> Result<Value> {
    office.clerk.api.get(&format!("/books/{book}")).await?.done()
}

/// The lines of a book.
async fn issued(office: &Office, book: &str) -> Result<Vec<Value>> {
    let entries = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    Ok(entries["entries"].as_array().context("no lines")?.clone())
}

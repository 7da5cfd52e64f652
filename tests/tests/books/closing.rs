//! Khóa sổ: the total counted and confirmed.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Office, validators::Examined};
use serde_json::{Value, json};

use super::{end_today, fetched, numbered, read, signed_case, today};
use crate::{
    refusals::{cause, of},
    scene::office,
    withdrawal::decision,
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

/// The words of the closed book on paper.
async fn printed(office: &Office, book: &str) -> Result<String> {
    let month = json!({ "month": today().strftime("%Y-%m").to_string() });
    let link = office.clerk.api.post(&format!("/books/{book}/print"), &month).await?.done()?;
    let text = Examined::new(&fetched(office, &link).await?)?.text()?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The cells of the exported book.
async fn cells(office: &Office, book: &str) -> Result<String> {
    let read = "import sys, io, json, base64, openpyxl\n\
                book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(sys.stdin.read())))\n\
                print(' '.join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row))";
    office.stack.run_python(read, &STANDARD.encode(office.register(book).await?))
}

#[tokio::test]
async fn a_book_is_closed_while_cases_of_it_are_unfinished() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    // One has its number and no seal, the other is signed and has no number.
    let unsealed = numbered(&office, &book).await?;
    let unsealed = unsealed["id"].as_str().context("no identifier")?;
    let unnumbered = signed_case(&office).await?;
    end_today(&office, &book).await?;
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    let total = json!({ "total": proof["proof"]["entries"] });
    assert_eq!(total, json!({ "total": 1 }));
    let closed = office.clerk.api.post(&format!("/books/{book}/close"), &total).await?.done()?;
    // The total is that of the numbers issued, sealed or not, and the paper says so.
    let words = printed(&office, &book).await?;
    let said = "Sổ này đã cấp tổng số 1 (một) số chứng thực, từ số 1/ĐT đến số 1/ĐT.";
    assert!(words.contains(said), "{words}");

    let path = format!("/cases/{unnumbered}/number");
    let refused = office.clerk.api.post(&path, &json!({ "book": book })).await?;
    assert_eq!(cause(refused)?, of(409, "book-counted"));
    let next = office.open_book("01-01", "12-31").await?;
    let next = next["id"].as_str().context("no identifier")?;
    let number = office.number(&unnumbered, next).await?["number"].clone();
    assert_eq!((&number["number"], &number["book"]), (&json!(2), &json!(next)));
    for case in [unsealed, &unnumbered] {
        office.seal(case).await?;
        assert_eq!(office.release(case).await?["state"], "released");
        assert_eq!(office.delivered(case).await?.len(), 1);
    }
    let after = read(&office, &book).await?;
    assert_eq!((&after["closing"], &after["next"]), (&closed["closing"], &json!(2)));
    for book in [&*book, next] {
        let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
        assert_eq!(proof["sound"], true, "{proof}");
    }
    Ok(())
}

#[tokio::test]
async fn a_total_that_changed_after_it_was_read_closes_nothing() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    numbered(&office, &book).await?;
    end_today(&office, &book).await?;
    let path = format!("/books/{book}/close");
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    let seen = read(&office, &book).await?;
    let (total, version) = (&proof["proof"]["entries"], &seen["version"]);
    assert_eq!(total, 1);

    // Another clerk issues one more; the first one confirms what was read. A number makes no version stale: the total tells.
    numbered(&office, &book).await?;
    let before = read(&office, &book).await?;
    for body in [json!({ "total": total }), json!({ "total": total, "version": version })] {
        let problem = office.clerk.api.post(&path, &body).await?.problem()?;
        assert_eq!((problem.status, &*problem.code), (409, "total-differs"));
        assert_eq!(problem.facts, json!({ "total": 2 }));
        assert!(problem.detail.contains('2'), "{}", problem.detail);
        assert_eq!(read(&office, &book).await?, before);
    }
    assert_eq!(before["closing"], Value::Null);
    let closed = office.clerk.api.post(&path, &json!({ "total": 2 })).await?.done()?;
    assert_eq!(closed["closing"]["total"], 2);
    Ok(())
}

#[tokio::test]
async fn a_copy_withdrawn_from_a_closed_book_gets_its_mark_and_changes_no_total() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let case = numbered(&office, &book).await?;
    let case = case["id"].as_str().context("no identifier")?;
    numbered(&office, &book).await?;
    office.seal(case).await?;
    end_today(&office, &book).await?;
    let path = format!("/books/{book}/close");
    let closed = office.clerk.api.post(&path, &json!({ "total": 2 })).await?.done()?;
    let view = async || office.clerk.api.get(&format!("/books/{book}/entries")).await?.done();
    let before = view().await?;
    let (words, sheets) = (printed(&office, &book).await?, cells(&office, &book).await?);
    assert!(![&words, &sheets].iter().any(|text| text.contains("45/QĐ-UBND")), "{words}\n{sheets}");

    office.clerk.api.post(&format!("/cases/{case}/withdraw"), &decision()).await?.done()?;

    let mark = "Đã hủy bỏ giá trị pháp lý theo Quyết định số 45/QĐ-UBND";
    let after = view().await?;
    assert!(after["entries"][0]["note"].as_str().is_some_and(|note| note.contains(mark)), "{after}");
    let without_note = |entries: &Value| {
        let mut entry = entries["entries"][0].clone();
        entry["note"] = Value::Null;
        (entry, entries["entries"][1].clone())
    };
    assert_eq!(without_note(&after), without_note(&before));
    let total = "tổng số 2 (hai) số chứng thực, từ số 1/ĐT đến số 2/ĐT";
    let (words, sheets) = (printed(&office, &book).await?, cells(&office, &book).await?);
    // The lines of two columns stand between the words of the mark on paper.
    assert!(words.contains("Đã hủy bỏ giá") && words.contains("Quyết định số 45/QĐ-UBND"), "{words}");
    assert!(words.contains(total), "{words}");
    assert!(sheets.contains(mark) && sheets.contains(total), "{sheets}");
    assert_eq!(read(&office, &book).await?["closing"], closed["closing"]);
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    assert_eq!((&proof["sound"], &proof["proof"]["entries"]), (&json!(true), &json!(2)));
    Ok(())
}

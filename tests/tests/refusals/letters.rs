//! Letters that the papers cannot print are refused where they are typed, not printed as boxes.

use anyhow::{Context as _, Result};
use journeys::validators::Examined;
use serde_json::{Value, json};

use super::refused;
use crate::scene::{nothing, office, small_scan};

/// A case as it is typed at the counter.
fn case(name: &str, original: &str) -> Value {
    let address = format!("{}@thu.example.vn", api::Clock.ulid().to_string().to_lowercase());
    json!({
        "requester": { "name": name, "email": address },
        "document_type": "bang-tot-nghiep",
        "original_name": original,
    })
}

#[tokio::test]
async fn a_letter_that_cannot_be_printed_is_named_with_its_field() -> Result<()> {
    let office = office().await?;
    let refusals = [
        (case("李小龙", "Bằng tốt nghiệp"), "name", "“李” (U+674E) trong họ và tên người yêu cầu"),
        (case("ꨌꨣꩇ", "Bằng tốt nghiệp"), "name", "“ꨌ” (U+AA0C) trong họ và tên người yêu cầu"),
        (case("Trần Thị Bình", "Giấy សាលា"), "original_name", "“ស” (U+179F) trong tên bản chính"),
        (case("Trần Thị Bình", "Bằng khen 😀"), "original_name", "(U+1F600) trong tên bản chính"),
    ];
    for (body, field, words) in refusals {
        let problem = refused(office.officer.api.post("/cases", &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{body}");
        assert_eq!(problem.facts, json!({ "field": field }), "{body}");
        assert!(problem.detail.starts_with("Ký tự ") && problem.detail.contains(words), "{}", problem.detail);
        assert!(problem.detail.contains("Viết lại bằng chữ Việt hoặc chữ La-tinh"), "{}", problem.detail);
    }
    let waiver = json!({ "percent": 100, "reason": "Người có công ☂" });
    let mut body = case("Trần Thị Bình", "Bằng tốt nghiệp");
    body["fee_waiver"] = waiver;
    let problem = refused(office.officer.api.post("/cases", &body).await?)?;
    assert_eq!(problem.facts, json!({ "field": "fee_waiver" }));
    assert!(problem.detail.contains("(U+2602) trong lý do miễn, giảm phí"), "{}", problem.detail);
    let book = json!({ "name": "Sổ 2026 ☂", "opens": "2026-01-01", "closes": "2026-12-31" });
    let problem = refused(office.clerk.api.post("/books", &book).await?)?;
    assert_eq!(problem.facts, json!({ "field": "name" }));
    assert!(problem.detail.contains("(U+2602) trong tên sổ"), "{}", problem.detail);
    Ok(())
}

#[tokio::test]
async fn a_name_that_the_portal_brought_is_refused_when_the_case_is_submitted() -> Result<()> {
    let office = office().await?;
    let opened =
        office.officer.api.post("/cases", &case("Trần Thị Bình", "Bằng tốt nghiệp")).await?.done()?;
    let id = opened["id"].as_str().context("no identifier")?.to_owned();
    office.attach_scan(&id, small_scan()).await?;
    // As an appointment of the portal would have opened it.
    let records = office.stack.records();
    let mut stored = records.case(&office.agency, id.parse()?).await?.context("no case")?;
    "李小龙".clone_into(&mut stored.request.requester.name);
    records.save_case(&stored, &records::Change::default()).await?;
    let problem = refused(office.officer.api.post(&format!("/cases/{id}/submit"), &nothing()).await?)?;
    assert_eq!(problem.facts, json!({ "field": "requester" }));
    assert!(problem.detail.contains("“李” (U+674E) trong họ và tên người yêu cầu"), "{}", problem.detail);
    Ok(())
}

#[tokio::test]
async fn letters_of_the_highlands_stand_in_the_register_and_on_the_paper() -> Result<()> {
    let office = office().await?;
    let name = "Ƀĕ Niê Kđăm H’Ñuč ŏ ŭ Ẵ Ỹ";
    let original = "Bằng tốt nghiệp \u{1ea0}\u{1ef9}";
    let opened = office.officer.api.post("/cases", &case(name, original)).await?.done()?;
    let id = opened["id"].as_str().context("no identifier")?.to_owned();
    office.attach_scan(&id, small_scan()).await?;
    office.submit(&id).await?;
    office.sign(&id).await?;
    let book = office.book().await?;
    office.number(&id, &book).await?;
    let now = certification::time::day(api::Clock.now());
    let month = json!({ "month": now.strftime("%Y-%m").to_string() });
    let print = office.clerk.api.post(&format!("/books/{book}/print"), &month).await?.done()?;
    let paper = office.clerk.api.fetch(print["url"].as_str().context("no address")?).await?;
    let text = Examined::new(&paper)?.text()?;
    assert!(!text.contains('□'), "{text}");
    for word in name.split(' ') {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    Ok(())
}

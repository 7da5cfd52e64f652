//! The register of a month on paper.

use anyhow::{Context as _, Result};
use journeys::validators::Examined;
use serde_json::json;

use super::{end_today, fetched, numbered, today};
use crate::{
    refusals::{cause, of},
    scene::office,
};

#[tokio::test]
async fn a_month_is_printed_with_cover_columns_total_and_signatures() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    for _ in 0..3 {
        numbered(&office, &book).await?;
    }
    end_today(&office, &book).await?;
    office.clerk.api.post(&format!("/books/{book}/close"), &json!({ "total": 3 })).await?.done()?;

    let month = json!({ "month": today().strftime("%Y-%m").to_string() });
    let link = office.clerk.api.post(&format!("/books/{book}/print"), &month).await?.done()?;
    assert_eq!(link["entries"], 3);
    let print = Examined::new(&fetched(&office, &link).await?)?;
    print.qpdf()?;
    let words = print.text()?.split_whitespace().collect::<Vec<_>>().join(" ");
    let year = today().year();
    let day = certification::time::day_in_words(today()).to_lowercase();
    for expected in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH MỚI",
        &format!("Quyển số 01/{year}-SCTĐT/BS"),
        &format!("Mở sổ: ngày 01 tháng 01 năm {year}"),
        &format!("Khóa sổ: {day}"),
        "(1) (2) (3) (4) (5) (6) (7) (8)",
        "1/ĐT",
        "3/ĐT",
        "Trần Thị Bình",
        "Cộng trong tháng: 3 (ba) số chứng thực, từ số 1/ĐT đến số 3/ĐT; 3 bản sao; phí chứng thực 6.000 đồng (sáu nghìn đồng).",
        "Sổ này đã cấp tổng số 3 (ba) số chứng thực, từ số 1/ĐT đến số 3/ĐT.",
        &format!("Khóa sổ {day}. Người khóa sổ: {}.", office.clerk.name),
        "NGƯỜI VÀO SỔ",
        "NGƯỜI CÓ THẨM QUYỀN XÁC NHẬN",
    ] {
        assert!(words.contains(expected), "{expected} is not in\n{words}");
    }
    Ok(())
}

#[tokio::test]
async fn a_month_without_entries_is_printed_too() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let month = json!({ "month": format!("{}-01", today().year()) });
    let link = office.clerk.api.post(&format!("/books/{book}/print"), &month).await?.done()?;
    assert_eq!(link["entries"], 0);
    let print = Examined::new(&fetched(&office, &link).await?)?;
    assert!(print.text()?.contains("Trong tháng không có việc chứng thực nào."));
    Ok(())
}

#[tokio::test]
async fn a_month_that_is_none_of_the_book_is_refused() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let path = format!("/books/{book}/print");
    let (last, next) = (today().year() - 1, today().year() + 1);
    for wrong in ["", "11", "2026-1", "thg 11", &format!("{last}-12"), &format!("{next}-01")] {
        let refused = office.clerk.api.post(&path, &json!({ "month": wrong })).await?.problem()?;
        assert_eq!((refused.status, &*refused.code), (422, "invalid-field"), "{wrong}");
        assert_eq!(refused.facts, json!({ "field": "month" }), "{wrong}");
    }
    assert_eq!(cause(office.clerk.api.post(&path, &json!({})).await?)?, of(400, "malformed-request"));
    let refused = office.officer.api.post(&path, &json!({ "month": "2026-01" })).await?;
    assert_eq!(cause(refused)?, of(403, "wrong-role"));
    let link =
        office.clerk.api.post(&path, &json!({ "month": today().strftime("%Y-%m").to_string() })).await?;
    link.done()?["url"].as_str().context("no address")?;
    Ok(())
}

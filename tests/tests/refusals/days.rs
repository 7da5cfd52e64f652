//! Days that are none, or more than a day: refused at their field, wherever one is sent.

use anyhow::Result;
use journeys::{Centre, Signing};
use serde_json::json;

use super::refused;
use crate::scene::unequipped;

/// What is sent for a day, and words of the refusal.
const WRONG: [(&str, &str); 7] = [
    ("29/02/2028", "dạng năm-tháng-ngày"),
    ("hôm nay", "dạng năm-tháng-ngày"),
    ("2026-02-29", "Không có ngày này"),
    ("2026-11-25T08:00:00", "không ghi giờ"),
    ("2026-11-25T08:00:00+07:00", "không ghi giờ"),
    ("1447-06-05", "Ghi năm dương lịch"),
    ("2569-11-25", "Ghi năm dương lịch"),
];

#[tokio::test]
async fn a_day_that_is_none_or_more_than_a_day_is_refused_at_its_field() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let administrator = office.administrator().await?;
    let (clerk, admin) = (&office.clerk.api, &administrator.api);
    let centre = Centre::enter(&office.stack).await?;
    let calendar = admin.get("/agency/calendar").await?.done()?;
    let holidays = centre.admin.api.get("/holidays").await?.done()?;
    let book = |opens: &str, closes: &str| json!({ "name": "Sổ thử", "opens": opens, "closes": closes });
    let right = |from: &str, until: &str| {
        json!({
            "username": "khong.lap", "name": "Không Lập", "email": "khong.lap@thu.example.vn", "roles": ["signer"],
            "title": {
                "right": "deputy", "head": "Chủ tịch", "own": "Phó Chủ tịch",
                "delegation": { "number": "12/PC", "by": "Nguyễn Thử", "from": from, "until": until },
            },
        })
    };
    for (day, words) in WRONG {
        let closed = json!({ "day": day, "reason": "Nghỉ" });
        let hours = json!({
            "version": calendar["version"], "week": calendar["own"]["week"],
            "slot_minutes": calendar["own"]["slot_minutes"], "exceptions": [closed],
        });
        let country = json!({ "version": holidays["version"], "holidays": [closed] });
        for (answer, field) in [
            (clerk.post("/books", &book(day, "2026-12-31")).await?, "opens"),
            (clerk.post("/books", &book("2026-01-01", day)).await?, "closes"),
            (admin.post("/agency/officials", &right(day, "2026-12-31")).await?, "title.delegation.from"),
            (admin.post("/agency/officials", &right("2026-01-01", day)).await?, "title.delegation.until"),
            (admin.put("/agency/calendar", &hours).await?, "exceptions"),
            (centre.admin.api.put("/holidays", &country).await?, "holidays"),
        ] {
            let problem = refused(answer)?;
            assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{field} {day}");
            assert_eq!(problem.facts, json!({ "field": field }), "{day}");
            assert!(problem.detail.contains(words), "{field} {day}: {}", problem.detail);
        }
        let day = day.replace('+', "%2B").replace(' ', "%20");
        for path in [
            format!("/slots?date={day}"),
            format!("/cases?state=draft&day={day}"),
            format!("/appointments?day={day}"),
        ] {
            let problem = refused(office.officer.api.get(&path).await?)?;
            assert_eq!((problem.status, &*problem.code), (400, "malformed-request"), "{path}");
            assert!(problem.detail.contains(words), "{path}: {}", problem.detail);
        }
    }
    let (fees, wordings) =
        (admin.get("/agency/fees").await?.done()?, admin.get("/agency/wordings").await?.done()?);
    let version = &fees["version"];
    let fee = json!({
        "version": version, "basis": "Nghị quyết thử", "first_page": 1_000, "first_pages": 2, "further_page": 1_000,
        "ceiling": 50_000,
    });
    let wording = json!({
        "version": version, "title": "CHỨNG THỰC BẢN SAO", "number_label": "Số chứng thực:", "book_label": "quyển số:",
    });
    // A slash would part the path.
    for (day, words) in WRONG.into_iter().filter(|(day, _)| !day.contains('/')) {
        let day = day.replace('+', "%2B").replace(' ', "%20");
        let (of_fee, of_wording) = (format!("/agency/fees/{day}"), format!("/agency/wordings/{day}"));
        for answer in [
            admin.put(&of_fee, &fee).await?,
            admin.put(&of_wording, &wording).await?,
            admin.delete(&format!("{of_fee}?version={version}")).await?,
            admin.delete(&format!("{of_wording}?version={version}")).await?,
        ] {
            let problem = refused(answer)?;
            assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{day}");
            assert_eq!(problem.facts, json!({ "field": "from" }), "{day}");
            assert!(problem.detail.contains(words), "{day}: {}", problem.detail);
        }
    }
    assert_eq!(admin.get("/agency/fees").await?.done()?, fees);
    assert_eq!(admin.get("/agency/wordings").await?.done()?, wordings);
    assert_eq!(clerk.get("/books").await?.done()?["books"], json!([]));
    assert_eq!(admin.get("/agency/calendar").await?.done()?, calendar);
    assert_eq!(centre.admin.api.get("/holidays").await?.done()?, holidays);
    Ok(())
}

//! What an agency sets up: document types, opening hours, the statement's wording.

use anyhow::Result;
use certification::time;
use jiff::ToSpan as _;
use journeys::{Requester, administration::admit};
use serde_json::{Value, json};

use super::Founded;
use crate::{
    refusals::{cause, of},
    scene::{column, office},
};

#[tokio::test]
async fn a_type_that_is_no_longer_offered_stays_with_the_cases_that_have_it() -> Result<()> {
    let office = office().await?;
    let admin = office.administrator().await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let before = admin.api.get("/agency/document-types").await?.done()?;
    let body = json!({
        "version": before["version"],
        "document_types": [
            { "code": "khac", "name": "Giấy tờ, văn bản khác" },
            { "code": "bang-khen", "name": "Bằng khen" },
        ],
    });
    let after = admin.api.put("/agency/document-types", &body).await?.done()?;
    let types = after["document_types"].as_array().cloned().unwrap_or_default();
    assert_eq!(types[0], json!({ "code": "khac", "name": "Giấy tờ, văn bản khác", "retired": false }));
    assert_eq!(types[2]["retired"], true, "{after}");
    let offered = office.officer.api.get("/document-types").await?.done()?;
    let offered = offered["document_types"].as_array().cloned().unwrap_or_default();
    assert_eq!(column(&offered, "code"), ["khac", "bang-khen"]);
    // Not for a new case; the old one keeps it.
    let opening = json!({
        "requester": { "name": "Trần Thị Bình", "email": "binh@thu.example.vn" },
        "document_type": "bang-tot-nghiep",
    });
    assert_eq!(cause(office.officer.api.post("/cases", &opening).await?)?, of(422, "invalid-field"));
    let kept = json!({ "document_type": "bang-tot-nghiep", "copies": 2 });
    let case = office.officer.api.patch(&format!("/cases/{case}"), &kept).await?.done()?;
    assert_eq!(case["document_type"], "bang-tot-nghiep");
    assert_eq!(cause(admin.api.put("/agency/document-types", &body).await?)?, of(409, "changed-meanwhile"));
    Ok(())
}

fn day(opens: &str, closes: &str) -> Value {
    json!({ "shifts": [{ "opens": opens, "closes": closes }], "capacity": 3 })
}

fn exception<'a>(calendar: &'a Value, on: &str) -> Option<&'a Value> {
    calendar["exceptions"].as_array().into_iter().flatten().find(|exception| exception["day"] == on)
}

#[tokio::test]
async fn opening_hours_are_the_agency_s_own_with_the_country_s_holidays() -> Result<()> {
    let here = Founded::new().await?;
    // So far ahead that nobody else's slots and due times are touched.
    let year = time::day(api::Clock.now()).year() + 3;
    let (national, worked, own) = (format!("{year}-09-02"), format!("{year}-08-28"), format!("{year}-03-03"));
    let centre = &here.centre.admin.api;
    let before = centre.get("/holidays").await?.done()?;
    let list = json!({ "version": before["version"], "holidays": [
        { "day": national, "reason": "Quốc khánh" },
        { "day": worked, "reason": "Làm bù", "worked_as": 1 },
    ]});
    assert_eq!(cause(here.admin.api.put("/holidays", &list).await?)?, of(403, "centre-only"));
    let holidays = centre.put("/holidays", &list).await?.done()?;
    assert_eq!(here.admin.api.get("/holidays").await?.done()?, holidays);
    // The same again changes nothing; an older list is refused.
    let mut same = list.clone();
    same["version"] = holidays["version"].clone();
    assert_eq!(centre.put("/holidays", &same).await?.done()?, holidays);
    let mut stale = list.clone();
    stale["version"] = json!(holidays["version"].as_u64().unwrap_or_default() + 7);
    assert_eq!(cause(centre.put("/holidays", &stale).await?)?, of(409, "changed-meanwhile"));

    let weekday = day("08:00", "11:00");
    let closed = json!({ "shifts": [], "capacity": 0 });
    let week = json!([weekday, weekday, weekday, weekday, weekday, closed, closed]);
    let body = json!({
        "version": here.version().await?,
        "week": week,
        "slot_minutes": 20,
        "horizon_days": 30,
        "exceptions": [{ "day": own, "reason": "Sửa trụ sở" }],
    });
    let set = here.admin.api.put("/agency/calendar", &body).await?.done()?;
    assert_eq!((&set["own"]["week"], &set["own"]["slot_minutes"]), (&week, &json!(20)));
    assert_eq!(exception(&set["own"], &national), None);
    let effective = &set["effective"];
    assert_eq!(exception(effective, &national).map(|day| &day["shifts"]), Some(&json!([])));
    assert_eq!(exception(effective, &worked).map(|day| &day["shifts"]), Some(&weekday["shifts"]));
    assert_eq!(exception(effective, &own).map(|day| &day["reason"]), Some(&json!("Sửa trụ sở")));
    assert_eq!(here.admin.api.get("/agency/calendar").await?.done()?, set);
    assert_eq!(&here.admin.api.get("/agency").await?.done()?["calendar"], effective);

    // The agency says otherwise.
    let mut open = body.clone();
    open["version"] = set["version"].clone();
    open["exceptions"] =
        json!([{ "day": national, "reason": "Trực lễ", "shifts": weekday["shifts"], "capacity": 1 }]);
    let set = here.admin.api.put("/agency/calendar", &open).await?.done()?;
    let own = exception(&set["effective"], &national).map(|day| &day["reason"]);
    assert_eq!(own, Some(&json!("Trực lễ")));
    assert_eq!(cause(here.admin.api.put("/agency/calendar", &open).await?)?, of(409, "changed-meanwhile"));
    Ok(())
}

#[tokio::test]
async fn a_later_wording_is_added_changed_and_withdrawn_and_one_that_has_begun_stays() -> Result<()> {
    let here = Founded::new().await?;
    let today = time::day(api::Clock.now());
    let later = today.checked_add(30.days())?;
    let path = format!("/agency/wordings/{later}");
    let wording = |version: &Value, title: &str| {
        json!({
            "version": version,
            "title": title,
            "number_label": "Số chứng thực:",
            "book_label": "quyển số:",
        })
    };
    let version = json!(here.version().await?);
    let added = here.admin.api.put(&path, &wording(&version, "CHỨNG THỰC BẢN SAO")).await?.done()?;
    let wordings = added["wordings"].as_array().cloned().unwrap_or_default();
    assert_eq!(column(&wordings, "begun"), [json!(true), json!(false)]);
    let changed = wording(&added["version"], "CHỨNG THỰC BẢN SAO ĐIỆN TỬ");
    let changed = here.admin.api.put(&path, &changed).await?.done()?;
    assert_eq!(changed["wordings"][1]["title"], "CHỨNG THỰC BẢN SAO ĐIỆN TỬ");
    let begun = wordings[0]["from"].as_str().unwrap_or_default().to_owned();
    for day in [begun, today.to_string()] {
        let body = wording(&changed["version"], "KHÁC");
        let answer = here.admin.api.put(&format!("/agency/wordings/{day}"), &body).await?;
        assert_eq!(cause(answer)?, of(409, "wording-begun"), "{day}");
    }
    let version = &changed["version"];
    let begun = format!("/agency/wordings/2020-04-20?version={version}");
    assert_eq!(cause(here.admin.api.delete(&begun).await?)?, of(409, "wording-begun"));
    let none = format!("/agency/wordings/2031-01-01?version={version}");
    assert_eq!(cause(here.admin.api.delete(&none).await?)?, of(404, "not-found"));
    let stale = format!("{path}?version=1");
    assert_eq!(cause(here.admin.api.delete(&stale).await?)?, of(409, "changed-meanwhile"));
    assert_eq!(cause(here.admin.api.delete(&path).await?)?, of(400, "malformed-request"));
    let left = here.admin.api.delete(&format!("{path}?version={version}")).await?.done()?;
    assert_eq!(left["wordings"].as_array().map(Vec::len), Some(1));
    Ok(())
}

#[tokio::test]
async fn a_wording_that_a_register_book_does_not_fit_behind_is_refused() -> Result<()> {
    let here = Founded::new().await?;
    let (clerk, _) = here.employ("clerk", "Phạm Thị Ví Dụ").await?;
    let clerk = admit(&here.centre.stack, &clerk).await?;
    let year = time::day(api::Clock.now()).year() + 1;
    let book = json!({
        "name": "Sổ năm sau",
        "first": 1,
        "opens": format!("{year}-01-01"),
        "closes": format!("{year}-12-31"),
        "book_pattern": "quyển số {nn}/{yyyy}-SCTĐT-BẢN-SAO-AN-BÌNH-MỚI-A",
    });
    clerk.api.post("/books", &book).await?.done()?;
    let mut wording = json!({
        "version": here.version().await?,
        "title": "CHỨNG THỰC BẢN SAO",
        "number_label": "Số:",
        "book_label": "sổ:",
    });
    let path = format!("/agency/wordings/{year}-06-01");
    let problem = here.admin.api.put(&path, &wording).await?.problem()?;
    assert_eq!((&*problem.code, &problem.facts["field"]), ("invalid-field", &json!("book_label")));
    wording["book_label"] = json!("quyển số:");
    here.admin.api.put(&path, &wording).await?.done()?;
    Ok(())
}

#[tokio::test]
async fn a_later_fee_is_added_changed_and_withdrawn_and_one_that_has_begun_stays() -> Result<()> {
    let here = Founded::new().await?;
    let today = time::day(api::Clock.now());
    let path = format!("/agency/fees/{}", today.checked_add(30.days())?);
    let rate = |version: &Value, first_page: u64| {
        json!({
            "version": version,
            "basis": "Nghị quyết 12/2026/NQ-HĐND",
            "first_page": first_page,
            "first_pages": 2,
            "further_page": 500,
            "ceiling": 100_000,
        })
    };
    let admin = &here.admin.api;
    let before = admin.get("/agency/fees").await?.done()?;
    assert_eq!(
        (&before["rates"][0]["first_page"], &before["rates"][0]["begun"]),
        (&json!(2_000), &json!(true))
    );
    let added = admin.put(&path, &rate(&before["version"], 1_500)).await?.done()?;
    let changed = admin.put(&path, &rate(&added["version"], 1_000)).await?.done()?;
    let rates = changed["rates"].as_array().cloned().unwrap_or_default();
    assert_eq!(column(&rates, "first_page"), [2_000, 1_000]);
    assert_eq!(column(&rates, "begun"), [json!(true), json!(false)]);
    assert_eq!(cause(admin.put(&path, &rate(&added["version"], 1)).await?)?, of(409, "changed-meanwhile"));
    let version = &changed["version"];
    for begun in ["2017-01-01".to_owned(), today.to_string()] {
        let answer = admin.put(&format!("/agency/fees/{begun}"), &rate(version, 1)).await?;
        assert_eq!(cause(answer)?, of(409, "fee-begun"), "{begun}");
    }
    let first = format!("/agency/fees/2017-01-01?version={version}");
    assert_eq!(cause(admin.delete(&first).await?)?, of(409, "fee-begun"));
    let none = format!("/agency/fees/2031-01-01?version={version}");
    assert_eq!(cause(admin.delete(&none).await?)?, of(404, "not-found"));
    for (field, value) in
        [("basis", json!(" ")), ("ceiling", json!(10_000_001)), ("first_pages", json!(1_001))]
    {
        let mut body = rate(version, 1);
        body[field] = value;
        let problem = admin.put(&path, &body).await?.problem()?;
        assert_eq!((&*problem.code, &problem.facts["field"]), ("invalid-field", &json!(field)));
    }
    let left = admin.delete(&format!("{path}?version={version}")).await?.done()?;
    assert_eq!(left["rates"], before["rates"]);
    Ok(())
}

#[tokio::test]
async fn a_day_that_is_closed_names_the_appointments_that_were_booked_on_it() -> Result<()> {
    let office = office().await?;
    let admin = office.administrator().await?;
    let on = time::day(api::Clock.now()).checked_add(5.days())?;
    let open = day("07:00", "17:00");
    let mut version = admin.api.get("/agency/calendar").await?.done()?["version"].clone();
    let calendar = |version: &Value, exceptions: Value| {
        json!({
            "version": version,
            "week": [open, open, open, open, open, open, open],
            "slot_minutes": 30,
            "exceptions": exceptions,
        })
    };
    let set = admin.api.put("/agency/calendar", &calendar(&version, json!([]))).await?.done()?;
    version = set["version"].clone();
    let slot = format!("{on}T08:00:00+07:00");
    let booking = json!({
        "requester": { "name": "Trần Thị Bình", "email": "binh@thu.example.vn" },
        "document_type": "bang-tot-nghiep",
        "slot": slot,
    });
    let appointment = office.officer.api.post("/appointments", &booking).await?.done()?;
    let closed = json!([{ "day": on, "reason": "Mất điện" }]);
    let set = admin.api.put("/agency/calendar", &calendar(&version, closed)).await?.done()?;
    let named = json!({ "count": 1, "appointments": [{ "id": appointment["id"], "slot": slot }] });
    assert_eq!(set["affected"], named);
    // It stands until somebody moves it.
    let path = format!("/appointments/{}", appointment["id"].as_str().unwrap_or_default());
    assert_eq!(office.officer.api.get(&path).await?.done()?["state"], "booked");
    let set = admin.api.put("/agency/calendar", &calendar(&set["version"], json!([]))).await?.done()?;
    assert_eq!(set["affected"], json!({ "count": 0, "appointments": [] }));
    Ok(())
}

#[tokio::test]
async fn the_columns_of_the_register_are_headed_as_the_agency_wants() -> Result<()> {
    let office = office().await?;
    let admin = office.administrator().await?;
    let before = admin.api.get("/agency/register-columns").await?.done()?;
    let mut heads: Vec<Value> = before["heads"].as_array().cloned().unwrap_or_default();
    assert_eq!(heads.len(), 8, "{before}");
    heads[6] = json!("Phí chứng thực");
    let body = json!({ "version": before["version"], "heads": heads });
    let after = admin.api.put("/agency/register-columns", &body).await?.done()?;
    assert_eq!(after["heads"], json!(heads));
    let stale = admin.api.put("/agency/register-columns", &body).await?;
    assert_eq!(cause(stale)?, of(409, "changed-meanwhile"));
    let seven = json!({ "version": after["version"], "heads": &heads[..7] });
    assert_eq!(cause(admin.api.put("/agency/register-columns", &seven).await?)?, of(422, "invalid-field"));
    let clerk = office.clerk.api.put("/agency/register-columns", &body).await?;
    assert_eq!(cause(clerk)?, of(403, "wrong-role"));
    Ok(())
}

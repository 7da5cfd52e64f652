//! Wrong role, other agency, the centre's work, fields that make no sense.

use anyhow::Result;
use certification::time;
use jiff::ToSpan as _;
use journeys::Answer;
use serde_json::{Value, json};

use super::Founded;
use crate::{
    refusals::{cause, of},
    scene::{nothing, office},
};

/// Administration of an agency: method, path, body.
fn operations(official: &str) -> Vec<(&'static str, String, Value)> {
    let official = format!("/agency/officials/{official}");
    let version = json!({ "version": 1 });
    [
        ("POST", "/agency/certificate/unbind".to_owned(), version.clone()),
        ("GET", "/agency/officials".to_owned(), Value::Null),
        ("POST", "/agency/officials".to_owned(), nothing()),
        ("GET", official.clone(), Value::Null),
        ("PATCH", official.clone(), version.clone()),
        ("POST", format!("{official}/certificate/unbind"), version.clone()),
        ("GET", "/agency/document-types".to_owned(), Value::Null),
        ("PUT", "/agency/document-types".to_owned(), nothing()),
        ("GET", "/agency/calendar".to_owned(), Value::Null),
        ("PUT", "/agency/calendar".to_owned(), nothing()),
        ("GET", "/agency/wordings".to_owned(), Value::Null),
        ("PUT", "/agency/wordings/2030-01-01".to_owned(), nothing()),
        ("DELETE", "/agency/wordings/2030-01-01".to_owned(), Value::Null),
        ("GET", "/agency/fees".to_owned(), Value::Null),
        ("PUT", "/agency/fees/2030-01-01".to_owned(), nothing()),
        ("DELETE", "/agency/fees/2030-01-01".to_owned(), Value::Null),
        ("GET", "/agency/history".to_owned(), Value::Null),
    ]
    .into()
}

async fn call(api: &journeys::Api, method: &str, path: &str, body: &Value) -> Result<Answer> {
    match method {
        "GET" => api.get(path).await,
        "POST" => api.post(path, body).await,
        "PUT" => api.put(path, body).await,
        "PATCH" => api.patch(path, body).await,
        _ => api.delete(path).await,
    }
}

#[tokio::test]
async fn administration_is_the_administrators_work() -> Result<()> {
    let office = office().await?;
    let own = format!("/agencies/{}", office.agency);
    let of_centre = [
        ("GET", "/agencies".to_owned(), Value::Null),
        ("POST", "/agencies".to_owned(), nothing()),
        ("GET", own.clone(), Value::Null),
        ("PATCH", own, nothing()),
        ("PUT", "/holidays".to_owned(), nothing()),
        ("GET", "/trust".to_owned(), Value::Null),
        ("POST", "/trust".to_owned(), nothing()),
        ("DELETE", format!("/trust/{}", "0".repeat(64)), Value::Null),
    ];
    for (method, path, body) in operations("x").into_iter().chain(of_centre) {
        let answer = call(&office.clerk.api, method, &path, &body).await?;
        assert_eq!(cause(answer)?, of(403, "wrong-role"), "{method} {path}");
    }
    Ok(())
}

#[tokio::test]
async fn another_agency_is_not_there_for_an_agency_s_administrator() -> Result<()> {
    let (here, elsewhere) = (Founded::new().await?, Founded::new().await?);
    let own = elsewhere.admin.id.to_string();
    for (method, path, body) in operations(&own) {
        let path = format!("{path}?agency={}", elsewhere.id);
        let answer = call(&here.admin.api, method, &path, &body).await?;
        assert_eq!(cause(answer)?, of(404, "not-found"), "{method} {path}");
    }
    let path = format!("/agencies/{}", elsewhere.id);
    for (method, body) in [("GET", Value::Null), ("PATCH", json!({ "version": 1 }))] {
        assert_eq!(cause(call(&here.admin.api, method, &path, &body).await?)?, of(404, "not-found"));
    }
    // An official of another agency, looked for in one's own.
    let answer = here.admin.api.get(&format!("/agency/officials/{own}")).await?;
    assert_eq!(cause(answer)?, of(404, "not-found"));
    // The centre names any, but none that there is not.
    let centre = &here.centre.admin.api;
    centre.get(&format!("/agency/officials?agency={}", elsewhere.id)).await?.done()?;
    for none in ["khong-co", "a%23b"] {
        let answer = centre.get(&format!("/agency/officials?agency={none}")).await?;
        assert_eq!(cause(answer)?, of(404, "not-found"), "{none}");
    }
    Ok(())
}

#[tokio::test]
async fn only_the_centre_founds_agencies_and_says_whom_to_trust() -> Result<()> {
    let here = Founded::new().await?;
    let holidays = json!({ "version": 0, "holidays": [] });
    for (method, path, body) in [
        ("GET", "/agencies".to_owned(), Value::Null),
        ("POST", "/agencies".to_owned(), nothing()),
        ("PUT", "/holidays".to_owned(), holidays),
        ("POST", "/trust".to_owned(), nothing()),
        ("DELETE", format!("/trust/{}?version=1", "0".repeat(64)), Value::Null),
    ] {
        let answer = call(&here.admin.api, method, &path, &body).await?;
        assert_eq!(cause(answer)?, of(403, "centre-only"), "{method} {path}");
    }
    Ok(())
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one line a fault")]
async fn a_field_that_makes_no_sense_is_named() -> Result<()> {
    let here = Founded::new().await?;
    let version = here.version().await?;
    let agency = |field: &str, value: Value| {
        let mut body = json!({
            "id": "test-la", "name": "Xã", "locality": "Xã", "subject": "MST:9900012357",
        });
        body[field] = value;
        body
    };
    let official = |field: &str, value: Value| {
        let mut body = json!({
            "username": "khong.lap", "name": "Không Lập", "email": "a@b.vn", "roles": ["clerk"],
        });
        body[field] = value;
        body
    };
    let deputy = json!({ "right": "deputy", "head": "Chủ tịch", "own": "Phó Chủ tịch" });
    let closed = json!({ "shifts": [], "capacity": 0 });
    let open = json!({ "shifts": [{ "opens": "08:00", "closes": "11:00" }], "capacity": 1 });
    let calendar = |field: &str, value: Value| {
        let mut body = json!({
            "version": version, "slot_minutes": 30, "exceptions": [],
            "week": [open, open, open, open, open, closed, closed],
        });
        body[field] = value;
        body
    };
    let backwards = json!({ "shifts": [{ "opens": "11:00", "closes": "08:00" }], "capacity": 1 });
    let twice = json!([{ "day": "2030-01-01", "reason": "a" }, { "day": "2030-01-01", "reason": "b" }]);
    let types = |list: Value| json!({ "version": version, "document_types": list });
    let later = time::day(api::Clock.now()).checked_add(9.days())?;
    let wording = |field: &str, value: &str| {
        let mut body = json!({
            "version": version, "title": "CHỨNG THỰC", "number_label": "Số:", "book_label": "quyển số:",
        });
        body[field] = json!(value);
        body
    };
    let far = time::day(api::Clock.now()).checked_add(6.years())?;
    let (later, far) = (format!("/agency/wordings/{later}"), format!("/agency/wordings/{far}"));
    let own = format!("/agencies/{}", here.id);
    let centre = &here.centre.admin.api;
    let admin = &here.admin.api;
    let table = [
        (centre, "POST", "/agencies", agency("id", json!("có dấu")), "id"),
        (centre, "POST", "/agencies", agency("name", json!(" ")), "name"),
        (centre, "POST", "/agencies", agency("name", json!("漢")), "name"),
        (centre, "POST", "/agencies", agency("locality", json!("")), "locality"),
        (centre, "POST", "/agencies", agency("subject", json!("9900012357")), "subject"),
        (centre, "PATCH", &own, json!({ "version": version, "status": "gone" }), "status"),
        (admin, "POST", "/agency/officials", official("username", json!("Có Dấu")), "username"),
        (admin, "POST", "/agency/officials", official("name", json!("")), "name"),
        (admin, "POST", "/agency/officials", official("name", json!("漢")), "name"),
        (admin, "POST", "/agency/officials", official("email", json!("ai-do")), "email"),
        (admin, "POST", "/agency/officials", official("roles", json!(["requester"])), "roles"),
        (admin, "POST", "/agency/officials", official("roles", json!(["vua"])), "roles"),
        (admin, "POST", "/agency/officials", official("subject", json!("x")), "subject"),
        (admin, "POST", "/agency/officials", official("title", deputy), "title.delegation"),
        (admin, "PUT", "/agency/document-types", types(json!([])), "document_types"),
        (
            admin,
            "PUT",
            "/agency/document-types",
            types(json!([{ "code": "A", "name": "A" }])),
            "document_types",
        ),
        (admin, "PUT", "/agency/calendar", calendar("slot_minutes", json!(4)), "slot_minutes"),
        (admin, "PUT", "/agency/calendar", calendar("horizon_days", json!(367)), "horizon_days"),
        (admin, "PUT", "/agency/calendar", calendar("week", json!([open])), "week"),
        (
            admin,
            "PUT",
            "/agency/calendar",
            calendar("week", json!([closed, closed, closed, closed, closed, closed, closed])),
            "week",
        ),
        (
            admin,
            "PUT",
            "/agency/calendar",
            calendar("week", json!([backwards, open, open, open, open, closed, closed])),
            "week",
        ),
        (admin, "PUT", "/agency/calendar", calendar("exceptions", twice), "exceptions"),
        (
            admin,
            "PUT",
            "/agency/calendar",
            calendar("exceptions", json!([{ "day": "2030-01-01", "reason": " " }])),
            "exceptions",
        ),
        (admin, "PUT", &later, wording("title", ""), "title"),
        (admin, "PUT", &later, wording("number_label", "漢"), "number_label"),
        (admin, "PUT", &later, wording("book_label", &"W".repeat(60)), "book_label"),
        (admin, "PUT", &far, wording("title", "XA"), "from"),
    ];
    for (api, method, path, body, field) in table {
        let problem = crate::refusals::refused(call(api, method, path, &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{method} {path} {body}");
        assert_eq!(problem.facts["field"], field, "{method} {path} {body}");
    }
    // What cannot be read at all.
    for body in [json!({}), json!({ "version": -1 }), json!({ "version": version, "nobody_reads_this": 1 })] {
        assert_eq!(cause(admin.patch(&own, &body).await?)?, of(400, "malformed-request"), "{body}");
    }
    assert_eq!(here.version().await?, version);
    Ok(())
}

//! What an officer fills in.

use anyhow::Result;
use journeys::Signing;
use serde_json::{Value, json};

use super::{cause, of, refused};
use crate::scene::unequipped;

#[tokio::test]
async fn a_number_that_is_none_or_unknown_opens_no_case() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let api = &office.officer.api;
    for (number, status, code) in [
        ("12345", 422, "invalid-field"),
        ("00109900000x", 422, "invalid-field"),
        ("", 422, "invalid-field"),
        ("001099999999", 404, "account-not-found"),
        ("0100109106-999", 404, "account-not-found"),
    ] {
        let lookup = api.post("/accounts/lookup", &json!({ "number": number })).await?;
        assert_eq!(cause(lookup)?, of(status, code), "{number}");
        let body = json!({ "requester": { "number": number }, "document_type": "khac" });
        assert_eq!(cause(api.post("/cases", &body).await?)?, of(status, code), "{number}");
    }
    nothing_was_opened(&office.officer.api).await
}

#[tokio::test]
async fn a_case_is_opened_only_with_sound_fields() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let sound = json!({
        "requester": { "name": "Trần Thị Bình", "email": "binh@thu.example.vn" },
        "document_type": "bang-tot-nghiep",
        "original_name": "Bằng tốt nghiệp đại học",
        "copies": 2,
    });
    let with = |pointer: &str, value: Value| {
        let mut body = sound.clone();
        if let Some(field) = body.pointer_mut(pointer) {
            *field = value;
        }
        body
    };
    for (pointer, value, field) in [
        ("/requester/name", json!("  "), "name"),
        ("/requester/name", json!("a".repeat(201)), "name"),
        ("/requester/name", json!("\u{3164}\u{301}"), "name"),
        ("/requester/email", json!("binh@"), "email"),
        ("/requester/email", json!("bình@thu.example.vn"), "email"),
        ("/requester/email", json!("binh@thu..vn"), "email"),
        ("/requester/email", json!("binh@thu.example.vn\r\nBcc: x@y.vn"), "email"),
        ("/document_type", json!("không-có"), "document_type"),
        ("/original_name", json!(""), "original_name"),
        ("/copies", json!(0), "copies"),
        ("/copies", json!(1001), "copies"),
    ] {
        let problem = refused(office.officer.api.post("/cases", &with(pointer, value.clone())).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, "invalid-field"), "{pointer} {value}");
        assert_eq!(problem.facts, json!({ "field": field }), "{pointer} {value}");
    }
    let unknown_field = json!({ "requester": sound["requester"], "document_type": "khac", "fee": 0 });
    for body in [json!([]), json!({}), unknown_field] {
        assert_eq!(cause(office.officer.api.post("/cases", &body).await?)?, of(400, "malformed-request"));
    }
    nothing_was_opened(&office.officer.api).await
}

async fn nothing_was_opened(api: &journeys::Api) -> Result<()> {
    assert_eq!(api.get("/cases?state=draft").await?.done()?, json!({ "cases": [] }));
    Ok(())
}

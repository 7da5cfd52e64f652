//! The directory of portal accounts, as the portal's events bring it.

use anyhow::Result;
use journeys::{Signing, Stack, invoke};
use serde_json::{Value, json};

use crate::{
    refusals::{cause, of},
    scene::unequipped,
};

/// Six digits that no other test has.
fn digits() -> String {
    format!("{:06}", api::Clock.ulid().random() % 1_000_000)
}

fn event(id: &str, time: &str, detail: &Value) -> Value {
    json!({
        "version": "0",
        "id": id,
        "detail-type": "AccountChanged",
        "source": "vn.gov.dichvucong",
        "time": time,
        "detail": detail,
    })
}

fn with(detail: &Value, name: &str, value: Value) -> Value {
    let mut detail = detail.clone();
    detail[name] = value;
    detail
}

#[tokio::test]
async fn a_person_s_account_follows_the_portal_s_events_in_whatever_order_they_come() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let stack = Stack::from_env()?;
    let serial = digits();
    let (number, old, account) =
        (format!("001099{serial}"), format!("012{serial}"), format!("tk-{}", api::Clock.ulid()));
    let person = json!({
        "account": account, "kind": "person", "name": "Nguyễn Văn An",
        "personal_number": number, "old_numbers": [old], "phone": "0912345678",
        "email": "an@thu.example.vn", "address": "Số 1 đường Mẫu", "birth_year": 1999, "sex": "male",
    });
    let bring =
        async |id: &str, time: &str, detail: Value| invoke(&stack, "intake", &event(id, time, &detail)).await;
    let look_up =
        async |number: &str| office.officer.api.post("/accounts/lookup", &json!({ "number": number })).await;
    assert_eq!(cause(look_up(&number).await?)?, of(404, "account-not-found"));

    bring("a", "2026-11-23T02:00:00Z", person.clone()).await?;
    let found = json!({
        "account": account, "kind": "person", "name": "Nguyễn Văn An", "phone": "0912345678",
        "email": "an@thu.example.vn", "address": "Số 1 đường Mẫu", "warnings": [],
    });
    assert_eq!(look_up(&number).await?.done()?, found);
    // By the old card too, which is said.
    assert_eq!(look_up(&old).await?.done()?, with(&found, "warnings", json!(["old-card-number"])));

    // Again, and one from before: nothing changes. A later one does.
    bring("a", "2026-11-23T02:00:00Z", with(&person, "name", json!("Ai khác"))).await?;
    bring("b", "2026-11-22T02:00:00Z", with(&person, "name", json!("Tên cũ"))).await?;
    assert_eq!(look_up(&number).await?.done()?, found);
    let married = with(&with(&person, "birth_year", json!(1998)), "phone", json!("0987654321"));
    bring("c", "2026-11-24T02:00:00Z", married).await?;
    let after = look_up(&number).await?.done()?;
    assert_eq!((&after["phone"], &after["warnings"]), (&json!("0987654321"), &json!(["other-birth-year"])));

    bring("d", "2026-11-25T02:00:00Z", with(&person, "closed", json!(true))).await?;
    assert_eq!(cause(look_up(&number).await?)?, of(404, "account-not-found"));
    Ok(())
}

#[tokio::test]
async fn an_enterprise_is_found_by_its_tax_code_and_a_household_by_its_owner_s_number() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let stack = Stack::from_env()?;
    let serial = digits();
    let (code, owner) = (format!("9{serial}000-001"), format!("003185{serial}"));
    for (id, number) in [("tax_code", &code), ("personal_number", &owner)] {
        let detail = json!({
            "account": format!("dn-{number}"), "kind": "enterprise", "name": "Hộ kinh doanh Thử Nghiệm",
            id: number,
        });
        invoke(&stack, "intake", &event(id, "2026-11-23T02:00:00Z", &detail)).await?;
        let body = json!({ "number": number });
        let found = office.officer.api.post("/accounts/lookup", &body).await?.done()?;
        assert_eq!(
            (&found["kind"], &found["account"]),
            (&json!("enterprise"), &json!(format!("dn-{number}")))
        );
    }
    let body = json!({ "number": owner });
    let found = office.officer.api.post("/accounts/lookup", &body).await?.done()?;
    assert_eq!(found["warnings"], json!(["unknown-place-code"]));
    Ok(())
}

#[tokio::test]
async fn an_event_that_says_nothing_usable_is_not_taken_for_done() -> Result<()> {
    let stack = Stack::from_env()?;
    for detail in [
        json!({}),
        json!({ "account": "tk", "kind": "person", "name": "A" }),
        json!({ "account": "tk", "kind": "person", "name": " ", "personal_number": "001099000001" }),
        json!({ "account": "tk", "kind": "person", "name": "A", "personal_number": "1" }),
    ] {
        let taken = invoke(&stack, "intake", &event("x", "2026-11-23T02:00:00Z", &detail)).await;
        assert!(taken.is_err(), "{detail}: {taken:?}");
    }
    Ok(())
}

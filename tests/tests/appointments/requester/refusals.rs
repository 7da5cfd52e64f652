//! What requesters are refused, and what a repeat of theirs comes to.

use anyhow::{Context as _, Result};
use futures_util::future::join_all;
use journeys::{Centre, Office, Person, dynamodb};
use serde_json::{Value, json};

use super::{Citizen, asked, path};
use crate::{
    appointments::{
        MOST_OPEN, abolish, account, all_of, at, booked_by_portal, day, form, id_of, list, office, taken,
    },
    idempotency::died_of_account,
    refusals::{cause, of, refused},
};

#[tokio::test]
async fn nobody_holds_more_open_appointments_at_an_agency_than_allowed() -> Result<()> {
    let (office, neighbour) = (office(9).await?, office(9).await?);
    let citizen = Citizen::new(&office).await?;
    // All at once, so that each sees none of the others.
    let slot = at(2, 9);
    let attempts = join_all((0..MOST_OPEN + 3).map(|_| citizen.book(&office, &slot))).await;
    assert_eq!(attempts.iter().filter(|booked| booked.is_ok()).count(), MOST_OPEN);
    assert_eq!((list(&office, "booked").await?.len(), taken(&office, 2, 9).await?), (3, 3));
    let problem = refused(citizen.post("/booking/appointments", &asked(&office, &at(3, 9))).await?)?;
    assert_eq!((problem.status, &*problem.code), (409, "too-many-appointments"));
    // At another agency they count apart, and an officer may book for whoever calls.
    citizen.book(&neighbour, &at(2, 9)).await?;
    let mut by_officer = form(&at(3, 9), None);
    by_officer["requester"] = json!({ "number": citizen.number });
    let by_officer = office.officer.api.post("/appointments", &by_officer).await?.done()?;
    // Moving one is no more than there were. One too many was booked by the officer: two have to go.
    let mine = citizen.list(5).await?;
    let here: Vec<_> = mine.iter().filter(|one| one["agency"]["id"] == json!(office.agency)).collect();
    let id = id_of(here[1])?;
    citizen.post(&format!("{}/move", path(&id)), &json!({ "slot": at(4, 9) })).await?.done()?;
    citizen.post(&format!("{}/cancel", path(&id)), &json!({})).await?.done()?;
    let answer = citizen.post("/booking/appointments", &asked(&office, &at(3, 9))).await?;
    assert_eq!(cause(answer)?, of(409, "too-many-appointments"));
    // One that was opened is not waited for any more.
    let open = format!("/appointments/{}/open", id_of(&by_officer)?);
    office.officer.api.post(&open, &json!({})).await?.done()?;
    citizen.book(&office, &at(3, 9)).await?;
    Ok(())
}

#[tokio::test]
async fn who_repeats_a_booking_under_its_key_gets_the_same_appointment() -> Result<()> {
    let office = office(1).await?;
    let citizen = Citizen::new(&office).await?;
    let (key, form) = (api::Clock.ulid().to_string(), asked(&office, &at(2, 9)));
    let api = citizen.person.api.with_key(&key);
    let booked = api.post("/booking/appointments", &form).await?.done()?;
    let again = api.post("/booking/appointments", &form).await?;
    assert_eq!((again.replayed, again.done()?), (true, booked.clone()));
    let other = api.post("/booking/appointments", &asked(&office, &at(3, 9))).await?;
    assert_eq!(cause(other)?, of(422, "idempotency-key-reused"));
    // Nobody knows any more what was answered, and the place is taken: by this very request.
    died_of_account(&office, &citizen.account, &key, api::Clock.now()).await?;
    let again = api.post("/booking/appointments", &form).await?;
    assert_eq!((again.status, again.done()?), (201, booked));
    assert_eq!((list(&office, "booked").await?.len(), taken(&office, 2, 9).await?), (1, 1));
    // Another account's key is another key.
    let neighbour = Citizen::new(&office).await?;
    let answer = neighbour.person.api.with_key(&key).post("/booking/appointments", &form).await?;
    assert_eq!(cause(answer)?, of(409, "slot-full"));
    Ok(())
}

#[tokio::test]
async fn an_hour_that_cannot_be_had_says_why() -> Result<()> {
    let office = office(1).await?;
    let citizen = Citizen::new(&office).await?;
    let booked = citizen.book(&office, &at(2, 9)).await?;
    booked_by_portal(&office, &at(2, 10)).await?;
    let to = format!("{}/move", path(&id_of(&booked)?));
    let refusals = [
        (at(2, 10), 409, "slot-full"),
        (at(-1, 9), 422, "hour-passed"),
        (at(61, 9), 422, "beyond-horizon"),
        (at(2, 20), 422, "no-such-slot"),
        ("ngày mai".to_owned(), 422, "invalid-field"),
    ];
    for (slot, status, code) in refusals {
        let moved = citizen.post(&to, &json!({ "slot": slot })).await?;
        let new = citizen.post("/booking/appointments", &asked(&office, &slot)).await?;
        for answer in [moved, new] {
            assert_eq!(cause(answer)?, of(status, code), "{slot}");
        }
    }
    assert_eq!(cause(citizen.post(&to, &json!({ "slot": at(2, 9) })).await?)?, of(409, "same-hour"));
    let stale = json!({ "slot": at(2, 11), "version": 7 });
    assert_eq!(cause(citizen.post(&to, &stale).await?)?, of(409, "changed-meanwhile"));
    let short = json!({ "slot": at(2, 11), "reason": "ừ" });
    assert_eq!(cause(citizen.post(&to, &short).await?)?, of(422, "invalid-field"));
    for (field, value) in [
        ("phone", json!("gọi sau 17 giờ")),
        ("notes", json!("a".repeat(1_001))),
        ("document_type", json!("bi-mat")),
    ] {
        let mut form = asked(&office, &at(2, 11));
        form[field] = value;
        let problem = refused(citizen.post("/booking/appointments", &form).await?)?;
        assert_eq!((&*problem.code, problem.facts), ("invalid-field", json!({ "field": field })));
    }
    assert_eq!(all_of(&office, &id_of(&booked)?).await?.0["slot"], booked["slot"]);
    Ok(())
}

#[tokio::test]
async fn an_abolished_agency_takes_no_appointments_and_those_it_has_can_be_cancelled() -> Result<()> {
    let office = office(2).await?;
    let citizen = Citizen::new(&office).await?;
    let id = id_of(&citizen.book(&office, &at(2, 9)).await?)?;
    let (api, agency) = (&citizen.person.api, format!("/booking/agencies/{}", office.agency));
    assert!(is_listed(&citizen, &office).await?);
    abolish(&office).await?;
    assert!(!is_listed(&citizen, &office).await?);
    let answers = [
        api.get(&format!("{agency}/document-types")).await?,
        api.get(&format!("{agency}/slots?date={}", day(2))).await?,
        citizen.post("/booking/appointments", &asked(&office, &at(2, 10))).await?,
        citizen.post(&format!("{}/move", path(&id)), &json!({ "slot": at(2, 10) })).await?,
    ];
    for answer in answers {
        assert_eq!(cause(answer)?, of(403, "agency-abolished"));
    }
    citizen.post(&format!("{}/cancel", path(&id)), &json!({})).await?.done()?;
    for unknown in ["khong-co", "X", "a#b"] {
        let mut form = asked(&office, &at(2, 9));
        form["agency"] = json!(unknown);
        assert_eq!(cause(citizen.post("/booking/appointments", &form).await?)?, of(404, "not-found"));
    }
    Ok(())
}

#[tokio::test]
async fn the_agency_that_runs_the_system_is_no_place_to_certify() -> Result<()> {
    let office = office(2).await?;
    let citizen = Citizen::new(&office).await?;
    Centre::enter(&office.stack).await?;
    let centre = "trung-uong";
    assert!(is_listed(&citizen, &office).await?);
    assert!(listed(&citizen, centre).await?.is_none());
    let agency = format!("/booking/agencies/{centre}");
    let form = json!({ "agency": centre, "slot": at(2, 9), "document_type": "bang-tot-nghiep" });
    for answer in [
        citizen.person.api.get(&format!("{agency}/document-types")).await?,
        citizen.person.api.get(&format!("{agency}/slots?date={}", day(2))).await?,
        citizen.post("/booking/appointments", &form).await?,
    ] {
        let problem = refused(answer)?;
        assert_eq!((problem.status, &*problem.code), (404, "not-found"));
        assert!(problem.detail.contains("Chọn một đơn vị trong danh sách"), "{}", problem.detail);
    }
    Ok(())
}

#[tokio::test]
async fn what_a_requester_typed_is_refused_in_words_for_the_requester() -> Result<()> {
    let office = office(2).await?;
    let citizen = Citizen::new(&office).await?;
    let mut form = asked(&office, &at(2, 9));
    for (phone, reason) in [
        ("0912 345 67x", "chỉ gồm chữ số"),
        ("0168 934 5678", "đã đổi thành 10 chữ số"),
        ("912345678", "thiếu hoặc thừa chữ số"),
    ] {
        form["phone"] = json!(phone);
        let problem = refused(citizen.post("/booking/appointments", &form).await?)?;
        assert_eq!(problem.facts, json!({ "field": "phone" }), "{phone}");
        assert!(
            problem.detail.contains(reason) && !problem.detail.contains("gười dân"),
            "{}",
            problem.detail
        );
    }
    form["phone"] = json!("+84 (0)912 345 678");
    let booked = citizen.post("/booking/appointments", &form).await?.done()?;
    assert_eq!((&booked["phone"], &booked["gets_sms"]), (&json!("+84912345678"), &json!(true)));
    let short =
        citizen.post(&format!("{}/cancel", path(&id_of(&booked)?)), &json!({ "reason": "a" })).await?;
    let problem = refused(short)?;
    assert_eq!(problem.facts, json!({ "field": "reason" }));
    assert_eq!(problem.detail, "Lý do cần từ 3 đến 1.000 ký tự, hoặc để trống.");
    Ok(())
}

/// Whether the agency is among those that take appointments.
async fn is_listed(citizen: &Citizen, office: &Office) -> Result<bool> {
    let found = listed(citizen, &office.agency.to_string()).await?;
    let locality = found.as_ref().map(|agency| &agency["locality"]);
    assert!(locality.is_none_or(|locality| locality == "Phường An Bình Mới, thành phố An Bình"));
    Ok(found.is_some())
}

/// An agency in the list of those that take appointments.
async fn listed(citizen: &Citizen, id: &str) -> Result<Option<Value>> {
    let mut cursor = String::new();
    loop {
        let page = citizen.person.api.get(&format!("/booking/agencies?limit=200{cursor}")).await?.done()?;
        let agencies = page["agencies"].as_array().context("no agencies")?;
        if let Some(found) = agencies.iter().find(|agency| agency["id"] == json!(id)) {
            return Ok(Some(found.clone()));
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(None),
        }
    }
}

#[tokio::test]
async fn an_account_that_the_directory_has_not_cannot_book() -> Result<()> {
    let office = office(2).await?;
    let stranger = Person::requester(&office.stack, &account(), "Lê Thị Lạ").await?;
    let answer = stranger.api.post("/booking/appointments", &asked(&office, &at(2, 9))).await?;
    assert_eq!(cause(answer)?, of(404, "account-not-found"));
    assert_eq!(taken(&office, 2, 9).await?, 0);
    Ok(())
}

#[tokio::test]
async fn when_the_hour_has_come_the_agency_decides() -> Result<()> {
    let office = office(2).await?;
    let citizen = Citizen::new(&office).await?;
    let id = id_of(&citizen.book(&office, &at(2, 9)).await?)?;
    // As time would have made it.
    let update = json!({
        "TableName": office.stack.table,
        "Key": { "pk": { "S": format!("A#{}#APPOINTMENT#{id}", office.agency) }, "sk": { "S": "APPOINTMENT" } },
        "ConditionExpression": "attribute_exists(pk)",
        "UpdateExpression": "SET body.slot = :past",
        "ExpressionAttributeValues": { ":past": { "S": day(-1).at(9, 0, 0, 0).to_string() } },
    });
    dynamodb(&office.stack, "UpdateItem", &update).await?;
    let seen = citizen.person.api.get(&path(&id)).await?.done()?;
    assert_eq!(seen["may_change"], false);
    for (step, body) in [("move", json!({ "slot": at(4, 9) })), ("cancel", json!({}))] {
        let answer = citizen.post(&format!("{}/{step}", path(&id)), &body).await?;
        assert_eq!(cause(answer)?, of(409, "hour-begun"));
    }
    Ok(())
}

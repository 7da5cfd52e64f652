//! Requesters book, move and cancel for themselves, at any agency.

mod refusals;

use anyhow::{Context as _, Result};
use journeys::{Office, Person, until};
use serde_json::{Value, json};

use super::{account, all_of, at, form, id_of, mobile, notified, office, taken, texted};
use crate::{
    refusals::{cause, of},
    scene::column,
};

/// A requester whose account the directory has, with the account's identifier and its number.
pub(super) struct Citizen {
    person: Person,
    account: String,
    number: String,
}

impl Citizen {
    pub(super) async fn new(office: &Office) -> Result<Self> {
        let (account, serial) = (account(), api::Clock.ulid().random() % 1_000_000);
        let number = format!("001099{serial:06}");
        office.add_account(&number, &account, "Trần Văn Thử").await?;
        let person = Person::requester(&office.stack, &account, "Trần Văn Thử").await?;
        Ok(Self { person, account, number })
    }

    pub(super) async fn post(&self, path: &str, body: &Value) -> Result<journeys::Answer> {
        self.person.api.post(path, body).await
    }

    async fn book(&self, office: &Office, slot: &str) -> Result<Value> {
        self.post("/booking/appointments", &asked(office, slot)).await?.done()
    }

    /// The account's appointments, once the list has that many.
    async fn list(&self, many: usize) -> Result<Vec<Value>> {
        until(format!("{many} appointments in the list"), async || {
            let page = self.person.api.get("/booking/appointments").await?.done()?;
            let found = page["appointments"].as_array().context("no appointments")?.clone();
            Ok((found.len() == many).then_some(found))
        })
        .await
    }
}

pub(super) fn asked(office: &Office, slot: &str) -> Value {
    json!({ "agency": office.agency, "slot": slot, "document_type": "bang-tot-nghiep" })
}

fn path(id: &str) -> String {
    format!("/booking/appointments/{id}")
}

#[tokio::test]
async fn a_requester_finds_an_agency_books_moves_and_cancels() -> Result<()> {
    let (office, phone) = (office(1).await?, mobile());
    let citizen = Citizen::new(&office).await?;
    let api = &citizen.person.api;
    let agency = format!("/booking/agencies/{}", office.agency);
    let types = api.get(&format!("{agency}/document-types")).await?.done()?;
    let of_officer = office.officer.api.get("/document-types").await?.done()?;
    assert_eq!(types["document_types"], of_officer["document_types"]);
    let day = super::day(2);
    let slots = api.get(&format!("{agency}/slots?date={day}")).await?.done()?;
    assert_eq!(slots, office.officer.api.get(&format!("/slots?date={day}")).await?.done()?);

    let mut form = asked(&office, &at(2, 9));
    (form["phone"], form["notes"]) = (json!(phone), json!(" Có hai tờ. "));
    let booked = citizen.post("/booking/appointments", &form).await?;
    assert_eq!(booked.status, 201);
    let booked = booked.done()?;
    let id = id_of(&booked)?;
    assert_eq!(
        (&booked["agency"]["id"], &booked["slot"], &booked["state"], &booked["origin"]),
        (&json!(office.agency), &json!(at(2, 9)), &json!("booked"), &json!("requester"))
    );
    assert_eq!(
        (&booked["may_change"], &booked["phone"], &booked["gets_sms"], &booked["notes"]),
        (&json!(true), &json!(phone), &json!(true), &json!("Có hai tờ."))
    );
    assert!(notified(&office, &citizen.account, "Lịch hẹn chứng thực").await?.contains("đã ghi nhận"));
    texted(&office, &phone, "lich hen").await?;
    // The officer sees the same appointment, and whose it is.
    let (seen, _) = all_of(&office, &id).await?;
    assert_eq!(seen["requester"], json!({ "name": "Trần Văn Thử", "account": citizen.account }));
    assert_eq!((&seen["origin"], &seen["booked_by"]), (&json!("requester"), &Value::Null));
    // The hour is taken, for officers and requesters alike.
    let slots = api.get(&format!("{agency}/slots?date={day}")).await?.done()?;
    let offered = column(slots["slots"].as_array().context("no slots")?, "slot");
    assert!(!offered.contains(&json!(at(2, 9))) && offered.contains(&json!(at(2, 10))), "{offered:?}");

    let to = json!({ "version": booked["version"], "slot": at(3, 10) });
    let moved = citizen.post(&format!("{}/move", path(&id)), &to).await?.done()?;
    assert_eq!((&moved["slot"], &moved["version"]), (&json!(at(3, 10)), &json!(2)));
    assert_eq!((taken(&office, 2, 9).await?, taken(&office, 3, 10).await?), (0, 1));
    assert!(notified(&office, &citizen.account, "Dời lịch hẹn").await?.contains("Người yêu cầu đề nghị"));

    let why = json!({ "reason": "Tôi không cần bản sao nữa." });
    let cancelled = citizen.post(&format!("{}/cancel", path(&id)), &why).await?.done()?;
    assert_eq!((&cancelled["state"], &cancelled["may_change"]), (&json!("cancelled"), &json!(false)));
    assert_eq!(
        (&cancelled["cancelled"]["by"], &cancelled["cancelled"]["reason"]),
        (&json!("requester"), &why["reason"])
    );
    assert_eq!(taken(&office, 3, 10).await?, 0);
    assert_eq!(api.get(&path(&id)).await?.done()?, cancelled);

    let (seen, history) = all_of(&office, &id).await?;
    assert_eq!(seen["cancelled"]["by"], "Trần Văn Thử");
    let lines = history["history"].as_array().context("no lines")?;
    assert_eq!(column(lines, "action"), ["book", "reschedule", "cancel"]);
    assert_eq!(column(lines, "by"), ["Trần Văn Thử"; 3]);
    assert_eq!(column(lines, "role"), ["requester"; 3]);
    for (step, body) in [("move", json!({ "slot": at(4, 9) })), ("cancel", json!({}))] {
        let answer = citizen.post(&format!("{}/{step}", path(&id)), &body).await?;
        assert_eq!(cause(answer)?, of(409, "wrong-state"));
    }
    Ok(())
}

#[tokio::test]
async fn the_list_has_every_appointment_of_the_account_whoever_booked_it() -> Result<()> {
    let (office, neighbour) = (office(2).await?, super::office(2).await?);
    let citizen = Citizen::new(&office).await?;
    let first = citizen.book(&office, &at(2, 9)).await?;
    let by_officer = {
        let mut form = form(&at(4, 8), None);
        form["requester"] = json!({ "number": citizen.number });
        neighbour.officer.api.post("/appointments", &form).await?.done()?
    };
    let event = super::event(&super::requested(&office, &citizen.account, &at(3, 11), &mobile()));
    journeys::invoke(&office.stack, "reschedule", &event).await?;

    let listed = citizen.list(3).await?;
    assert_eq!(column(&listed, "slot"), [at(4, 8), at(3, 11), at(2, 9)]);
    assert_eq!(column(&listed, "origin"), ["officer", "portal", "requester"]);
    assert_eq!((&listed[0]["id"], &listed[2]), (&by_officer["id"], &first));
    assert_eq!(listed[0]["agency"]["id"], json!(neighbour.agency));
    // Page by page, and where they lie after one was moved.
    let to = json!({ "slot": at(5, 9) });
    citizen.post(&format!("{}/move", path(&id_of(&first)?)), &to).await?.done()?;
    let api = &citizen.person.api;
    let slots = |page: &Value| column(page["appointments"].as_array().map_or(&[], Vec::as_slice), "slot");
    until("the moved one is first", async || {
        let page = api.get("/booking/appointments?limit=2").await?.done()?;
        Ok((slots(&page) == [at(5, 9), at(4, 8)]).then_some(()))
    })
    .await?;
    let page = api.get("/booking/appointments?limit=2").await?.done()?;
    let cursor = page["next"].as_str().context("no next page")?.replace('#', "%23");
    let rest = api.get(&format!("/booking/appointments?limit=2&cursor={cursor}")).await?.done()?;
    assert_eq!((slots(&rest), &rest["next"]), (vec![json!(at(3, 11))], &Value::Null));
    for wrong in ["limit=0", "limit=101", "limit=x", "cursor=x"] {
        let answer = api.get(&format!("/booking/appointments?{wrong}")).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{wrong}");
    }
    Ok(())
}

#[tokio::test]
async fn another_account_s_appointment_is_not_there() -> Result<()> {
    let office = office(2).await?;
    let (citizen, other) = (Citizen::new(&office).await?, Citizen::new(&office).await?);
    let id = id_of(&citizen.book(&office, &at(2, 9)).await?)?;
    let before = all_of(&office, &id).await?;
    for id in [&*id, "01K8E5V3YJ9X0W6P2R4T7Q1Z5B", "x", "lịch-hẹn"] {
        let path = path(id);
        let answers = [
            other.person.api.get(&path).await?,
            other.post(&format!("{path}/move"), &json!({ "slot": at(2, 10) })).await?,
            other.post(&format!("{path}/cancel"), &json!({})).await?,
        ];
        for answer in answers {
            assert_eq!(cause(answer)?, of(404, "not-found"), "{id}");
        }
    }
    assert_eq!(other.list(0).await?, [] as [Value; 0]);
    assert_eq!(all_of(&office, &id).await?, before);
    // Officials have operations of their own, and requesters none of theirs.
    for api in [&office.officer.api, &office.clerk.api] {
        assert_eq!(cause(api.get(&path(&id)).await?)?, of(403, "wrong-role"));
    }
    let answer = citizen.person.api.get(&format!("/appointments/{id}")).await?;
    assert_eq!(cause(answer)?, of(403, "no-agency"));
    Ok(())
}

//! Appointments: from the portal's event or the officer's call to the case, and every way in between.

mod booking;
mod crowd;
mod displaced;
mod ending;
mod hours;
mod moving;
mod opening;
mod portal;
mod reminders;
mod requester;
mod roles;

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use certification::{
    AppointmentId, Calendar,
    calendar::{Exception, OpeningDay, Shift},
    notice::{About, Delivery},
    time,
};
use jiff::{
    ToSpan as _,
    civil::{Date, Time},
};
use journeys::{Office, Signing, until};
use serde_json::{Value, json};

use crate::scene::unequipped;

/// An office that takes appointments every day from 7:00 to 17:00, in slots of half an hour.
pub(crate) async fn office(capacity: u32) -> Result<Office> {
    let office = unequipped(&Signing::chair()).await?;
    set_calendar(&office, calendar(capacity, (7, 17))?).await?;
    Ok(office)
}

/// A calendar that is the same every day, between two hours.
fn calendar(capacity: u32, (opens, closes): (i8, i8)) -> Result<Calendar> {
    let hour = |hour| Time::constant(hour, 0, 0, 0);
    let day = OpeningDay::new(vec![Shift { opens: hour(opens), closes: hour(closes) }], capacity)?;
    Ok(Calendar::standard().with_week(std::array::from_fn(|_| day.clone()), 30)?)
}

fn closed(day: Date, reason: &str) -> BTreeMap<Date, Exception> {
    [(day, Exception::Closed { reason: reason.to_owned() })].into()
}

/// Open appointments that requesters may hold at an agency: the template's default.
const MOST_OPEN: usize = 3;

/// Ends an agency, as the centre would.
async fn abolish(office: &Office) -> Result<()> {
    let records = office.stack.records();
    let agency = records.agency(&office.agency).await?.context("no agency")?;
    let status = certification::agency::AgencyStatus::Abolished;
    records.save_agency(&certification::agency::Agency { status, ..agency }).await?;
    Ok(())
}

async fn set_calendar(office: &Office, calendar: Calendar) -> Result<()> {
    let records = office.stack.records();
    let agency = records.agency(&office.agency).await?.context("no agency")?;
    records.save_agency(&certification::agency::Agency { calendar, ..agency }).await?;
    Ok(())
}

/// The day in Vietnam that many days from now.
pub(crate) fn day(days: i32) -> Date {
    time::day(api::Clock.now()).saturating_add(days.days())
}

/// An hour of that day, as the API says it.
pub(crate) fn at(days: i32, hour: i8) -> String {
    time::iso_local(day(days).at(hour, 0, 0, 0))
}

/// A mobile number that nobody else has.
fn mobile() -> String {
    format!("+849{:08}", api::Clock.ulid().random() % 100_000_000)
}

/// An account of the portal that nobody else has.
fn account() -> String {
    format!("dvcqg-{}", api::Clock.ulid())
}

/// What the portal sends.
fn requested(office: &Office, account: &str, slot: &str, phone: &str) -> Value {
    json!({
        "id": format!("dvcqg-{}", api::Clock.ulid()),
        "agency": office.agency,
        "slot": slot,
        "document_type": "bang-tot-nghiep",
        "requester": { "name": "Trần Thị Bình", "account": account, "phone": phone },
    })
}

/// The event around it, as the function gets it.
fn event(detail: &Value) -> Value {
    json!({
        "version": "0",
        "id": api::Clock.ulid().to_string(),
        "detail-type": "AppointmentRequested",
        "source": "vn.gov.dichvucong",
        "detail": detail,
    })
}

/// What the officer fills in for somebody without an account.
pub(crate) fn form(slot: &str, phone: Option<&str>) -> Value {
    let address = format!("{}@thu.example.vn", api::Clock.ulid().to_string().to_lowercase());
    json!({
        "requester": { "name": "Trần Thị Bình", "email": address },
        "phone": phone,
        "document_type": "bang-tot-nghiep",
        "slot": slot,
    })
}

/// An appointment that the officer booked.
pub(crate) async fn booked(office: &Office, slot: &str) -> Result<Value> {
    office.officer.api.post("/appointments", &form(slot, Some(&mobile()))).await?.done()
}

/// An appointment that the portal booked, with its account and number.
async fn booked_by_portal(office: &Office, slot: &str) -> Result<(Value, String, String)> {
    let (account, phone) = (account(), mobile());
    journeys::invoke(&office.stack, "reschedule", &event(&requested(office, &account, slot, &phone))).await?;
    let list = list(office, "booked").await?;
    let found = list.into_iter().find(|one| one["requester"]["account"] == *account);
    Ok((found.context("the portal's appointment is not listed")?, account, phone))
}

/// The first page of the appointments in a state.
async fn list(office: &Office, state: &str) -> Result<Vec<Value>> {
    let page = office.officer.api.get(&format!("/appointments?state={state}")).await?.done()?;
    Ok(page["appointments"].as_array().context("no appointments")?.clone())
}

/// An appointment and its history, to be the same before and after a refusal.
async fn all_of(office: &Office, id: &str) -> Result<(Value, Value)> {
    let api = &office.officer.api;
    let appointment = api.get(&format!("/appointments/{id}")).await?.done()?;
    Ok((appointment, api.get(&format!("/appointments/{id}/history")).await?.done()?))
}

/// What a refusal says of the last line of a history.
fn last_of(history: &Value) -> Value {
    let lines = history["history"].as_array();
    let Some(line) = lines.and_then(|lines| lines.last()) else { return Value::Null };
    json!({
        "action": line["action"],
        "at": line["at"],
        "by": line["by"],
        "role": line["role"],
        "state": line["to"],
    })
}

pub(crate) fn id_of(view: &Value) -> Result<String> {
    Ok(view["id"].as_str().context("no identifier")?.to_owned())
}

/// Places taken at an hour of a day, by the counter.
pub(crate) async fn taken(office: &Office, days: i32, hour: i8) -> Result<u32> {
    let taken = office.stack.records().taken_places(&office.agency, day(days)).await?;
    Ok(taken.get(&Time::constant(hour, 0, 0, 0)).copied().unwrap_or(0))
}

/// Free places at an hour, as offered; `None` when the hour is not offered.
async fn free(office: &Office, slot: &str) -> Result<Option<u64>> {
    let date = slot.split('T').next().unwrap_or_default();
    let day = office.officer.api.get(&format!("/slots?date={date}")).await?.done()?;
    let slots = day["slots"].as_array().context("no slots")?;
    Ok(slots.iter().find(|one| one["slot"] == slot).and_then(|one| one["free"].as_u64()))
}

/// Waits for a notice in the account's inbox whose title has some words; gives its text.
async fn notified(office: &Office, account: &str, words: &str) -> Result<String> {
    until(format!("{words} in the inbox of {account}"), async || {
        let inbox = office.stack.records().inbox(account).await?;
        Ok(inbox.into_iter().find(|item| item.title.contains(words)).map(|item| item.text))
    })
    .await
}

/// Waits for a text message that has some words.
async fn texted(office: &Office, number: &str, words: &str) -> Result<String> {
    until(format!("an SMS with {words}"), async || {
        let sent = journeys::emulator::sms_to(&office.stack, number).await?;
        Ok(sent.into_iter().find(|text| text.contains(words)))
    })
    .await
}

/// The ledger of an appointment.
async fn ledger(office: &Office, id: &str) -> Result<Vec<Delivery>> {
    let about: About = id.parse::<AppointmentId>()?.into();
    Ok(office.stack.records().deliveries(&office.agency, about).await?)
}

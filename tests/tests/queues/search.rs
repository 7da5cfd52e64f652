//! Queues narrowed down by day, type and words, page after page.

use anyhow::{Context as _, Result};
use certification::time;
use jiff::{ToSpan as _, civil::Date};
use journeys::{Office, Requester, Signing};
use serde_json::{Value, json};

use super::received_at;
use crate::{
    refusals::{cause, of, refused},
    scene::{column, office, small_scan, unequipped},
};

/// Opens a case over the API.
async fn open(office: &Office, name: &str, code: &str, original: &str) -> Result<String> {
    let body = json!({
        "requester": { "name": name, "email": "nguoi-dan@thu.example.vn" },
        "document_type": code,
        "original_name": original,
    });
    let case = office.officer.api.post("/cases", &body).await?.done()?;
    Ok(case["id"].as_str().context("no identifier")?.to_owned())
}

/// A page: the identifiers on it, and where it says that the next one begins.
async fn page(office: &Office, query: &str) -> Result<(Vec<Value>, Option<String>)> {
    let page = office.officer.api.get(&format!("/cases?{query}")).await?.done()?;
    let cases = page["cases"].as_array().context("no cases")?;
    Ok((column(cases, "id"), page["next"].as_str().map(|next| next.replace('#', "%23").replace('+', "%2B"))))
}

/// All pages of a list, each with its identifiers.
async fn pages(office: &Office, query: &str) -> Result<Vec<Vec<Value>>> {
    let (first, mut next) = page(office, query).await?;
    let mut pages = vec![first];
    while let Some(cursor) = next {
        let (found, after) = page(office, &format!("{query}&cursor={cursor}")).await?;
        pages.push(found);
        next = after;
    }
    Ok(pages)
}

#[tokio::test]
async fn a_case_is_found_by_names_without_diacritics_and_by_type() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let dao = open(&office, "Nguyễn Thị Đào", "bang-tot-nghiep", "Bằng tốt nghiệp đại học").await?;
    let dau = open(&office, "Nguyễn Văn Dậu", "khac", "Giấy khai sinh").await?;
    for (query, expected) in [
        ("search=nguyen", vec![&dao, &dau]),
        ("search=NGUYỄN dao", vec![&dao]),
        ("search=đâu", vec![&dau]),
        ("search=khai sinh", vec![&dau]),
        ("search=dai%20hoc", vec![&dao]),
        ("search=nguyen&type=khac", vec![&dau]),
        ("type=bang-tot-nghiep", vec![&dao]),
        ("search=nguyen&order=newest", vec![&dau, &dao]),
        ("order=newest", vec![&dau, &dao]),
        (&format!("search={}", &dau[18..]), vec![&dau]),
        ("search=trần", vec![]),
        ("search=đào&type=khac", vec![]),
        ("type=khong-co", vec![]),
    ] {
        let found = page(&office, &format!("state=draft&{query}")).await?;
        assert_eq!(found, (expected.into_iter().map(|id| json!(id)).collect(), None), "{query}");
    }
    // What is found belongs to the caller's agency and to the state.
    let neighbour = unequipped(&Signing::chair()).await?;
    assert_eq!(page(&neighbour, "state=draft&search=nguyen").await?, (vec![], None));
    assert_eq!(page(&office, "state=returned&search=nguyen").await?, (vec![], None));
    Ok(())
}

#[tokio::test]
async fn a_numbered_case_is_found_by_its_number_and_its_check_code() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    let case = office.number(&case, &office.book().await?).await?;
    let (number, code) = (&case["number"]["text"], &case["check_code"]);
    for search in [number.as_str().context("no number")?, code.as_str().context("no code")?] {
        let found = page(&office, &format!("state=numbered&search={search}")).await?;
        assert_eq!(found, (vec![case["id"].clone()], None), "{search}");
    }
    assert_eq!(page(&office, "state=numbered&search=9999").await?, (vec![], None));
    Ok(())
}

#[tokio::test]
async fn a_day_has_what_was_received_on_it_however_long_it_takes() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let day: Date = time::day(api::Clock.now()).checked_sub(14.days())?;
    let midnight = time::at(day.at(0, 0, 0, 0));
    // The last instant of the day before, the first and the last of the day, the first of the day after.
    let times = [midnight - 1.second(), midnight, midnight + 24.hours() - 1.second(), midnight + 24.hours()];
    let cases = received_at(&office, times, "Lê Văn Tám").await?;
    let agreed = json!({ "ground": "complex", "days": 30, "agreement": "01/2026" });
    office.officer.api.post(&format!("/cases/{}/extend", cases[1]), &agreed).await?.done()?;
    let of_day = [json!(cases[2]), json!(cases[1])];
    assert_eq!(pages(&office, &format!("state=draft&day={day}")).await?.concat(), of_day);
    // One a page, in both directions.
    for (order, expected) in [("oldest", [0, 1]), ("newest", [1, 0])] {
        let pages = pages(&office, &format!("state=draft&day={day}&limit=1&order={order}")).await?;
        assert_eq!(pages.concat(), expected.map(|at| of_day[at].clone()), "{order}");
        assert!(pages.iter().all(|page| page.len() <= 1), "{pages:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_search_reads_a_long_queue_bit_by_bit_and_says_where_it_goes_on() -> Result<()> {
    const MANY: usize = 620;
    let office = unequipped(&Signing::chair()).await?;
    let now = api::Clock.now();
    let first = received_at(&office, [now - 240.hours()], "Đỗ Đầu").await?;
    received_at(&office, (0..MANY).map(|_| now - 120.hours()), "Lê Văn Tám").await?;
    let mut last = received_at(&office, [now, now], "Đỗ Cuối").await?;
    // Due at the same time, so that their identifiers decide.
    last.sort();

    // The first request finds the one at the head and has read enough; the next one finds the rest.
    let pages = pages(&office, "state=draft&search=do").await?;
    assert_eq!(pages.len(), 2, "{pages:?}");
    assert_eq!(pages[0], [json!(first[0])]);
    assert_eq!(pages[1], [json!(last[0]), json!(last[1])]);
    // A full page ends at its last case, wherever that stands.
    let (newest, next) = page(&office, "state=draft&search=do&order=newest&limit=1").await?;
    assert_eq!((newest, next.is_some()), (vec![json!(last[1])], true));
    // Nothing is narrowed down: pages of the asked length.
    let (found, next) = page(&office, "state=draft&limit=100").await?;
    assert_eq!((found.len(), next.is_some()), (100, true));
    Ok(())
}

#[tokio::test]
async fn a_personal_number_is_not_taken_in_an_address() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    for search in ["001099000001", "012345678", "Bình 001 099 000 001"] {
        let problem = refused(office.officer.api.get(&format!("/cases?state=draft&search={search}")).await?)?;
        assert_eq!((problem.status, &*problem.code), (400, "personal-number-in-address"), "{search}");
        assert!(problem.detail.contains("họ tên") && !problem.detail.contains(search), "{}", problem.detail);
    }
    for query in [
        "search=",
        "search=%20",
        &format!("search={}", "a".repeat(101)),
        "day=hom-nay",
        "day=2026-13-01",
        "order=due",
        // A place before the day.
        "day=2026-11-24&cursor=2026-11-23T10:00:00.000Z%2301K8E5V3YJ9X0W6P2R4T7Q1Z5B",
    ] {
        let answer = office.officer.api.get(&format!("/cases?state=draft&{query}")).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{query}");
    }
    Ok(())
}

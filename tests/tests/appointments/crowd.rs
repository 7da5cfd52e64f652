//! Two hundred people want five places at once; officers and requesters want the last one.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use futures_util::future::{join, join_all};

use super::{
    at, form, list, office,
    requester::{Citizen, asked},
    taken,
};
use crate::refusals::{cause, refused};

const CROWD: usize = 200;
const PLACES: u32 = 5;

#[tokio::test]
async fn of_two_hundred_who_want_five_places_at_once_five_get_one() -> Result<()> {
    let office = office(PLACES).await?;
    let (api, slot) = (&office.officer.api, at(2, 9));
    let bookings = (0..CROWD).map(async |_| api.post("/appointments", &form(&slot, None)).await);
    let mut answers = BTreeMap::new();
    for answer in join_all(bookings).await {
        let answer = answer?;
        let said = if answer.status == 201 { (201, "booked".to_owned()) } else { cause(answer)? };
        *answers.entry(said).or_insert(0) += 1;
    }

    let expected = [((201, "booked".to_owned()), 5), ((409, "slot-full".to_owned()), 195)];
    assert_eq!(answers, expected.into());
    let booked = list(&office, "booked").await?;
    assert_eq!((booked.len(), taken(&office, 2, 9).await?), (5, PLACES));
    for appointment in booked {
        let id = appointment["id"].as_str().context("no identifier")?;
        let history = api.get(&format!("/appointments/{id}/history")).await?.done()?;
        assert_eq!(history["history"].as_array().map(Vec::len), Some(1));
    }
    Ok(())
}

#[tokio::test]
async fn of_an_officer_and_a_requester_at_one_moment_one_gets_the_last_place() -> Result<()> {
    let office = office(1).await?;
    // Once in each hour of a morning, two at a time; then fifty for one hour.
    let crowds = (8..=10).map(|hour| (hour, 1)).chain([(14, 25)]);
    for (hour, each) in crowds {
        let slot = at(2, hour);
        // another one each time: a requester may hold only so many appointments
        let citizen = Citizen::new(&office).await?;
        let by_officer =
            (0..each).map(async |_| office.officer.api.post("/appointments", &form(&slot, None)).await);
        let by_requester =
            (0..each).map(async |_| citizen.post("/booking/appointments", &asked(&office, &slot)).await);
        let (by_officer, by_requester) = join(join_all(by_officer), join_all(by_requester)).await;
        let mut booked = 0;
        for answer in by_officer.into_iter().chain(by_requester) {
            let answer = answer?;
            if answer.status == 201 {
                booked += 1;
                continue;
            }
            let problem = refused(answer)?;
            assert_eq!((problem.status, &*problem.code), (409, "slot-full"), "{hour}");
            assert!(problem.detail.contains("chọn giờ khác"), "{}", problem.detail);
        }
        assert_eq!((booked, taken(&office, 2, hour).await?), (1, 1), "{hour}");
    }
    assert_eq!(list(&office, "booked").await?.len(), 4);
    Ok(())
}

//! Two hundred people want five places at once.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use futures_util::future::join_all;

use super::{at, form, list, office, taken};
use crate::refusals::cause;

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

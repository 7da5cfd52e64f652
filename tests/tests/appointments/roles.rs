//! Whose appointments they are, and who may do what with them.

use anyhow::Result;
use serde_json::{Value, json};

use super::{all_of, at, booked, form, id_of, office, taken};
use crate::{
    refusals::{cause, of, refused},
    scene::nothing,
};

/// Every step, with a body that its owner could send.
fn steps() -> [(&'static str, Value); 4] {
    let moved = json!({ "slot": at(2, 10), "reason": "Cán bộ bận." });
    let reason = json!({ "reason": "Người dân xin hủy." });
    [("open", nothing()), ("reschedule", moved), ("cancel", reason), ("no-show", nothing())]
}

#[tokio::test]
async fn appointments_are_the_officer_s_work() -> Result<()> {
    let office = office(2).await?;
    let id = id_of(&booked(&office, &at(2, 9)).await?)?;
    let before = all_of(&office, &id).await?;
    for api in [&office.signer.api, &office.clerk.api] {
        let mut answers = vec![
            api.get(&format!("/slots?date={}", super::day(2))).await?,
            api.get("/appointments").await?,
            api.get(&format!("/appointments/{id}")).await?,
            api.get(&format!("/appointments/{id}/history")).await?,
            api.post("/appointments", &form(&at(2, 9), None)).await?,
        ];
        for (step, body) in steps() {
            answers.push(api.post(&format!("/appointments/{id}/{step}"), &body).await?);
        }
        for answer in answers {
            let problem = refused(answer)?;
            assert_eq!((problem.status, &*problem.code), (403, "wrong-role"));
            assert!(problem.detail.contains("cán bộ tư pháp"), "{}", problem.detail);
        }
    }
    assert_eq!(all_of(&office, &id).await?, before);
    assert_eq!(taken(&office, 2, 9).await?, 1);
    Ok(())
}

#[tokio::test]
async fn another_agency_s_appointment_is_not_there_and_one_that_names_nothing_neither() -> Result<()> {
    let (office, neighbour) = (office(2).await?, super::office(2).await?);
    let id = id_of(&booked(&office, &at(2, 9)).await?)?;
    let before = all_of(&office, &id).await?;
    let api = &neighbour.officer.api;
    for id in [&*id, "01K8E5V3YJ9X0W6P2R4T7Q1Z5B", "x", "lịch-hẹn"] {
        let mut answers = vec![
            api.get(&format!("/appointments/{id}")).await?,
            api.get(&format!("/appointments/{id}/history")).await?,
        ];
        for (step, body) in steps() {
            answers.push(api.post(&format!("/appointments/{id}/{step}"), &body).await?);
        }
        for answer in answers {
            assert_eq!(cause(answer)?, of(404, "not-found"), "{id}");
        }
    }
    assert_eq!(all_of(&office, &id).await?, before);
    Ok(())
}

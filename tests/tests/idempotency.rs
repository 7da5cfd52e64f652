//! Requests that are repeated under an idempotency key.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use futures_util::future::try_join_all;
use journeys::{Api, Office, Person, Requester, Signing, dynamodb};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    refusals::{cause, of},
    scene::{nothing, office, small_scan, unequipped},
};

fn new_key() -> String {
    api::Clock.ulid().to_string()
}

fn request() -> Value {
    json!({ "requester": { "name": "Trần Thị Bình", "email": "binh@thu.example.vn" }, "document_type": "khac" })
}

async fn drafts(api: &Api) -> Result<Vec<Value>> {
    Ok(api.get("/cases?state=draft").await?.done()?["cases"].as_array().context("no cases")?.clone())
}

/// Leaves the record of a key as an attempt leaves it that died before its answer was stored.
pub(crate) async fn died(
    office: &Office,
    official: &Person,
    key: &str,
    lease: jiff::Timestamp,
) -> Result<()> {
    died_in(office, &format!("A#{}#OFFICIAL#{}", office.agency, official.id), key, lease).await
}

/// The same of a requester's key.
pub(crate) async fn died_of_account(
    office: &Office,
    account: &str,
    key: &str,
    lease: jiff::Timestamp,
) -> Result<()> {
    died_in(office, &format!("REQUESTER#{account}"), key, lease).await
}

async fn died_in(office: &Office, pk: &str, key: &str, lease: jiff::Timestamp) -> Result<()> {
    let sk = format!("ATTEMPT#{}", hex::encode(Sha256::digest(key)));
    let update = json!({
        "TableName": office.stack.table,
        "Key": { "pk": { "S": pk }, "sk": { "S": sk } },
        "ConditionExpression": "attribute_exists(pk)",
        "UpdateExpression": "SET body.answer = :none, body.leased_until = :lease",
        "ExpressionAttributeValues": { ":none": { "NULL": true }, ":lease": { "S": lease.to_string() } },
    });
    dynamodb(&office.stack, "UpdateItem", &update).await.map(drop)
}

#[tokio::test]
async fn the_same_request_with_the_same_key_gets_the_first_answer_again() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let (key, body) = (new_key(), request());
    let keyed = office.officer.api.with_key(&key);

    let first = keyed.post("/cases", &body).await?;
    let again = keyed.post("/cases", &body).await?;
    assert_eq!((first.status, first.replayed), (201, false));
    assert_eq!((again.status, again.replayed, &again.body), (201, true, &first.body));
    assert_eq!(drafts(&office.officer.api).await?.len(), 1);

    // Without a key, or with another one, it is another request.
    office.officer.api.post("/cases", &body).await?.done()?;
    office.officer.api.with_key(&new_key()).post("/cases", &body).await?.done()?;
    assert_eq!(drafts(&office.officer.api).await?.len(), 3);
    Ok(())
}

#[tokio::test]
async fn a_refusal_is_kept_like_any_answer() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    let keyed = office.officer.api.with_key(&new_key());
    let path = format!("/cases/{case}/submit");
    let first = keyed.post(&path, &nothing()).await?;
    let again = keyed.post(&path, &nothing()).await?;
    assert!(again.replayed);
    assert_eq!(again.body, first.body);
    assert_eq!(cause(again)?, of(409, "scan-missing"));
    Ok(())
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_official() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let key = new_key();
    let keyed = office.officer.api.with_key(&key);
    let opened = keyed.post("/cases", &request()).await?.done()?;
    let case = opened["id"].as_str().context("no id")?;

    let mut other = request();
    other["copies"] = json!(2);
    for (path, body) in [
        ("/cases".to_owned(), other),
        ("/accounts/lookup".to_owned(), request()),
        (format!("/cases/{case}/cancel"), nothing()),
    ] {
        assert_eq!(cause(keyed.post(&path, &body).await?)?, of(422, "idempotency-key-reused"), "{path}");
    }
    assert_eq!(office.read(case).await?, opened);

    // Somebody else's key of the same text has nothing to do with it.
    let book = json!({ "name": "Sổ", "first": 1, "opens": "2026-01-01", "closes": "2026-12-31" });
    let by_clerk = office.clerk.api.with_key(&key).post("/books", &book).await?;
    assert_eq!((by_clerk.status, by_clerk.replayed), (201, false));
    Ok(())
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_and_nothing_is_done() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    for wrong in ["a b".to_owned(), "k".repeat(129)] {
        let answer = office.officer.api.with_key(&wrong).post("/cases", &request()).await?;
        assert_eq!(cause(answer)?, of(400, "malformed-request"), "{wrong}");
    }
    assert_eq!(drafts(&office.officer.api).await?, [Value::Null; 0]);
    // A read takes no notice.
    assert_eq!(office.officer.api.with_key("a b").get("/cases?state=draft").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn requests_at_one_moment_with_one_key_open_one_case() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let keyed = office.officer.api.with_key(&new_key());
    let body = request();
    let answers = try_join_all((0..6).map(|_| keyed.post("/cases", &body))).await?;
    // The others wait for the answer of the first.
    let cases: BTreeSet<_> = answers.iter().map(|answer| (answer.status, answer.body.to_string())).collect();
    assert_eq!((cases.len(), drafts(&office.officer.api).await?.len()), (1, 1), "{cases:?}");
    assert!(cases.iter().all(|(status, _)| *status == 201), "{cases:?}");
    assert_eq!(answers.iter().filter(|answer| !answer.replayed).count(), 1);
    Ok(())
}

#[tokio::test]
async fn who_presses_twice_under_two_keys_submits_once_and_is_told_who_did_it() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let case = office.open_case(&Requester::by_email()).await?;
    office.attach_scan(&case, small_scan()).await?;
    let path = format!("/cases/{case}/submit");
    let [one, two] = [new_key(), new_key()].map(|key| office.officer.api.with_key(&key));
    let body = nothing();
    for answer in try_join_all([one.post(&path, &body), two.post(&path, &body)]).await? {
        if answer.status == 200 {
            assert_eq!(answer.body["state"], "awaiting_signature");
            continue;
        }
        let problem = answer.problem()?;
        assert_eq!(problem.status, 409, "{problem:?}");
        assert_eq!(
            (&problem.facts["last"]["action"], &problem.facts["last"]["by"]),
            (&json!("submit"), &json!(office.officer.name))
        );
    }
    let history = office.officer.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let lines = history["history"].as_array().context("no history")?;
    assert_eq!(lines.iter().filter(|line| line["action"] == "submit").count(), 1, "{history}");
    let queue = office.signer.api.get("/cases?state=awaiting_signature").await?.done()?;
    assert_eq!(queue["cases"].as_array().map(Vec::len), Some(1));
    Ok(())
}

#[tokio::test]
async fn who_presses_twice_for_a_number_gets_one_number_in_both_answers() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let body = json!({ "book": book });
    let same = new_key();
    for (number, keys) in (1..).zip([[same.clone(), same], [new_key(), new_key()]]) {
        let case = office.submitted(&Requester::by_email(), small_scan()).await?;
        office.sign(&case).await?;
        let path = format!("/cases/{case}/number");
        let [one, two] = keys.map(|key| office.clerk.api.with_key(&key));
        for answer in try_join_all([one.post(&path, &body), two.post(&path, &body)]).await? {
            assert_eq!(answer.done()?["number"]["number"], number);
        }
    }
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    assert_eq!((&proof["sound"], &proof["proof"]["entries"]), (&json!(true), &json!(2)), "{proof}");
    Ok(())
}

#[tokio::test]
async fn a_request_whose_answer_was_lost_makes_nothing_twice() -> Result<()> {
    let office = unequipped(&Signing::chair()).await?;
    let (past, future) = (
        api::Clock.now() - jiff::SignedDuration::from_secs(1),
        api::Clock.now() + jiff::SignedDuration::from_mins(1),
    );
    let (key, body) = (new_key(), request());
    let keyed = office.officer.api.with_key(&key);
    let opened = keyed.post("/cases", &body).await?.done()?;

    died(&office, &office.officer, &key, future).await?;
    let waits = keyed.post("/cases", &body).await?;
    let seconds = waits.retry_after.clone().context("no Retry-After")?;
    assert_eq!(waits.body["facts"]["seconds"].to_string(), seconds);
    let detail = waits.body["detail"].as_str().context("no detail")?;
    assert!(detail.contains(&format!("Chậm nhất {seconds} giây nữa")), "{detail}");
    assert_eq!(cause(waits)?, of(409, "request-under-way"));

    died(&office, &office.officer, &key, past).await?;
    let again = keyed.post("/cases", &body).await?;
    assert_eq!((again.status, again.replayed, &again.body), (201, false, &opened));
    assert_eq!(drafts(&office.officer.api).await?, std::slice::from_ref(&opened));
    let path = format!("/cases/{}/history", opened["id"].as_str().context("no id")?);
    let history = office.officer.api.get(&path).await?.done()?;
    assert_eq!(history["history"].as_array().map(Vec::len), Some(1));
    // And from then on it is a kept answer.
    assert!(keyed.post("/cases", &body).await?.replayed);

    let (key, year) = (new_key(), certification::time::day(api::Clock.now()).year());
    let book = json!({ "name": "Sổ", "first": 1, "opens": format!("{year}-01-01"), "closes": format!("{year}-12-31") });
    let keyed = office.clerk.api.with_key(&key);
    let opened = keyed.post("/books", &book).await?.done()?;
    died(&office, &office.clerk, &key, past).await?;
    assert_eq!(keyed.post("/books", &book).await?.done()?, opened);
    let books = office.clerk.api.get("/books").await?.done()?;
    assert_eq!(books["books"].as_array().map(Vec::len), Some(1));
    Ok(())
}

#[tokio::test]
async fn every_step_of_the_workflow_may_be_repeated() -> Result<()> {
    let office = office().await?;
    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    office.sign(&case).await?;
    let book = office.book().await?;
    let keyed = office.clerk.api.with_key(&new_key());
    let body = json!({ "book": book });
    let path = format!("/cases/{case}/number");
    let answers = try_join_all([keyed.post(&path, &body), keyed.post(&path, &body)]).await?;
    let numbered: BTreeSet<_> =
        answers.iter().map(|answer| (answer.status, answer.body.to_string())).collect();
    assert_eq!(numbered.len(), 1);
    office.seal(&case).await?;
    let keyed = office.clerk.api.with_key(&new_key());
    let path = format!("/cases/{case}/release");
    let first = keyed.post(&path, &nothing()).await?;
    let again = keyed.post(&path, &nothing()).await?;
    assert_eq!((first.status, again.status, again.replayed), (200, 200, true));
    assert_eq!(first.body, again.body);
    assert_eq!(office.delivered(&case).await?.len(), 1);
    Ok(())
}

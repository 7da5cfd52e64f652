//! The requester's side of the portal's inbox.

use anyhow::{Context as _, Result};
use journeys::{Person, Requester};
use serde_json::json;

use super::{booked, new_account, put, settled};
use crate::scene::{column, office, small_scan};

#[tokio::test]
async fn a_requester_reads_the_inbox_and_fetches_the_copy_and_nobody_else_does() -> Result<()> {
    let office = office().await?;
    let serial = api::Clock.ulid().random() % 1_000_000;
    let (number, (account, portal)) = (format!("001099{serial:06}"), new_account());
    office.add_account(&number, &account, "Trần Văn Thử").await?;
    let requester = Person::requester(&office.stack, &account, "Trần Văn Thử").await?;
    let empty = requester.api.get("/inbox").await?.done()?;
    assert_eq!(empty, json!({ "items": [] }));

    let notice = booked(&office, vec![portal]);
    put(&office, &notice).await?;
    settled(&office, &notice).await?;
    let certified = office.certify(&Requester::Account { number }, small_scan()).await?;
    office.delivered(&certified.case).await?;

    let inbox = requester.api.get("/inbox").await?.done()?;
    let items = inbox["items"].as_array().context("items")?;
    assert_eq!(
        column(items, "title"),
        ["Bản sao chứng thực điện tử số 1/ĐT", "Lịch hẹn chứng thực lúc 09 giờ 30, thứ Hai, ngày 25/11/2030"]
    );
    assert_eq!(column(items, "has_copy"), [true, false]);
    let agency = office.stack.records().agency(&office.agency).await?.context("no agency")?.name;
    assert_eq!(column(items, "agency"), [&*agency; 2]);
    let case = office.read(&certified.case).await?;
    let copy = &items[0]["copy"];
    assert_eq!((&copy["original"], &copy["number"]), (&case["original_name"], &json!("1/ĐT")));
    assert_eq!((&copy["withdrawn"], &items[1]["copy"]), (&json!(false), &serde_json::Value::Null));
    assert_eq!(copy["date"], json!(certification::time::day(api::Clock.now()).to_string()));
    let code = copy["check_code"].as_str().context("no check code")?;
    let check = requester.api.get(&format!("/verify/{code}")).await?.done()?;
    assert_eq!(check["state"], "valid");
    let [with_copy, without] =
        [0, 1].map(|at| format!("/inbox/{}/copy", items[at]["id"].as_str().unwrap_or("-")));
    let link = requester.api.get(&with_copy).await?.done()?;
    assert_eq!(requester.api.fetch(link["url"].as_str().context("url")?).await?, certified.copy);

    let other = Person::requester(&office.stack, &new_account().0, "Lê Thị Khác").await?;
    assert_eq!(other.api.get("/inbox").await?.done()?, json!({ "items": [] }));
    let refused = [
        (other.api.get(&with_copy).await?, 404, "not-found"),
        (requester.api.get(&without).await?, 404, "no-such-document"),
        (requester.api.get("/inbox/x/copy").await?, 404, "not-found"),
        (office.officer.api.get("/inbox").await?, 403, "wrong-role"),
        (office.officer.api.get(&with_copy).await?, 403, "wrong-role"),
        (requester.api.get(&format!("/cases/{}", certified.case)).await?, 403, "no-agency"),
        (requester.api.get("/deliveries?state=failed").await?, 403, "no-agency"),
    ];
    for (answer, status, code) in refused {
        let problem = answer.problem()?;
        assert_eq!((problem.status, &*problem.code), (status, code));
    }
    Ok(())
}

#[tokio::test]
async fn an_inbox_is_read_page_by_page_from_the_newest_on() -> Result<()> {
    let office = office().await?;
    let (account, portal) = new_account();
    let requester = Person::requester(&office.stack, &account, "Trần Văn Thử").await?;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let notice = booked(&office, vec![portal.clone()]);
        put(&office, &notice).await?;
        settled(&office, &notice).await?;
        ids.push(notice.id.to_string());
    }
    ids.sort();
    ids.reverse();
    let first = requester.api.get("/inbox?limit=2").await?.done()?;
    let next = first["next"].as_str().context("another page")?;
    let last = requester.api.get(&format!("/inbox?limit=2&cursor={next}")).await?.done()?;
    let mut seen = column(first["items"].as_array().context("items")?, "id");
    seen.extend(column(last["items"].as_array().context("items")?, "id"));
    assert_eq!(seen, ids);
    assert!(last["next"].is_null());
    let oldest = ids.last().context("three")?;
    let beyond = requester.api.get(&format!("/inbox?cursor={oldest}")).await?.done()?;
    assert_eq!(beyond, json!({ "items": [] }));
    for wrong in ["limit=0", "limit=x", "cursor=x"] {
        let problem = requester.api.get(&format!("/inbox?{wrong}")).await?.problem()?;
        assert_eq!((problem.status, &*problem.code), (400, "malformed-request"), "{wrong}");
    }
    Ok(())
}

//! The released copy by a code that goes to the requester's address, and only there.

use anyhow::{Context as _, Result};
use certification::{CheckCode, check::DownloadCode};
use journeys::{Office, Requester, emulator, until};
use serde_json::{Value, json};
use ulid::Ulid;

use super::{certified, public};
use crate::{
    refusals::{cause, of},
    scene::{office, small_scan},
    withdrawal::decision,
};

/// Asks for a code; the answer is the same for everything.
async fn ask(office: &Office, code: &str) -> Result<Value> {
    let answer = public(office).post(&format!("/verify/{code}/download-code"), &json!({})).await?;
    assert_eq!(answer.status, 202, "{answer:?}");
    Ok(answer.body)
}

/// The digits in the last of `count` messages that brought some.
async fn digits_in_mail(office: &Office, requester: &Requester, count: usize) -> Result<String> {
    let Requester::Email { address, .. } = requester else { anyhow::bail!("no address") };
    let mail = until("the code is sent", async || {
        let mail = emulator::mail_to(&office.stack, address).await?;
        let with_code: Vec<_> =
            mail.into_iter().filter(|mail| mail.subject.starts_with("Mã tải bản sao")).collect();
        Ok((with_code.len() >= count).then_some(with_code))
    })
    .await?;
    let text = &mail.last().context("no message")?.text;
    let digits =
        text.split_whitespace().find(|word| word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()));
    Ok(digits.with_context(|| format!("no code in {text}"))?.to_owned())
}

async fn fetch(office: &Office, code: &str, digits: &str) -> Result<journeys::Answer> {
    public(office).post(&format!("/verify/{code}/download"), &json!({ "code": digits })).await
}

async fn refused(office: &Office, code: &str, digits: &str) -> Result<()> {
    assert_eq!(cause(fetch(office, code, digits).await?)?, of(403, "wrong-download-code"));
    Ok(())
}

/// Digits that are others.
fn others(digits: &str) -> String {
    digits.chars().map(|digit| if digit == '9' { '0' } else { char::from(digit as u8 + 1) }).collect()
}

#[tokio::test]
async fn a_requester_fetches_the_copy_once_with_the_code_from_the_mail() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    let (certified, code) = certified(&office, &requester).await?;
    ask(&office, &code).await?;
    let digits = digits_in_mail(&office, &requester, 1).await?;

    refused(&office, &code, &others(&digits)).await?;
    let typed = format!("{} {}", &digits[..4], &digits[4..]);
    let link = fetch(&office, &code.to_lowercase(), &typed).await?.done()?;
    let url = link["url"].as_str().context("no address")?;
    assert_eq!(public(&office).fetch(url).await?, certified.copy);
    refused(&office, &code, &digits).await?;

    // The code stands in the message and nowhere else.
    let notices = office.clerk.api.get(&format!("/cases/{}/deliveries", certified.case)).await?.done()?;
    assert!(!notices.to_string().contains(&digits), "{notices}");
    Ok(())
}

#[tokio::test]
async fn a_requester_with_an_account_gets_the_code_in_the_portal_s_inbox() -> Result<()> {
    let office = office().await?;
    let serial = api::Clock.ulid().random() % 1_000_000;
    let (number, account) = (format!("001099{serial:06}"), format!("dvcqg-{}", api::Clock.ulid()));
    office.add_account(&number, &account, "Trần Văn Thử").await?;
    let (certified, code) = certified(&office, &Requester::Account { number }).await?;
    ask(&office, &code).await?;
    let text = until("the code is in the inbox", async || {
        let inbox = office.stack.records().inbox(&account).await?;
        Ok(inbox.into_iter().find(|item| item.title.starts_with("Mã tải bản sao")).map(|item| item.text))
    })
    .await?;
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 8);
    let link = fetch(&office, &code, digits.context("no code")?).await?.done()?;
    let copy = public(&office).fetch(link["url"].as_str().context("no address")?).await?;
    assert_eq!(copy, certified.copy);
    Ok(())
}

#[tokio::test]
async fn after_five_wrong_codes_the_right_one_opens_nothing() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    let (_, code) = certified(&office, &requester).await?;
    ask(&office, &code).await?;
    let digits = digits_in_mail(&office, &requester, 1).await?;
    for _ in 0..5 {
        refused(&office, &code, &others(&digits)).await?;
    }
    refused(&office, &code, &digits).await?;

    // A new one does.
    ask(&office, &code).await?;
    let digits = digits_in_mail(&office, &requester, 2).await?;
    fetch(&office, &code, &digits).await?.done()?;
    Ok(())
}

#[tokio::test]
async fn a_code_that_is_too_old_opens_nothing() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    let (_, code) = certified(&office, &requester).await?;
    let (now, check): (_, CheckCode) = (api::Clock.now(), code.parse()?);
    let records = office.stack.records();
    let keep = |until| DownloadCode::keep("12345678", Ulid::from(7_u128), until);
    records.save_download_code(&check, &keep(now - jiff::SignedDuration::from_secs(1))).await?;
    refused(&office, &code, "12345678").await?;
    records.save_download_code(&check, &keep(now + jiff::SignedDuration::from_mins(5))).await?;
    fetch(&office, &code, "12345678").await?.done()?;
    Ok(())
}

#[tokio::test]
async fn asking_tells_nobody_whether_there_is_such_a_copy() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    let (_, code) = certified(&office, &requester).await?;
    let known = ask(&office, &code).await?;
    for unknown in ["ZZZZ-ZZZZ-ZZZZ-ZZZZ", "x", "m%C3%A3"] {
        assert_eq!(ask(&office, unknown).await?, known, "{unknown}");
        refused(&office, unknown, "12345678").await?;
    }
    Ok(())
}

#[tokio::test]
async fn at_most_three_codes_an_hour_are_sent_for_a_copy() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    let (certified, code) = certified(&office, &requester).await?;
    let first = ask(&office, &code).await?;
    for _ in 0..5 {
        assert_eq!(ask(&office, &code).await?, first);
    }
    digits_in_mail(&office, &requester, 3).await?;
    // The stream keeps the order: what comes after the requests comes after their notices.
    let clerk = &office.clerk.api;
    clerk.post(&format!("/cases/{}/withdraw", certified.case), &decision()).await?.done()?;
    let lines = until("the withdrawal is told", async || {
        let lines = clerk.get(&format!("/cases/{}/deliveries", certified.case)).await?.done()?;
        let told = lines.to_string().contains("copy_withdrawn");
        Ok((told && !lines.to_string().contains("queued")).then_some(lines))
    })
    .await?;
    let sent = lines["deliveries"].as_array().context("no lines")?;
    assert_eq!(sent.iter().filter(|line| line["subject"] == "download_code").count(), 3, "{lines}");
    Ok(())
}

#[tokio::test]
async fn a_copy_that_is_not_handed_out_is_not_fetched() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    // Sealed, and still in the office.
    let case = office.submitted(&requester, small_scan()).await?;
    office.sign(&case).await?;
    office.number(&case, &office.book().await?).await?;
    let sealed = office.seal(&case).await?;
    let kept_back = sealed["check_code"].as_str().context("no code")?.to_owned();
    ask(&office, &kept_back).await?;
    // Withdrawn after the code was sent.
    let (certified, code) = certified(&office, &requester).await?;
    ask(&office, &code).await?;
    let digits = digits_in_mail(&office, &requester, 1).await?;
    let path = format!("/cases/{}/withdraw", certified.case);
    office.clerk.api.post(&path, &decision()).await?.done()?;
    refused(&office, &code, &digits).await?;
    // Of the one in the office no code was ever sent: the stream brought that request first.
    let lines = office.clerk.api.get(&format!("/cases/{case}/deliveries")).await?.done()?;
    assert_eq!(lines["deliveries"], json!([]));
    Ok(())
}

#[tokio::test]
async fn a_requester_is_told_of_the_withdrawal() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    let (certified, _) = certified(&office, &requester).await?;
    let path = format!("/cases/{}/withdraw", certified.case);
    office.clerk.api.post(&path, &decision()).await?.done()?;
    let Requester::Email { address, .. } = &requester else { anyhow::bail!("no address") };
    let mail = until("the withdrawal is told", async || {
        let mail = emulator::mail_to(&office.stack, address).await?;
        Ok(mail.into_iter().find(|mail| mail.subject.contains("bị hủy bỏ giá trị pháp lý")))
    })
    .await?;
    assert!(mail.text.contains("45/QĐ-UBND") && mail.attachments.is_empty(), "{}", mail.text);
    Ok(())
}

/// An answer with its headers, as a browser gets it that follows no redirect.
async fn seen(office: &Office, path: &str) -> Result<reqwest::Response> {
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
    Ok(browser.get(format!("{}{path}", office.stack.api_url)).send().await?)
}

#[tokio::test]
async fn while_somebody_looks_a_copy_is_withdrawn_and_nothing_says_valid_any_more() -> Result<()> {
    let (office, requester) = (office().await?, Requester::by_email());
    // Too large for an e-mail, so that a link is in the requester's hands.
    let scan = scans::Scan::new(scans::Layout::Classic, 8_000_000).bytes();
    let certified = office.certify(&requester, scan).await?;
    office.delivered(&certified.case).await?;
    let Requester::Email { address, .. } = &requester else { anyhow::bail!("no address") };
    let mail = emulator::mail_to(&office.stack, address).await?;
    let text = mail.first().context("no e-mail")?.text.clone();
    let link = text.split_whitespace().find_map(|word| word.strip_prefix(&*office.stack.api_url));
    let link = link.context("no link")?;
    let code = certified.view["check_code"].as_str().context("no code")?;
    let page = format!("/verify/{code}");

    let followed = seen(&office, link).await?;
    assert_eq!(followed.status(), 303);
    let storage = followed.headers()["location"].to_str()?;
    assert!(storage.contains("X-Amz-Expires=300&"), "not five minutes: {storage}");
    for (withdrawn, state) in [(false, "valid"), (true, "withdrawn")] {
        if withdrawn {
            let path = format!("/cases/{}/withdraw", certified.case);
            office.clerk.api.post(&path, &decision()).await?.done()?;
        }
        let answer = seen(&office, &page).await?;
        assert_eq!(answer.headers()["cache-control"], "no-store", "{state}");
        let answer: Value = answer.json().await?;
        assert_eq!(answer["state"], state);
        let by_file = json!({ "sha256": certified.view["seal"]["sha256"] });
        assert_eq!(public(&office).post("/verify", &by_file).await?.done()?["state"], state);
    }
    // The link in the e-mail lives for days; it leads nowhere now.
    let gone = seen(&office, link).await?;
    assert_eq!(gone.status(), 404);
    assert_eq!(gone.headers()["cache-control"], "no-store");
    let problem = public(&office).get(link).await?.problem()?;
    assert_eq!((problem.status, &*problem.code), (404, "no-such-download"));
    assert!(problem.detail.contains("đã bị hủy bỏ giá trị pháp lý"), "{}", problem.detail);
    Ok(())
}

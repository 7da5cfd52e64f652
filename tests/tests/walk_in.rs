//! A walk-in requester, from the counter to the delivered copy.

use anyhow::{Context as _, Result};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::{CaseId, notice::About};
use journeys::{Office, Requester, emulator, invoke};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::scene::{column, office, small_scan};

fn address_of(requester: &Requester) -> &str {
    match requester {
        Requester::Email { address, .. } => address,
        Requester::Account { number } => number,
    }
}

#[tokio::test]
async fn a_requester_without_an_account_gets_the_copy_by_e_mail() -> Result<()> {
    let office = office().await?;
    let (requester, scan) = (Requester::by_email(), small_scan());
    let certified = office.certify(&requester, scan.clone()).await?;
    let deliveries = office.delivered(&certified.case).await?;

    assert_eq!(certified.view["state"], "released");
    assert_eq!(certified.view["number"]["text"], "1/ĐT");
    assert!(certified.copy.starts_with(&scan));
    assert_eq!(certified.view["seal"]["sha256"], hex::encode(Sha256::digest(&certified.copy)));
    assert_eq!(column(&deliveries, "channel"), ["email"]);
    assert_eq!(column(&deliveries, "to"), [address_of(&requester)]);
    assert_eq!(deliveries[0]["attempts"].as_array().map(Vec::len), Some(1));
    let mail = emulator::mail_to(&office.stack, address_of(&requester)).await?;
    assert_eq!(mail.len(), 1);
    assert_eq!(mail[0].from, office.stack.mail_from);
    assert_eq!(mail[0].subject, "Bản sao chứng thực điện tử số 1/ĐT");
    assert!(
        mail[0].text.contains("Trần Thị Bình") && mail[0].text.contains("được đính kèm"),
        "{}",
        mail[0].text
    );
    let file_name = format!("ban-sao-chung-thuc-{}.pdf", certified.case);
    assert_eq!(mail[0].attachments, [(file_name, certified.copy)]);
    Ok(())
}

#[tokio::test]
async fn a_requester_with_an_account_gets_the_copy_in_the_portal_s_inbox() -> Result<()> {
    let office = office().await?;
    let serial = api::Clock.ulid().random() % 1_000_000;
    let (number, account) = (format!("001099{serial:06}"), format!("dvcqg-{}", api::Clock.ulid()));
    office.add_account(&number, &account, "Trần Văn Thử").await?;
    let found = office.officer.api.post("/accounts/lookup", &json!({ "number": number })).await?.done()?;
    assert_eq!(found["name"], "Trần Văn Thử");

    let certified = office.certify(&Requester::Account { number }, small_scan()).await?;
    let deliveries = office.delivered(&certified.case).await?;

    assert_eq!(certified.view["requester"], json!({ "name": "Trần Văn Thử", "account": found["account"] }));
    assert_eq!(column(&deliveries, "channel"), ["portal"]);
    let account = found["account"].as_str().context("an account")?;
    let inbox = office.stack.records().inbox(account).await?;
    let about = About::Case(certified.case.parse()?);
    let item = inbox.iter().find(|item| item.about == about).context("no notice")?;
    assert_eq!(item.title, "Bản sao chứng thực điện tử số 1/ĐT");
    let copy = item.copy.clone().context("no copy")?;
    assert_eq!(office.stack.documents().read_copy(&copy).await?, certified.copy);
    Ok(())
}

#[tokio::test]
async fn a_copy_too_large_for_an_e_mail_comes_as_a_link() -> Result<()> {
    let office = office().await?;
    let requester = Requester::by_email();
    let scan = scans::Scan::new(scans::Layout::Classic, 8_000_000).bytes();
    let certified = office.certify(&requester, scan).await?;
    office.delivered(&certified.case).await?;

    let mail = emulator::mail_to(&office.stack, address_of(&requester)).await?;
    let mail = mail.first().context("no e-mail")?;
    assert_eq!(mail.attachments, []);
    let link = mail.text.split_whitespace().find(|word| word.starts_with("http")).context("no link")?;
    assert_eq!(office.officer.api.fetch(link).await?, certified.copy);
    Ok(())
}

#[tokio::test]
async fn the_history_says_who_did_what() -> Result<()> {
    let office = office().await?;
    let case = office.certify(&Requester::by_email(), small_scan()).await?.case;
    let history = office.clerk.api.get(&format!("/cases/{case}/history")).await?.done()?;
    let lines: Vec<[&str; 4]> = history["history"]
        .as_array()
        .context("no lines")?
        .iter()
        .map(|line| ["action", "by", "from", "to"].map(|name| line[name].as_str().unwrap_or("-")))
        .collect();
    let (officer, signer, clerk) = (&*office.officer.name, &*office.signer.name, &*office.clerk.name);
    assert_eq!(
        lines,
        [
            ["open", officer, "-", "draft"],
            ["expect-scan", officer, "draft", "draft"],
            ["scan-ready", "-", "draft", "draft"],
            ["submit", officer, "draft", "awaiting_signature"],
            ["sign", signer, "awaiting_signature", "signed"],
            ["number", clerk, "signed", "numbered"],
            ["seal", clerk, "numbered", "sealed"],
            ["release", clerk, "sealed", "released"],
        ]
    );
    Ok(())
}

#[tokio::test]
async fn the_register_has_a_line_for_the_copy() -> Result<()> {
    let office = office().await?;
    let certified = office.certify(&Requester::by_email(), small_scan()).await?;
    let book = office.book().await?;
    let entries = office.clerk.api.get(&format!("/books/{book}/entries")).await?.done()?;
    let entry = entries["entries"][0].clone();
    let expected = json!({
        "number": 1,
        "number_text": "1/ĐT",
        "at": certified.view["number"]["at"],
        "requester": "Trần Thị Bình",
        "original": "Bằng tốt nghiệp",
        "signer": "Nguyễn Thử Nghiệm, CHỦ TỊCH",
        "copies": 1,
        "fee": 2000,
        "note": "",
        "case": certified.case,
        "digest": entry["digest"],
    });
    assert_eq!(entries, json!({ "entries": [expected] }));
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    assert_eq!(proof["sound"], true);
    assert_eq!(proof["proof"]["head"], entry["digest"]);
    Ok(())
}

#[tokio::test]
async fn a_notice_that_the_stream_repeats_is_not_sent_again() -> Result<()> {
    let office = office().await?;
    let requester = Requester::by_email();
    let case = office.certify(&requester, small_scan()).await?.case;
    let before = office.delivered(&case).await?;

    let event = stream_event(&office, case.parse()?).await?;
    let answer = invoke(&office.stack, "deliver", &event).await?;

    assert_eq!(answer, json!({ "batchItemFailures": [] }));
    assert_eq!(office.delivered(&case).await?, before);
    assert_eq!(emulator::mail_to(&office.stack, address_of(&requester)).await?.len(), 1);
    Ok(())
}

/// The event by which the table's stream brought the case's notice.
async fn stream_event(office: &Office, case: CaseId) -> Result<Value> {
    let records = office.stack.records();
    let ledger = records.deliveries(&office.agency, case.into()).await?;
    let id = ledger.first().context("no delivery")?.id.notice;
    let notice = &records.notice(&office.agency, case.into(), id).await?.context("no notice")?;
    let body: serde_dynamo::AttributeValue = serde_dynamo::to_attribute_value(notice)?;
    let image = json!({
        "pk": { "S": format!("A#{}#CASE#{case}", office.agency) },
        "sk": { "S": format!("NOTICE#{}", notice.id) },
        "kind": { "S": "notice" },
        "body": body,
    });
    let record = json!({
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": { "SequenceNumber": "1", "NewImage": image },
    });
    Ok(json!({ "Records": [record] }))
}

#[tokio::test]
async fn the_exported_register_is_an_excel_file_with_the_copy_s_line() -> Result<()> {
    let office = office().await?;
    office.certify(&Requester::by_email(), small_scan()).await?;
    let register = office.register(&office.book().await?).await?;
    let read = "import sys, io, json, base64, openpyxl\n\
                book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(sys.stdin.read())))\n\
                print(json.dumps([[str(cell) for cell in row if cell is not None]\n\
                    for sheet in book for row in sheet.iter_rows(values_only=True)]))";
    let rows = office.stack.run_python(read, &STANDARD.encode(register))?;
    let rows: Vec<Vec<String>> = serde_json::from_str(&rows)?;
    let text = rows.concat().join("\n");
    for expected in ["1/ĐT", "Trần Thị Bình", "Bằng tốt nghiệp", "Nguyễn Thử Nghiệm, CHỦ TỊCH", "An Bình Mới"]
    {
        assert!(text.to_lowercase().contains(&expected.to_lowercase()), "{expected} is not in\n{text}");
    }
    Ok(())
}

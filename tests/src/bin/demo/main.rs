//! `demo`: takes one scan through the whole workflow on the running stack, as three signed-in officials.
//!
//! `cargo xtask demo` starts the stack and this. Every step is said in plain words with the time it took;
//! nothing is said to be done before it has been looked at from outside.

mod arguments;
mod results;
mod scene;
mod telling;

use std::process::ExitCode;

use anyhow::{Result, ensure};
use futures_util::future::try_join;
use journeys::{Office, Requester, Stack};
use serde_json::Value;

use crate::{arguments::Arguments, results::Results, telling::Telling};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nThe demo stopped: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let arguments = Arguments::from_command_line()?;
    let stack = Stack::from_env()?;
    let mut telling = Telling::default();
    let set_up = Box::pin(scene::administration(&stack));
    telling.step("The ministry and the ward's administrator set the office up", set_up).await?;
    let office = telling.step("The ward's office gets ready", Box::pin(scene::office(&stack))).await?;
    telling::detail("certificates are bound by a signed challenge; signature and seal images are checked");
    if arguments.seed_only {
        return Ok(());
    }
    let scan = arguments.scan()?;
    telling::detail(&format!("the scan: {}", arguments.scan_in_words(&scan)));
    let results = play(&office, scan, &mut telling).await?;
    results.write(&arguments.out)?;
    telling.end(&results, &arguments.out);
    Ok(())
}

/// The scan was repaired: says what was changed, confirms it as the officer does, gives the repaired scan.
async fn repaired(
    office: &Office,
    inspected: &Value,
    given: &[u8],
    telling: &mut Telling,
) -> Result<Vec<u8>> {
    let repair = &inspected["scan"]["repair"];
    telling::detail(&format!("làm sạch ({}):", repair["cause"].as_str().unwrap_or_default()));
    for change in repair["changes"].as_array().into_iter().flatten() {
        let [code, text] = ["code", "text"].map(|name| change[name].as_str().unwrap_or_default());
        telling::detail(&format!("- {text} ({code})"));
    }
    let case = inspected["id"].as_str().unwrap_or_default();
    let both = try_join(office.document(case, "uploaded"), office.document(case, "scan"));
    let (uploaded, repaired) = telling.step("The officer looks at both files", both).await?;
    ensure!(uploaded == given, "what was uploaded is not kept");
    let confirmed = office.confirm_scan(inspected);
    telling.step("The officer confirms: khớp với bản chính giấy", confirmed).await?;
    Ok(repaired)
}

/// One walk-in requester, from the counter to the delivered copy.
async fn play(office: &Office, scan: Vec<u8>, telling: &mut Telling) -> Result<Results> {
    let requester = Requester::by_email();
    let case =
        telling.step("The officer opens a case (Thêm mới bản sao)", office.open_case(&requester)).await?;
    telling::detail(&format!("case {case}"));

    let inspected = office.attach_scan(&case, scan.clone());
    let inspected = telling.step("The scan goes straight to S3 and is inspected", inspected).await?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_scan = &inspected["scan"];
    ensure!(
        of_scan["state"] == "ready",
        "the scan was refused ({}): {}",
        text(&of_scan["cause"]),
        text(&of_scan["message"])
    );
    telling::detail(&format!(
        "{} pages, {} bytes, SHA-256 {}",
        of_scan["pages"],
        of_scan["length"],
        text(&of_scan["sha256"])
    ));
    let scan = if of_scan["repair"].is_object() {
        repaired(office, &inspected, &scan, telling).await?
    } else {
        scan
    };

    telling.step("The officer submits it (Trình ký)", office.submit(&case)).await?;
    telling.step("The leader signs at the desk (Ký số)", office.sign(&case)).await?;
    let book = telling.step("The clerk takes this year's book", office.book()).await?;
    let numbered = telling.step("The clerk issues the number (Cấp số)", office.number(&case, &book)).await?;
    telling::detail(&format!(
        "{}, {}",
        numbered["number"]["text"].as_str().unwrap_or_default(),
        numbered["number"]["book_text"].as_str().unwrap_or_default()
    ));
    telling.step("The clerk seals with the agency's key (Đóng dấu)", office.seal(&case)).await?;
    telling.step("The clerk releases the copy (Hoàn thành và chuyển)", office.release(&case)).await?;
    let deliveries = telling.step("The copy reaches the requester", office.delivered(&case)).await?;

    let fetched = Results::fetch(office, &case, &book, deliveries);
    let results = telling.step("The results are fetched through the API", fetched).await?;
    results.verify(office, &requester, &scan).await?;
    telling::detail("certified.pdf begins with the exact bytes of the scan, and is what the e-mail brought");
    telling::detail("anybody who checks it, without signing in, is told that it is valid");
    Ok(results)
}

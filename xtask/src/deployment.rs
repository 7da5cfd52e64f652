//! What is deployed to a running local stack, and its description for programs.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::{
    python::Python,
    stack::{Environment, Stack},
    steps, workspace,
};

/// Region of the local stack.
pub(crate) const REGION: &str = "ap-southeast-1";

const MAIL_FROM: &str = "chungthuc@anbinhmoi.example.vn";
/// Where the console is served from when it runs on this machine.
const CONSOLE_ORIGIN: &str = "http://localhost:5173";

/// The file that describes the stack to the demo and the tests.
pub(crate) fn file() -> PathBuf {
    workspace::local().join("stack.json")
}

/// Deploys the template, makes the demo users, writes [`file`] and gives its content.
///
/// # Errors
/// What `CloudFormation` said of the resources that failed.
pub(crate) fn make(python: &Python, stack: &Stack) -> Result<Value> {
    let outputs = deploy(python, stack)?;
    let endpoint = stack.endpoint();
    let mut prepare = python.script("infra/local/prepare.py");
    let users = steps::output(stack.connect(prepare.arg(outputs.to_string())))?;
    let users: Value = serde_json::from_str(&users).context("reading the demo users")?;
    let api = outputs["ApiId"].as_str().context("the stack has no output ApiId")?;
    let description = json!({
        "endpoint": endpoint,
        "region": REGION,
        "api_url": format!("{endpoint}/_aws/execute-api/{api}"),
        "user_pool_id": outputs["UserPoolId"],
        "client_id": outputs["UserPoolClientId"],
        "users": users,
        "table": outputs["TableName"],
        "scans_bucket": outputs["ScansBucketName"],
        "copies_bucket": outputs["CopiesBucketName"],
        "registers_bucket": outputs["RegistersBucketName"],
        "console_bucket": outputs["ConsoleBucketName"],
        "console_distribution": outputs["ConsoleDistributionId"],
        "mail_from": MAIL_FROM,
        "console_origin": CONSOLE_ORIGIN,
        "pki": workspace::local().join("pki"),
        "python": python.interpreter(),
        "signing_agent": workspace::binaries()?.join("signing-agent"),
    });
    let text = serde_json::to_string_pretty(&description)?;
    fs::write(file(), text + "\n").context("writing stack.json")?;
    fs::write(workspace::local().join("functions.env"), settings(&description, &stack.environment()))
        .context("writing functions.env")?;
    Ok(description)
}

fn deploy(python: &Python, stack: &Stack) -> Result<Value> {
    steps::say("Deploying infra/template.yaml to it");
    let architecture = if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" };
    let parameters = [
        format!("Architecture={architecture}"),
        format!("MailFrom={MAIL_FROM}"),
        format!("ConsoleOrigin={CONSOLE_ORIGIN}"),
        "PasswordSignIn=on".to_owned(),
        "DeletionProtection=off".to_owned(),
        // Every test comes from the same address; the limit is tried with one of its own.
        "ChecksAMinute=100000".to_owned(),
        format!("Emulator={}", stack.endpoint()),
    ];
    let mut command = python.script("infra/local/deploy.py");
    stack.connect(command.args(["--stage", "local", "--stored"]));
    for parameter in parameters {
        command.args(["--parameter", &parameter]);
    }
    serde_json::from_str(&steps::output(&mut command)?).context("reading the outputs of the stack")
}

/// What the template gives the functions, for running one by hand (`cargo lambda watch --env-file`).
fn settings(description: &Value, environment: &Environment) -> String {
    let known = |name: &str| description[name].as_str().unwrap_or_default().to_owned();
    let template = [
        ("TABLE", known("table")),
        ("SCANS_BUCKET", known("scans_bucket")),
        ("COPIES_BUCKET", known("copies_bucket")),
        ("REGISTERS_BUCKET", known("registers_bucket")),
        ("MAIL_FROM", known("mail_from")),
        ("PUBLIC_URL", known("api_url")),
        ("CHECK_URL", format!("{}/kiem-tra/?ma=", known("console_origin"))),
        ("CHECKS_A_MINUTE", "100000".to_owned()),
        ("MOST_OPEN_APPOINTMENTS", "3".to_owned()),
        ("CENTRAL_AGENCY", "trung-uong".to_owned()),
        ("RUST_LOG", "debug".to_owned()),
    ];
    let lines = environment.iter().chain(&template).map(|(name, value)| format!("{name}={value}\n"));
    lines.collect::<Vec<_>>().concat()
}

//! The API keeps its contract whatever is sent: Schemathesis reads `infra/openapi.json`, makes requests that
//! it allows and requests that it forbids, and holds every answer against it.
//!
//! The requests come from somebody who has every role in an agency of her own, from a requester, and from the
//! centre, and name things that exist as often as things that do not. What they break is theirs alone.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use futures_util::{StreamExt as _, stream};
use journeys::{Centre, Office, Person, Requester, Signing};
use serde_json::{Map, Value, json};
use tokio::process::Command;

use crate::scene::{office, small_scan, unequipped};

/// No 5xx, and no answer outside the contract; what the contract forbids is not taken.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_headers_conformance,response_schema_conformance,negative_data_rejection";

/// Random requests to an operation, beside those that the contract's own bounds give.
const MOST_EXAMPLES: &str = "3";

/// More than are run at once, so that none is left with the longest alone.
const PARTS: usize = 8;
const AT_ONCE: usize = 4;

/// Methods that the contract does not have are left out: the gateway refuses them, no function sees them.
const CONFIGURATION: &str = r#"
headers = { Authorization = "Bearer ${OFFICIAL}" }

[phases.coverage]
unexpected-methods = []

[[operations]]
include-path-regex = "^/(booking|inbox)"
headers = { Authorization = "Bearer ${REQUESTER}" }

[[operations]]
include-path-regex = "^/agencies"
headers = { Authorization = "Bearer ${CENTRE}" }
"#;

#[tokio::test]
async fn no_request_gets_an_answer_outside_the_contract() -> Result<()> {
    let office = office().await?;
    let people = People::of(&office).await?;
    let things = Things::of(&office, &people).await?;
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("schemathesis.toml"), CONFIGURATION)?;
    let runs = parts(folder.path(), &things)?.into_iter().map(|part| part.run(&office, &people));
    let ended: Vec<Result<()>> = stream::iter(runs).buffer_unordered(AT_ONCE).collect().await;
    let found: Vec<String> =
        ended.into_iter().filter_map(Result::err).map(|error| format!("{error:#}")).collect();
    ensure!(found.is_empty(), "{}", found.join("\n\n"));
    Ok(())
}

/// A share of the contract's paths, for a process of its own. Schemathesis keeps to one worker in it, because
/// Python's `ast.parse`, which Hypothesis calls, fails when threads meet in it (python/cpython#106905).
struct Part {
    contract: PathBuf,
    operations: usize,
}

/// Deals the paths out, with the things in the place of the contract's examples.
fn parts(folder: &Path, things: &Things) -> Result<Vec<Part>> {
    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/openapi.json");
    let contract = std::fs::read_to_string(contract)?.replace("an-binh-moi", &things.agency);
    let mut contract: Value = serde_json::from_str(&contract)?;
    let all = contract["paths"].take();
    let mut all = all.as_object().context("a contract without paths")?.clone();
    for (path, operations) in &mut all {
        let operations = operations.as_object_mut().context("a path without operations")?;
        operations.values_mut().for_each(|operation| things.name_in(path, operation));
    }
    (0..PARTS)
        .map(|number| {
            let paths: Map<_, _> = all.clone().into_iter().skip(number).step_by(PARTS).collect();
            let operations = paths.values().filter_map(Value::as_object).map(Map::len).sum();
            contract["paths"] = paths.into();
            let file = folder.join(format!("openapi-{number}.json"));
            std::fs::write(&file, contract.to_string())?;
            Ok(Part { contract: file, operations })
        })
        .collect()
}

impl Part {
    async fn run(self, office: &Office, people: &People) -> Result<()> {
        let folder = self.contract.parent().context("a file without a folder")?;
        let output = Command::new(&office.stack.python)
            .args(["-m", "schemathesis.cli", "--no-color", "run"])
            .arg(&self.contract)
            .args(["--url", &office.stack.api_url, "--checks", CHECKS, "--max-examples", MOST_EXAMPLES])
            .args(["--phases", "examples,coverage,fuzzing", "--workers", "1", "--continue-on-failure"])
            .args(["--request-timeout", "60", "--suppress-health-check", "all", "--seed", "1"])
            .env("OFFICIAL", people.official.api.token())
            .env("REQUESTER", people.requester.api.token())
            .env("CENTRE", people.centre.api.token())
            .current_dir(folder)
            .output()
            .await
            .context("starting Schemathesis")?;
        let said = String::from_utf8_lossy(&output.stdout);
        let complaints = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "Schemathesis found something:\n{said}\n{complaints}");
        let whole = format!("Tested: {}\n", self.operations);
        ensure!(said.contains(&whole), "not each of {} operations was tested:\n{said}", self.operations);
        Ok(())
    }
}

/// Who makes the requests.
struct People {
    /// Has every role in the agency.
    official: Person,
    /// Has an account of the portal.
    requester: Person,
    account: String,
    /// An administrator of the centre, for the agencies' own paths.
    centre: Person,
}

impl People {
    async fn of(office: &Office) -> Result<Self> {
        let official = Person::with_every_role(&office.stack, &office.agency).await?;
        office.add_signer(&official, &Signing::vice_chair()).await?;
        give_every_role(office, &official).await?;
        let account = format!("dvcqg-{}", api::Clock.ulid());
        let requester = Person::requester(&office.stack, &account, "Trần Văn Thử").await?;
        let centre = Centre::enter(&office.stack).await?.admin;
        Ok(Self { official, requester, account, centre })
    }
}

/// Identifiers of things that there are, each in a state that its operations ask for.
struct Things {
    agency: String,
    other_agency: String,
    draft: String,
    cancelled: String,
    submitted: String,
    returned: String,
    signed: String,
    released: String,
    check_code: String,
    delivery: String,
    appointment: String,
    booking: String,
    book: String,
    empty_book: String,
    official: String,
}

impl Things {
    async fn of(office: &Office, people: &People) -> Result<Self> {
        let requester = Requester::by_email();
        let draft = office.open_case(&requester).await?;
        office.attach_scan(&draft, small_scan()).await?;
        let submitted = office.submitted(&requester, small_scan()).await?;
        let returned = office.submitted(&requester, small_scan()).await?;
        let reason = json!({ "code": "other", "text": "Quét lại giúp." });
        office.signer.api.post(&format!("/cases/{returned}/return"), &reason).await?.done()?;
        let signed = office.submitted(&requester, small_scan()).await?;
        office.sign(&signed).await?;
        let released = office.certify(&requester, small_scan()).await?.case;
        let deliveries = office.delivered(&released).await?;
        Ok(Self {
            agency: office.agency.to_string(),
            other_agency: unequipped(&Signing::chair()).await?.agency.to_string(),
            draft,
            cancelled: office.open_case(&requester).await?,
            submitted,
            returned,
            signed,
            check_code: text(&office.read(&released).await?, "check_code")?,
            released,
            delivery: text(deliveries.first().context("no delivery")?, "id")?,
            appointment: appointment(office, &requester).await?,
            booking: booking(office, people).await?,
            book: office.book().await?,
            empty_book: text(&office.open_book("01-01", "12-31").await?, "id")?,
            official: office.officer.id.to_string(),
        })
    }

    /// Puts what there is in the place of the examples of an operation's parameters.
    fn name_in(&self, path: &str, operation: &mut Value) {
        for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or_default();
            if let Some(thing) = self.thing(path, name) {
                parameter["example"] = thing.into();
            }
        }
    }

    fn thing(&self, path: &str, parameter: &str) -> Option<&str> {
        let step = path.rsplit('/').next().unwrap_or_default();
        Some(match (parameter, step) {
            ("case", "cancel") => &self.cancelled,
            ("case", "signature" | "prepare" | "return") if !path.contains("/seal/") => &self.submitted,
            ("case", "resume") => &self.returned,
            ("case", "number" | "seal" | "prepare" | "release") => &self.signed,
            ("case", "withdraw" | "deliveries" | "resend") => &self.released,
            ("case", _) => &self.draft,
            ("appointment", _) if path.starts_with("/booking/") => &self.booking,
            ("appointment", _) => &self.appointment,
            ("agency", _) if path.starts_with("/agencies/") => &self.other_agency,
            ("book", "{book}" | "close") => &self.empty_book,
            ("book", _) => &self.book,
            ("delivery", _) => &self.delivery,
            ("official", _) => &self.official,
            ("code", _) => &self.check_code,
            _ => return None,
        })
    }
}

/// The table knows her as a signer; of an administrator's work it has the last word.
async fn give_every_role(office: &Office, official: &Person) -> Result<()> {
    let (api, path) = (office.administrator().await?.api, format!("/agency/officials/{}", official.id));
    let version = api.get(&path).await?.done()?["version"].clone();
    let roles = json!({ "roles": ["officer", "signer", "clerk", "admin"], "version": version });
    api.patch(&path, &roles).await?.done().map(drop)
}

/// An appointment of somebody at the counter.
async fn appointment(office: &Office, requester: &Requester) -> Result<String> {
    let slot = free_hour(office).await?;
    let form = json!({ "requester": requester.body(), "document_type": "bang-tot-nghiep", "slot": slot });
    text(&office.officer.api.post("/appointments", &form).await?.done()?, "id")
}

/// An appointment that a requester with an account makes.
async fn booking(office: &Office, people: &People) -> Result<String> {
    let serial = api::Clock.ulid().random() % 1_000_000;
    office.add_account(&format!("001099{serial:06}"), &people.account, &people.requester.name).await?;
    let slot = free_hour(office).await?;
    let form = json!({ "agency": office.agency, "document_type": "bang-tot-nghiep", "slot": slot });
    text(&people.requester.api.post("/booking/appointments", &form).await?.done()?, "id")
}

async fn free_hour(office: &Office) -> Result<String> {
    let today = certification::time::day(api::Clock.now());
    for days in 1..10 {
        let day = today.saturating_add(jiff::Span::new().days(days));
        let free = office.officer.api.get(&format!("/slots?date={day}")).await?.done()?;
        if let Some(slot) = free["slots"][0]["slot"].as_str() {
            return Ok(slot.to_owned());
        }
    }
    bail!("no hour is free for ten days")
}

fn text(view: &Value, name: &str) -> Result<String> {
    Ok(view[name].as_str().with_context(|| format!("no {name} in {view}"))?.to_owned())
}

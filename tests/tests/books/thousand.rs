//! Fifty clerks at one book: a thousand numbers, each once.
//!
//! The function runs in this process against the stack's `DynamoDB`: the emulator's own waits between API and
//! function would make the clerks queue there, and not at the book. The cases are made by the rules of the
//! domain, with objects that nobody reads.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Instant,
};

use anyhow::{Context as _, Result, bail, ensure};
use api::{Call, Clock};
use aws_smithy_runtime_api::client::{
    http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
        SharedHttpConnector,
    },
    orchestrator::HttpRequest,
    runtime_components::RuntimeComponents,
};
use certification::{
    BookId, Case, CaseId, DocumentType, Official, StoredObject,
    agency::Agency,
    case::{ReadyScan, Request, Signature},
    check::{CheckCode, Evidence},
    requester::Destination,
};
use futures_util::{StreamExt as _, TryStreamExt as _, future::try_join_all, stream};
use journeys::Office;
use records::{Change, Records};
use serde_json::{Value, json};

use crate::scene::office;

const CLERKS: usize = 50;
const NUMBERS: usize = 1_000;

/// An HTTP client that counts the transactions that pass through it.
#[derive(Debug, Clone)]
struct Counting {
    client: SharedHttpClient,
    transactions: Arc<AtomicU64>,
}

#[derive(Debug)]
struct CountingConnector {
    connector: SharedHttpConnector,
    transactions: Arc<AtomicU64>,
}

impl HttpClient for Counting {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let connector = self.client.http_connector(settings, components);
        SharedHttpConnector::new(CountingConnector { connector, transactions: self.transactions.clone() })
    }
}

impl HttpConnector for CountingConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        if request.headers().get("x-amz-target").is_some_and(|target| target.ends_with("TransactWriteItems"))
        {
            self.transactions.fetch_add(1, Ordering::Relaxed);
        }
        self.connector.call(request)
    }
}

/// A signed case, as signing leaves it.
fn signed(office: &Office, agency: &Agency, serial: usize) -> Result<Case> {
    let (at, clock) = (Clock.now(), Clock);
    let object = |key: &str| StoredObject {
        key: format!("{key}/{}/{serial}", office.agency),
        version: "1".to_owned(),
        length: 1,
        sha256: "0".repeat(64),
        etag: String::new(),
    };
    let by =
        |id: &str| Ok::<_, anyhow::Error>(Official { id: id.parse()?, name: "Ngô Văn Mẫu".to_owned() });
    let request = Request {
        requester: certification::Requester {
            name: format!("Người thứ {serial}"),
            destination: Destination::Email { address: "binh@thu.example.vn".parse()? },
        },
        document_type: DocumentType { code: "khac".to_owned(), name: "Giấy tờ khác".to_owned() },
        original_name: "Giấy tờ khác".to_owned(),
        copies: 1,
        fee_waiver: None,
    };
    let scan = ReadyScan {
        document: object("scans"),
        plan: object("plans"),
        pages: 1,
        warnings: Vec::new(),
        repair: None,
    };
    let signature = Signature {
        by: by("signer")?,
        title: vec!["CHỦ TỊCH".to_owned()],
        at,
        certificate: "0".repeat(64),
        copy: object("copies"),
        plan: object("plans"),
        check: CheckCode::from_random(clock.ulid().random()),
        evidence: Evidence { issuer: "CA".to_owned(), not_before: at, not_after: at },
        agency: None,
    };
    let key = scan.document.key.clone();
    Case::open(CaseId::from_ulid(clock.ulid()), agency, request, by("officer")?, at)
        .expect_scan(key.clone(), at)?
        .scan_inspected(&key, Ok(scan))
        .context("the scan is not awaited")?
        .submit(by("officer")?, at)?
        .sign(signature)
        .map_err(Into::into)
}

/// A clerk's request for a number, as the HTTP API would bring it.
fn call(office: &Office, case: CaseId, book: &str) -> Result<Call> {
    let mut event: Value =
        serde_json::from_str(include_str!("../../../events/stamp-finalize-issue-number.json"))?;
    event["pathParameters"] = json!({ "case": case.to_string() });
    event["body"] = json!(json!({ "book": book }).to_string());
    event["requestContext"]["authorizer"]["jwt"]["claims"] = json!({
        "sub": office.clerk.id,
        "name": office.clerk.name,
        "custom:agency": office.agency,
        "cognito:groups": "[clerk]",
    });
    let request = lambda_http::request::from_str(&event.to_string())?;
    Call::from_request(request).map_err(|problem| anyhow::anyhow!("{problem:?}"))
}

/// A clerk who takes one case after the other; gives how often "try again" was answered.
async fn clerk(
    services: &stamp_finalize::Services,
    office: &Office,
    book: &str,
    cases: &[CaseId],
    next: &AtomicUsize,
) -> Result<usize> {
    let mut told_to_wait = 0;
    while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
        loop {
            match Box::pin(stamp_finalize::handle(services, &call(office, *case, book)?)).await {
                Ok(_) => break,
                Err(problem) if problem.code == "temporarily-unavailable" => told_to_wait += 1,
                Err(problem) => bail!("{}: {}", problem.code, problem.detail),
            }
        }
    }
    Ok(told_to_wait)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_clerks_issue_a_thousand_numbers_and_each_is_issued_once() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let records = office.stack.records();
    let agency = records.agency(&office.agency).await?.context("no agency")?;
    let store = async |serial| {
        let case = records.open_case(&signed(&office, &agency, serial)?, &Change::default()).await?;
        anyhow::Ok(case.id)
    };
    let cases: Vec<CaseId> = stream::iter(0..NUMBERS).map(store).buffer_unordered(20).try_collect().await?;

    let aws = office.stack.aws();
    let client = aws.http_client().context("the configuration has no HTTP client")?;
    let counting = Counting { client, transactions: Arc::default() };
    let aws = aws.into_builder().http_client(counting.clone()).build();
    let services = stamp_finalize::Services {
        records: Records::new(&aws, &office.stack.table),
        documents: office.stack.documents(),
        clock: Clock,
    };
    let (begin, next) = (Instant::now(), AtomicUsize::new(0));
    let clerks = (0..CLERKS).map(|_| clerk(&services, &office, &book, &cases, &next));
    let waits: usize = try_join_all(clerks).await?.into_iter().sum();
    let transactions = counting.transactions.load(Ordering::Relaxed);
    println!(
        "{NUMBERS} numbers by {CLERKS} clerks in {:?}: {transactions} transactions, {}.{:02} a number, {waits} \
         times told to try again",
        begin.elapsed(),
        transactions / NUMBERS as u64,
        transactions * 100 / NUMBERS as u64 % 100,
    );

    // 1…1,000, each once, each entry's case points back.
    let id: BookId = book.parse()?;
    let stored = records.book(&office.agency, id).await?.context("no book")?;
    let mut entries = BTreeMap::new();
    let mut numbers = Vec::new();
    let take = |entry: certification::Entry| {
        numbers.push(entry.number.get());
        entries.insert(entry.fields.case, entry);
        ControlFlow::Continue(())
    };
    records.each_entry(&stored, None, take).await?;
    assert_eq!(numbers, (1..=1_000).collect::<Vec<u32>>());
    assert_eq!(entries.len(), NUMBERS);
    let points_back = async |case: CaseId| {
        let entry = entries.get(&case).with_context(|| format!("no entry of {case}"))?;
        let stored = records.case(&office.agency, case).await?.context("no case")?;
        let issued = stored.state.issued().context("no number")?;
        ensure!(
            (issued.book, issued.number, &issued.text) == (id, entry.number, &entry.number_text),
            "{case}"
        );
        let history = records.history(&office.agency, case).await?;
        ensure!(
            history.iter().filter(|line| line.action == certification::history::CaseAction::Number).count()
                == 1,
            "history of {case}"
        );
        anyhow::Ok(())
    };
    stream::iter(cases).map(points_back).buffer_unordered(20).try_collect::<()>().await?;
    let proof = office.clerk.api.get(&format!("/books/{book}/proof")).await?.done()?;
    assert_eq!((&proof["sound"], &proof["proof"]["entries"]), (&json!(true), &json!(NUMBERS)));
    Ok(())
}

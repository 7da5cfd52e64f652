//! What prepare and finalise move: kilobytes, however large the scan is. Counted at the HTTP client of the
//! SDKs, in this process, against the stack's S3 and DynamoDB.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, ensure};
use api::{Answer, Call, Clock, Problem};
use aws_smithy_runtime_api::client::{
    http::{
        HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient,
        SharedHttpConnector,
    },
    orchestrator::HttpRequest,
    runtime_components::RuntimeComponents,
};
use documents::Documents;
use journeys::{Agent, Office, Person, Requester, finalisation};
use records::Records;
use scans::{Layout, Scan};
use serde_json::{Value, json};

use crate::scene::{nothing, office};

/// The most that one operation may move, each way.
const MOST: u64 = 256 * 1024;

/// One request of an SDK, and the bytes of its bodies.
#[derive(Debug, Clone)]
struct Moved {
    what: String,
    sent: Option<u64>,
    received: Option<u64>,
}

fn shown(moved: &[Moved]) -> String {
    let line =
        |Moved { what, sent, received }: &Moved| format!("{what}: sent {sent:?}, received {received:?}");
    moved.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// An HTTP client that writes down what it moves.
#[derive(Debug, Clone)]
struct Counting {
    client: SharedHttpClient,
    moved: Arc<Mutex<Vec<Moved>>>,
}

#[derive(Debug)]
struct CountingConnector {
    connector: SharedHttpConnector,
    moved: Arc<Mutex<Vec<Moved>>>,
}

impl HttpClient for Counting {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let connector = self.client.http_connector(settings, components);
        SharedHttpConnector::new(CountingConnector { connector, moved: self.moved.clone() })
    }
}

impl HttpConnector for CountingConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let what = format!("{} {}", request.method(), request.uri());
        let sent = request.body().content_length();
        let (answer, moved) = (self.connector.call(request), self.moved.clone());
        HttpConnectorFuture::new(async move {
            let answer = answer.await?;
            let received = answer.body().content_length();
            moved.lock().unwrap_or_else(PoisonError::into_inner).push(Moved { what, sent, received });
            Ok(answer)
        })
    }
}

/// The functions of both desks, in this process.
struct Functions {
    office: Office,
    counting: Counting,
    sign: sign_finalize::Services,
    stamp: stamp_finalize::Services,
}

impl Functions {
    fn of(office: Office) -> Result<Self> {
        let aws = office.stack.aws();
        let client = aws.http_client().context("the configuration has no HTTP client")?;
        let counting = Counting { client, moved: Arc::default() };
        let aws = aws.into_builder().http_client(counting.clone()).build();
        let records = Records::new(&aws, &office.stack.table);
        let documents = Documents::new(&aws, &office.stack.scans_bucket, &office.stack.copies_bucket);
        Ok(Self {
            sign: sign_finalize::Services {
                records: records.clone(),
                documents: documents.clone(),
                clock: Clock,
                check_url: format!("{}/kiem-tra/?ma=", office.stack.console_origin),
            },
            stamp: stamp_finalize::Services { records, documents, clock: Clock },
            counting,
            office,
        })
    }

    /// Prepares, signs at the desk and finalises; neither half may move more than [`MOST`] each way.
    async fn sign_within_bounds(
        &self,
        at: &str,
        case: &str,
        official: &Person,
        desk: &Agent,
    ) -> Result<Value> {
        let prepare = format!("POST /cases/{{case}}/{at}/prepare");
        let prepared = self.within_bounds(&prepare, case, official, &nothing()).await?;
        let signed = desk.sign(prepared["hash"].as_str().context("no hash")?).await?;
        let finalise = format!("POST /cases/{{case}}/{at}");
        self.within_bounds(&finalise, case, official, &finalisation(&prepared, &signed)).await
    }

    async fn within_bounds(&self, route: &str, case: &str, official: &Person, body: &Value) -> Result<Value> {
        self.counting.moved.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let call = self.call(route, case, official, body)?;
        let answer = if official.id == self.office.signer.id {
            Box::pin(sign_finalize::handle(&self.sign, &call)).await
        } else {
            Box::pin(stamp_finalize::handle(&self.stamp, &call)).await
        };
        let answer =
            answer.map_err(|Problem { code, detail, .. }| anyhow::anyhow!("{route}: {code}: {detail}"))?;
        let moved = self.counting.moved.lock().unwrap_or_else(PoisonError::into_inner).clone();
        ensure!(moved.iter().any(|one| one.sent.is_some_and(|sent| sent > 0)), "nothing was counted");
        for (way, bytes) in [
            ("sent", moved.iter().map(|one| one.sent).sum::<Option<u64>>()),
            ("received", moved.iter().map(|one| one.received).sum()),
        ] {
            ensure!(
                bytes.is_some_and(|bytes| bytes <= MOST),
                "{route} {way} {bytes:?} bytes:\n{}",
                shown(&moved)
            );
        }
        let Answer { body, .. } = answer;
        Ok(body)
    }

    /// A call as the HTTP API would bring it, made from a sample event.
    fn call(&self, route: &str, case: &str, official: &Person, body: &Value) -> Result<Call> {
        let mut event: Value =
            serde_json::from_str(include_str!("../../events/sign-finalize-sign-case.json"))?;
        event["routeKey"] = json!(route);
        event["requestContext"]["routeKey"] = json!(route);
        event["pathParameters"] = json!({ "case": case });
        event["body"] = json!(body.to_string());
        event["isBase64Encoded"] = json!(false);
        event["requestContext"]["authorizer"]["jwt"]["claims"] = json!({
            "sub": official.id,
            "name": official.name,
            "custom:agency": self.office.agency,
            "cognito:groups": "[signer clerk]",
        });
        let request = lambda_http::request::from_str(&event.to_string())?;
        Call::from_request(request).map_err(|problem| anyhow::anyhow!("{problem:?}"))
    }
}

async fn a_scan_of(size: usize) -> Result<()> {
    let functions = Functions::of(office().await?)?;
    let office = &functions.office;
    let scan = Scan::new(Layout::Classic, size).bytes();
    let case = office.submitted(&Requester::by_email(), scan.clone()).await?;
    functions.sign_within_bounds("signature", &case, &office.signer, &office.signer_desk).await?;
    office.number(&case, &office.book().await?).await?;
    let sealed = functions.sign_within_bounds("seal", &case, &office.clerk, &office.agency_desk).await?;
    assert_eq!(sealed["state"], "sealed");
    assert!(office.document(&case, "sealed").await?.starts_with(&scan));
    Ok(())
}

#[tokio::test]
async fn signing_and_sealing_a_scan_just_over_the_limit_moves_kilobytes() -> Result<()> {
    a_scan_of(5_350_000).await
}

#[tokio::test]
async fn signing_and_sealing_a_scan_of_thirty_megabytes_moves_no_more() -> Result<()> {
    a_scan_of(30_000_000).await
}

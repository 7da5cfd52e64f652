//! A case and an appointment on their way through the steps.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use anyhow::{Context as _, Result, ensure};
use certification::{
    AppointmentId, Case, CaseId,
    notice::{About, Delivery, DeliveryId, DeliveryStatus, Recipient},
};
use jiff::SignedDuration;
use journeys::{
    Answer, Office, Upload,
    faults::{At, Breakage, Fault, Function, Invocation, Request},
    until,
};
use records::Change;
use scans::{Layout, Scan, hostile};
use serde_json::{Value, json};

use crate::{
    look::{self, Seen},
    report::{Outcome, Report},
    steps::Step,
};

/// How often a client repeats a request before it gives up.
const MAX_REPEATS: usize = 4;
/// What an invocation may take here. The lease of a key ends with it, so that a repeat after a death waits for
/// seconds and not for half a minute.
const TIME: SignedDuration = SignedDuration::from_secs(3);

/// What a chain has made so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Things {
    pub(crate) book: String,
    pub(crate) case: String,
    pub(crate) appointment: String,
    answers: HashMap<&'static str, Value>,
    /// The event that a step is made with, where it is no request.
    event: Value,
    /// The message that is delivered: what it is about, its line of the ledger, to whom it goes.
    pub(crate) message: Option<(About, DeliveryId, String)>,
}

impl Things {
    /// What a step was answered.
    pub(crate) fn answer(&self, step: &str) -> Result<&Value> {
        self.answers.get(step).with_context(|| format!("{step} was not answered"))
    }
}

/// One chain.
pub(crate) struct Chain {
    office: Arc<Office>,
    functions: BTreeMap<&'static str, Function>,
    things: Things,
}

/// Breaks the n-th call of each of some steps, with as many chains as that takes.
pub(crate) async fn all(
    office: &Arc<Office>,
    book: &str,
    (call, fault): (usize, Fault),
    steps: &[Step],
    report: &Report,
) -> Result<()> {
    let mut left = steps;
    while !left.is_empty() {
        let mut chain = Chain::new(office.clone(), book.to_owned()).await?;
        left = chain.run((call, fault), left, report).await.with_context(|| {
            format!("call {call} {} from {}", fault.as_str(), left.first().map_or("", |step| step.name()))
        })?;
    }
    Ok(())
}

impl Chain {
    /// A chain at its beginning, with functions of its own.
    pub(crate) async fn new(office: Arc<Office>, book: String) -> Result<Self> {
        let mut functions = BTreeMap::new();
        for name in ["deliver", "intake", "reschedule", "sign-finalize", "stamp-finalize"] {
            functions.insert(name, Function::of(&office.stack, name).await?);
        }
        Ok(Self { office, functions, things: Things { book, ..Things::default() } })
    }

    /// Takes the chain through every step without a fault; gives the calls of each.
    pub(crate) async fn count(mut self) -> Result<BTreeMap<Step, Vec<String>>> {
        let mut calls = BTreeMap::new();
        for step in Step::ALL {
            self.prepare(step).await?;
            let before = look::at(&self.office, &self.things, step).await?;
            let (answer, _) = self.make(step, None).await?;
            calls.insert(step, self.function(step)?.calls().0);
            self.keep(step, answer.as_ref());
            let (outcome, seen) = self.judge(step, &before, answer.as_ref()).await?;
            ensure!(outcome == Outcome::Ok, "{} without a fault: {outcome:?} {seen:?}", step.name());
        }
        Ok(calls)
    }

    /// Takes the chain through the steps up to the last one of `broken`, each of which is broken; gives those that
    /// are left when a cell is not as it should be.
    async fn run<'a>(
        &mut self,
        (call, fault): (usize, Fault),
        broken: &'a [Step],
        report: &Report,
    ) -> Result<&'a [Step]> {
        let mut left = broken;
        for step in Step::ALL {
            let Some((next, rest)) = left.split_first() else { return Ok(left) };
            self.prepare(step).await?;
            let before = look::at(&self.office, &self.things, step).await?;
            if step != *next {
                let (answer, _) = self.make(step, None).await?;
                self.keep(step, answer.as_ref());
                ensure!(answer.is_none_or(|answer| answer.status < 300), "{} without a fault", step.name());
                continue;
            }
            left = rest;
            let breakage = Breakage { at: At::Nth(call), fault };
            let (answer, name) = self.make(step, Some(breakage)).await?;
            // A step may make fewer calls than it did without a fault in another chain: its cell is tried again.
            let Some(name) = name else {
                self.keep(step, answer.as_ref());
                continue;
            };
            self.keep(step, answer.as_ref());
            let (outcome, seen) = self.judge(step, &before, answer.as_ref()).await?;
            report.add(step, (call, &name), fault, (outcome, seen));
            if !matches!(outcome, Outcome::Ok | Outcome::Held) {
                return Ok(left);
            }
        }
        Ok(left)
    }

    fn function(&mut self, step: Step) -> Result<&mut Function> {
        self.functions.get_mut(step.function()).context("no such function")
    }

    /// Makes what a step needs that is no step of its own.
    async fn prepare(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Scan => {
                self.scan_waits(Scan { dpi: 60, ..Scan::new(Layout::Classic, 20_000) }.bytes()).await
            }
            Step::Repair => {
                let unsound = hostile().into_iter().find(|scan| scan.code == "script");
                self.scan_waits(unsound.context("no scan with a script")?.bytes).await
            }
            Step::Deliver => self.message_waits(false).await,
            Step::Text => self.message_waits(true).await,
            _ => Ok(()),
        }
    }

    /// Puts a scan into the bucket, lets the case wait for it and makes the event that tells of it.
    async fn scan_waits(&mut self, scan: Vec<u8>) -> Result<()> {
        let (records, documents) = (self.office.stack.records(), self.office.stack.documents());
        let case = records.case(&self.office.agency, self.things.case.parse()?).await?.context("no case")?;
        let key = documents::keys::scan(&case.agency, case.id, api::Clock.ulid());
        let post = documents.presign_scan(&key, scan.len() as u64, api::Clock.now()).await?;
        let place = json!({ "url": post.url, "fields": post.fields });
        let (status, said) = Upload::from_answer(&place)?.send(scan).await?;
        ensure!(status == 204, "S3 refused the scan: {status} {said}");
        let waiting: Case = case.expect_scan(key.clone(), api::Clock.now())?;
        records.save_case(&waiting, &Change::default()).await?;
        self.things.event = json!({ "Records": [{
            "eventVersion": "2.1",
            "eventSource": "aws:s3",
            "awsRegion": self.office.stack.region,
            "eventTime": api::Clock.now().to_string(),
            "eventName": "ObjectCreated:Post",
            "userIdentity": { "principalId": "tried" },
            "requestParameters": { "sourceIPAddress": "203.0.113.10" },
            "responseElements": { "x-amz-request-id": "tried", "x-amz-id-2": "tried" },
            "s3": {
                "s3SchemaVersion": "1.0",
                "configurationId": "scans",
                "bucket": {
                    "name": self.office.stack.scans_bucket,
                    "ownerIdentity": { "principalId": "tried" },
                    "arn": format!("arn:aws:s3:::{}", self.office.stack.scans_bucket),
                },
                "object": { "key": key, "size": 1, "eTag": "0", "sequencer": "1" },
            },
        }] });
        Ok(())
    }

    /// Lets a notice that was sent wait once more, for another recipient: that of the released copy by e-mail, or
    /// that of the appointment by SMS.
    async fn message_waits(&mut self, text: bool) -> Result<()> {
        let records = self.office.stack.records();
        let about: About = if text {
            self.things.appointment.parse::<AppointmentId>()?.into()
        } else {
            self.things.case.parse::<CaseId>()?.into()
        };
        let line = until("a message is sent by the stack's own function", async || {
            let line = records.deliveries(&self.office.agency, about).await?.into_iter().next();
            let is_open =
                |line: &Delivery| matches!(line.status, DeliveryStatus::Queued | DeliveryStatus::Sending);
            Ok(line.filter(|line| !is_open(line)))
        })
        .await?;
        let notice =
            records.notice(&self.office.agency, about, line.id.notice).await?.context("no notice")?;
        let unique = api::Clock.ulid();
        let (to, address) = if text {
            let number = format!("+849{:08}", unique.random() % 100_000_000);
            (Recipient::Sms { number: number.parse()? }, number)
        } else {
            let address = format!("{}@thu.example.vn", unique.to_string().to_lowercase());
            (Recipient::Email { address: address.parse()? }, address)
        };
        let id = line.id;
        let waiting = Delivery { to, status: DeliveryStatus::Queued, attempts: Vec::new(), ..line };
        records.save_delivery(&waiting).await?;
        let body: serde_dynamo::AttributeValue = serde_dynamo::to_attribute_value(&notice)?;
        self.things.event = json!({ "Records": [{
            "eventName": "INSERT",
            "eventSource": "aws:dynamodb",
            "dynamodb": { "SequenceNumber": "1", "NewImage": {
                "sk": { "S": format!("NOTICE#{}", notice.id) },
                "kind": { "S": "notice" },
                "body": body,
            } },
        }] });
        self.things.message = Some((about, id, address));
        Ok(())
    }

    /// Makes a step, and repeats it until it is answered; gives the answer and the name of the call that was
    /// broken.
    async fn make(
        &mut self,
        step: Step,
        breakage: Option<Breakage>,
    ) -> Result<(Option<Answer>, Option<String>)> {
        if step.is_event() {
            return Ok((None, self.bring(step, breakage).await?));
        }
        let key = api::Clock.ulid().to_string();
        let request = step.request(&self.office, &self.things, &key).await?;
        let (mut name, mut answer) = (None, None);
        for repeat in 0..=MAX_REPEATS {
            let function = self.function(step)?;
            let fault = breakage.filter(|_| repeat == 0);
            let invocation = function.invoke(request.event(), api::Clock.now() + TIME, fault).await?;
            if repeat == 0 {
                name = broken(function, fault);
            }
            answer = Request::answer(&invocation);
            let again = |answer: &Answer| answer.status >= 500 || answer.retry_after.is_some();
            if !answer.as_ref().is_none_or(again) {
                break;
            }
            if let Some(seconds) = answer.as_ref().and_then(|answer| answer.retry_after.as_ref()) {
                tokio::time::sleep(std::time::Duration::from_secs(seconds.parse()?)).await;
            }
        }
        Ok((answer, name))
    }

    /// Brings an event, and again as Lambda does while it is not done.
    async fn bring(&mut self, step: Step, breakage: Option<Breakage>) -> Result<Option<String>> {
        let event = self.things.event.clone();
        let mut name = None;
        for repeat in 0..=MAX_REPEATS {
            let function = self.function(step)?;
            let fault = breakage.filter(|_| repeat == 0);
            let invocation = function.invoke(&event, api::Clock.now() + TIME, fault).await?;
            if repeat == 0 {
                name = broken(function, fault);
            }
            let done = match &invocation {
                Invocation::Answered(answer) => {
                    answer["batchItemFailures"].as_array().is_none_or(Vec::is_empty)
                }
                Invocation::Failed(_) | Invocation::Died => false,
            };
            if done {
                break;
            }
        }
        Ok(name)
    }

    fn keep(&mut self, step: Step, answer: Option<&Answer>) {
        let Some(answer) = answer.filter(|answer| answer.status < 300) else { return };
        let id = answer.body["id"].as_str().map(str::to_owned);
        match step {
            Step::Open | Step::OpenAppointment => self.things.case = id.unwrap_or_default(),
            Step::Book | Step::BookAgain => self.things.appointment = id.unwrap_or_default(),
            _ => {}
        }
        self.things.answers.insert(step.name(), answer.body.clone());
    }

    async fn judge(
        &self,
        step: Step,
        before: &Seen,
        answer: Option<&Answer>,
    ) -> Result<(Outcome, Option<String>)> {
        let after = look::at(&self.office, &self.things, step).await?;
        let outcome = look::judge(step, before, &after, answer);
        let said = answer.map(|answer| format!("{} {}", answer.status, answer.body["type"]));
        let seen = (outcome != Outcome::Ok).then(|| format!("{said:?} {before:?} {after:?}"));
        Ok((outcome, seen))
    }
}

/// The name of the call that was broken.
fn broken(function: &Function, breakage: Option<Breakage>) -> Option<String> {
    let (calls, struck) = function.calls();
    match breakage?.at {
        At::Nth(nth) if struck => calls.get(nth).cloned(),
        _ => None,
    }
}

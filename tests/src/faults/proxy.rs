//! The proxy between one function and the stack.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    net::Ipv4Addr,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context as _, Result};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    process::Child,
};

use super::http::Message;

/// What happens to a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It never reaches AWS, however often the SDK repeats it.
    Before,
    /// It takes effect and its answer is lost; what the SDK repeats never reaches AWS.
    After,
    /// It takes effect and its answer is lost; what the SDK repeats reaches AWS a second time.
    Twice,
    /// The function dies as it makes the call.
    KilledBefore,
    /// The function dies before it gets the answer.
    KilledAfter,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 5] =
        [Self::Before, Self::After, Self::Twice, Self::KilledBefore, Self::KilledAfter];

    /// Its name in the report.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Twice => "twice",
            Self::KilledBefore => "killed before",
            Self::KilledAfter => "killed after",
        }
    }
}

/// Which call of an invocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// By its place, from 0.
    Nth(usize),
    /// The first of a name: `SendEmail`.
    Named(&'static str),
    /// The transaction of the change itself, which is not that of the idempotency key.
    Commit,
}

/// A fault at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breakage {
    /// Which call.
    pub at: At,
    /// What happens to it.
    pub fault: Fault,
}

/// The function's process, to be ended at a call.
pub(super) type Process = Arc<Mutex<Option<Child>>>;

/// What was called since the last invocation began.
#[derive(Debug, Default)]
struct Journal {
    calls: Vec<String>,
    breakage: Option<Breakage>,
    /// The call that was broken, by its content: the SDK repeats it with the same.
    broken: Option<u64>,
}

/// A proxy that serves as long as it is not dropped.
#[derive(Debug)]
pub(super) struct Proxy {
    pub(super) address: String,
    journal: Arc<Mutex<Journal>>,
    task: tokio::task::JoinHandle<()>,
}

impl Proxy {
    /// Begins to serve in front of the stack's endpoint.
    pub(super) async fn serve(endpoint: &str, process: Process) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://localhost:{}", listener.local_addr()?.port());
        let stack = endpoint.trim_end_matches('/').trim_start_matches("http://").to_owned();
        let journal = Arc::new(Mutex::new(Journal::default()));
        let known = journal.clone();
        let task = tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                let (stack, journal, process) = (stack.clone(), known.clone(), process.clone());
                tokio::spawn(async move {
                    // A connection that ends is what the function is to see.
                    let _ = carry(connection, &stack, &journal, &process).await;
                });
            }
        });
        Ok(Self { address, journal, task })
    }

    /// Begins an invocation, with a fault or with none.
    pub(super) fn begin(&self, breakage: Option<Breakage>) {
        *lock(&self.journal) = Journal { breakage, ..Journal::default() };
    }

    /// The calls since the invocation began, and whether the fault has struck.
    pub(super) fn calls(&self) -> (Vec<String>, bool) {
        let journal = lock(&self.journal);
        (journal.calls.clone(), journal.broken.is_some())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Takes one request to the stack and its answer back, unless it is the one to be broken.
async fn carry(
    mut connection: TcpStream,
    stack: &str,
    journal: &Mutex<Journal>,
    process: &Process,
) -> Result<()> {
    let Some(call) = Message::read(&mut connection).await? else { return Ok(()) };
    let verdict = verdict(&mut lock(journal), &call);
    match verdict {
        Verdict::Pass => {}
        Verdict::Drop | Verdict::Break(Fault::Before) => return Ok(()),
        Verdict::Break(Fault::After | Fault::Twice) => return send(stack, &call).await.map(drop),
        Verdict::Break(Fault::KilledBefore) => {
            kill(process);
            return Ok(());
        }
        Verdict::Break(Fault::KilledAfter) => {
            send(stack, &call).await?;
            kill(process);
            return Ok(());
        }
    }
    let answer = send(stack, &call).await?;
    connection.write_all(&answer).await?;
    connection.shutdown().await?;
    Ok(())
}

enum Verdict {
    Pass,
    Drop,
    Break(Fault),
}

fn verdict(journal: &mut Journal, call: &Message) -> Verdict {
    let mut content = DefaultHasher::new();
    (&call.method, &call.target, &call.body).hash(&mut content);
    let content = content.finish();
    if journal.broken == Some(content) {
        return match journal.breakage.map(|breakage| breakage.fault) {
            Some(Fault::Twice) | None => Verdict::Pass,
            Some(_) => Verdict::Drop,
        };
    }
    let name = name(call);
    let place = journal.calls.len();
    journal.calls.push(name.clone());
    let Some(breakage) = journal.breakage.filter(|_| journal.broken.is_none()) else { return Verdict::Pass };
    let is_it = match breakage.at {
        At::Nth(nth) => nth == place,
        At::Named(wanted) => name == wanted,
        At::Commit => name == COMMIT,
    };
    if !is_it {
        return Verdict::Pass;
    }
    journal.broken = Some(content);
    Verdict::Break(breakage.fault)
}

async fn send(stack: &str, call: &Message) -> Result<Vec<u8>> {
    let mut connection = TcpStream::connect(stack).await.context("the stack does not answer")?;
    connection.write_all(&call.to_bytes()).await?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn kill(process: &Process) {
    if let Some(child) = lock(process).as_mut() {
        // It may have ended by itself.
        let _ = child.start_kill();
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The name of a transaction that changes more than the record of an idempotency key.
const COMMIT: &str = "TransactWriteItems";

/// The name of a call in its service's API.
fn name(call: &Message) -> String {
    if let Some((_, action)) = call.header("x-amz-target").and_then(|target| target.split_once('.')) {
        let claims = action == COMMIT && !is_change(&call.body);
        return if claims { format!("{COMMIT} (key)") } else { action.to_owned() };
    }
    let (path, query) = call.target.split_once('?').unwrap_or((&call.target, ""));
    if path == "/v2/email/outbound-emails" {
        return "SendEmail".to_owned();
    }
    let body = String::from_utf8_lossy(&call.body);
    if let Some(action) = body.split('&').find_map(|pair| pair.strip_prefix("Action=")) {
        return action.to_owned();
    }
    let has = |name: &str| query.split('&').any(|pair| pair.split('=').next() == Some(name));
    let is_part = has("partNumber");
    let name = match call.method.as_str() {
        "POST" if has("uploads") => "CreateMultipartUpload",
        "POST" if has("uploadId") => "CompleteMultipartUpload",
        "DELETE" if has("uploadId") => "AbortMultipartUpload",
        "PUT" if is_part && call.header("x-amz-copy-source").is_some() => "UploadPartCopy",
        "PUT" if is_part => "UploadPart",
        "PUT" => "PutObject",
        "GET" => "GetObject",
        "HEAD" => "HeadObject",
        other => other,
    };
    name.to_owned()
}

/// Whether a transaction writes anything but the record of an idempotency key.
fn is_change(body: &[u8]) -> bool {
    let Ok(body) = serde_json::from_slice::<serde_json::Value>(body) else { return true };
    let is_key = |write: &serde_json::Value| {
        write["Put"]["Item"]["sk"]["S"].as_str().is_some_and(|sk| sk.starts_with("ATTEMPT#"))
    };
    !body["TransactItems"].as_array().is_some_and(|writes| writes.iter().all(is_key))
}

//! A function's own program, run against a runtime interface of ours.

use std::{
    collections::BTreeMap,
    net::Ipv4Addr,
    process::Stdio,
    sync::{Arc, Mutex},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpListener, TcpStream},
    process::Command,
    sync::{mpsc, oneshot},
};

use super::{
    http::Message,
    proxy::{Breakage, Process, Proxy, lock},
};
use crate::{Stack, aws};

/// What an invocation came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Invocation {
    /// It was answered.
    Answered(Value),
    /// It ended with an error, and Lambda brings an event again.
    Failed(Value),
    /// The function died.
    Died,
}

/// An event for the function, and where its answer goes.
struct Work {
    event: Value,
    deadline: jiff::Timestamp,
    done: oneshot::Sender<Invocation>,
}

type Waiting = Arc<Mutex<Option<oneshot::Sender<Invocation>>>>;

/// A function, started when it is first invoked and again after each death.
#[derive(Debug)]
pub struct Function {
    command: Vec<(String, String)>,
    program: std::path::PathBuf,
    proxy: Proxy,
    process: Process,
    work: mpsc::Sender<Work>,
    task: tokio::task::JoinHandle<()>,
}

impl Function {
    /// A function by its folder's name, with the settings that the template gives it.
    ///
    /// # Errors
    /// When the stack has no such function.
    pub async fn of(stack: &Stack, name: &str) -> Result<Self> {
        let process = Process::default();
        let proxy = Proxy::serve(&stack.endpoint, process.clone()).await?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let mut command: BTreeMap<String, String> = aws::settings(stack, name).await?;
        let ours = [
            ("AWS_ENDPOINT_URL", proxy.address.clone()),
            ("AWS_LAMBDA_RUNTIME_API", listener.local_addr()?.to_string()),
            ("AWS_LAMBDA_FUNCTION_NAME", name.to_owned()),
            ("AWS_LAMBDA_FUNCTION_VERSION", "1".to_owned()),
            ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512".to_owned()),
            ("AWS_REGION", stack.region.clone()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("RUST_LOG", "warn".to_owned()),
        ];
        command.extend(ours.map(|(name, value)| (name.to_owned(), value)));
        let (work, taken) = mpsc::channel(1);
        let task = tokio::spawn(serve(listener, Arc::new(tokio::sync::Mutex::new(taken))));
        let program = stack.signing_agent.with_file_name(name);
        Ok(Self { command: command.into_iter().collect(), program, proxy, process, work, task })
    }

    /// Brings an event to the function, which may be under way until the deadline, and waits for what comes of it.
    ///
    /// # Errors
    /// When the function cannot be started, or does nothing for a minute.
    pub async fn invoke(
        &mut self,
        event: &Value,
        deadline: jiff::Timestamp,
        breakage: Option<Breakage>,
    ) -> Result<Invocation> {
        self.proxy.begin(breakage);
        self.start()?;
        let (done, answered) = oneshot::channel();
        let mut answered = std::pin::pin!(answered);
        self.work
            .send(Work { event: event.clone(), deadline, done })
            .await
            .context("no runtime interface")?;
        for _ in 0..600 {
            match tokio::time::timeout(Duration::from_millis(100), &mut answered).await {
                Ok(answer) => return Ok(answer.unwrap_or(Invocation::Died)),
                Err(_) if self.has_ended()? => return Ok(Invocation::Died),
                Err(_) => {}
            }
        }
        bail!("the function has done nothing for a minute: {}", self.program.display())
    }

    /// The AWS calls of the last invocation, and whether its fault has struck.
    #[must_use]
    pub fn calls(&self) -> (Vec<String>, bool) {
        self.proxy.calls()
    }

    fn start(&self) -> Result<()> {
        if !self.has_ended()? {
            return Ok(());
        }
        let mut command = Command::new(&self.program);
        command.env_clear().envs(self.command.iter().cloned());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        let child = command.spawn().with_context(|| format!("starting {}", self.program.display()))?;
        *lock(&self.process) = Some(child);
        Ok(())
    }

    fn has_ended(&self) -> Result<bool> {
        let mut process = lock(&self.process);
        let Some(child) = process.as_mut() else { return Ok(true) };
        Ok(child.try_wait()?.is_some())
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The runtime interface: gives out the work that comes, and takes the answers.
async fn serve(listener: TcpListener, work: Arc<tokio::sync::Mutex<mpsc::Receiver<Work>>>) {
    let waiting = Waiting::default();
    while let Ok((connection, _)) = listener.accept().await {
        let (work, waiting) = (work.clone(), waiting.clone());
        tokio::spawn(async move {
            // A connection that ends is a function that has died.
            let _ = converse(connection, &work, &waiting).await;
        });
    }
}

async fn converse(
    mut connection: TcpStream,
    work: &tokio::sync::Mutex<mpsc::Receiver<Work>>,
    waiting: &Waiting,
) -> Result<()> {
    while let Some(asked) = Message::read(&mut connection).await? {
        if asked.target.ends_with("/invocation/next") {
            let mut work = work.lock().await;
            let mut end = [0];
            // A function that dies while it waits must not take the work of the next one.
            let next = tokio::select! {
                biased;
                _ = connection.peek(&mut end) => None,
                next = work.recv() => next,
            };
            drop(work);
            let Some(Work { event, deadline, done }) = next else { return Ok(()) };
            *lock(waiting) = Some(done);
            let body = event.to_string();
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
                 lambda-runtime-aws-request-id: {}\r\nlambda-runtime-deadline-ms: {}\r\n\
                 lambda-runtime-invoked-function-arn: arn:aws:lambda:ap-southeast-1:000000000000:function:tried\r\n\
                 lambda-runtime-trace-id: Root=1-00000000-000000000000000000000000\r\n\r\n",
                body.len(),
                api::Clock.ulid(),
                deadline.as_millisecond(),
            );
            connection.write_all(&[head.as_bytes(), body.as_bytes()].concat()).await?;
            continue;
        }
        let said = serde_json::from_slice(&asked.body).unwrap_or_default();
        let is_answer = asked.target.ends_with("/response");
        let came_to = if is_answer { Invocation::Answered(said) } else { Invocation::Failed(said) };
        connection.write_all(b"HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n").await?;
        if let Some(done) = lock(waiting).take() {
            // The caller may have stopped waiting.
            let _ = done.send(came_to);
        }
    }
    Ok(())
}

//! The local stack: MiniStack in a process group of its own, with `infra/template.yaml` deployed to it.
//!
//! Its standard input is a pipe whose other end is held here; when that closes, by [`Drop`] or because this
//! process is gone for whatever reason, the stack ends itself (`infra/local/serve.py`).

use std::{
    fs::File,
    io::{Read as _, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::process::CommandExt as _,
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::{deployment, programs::Programs, python::Python, steps, workspace};

/// Variables for the programs that use a stack.
pub(crate) type Environment = [(&'static str, String); 6];

const PATIENCE: Duration = Duration::from_mins(1);

/// A running stack; it stops when this is dropped.
pub(crate) struct Stack {
    process: Child,
    port: u16,
    /// All that it, and what uses it, may start by name.
    pub(crate) programs: Programs,
    /// What a client needs to know, the content of [`deployment::file`].
    pub(crate) description: Value,
}

impl Stack {
    /// Starts the stack and deploys to it what was built.
    ///
    /// # Errors
    /// What was missing or failed, and what to do about it.
    pub(crate) fn up(python: &Python, programs: Programs, port: Option<u16>) -> Result<Self> {
        let port = free_port(port)?;
        steps::say("Making the certificates of the demo");
        let pki = workspace::local().join("pki");
        steps::run(programs.only(python.script("infra/local/pki/make.py").arg(&pki)))?;
        let mut stack = Self::start(python, programs, port)?;
        stack.description = deployment::make(python, &stack)?;
        Ok(stack)
    }

    /// What the AWS SDKs read to reach the stack, and `STACK`, the path of its description.
    pub(crate) fn environment(&self) -> Environment {
        [
            ("AWS_ENDPOINT_URL", self.endpoint()),
            ("AWS_REGION", deployment::REGION.to_owned()),
            ("AWS_DEFAULT_REGION", deployment::REGION.to_owned()),
            ("AWS_ACCESS_KEY_ID", "test".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
            ("STACK", deployment::file().to_string_lossy().into_owned()),
        ]
    }

    /// Where the AWS APIs answer.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Gives a command the stack's [`Stack::environment`] and its programs.
    pub(crate) fn connect<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        self.programs.only(command.envs(self.environment()))
    }

    /// Waits for the stack to end by itself.
    ///
    /// # Errors
    /// When the process cannot be waited for.
    pub(crate) fn wait(&mut self) -> Result<ExitStatus> {
        // Unlike `Child::wait`, this keeps the pipe open that keeps the stack alive.
        loop {
            if let Some(status) = self.process.try_wait()? {
                return Ok(status);
            }
            thread::sleep(Duration::from_millis(500));
        }
    }

    /// Keeps what the functions logged in `.local/functions.log`, which would end with the stack.
    ///
    /// # Errors
    /// When the stack does not answer any more.
    pub(crate) fn keep_logs(&self, python: &Python) -> Result<()> {
        let logs = steps::output(self.connect(&mut python.script("infra/local/logs.py")))?;
        std::fs::write(workspace::local().join("functions.log"), logs).context("writing functions.log")
    }

    fn start(python: &Python, programs: Programs, port: u16) -> Result<Self> {
        steps::say(&format!("Starting the local stack on port {port}"));
        let log = log_path();
        let output = File::create(&log).with_context(|| format!("writing {}", log.display()))?;
        let process = programs
            .only(&mut python.script("infra/local/serve.py"))
            .env("GATEWAY_PORT", port.to_string())
            .env("MINISTACK_REGION", deployment::REGION)
            .env_remove("AWS_ENDPOINT_URL")
            .stdin(Stdio::piped())
            .stdout(output.try_clone()?)
            .stderr(output)
            .process_group(0)
            .spawn()
            .context("starting the local stack")?;
        let mut stack = Self { process, port, programs, description: Value::Null };
        stack.wait_until_healthy()?;
        Ok(stack)
    }

    fn wait_until_healthy(&mut self) -> Result<()> {
        let begin = Instant::now();
        while !healthy(self.port) {
            if let Some(status) = self.process.try_wait()? {
                bail!("the local stack ended with {status}; see {}", log_path().display());
            }
            if begin.elapsed() > PATIENCE {
                bail!("the local stack does not answer; see {}", log_path().display());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        steps::say("Stopping the local stack");
        drop(self.process.stdin.take());
        // It is gone either way; there is nobody to tell of an error.
        let _ = self.process.wait();
    }
}

fn log_path() -> PathBuf {
    workspace::local().join("ministack.log")
}

/// The wanted port when it is free, or any free one.
fn free_port(wanted: Option<u16>) -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, wanted.unwrap_or(0)));
    let listener = listener.with_context(|| match wanted {
        Some(port) => format!("port {port} is taken: stop what uses it, or choose another with --port"),
        None => "no port is free".to_owned(),
    })?;
    Ok(listener.local_addr()?.port())
}

/// Whether the stack answers its health check.
fn healthy(port: u16) -> bool {
    let answer = || -> std::io::Result<String> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        connection.set_read_timeout(Some(Duration::from_secs(5)))?;
        connection
            .write_all(b"GET /_localstack/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
        let mut answer = [0; 12];
        connection.read_exact(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    };
    answer().is_ok_and(|status| status == "HTTP/1.1 200")
}

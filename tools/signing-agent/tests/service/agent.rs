//! Starts the program and speaks to it as the console does.

use anyhow::{Context as _, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// The page that the agents of these tests answer.
pub(crate) const CONSOLE: &str = "https://console.example";

pub(crate) type Socket = WebSocketStream<TlsStream<TcpStream>>;

/// A running agent; killed when dropped.
pub(crate) struct Agent {
    child: Child,
    stdin: Option<ChildStdin>,
    stderr: ChildStderr,
    address: String,
    certificate: PathBuf,
    _data: TempDir,
}

impl Agent {
    /// Starts the program on a free port and waits until it is ready.
    pub(crate) fn start(arguments: &[&str]) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let mut child = Command::new(env!("CARGO_BIN_EXE_signing-agent"))
            .args(["--port", "0", "--origin", CONSOLE, "--stop-with-stdin", "--data-dir"])
            .arg(data.path())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stderr = child.stderr.take().context("stderr")?;
        let mut ready = String::new();
        BufReader::new(child.stdout.take().context("stdout")?).read_line(&mut ready)?;
        let Some((address, certificate)) =
            ready.trim_end().strip_prefix("READY wss://").and_then(|ready| ready.split_once(" cert="))
        else {
            let mut said = String::new();
            stderr.read_to_string(&mut said)?;
            bail!("not ready: {said} ({})", child.wait()?);
        };
        let (address, certificate) = (address.to_owned(), PathBuf::from(certificate));
        Ok(Self { stdin: child.stdin.take(), child, stderr, address, certificate, _data: data })
    }

    /// `127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Opens a connection to an action, as a page of `origin`.
    pub(crate) async fn connect(&self, origin: Option<&str>, action: &str) -> Result<Socket> {
        let mut roots = rustls::RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(&self.certificate)?)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let stream = TcpStream::connect(&self.address).await?;
        let name = "127.0.0.1".try_into()?;
        let stream = tokio_rustls::TlsConnector::from(Arc::new(config)).connect(name, stream).await?;
        let mut request = format!("wss://{}/{action}", self.address).into_client_request()?;
        if let Some(origin) = origin {
            request.headers_mut().insert("Origin", origin.parse()?);
        }
        Ok(tokio_tungstenite::client_async(request, stream).await?.0)
    }

    /// One message in, one out, close.
    pub(crate) async fn ask(&self, action: &str, message: &str) -> Result<String> {
        let mut socket = self.connect(Some(CONSOLE), action).await?;
        socket.send(Message::text(message)).await?;
        answer(&mut socket).await
    }

    /// [`Self::ask`] for an answer in JSON.
    pub(crate) async fn ask_json(&self, action: &str, message: &str) -> Result<Value> {
        Ok(serde_json::from_str(&self.ask(action, message).await?)?)
    }

    /// Types a line at the desk.
    pub(crate) fn type_line(&mut self, line: &str) -> Result<()> {
        let stdin = self.stdin.as_mut().context("stdin is closed")?;
        writeln!(stdin, "{line}")?;
        Ok(stdin.flush()?)
    }

    /// Waits until the desk shows `text`; gives all that it showed up to there.
    pub(crate) fn shows(&mut self, text: &str) -> Result<String> {
        let mut shown = Vec::new();
        let mut byte = [0];
        while !shown.ends_with(text.as_bytes()) {
            if self.stderr.read(&mut byte)? == 0 {
                bail!("ended before it showed {text}: {}", String::from_utf8_lossy(&shown));
            }
            shown.extend(byte);
        }
        Ok(String::from_utf8(shown)?)
    }

    /// Closes standard input and waits for the end.
    pub(crate) fn close_input(mut self) -> Result<ExitStatus> {
        drop(self.stdin.take());
        Ok(self.child.wait()?)
    }

    /// Sends a signal by name and waits for the end.
    pub(crate) fn signal(mut self, name: &str) -> Result<ExitStatus> {
        Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status()?;
        Ok(self.child.wait()?)
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The one message that comes out, and then the close.
pub(crate) async fn answer(socket: &mut Socket) -> Result<String> {
    let answer = match socket.next().await.context("no answer")?? {
        Message::Text(text) => text.to_string(),
        other => bail!("not an answer: {other}"),
    };
    match socket.next().await {
        Some(Ok(Message::Close(_))) => Ok(answer),
        other => bail!("not closed after the answer: {other:?}"),
    }
}

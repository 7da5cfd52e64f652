//! The signing service on an official's desk: starts `signing-agent` and speaks to it as the console does.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context as _, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use rustls_pki_types::{CertificateDer, pem::PemObject as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest as _};

use crate::Stack;

/// A running service that signs unasked with one key of the test PKI. It stops when its standard input
/// closes, so at the latest when this process ends.
#[derive(Debug)]
pub struct Agent {
    _process: Child,
    address: String,
    origin: String,
    tls: Arc<rustls::ClientConfig>,
}

/// What the service gave for a hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHash {
    /// `Signature`, base64.
    pub signature: String,
    /// `CertBase64`.
    pub certificate: String,
}

static SHARED: Mutex<BTreeMap<String, Arc<Agent>>> = Mutex::new(BTreeMap::new());

impl Agent {
    /// The service with the key of `name` in the test PKI; one serves this whole process.
    ///
    /// # Errors
    /// When it does not start.
    pub fn of(stack: &Stack, name: &str) -> Result<Arc<Self>> {
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(agent) = shared.get(name) {
            return Ok(agent.clone());
        }
        let agent = Arc::new(Self::start(stack, name)?);
        shared.insert(name.to_owned(), agent.clone());
        Ok(agent)
    }

    /// Starts it on any free port.
    fn start(stack: &Stack, name: &str) -> Result<Self> {
        let data = stack.pki.with_file_name("desks").join(name);
        std::fs::create_dir_all(&data)?;
        let mut process = Command::new(&stack.signing_agent)
            .args(["--port", "0", "--unattended", "--stop-with-stdin", "--origin", &stack.console_origin])
            .arg("--pkcs12")
            .arg(stack.pki.join(format!("{name}.p12")))
            .arg("--passphrase-file")
            .arg(stack.pki.join(format!("{name}.pass")))
            .arg("--data-dir")
            .arg(&data)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("starting {}", stack.signing_agent.display()))?;
        let mut ready = String::new();
        let stdout = process.stdout.take().context("the service has no standard output")?;
        BufReader::new(stdout).read_line(&mut ready)?;
        let said = ready.trim_end().strip_prefix("READY wss://").and_then(|said| said.split_once(" cert="));
        let Some((address, certificate)) = said else {
            bail!("the signing service of {name} did not start ({})", process.wait()?);
        };
        let tls = trusting(&CertificateDer::from_pem_file(certificate)?)?;
        let address = address.to_owned();
        Ok(Self { _process: process, address, origin: stack.console_origin.clone(), tls })
    }

    /// `SignMsg`: signs a SHA-256 hash, given as base64.
    ///
    /// # Errors
    /// What the service refused.
    pub async fn sign(&self, hash: &str) -> Result<SignedHash> {
        let request = json!({ "HashAlg": "SHA256", "HashValue": hash, "Encode": "RSA" });
        let answer: Value =
            serde_json::from_str(&Box::pin(self.ask("SignMsg", &request.to_string())).await?)?;
        match (&answer["Status"], answer["Signature"].as_str(), answer["CertBase64"].as_str()) {
            (Value::Number(status), Some(signature), Some(certificate)) if status.as_u64() == Some(0) => {
                Ok(SignedHash { signature: signature.to_owned(), certificate: certificate.to_owned() })
            }
            _ => bail!("the signing service refused: {answer}"),
        }
    }

    /// One message in, one out, close.
    async fn ask(&self, action: &str, message: &str) -> Result<String> {
        let stream = TcpStream::connect(&self.address).await?;
        let connector = tokio_rustls::TlsConnector::from(self.tls.clone());
        let stream = connector.connect("127.0.0.1".try_into()?, stream).await?;
        let mut request = format!("wss://{}/{action}", self.address).into_client_request()?;
        request.headers_mut().insert("Origin", self.origin.parse()?);
        let (mut socket, _) = tokio_tungstenite::client_async(request, stream).await?;
        socket.send(Message::text(message)).await?;
        match socket.next().await.context("the signing service closed without an answer")?? {
            Message::Text(text) => Ok(text.to_string()),
            other => bail!("the signing service answered {other}"),
        }
    }
}

/// TLS that trusts one certificate.
fn trusting(certificate: &CertificateDer<'static>) -> Result<Arc<rustls::ClientConfig>> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(certificate.clone())?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

//! The running stack, as `cargo xtask` describes it.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, ensure};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use documents::Documents;
use records::Records;
use serde::Deserialize;

/// Addresses and names of a running stack: the content of the file that `STACK` names.
#[derive(Debug, Clone, Deserialize)]
pub struct Stack {
    /// Where the AWS APIs answer.
    pub endpoint: String,
    /// The region.
    pub region: String,
    /// The HTTP API.
    pub api_url: String,
    /// Cognito's pool.
    pub user_pool_id: String,
    /// The pool's client that takes passwords.
    pub client_id: String,
    /// The demo's officials.
    pub users: Vec<User>,
    /// The table.
    pub table: String,
    /// Bucket of scans.
    pub scans_bucket: String,
    /// Bucket of copies.
    pub copies_bucket: String,
    /// Bucket of the heads of register books.
    pub registers_bucket: String,
    /// Sender of e-mail.
    pub mail_from: String,
    /// The page that the signing services answer.
    pub console_origin: String,
    /// Folder of the test PKI.
    pub pki: PathBuf,
    /// A Python that has the stack's packages, and in tests the validators'.
    pub python: PathBuf,
    /// The program of the signing service.
    pub signing_agent: PathBuf,
}

/// One who can sign in.
#[derive(Debug, Clone, Deserialize)]
pub struct User {
    /// Sign-in name.
    pub username: String,
    /// Password, made for this run.
    pub password: String,
    /// Họ và tên.
    pub name: String,
    /// Identifier of the agency; empty for a requester.
    #[serde(default)]
    pub agency: String,
    /// Account of the national portal; empty for an official.
    #[serde(default)]
    pub account: String,
    /// Roles.
    pub groups: Vec<String>,
}

impl Stack {
    /// Reads the description that the environment variable `STACK` names.
    ///
    /// # Errors
    /// When there is none: which command starts a stack.
    pub fn from_env() -> Result<Self> {
        let path = std::env::var_os("STACK").context(
            "no stack is running (STACK is not set): run `cargo xtask test`, `cargo xtask demo` or \
             `cargo xtask up`",
        )?;
        Self::read(Path::new(&path))
    }

    /// Reads a description.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("reading {}: is the stack running?", path.display()))?;
        serde_json::from_str(&text).with_context(|| format!("understanding {}", path.display()))
    }

    /// The configuration of the AWS SDKs for this stack, with an administrator's rights.
    #[must_use]
    pub fn aws(&self) -> SdkConfig {
        let http = aws_smithy_http_client::Builder::new().build_http();
        SdkConfig::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(self.region.clone()))
            .endpoint_url(&self.endpoint)
            .credentials_provider(SharedCredentialsProvider::new(self.credentials()))
            .http_client(http)
            .build()
    }

    /// The credentials that emulators take.
    #[must_use]
    pub fn credentials(&self) -> Credentials {
        Credentials::new("test", "test", None, None, "stack")
    }

    /// The table.
    #[must_use]
    pub fn records(&self) -> Records {
        Records::new(&self.aws(), &self.table)
    }

    /// The buckets.
    #[must_use]
    pub fn documents(&self) -> Documents {
        Documents::new(&self.aws(), &self.scans_bucket, &self.copies_bucket)
    }

    /// Runs a short Python program on a text; gives what it prints.
    ///
    /// # Errors
    /// What it said when it failed.
    pub fn run_python(&self, program: &str, input: &str) -> Result<String> {
        let mut python = Command::new(&self.python)
            .args(["-c", program])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {}", self.python.display()))?;
        // Dropped at the end of the statement, so that the program sees the end of its input.
        python.stdin.take().context("no standard input")?.write_all(input.as_bytes())?;
        let output = python.wait_with_output()?;
        ensure!(output.status.success(), "the Python program failed with {}", output.status);
        Ok(String::from_utf8(output.stdout)?)
    }

    /// A user of the demo.
    ///
    /// # Errors
    /// When the demo has no such user.
    pub fn user(&self, username: &str) -> Result<&User> {
        self.users
            .iter()
            .find(|user| user.username == username)
            .with_context(|| format!("the stack has no user {username}"))
    }
}

//! The signing service of one of the demo's desks, for whoever tries the console by hand.

use std::{
    fmt,
    fs::{self, File},
    net::{Ipv4Addr, TcpListener},
    process::{Child, Command, Stdio},
    str::FromStr,
};

use anyhow::{Context as _, Error, Result, bail};

use crate::{console, programs::Programs, workspace};

/// Where a console looks for the signing service.
pub(crate) const PORT: u16 = 8987;

/// Whose desk; a computer has one signing service, so one of them at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    /// The chair's key.
    Signer,
    /// The agency's key.
    Clerk,
}

impl Desk {
    /// Starts its service; it stops with its standard input. `None` when something else is at the port.
    ///
    /// # Errors
    /// When it could not be started.
    pub(crate) fn serve(self, programs: &Programs) -> Result<Option<Child>> {
        if TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).is_err() {
            return Ok(None);
        }
        let (key, local) = (self.key(), workspace::local());
        let data = local.join("desks").join(key);
        fs::create_dir_all(&data).with_context(|| format!("making {}", data.display()))?;
        let log = local.join("signing-service.log");
        let log = File::create(&log).with_context(|| format!("writing {}", log.display()))?;
        let mut service = Command::new(workspace::binaries()?.join("signing-agent"));
        let service = programs
            .only(&mut service)
            .args(["--unattended", "--stop-with-stdin", "--origin"])
            .arg(format!("http://localhost:{}", console::PORT))
            .arg("--pkcs12")
            .arg(local.join("pki").join(format!("{key}.p12")))
            .arg("--passphrase-file")
            .arg(local.join("pki").join(format!("{key}.pass")))
            .arg("--data-dir")
            .arg(&data)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn();
        Ok(Some(service.context("starting the signing service")?))
    }

    /// The desk that is not served.
    pub(crate) fn other(self) -> &'static str {
        match self {
            Self::Signer => "clerk",
            Self::Clerk => "signer",
        }
    }

    /// Name of its key in the test PKI.
    fn key(self) -> &'static str {
        match self {
            Self::Signer => "chair",
            Self::Clerk => "agency",
        }
    }
}

impl fmt::Display for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Signer => "the signer's key",
            Self::Clerk => "the agency's key",
        })
    }
}

impl FromStr for Desk {
    type Err = Error;

    fn from_str(desk: &str) -> Result<Self> {
        Ok(match desk {
            "signer" => Self::Signer,
            "clerk" => Self::Clerk,
            other => bail!("there is no desk `{other}`: signer or clerk"),
        })
    }
}

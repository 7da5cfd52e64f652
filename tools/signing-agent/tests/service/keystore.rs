//! Keys of invented people, made by `openssl` for one test.

use anyhow::{Result, ensure};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// What `openssl req` is to certify: a person, no authority.
const LEAF: &str = "\
[req]
prompt = no
distinguished_name = subject
x509_extensions = leaf
[subject]
C = VN
CN = Nguyễn Thử
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
";

/// A PKCS#12 file under AES-256 (PBES2), its passphrase, and the same key and certificate in PEM.
pub(crate) struct Keystore {
    pub(crate) folder: TempDir,
    pub(crate) file: String,
    pub(crate) passphrase: String,
}

impl Keystore {
    pub(crate) fn rsa() -> Result<Self> {
        Self::make(&["-newkey", "rsa:2048"])
    }

    pub(crate) fn p256() -> Result<Self> {
        Self::make(&["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"])
    }

    fn make(key: &[&str]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("leaf.cnf"), LEAF)?;
        let request = "req -x509 -config leaf.cnf -utf8 -nodes -days 2 -sha256 -keyout key.pem -out cert.pem";
        openssl(folder.path(), &[&request.split(' ').collect::<Vec<_>>(), key].concat())?;
        std::fs::write(folder.path().join("pass"), "mật khẩu thử\n")?;
        let export = "pkcs12 -export -inkey key.pem -in cert.pem -out key.p12 -passout file:pass";
        openssl(folder.path(), &export.split(' ').collect::<Vec<_>>())?;
        let path = |name: &str| folder.path().join(name).display().to_string();
        Ok(Self { file: path("key.p12"), passphrase: path("pass"), folder })
    }

    /// The certificate, DER.
    pub(crate) fn certificate(&self) -> Result<Vec<u8>> {
        openssl(self.folder.path(), &["x509", "-in", "cert.pem", "-outform", "DER", "-out", "cert.der"])?;
        Ok(std::fs::read(self.folder.path().join("cert.der"))?)
    }

    /// The agent's options for this file.
    pub(crate) fn options(&self) -> [&str; 4] {
        ["--pkcs12", &self.file, "--passphrase-file", &self.passphrase]
    }
}

/// Runs `openssl` in a folder.
pub(crate) fn openssl(folder: &Path, arguments: &[&str]) -> Result<()> {
    let output = Command::new("openssl").args(arguments).current_dir(folder).output()?;
    ensure!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

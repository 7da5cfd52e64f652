//! The agent's own certificate for 127.0.0.1, made at the first start and kept in the data folder.
//!
//! It is no authority's: what a browser is told to trust can vouch for this address and nothing else. The key
//! is readable by its owner alone.

use crate::certificate::{Certificate, CertificateError};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

/// Browsers take no server certificate of more than 825 days.
const VALIDITY: Duration = Duration::days(730);
/// Made anew when it ends within this time.
const RENEWAL: Duration = Duration::days(30);

/// Certificate and key of the TLS server.
pub struct Identity {
    /// The certificate.
    pub certificate: CertificateDer<'static>,
    /// Its key.
    pub key: PrivateKeyDer<'static>,
    /// The certificate as a PEM file, for browsers and clients to trust.
    pub path: PathBuf,
}

/// Why there is no identity.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The folder or a file in it.
    #[error("không ghi hoặc đọc được {path}: {source}", path = path.display())]
    File {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The certificate could not be made.
    #[error("không tạo được chứng thư cho 127.0.0.1: {0}")]
    Making(#[from] rcgen::Error),
    /// The file holds no key and certificate.
    #[error("{path} hỏng; hãy xóa tệp này để chương trình tạo lại", path = .0.display())]
    Damaged(PathBuf),
}

/// The identity in `folder`; made when there is none, or when it ends within 30 days of `now`.
///
/// # Errors
/// [`IdentityError`].
pub fn open_or_make(folder: &Path, now: OffsetDateTime) -> Result<Identity, IdentityError> {
    let at = |path: &Path, source| IdentityError::File { path: path.to_owned(), source };
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|source| at(folder, source))?;
    let pair = folder.join("localhost.key.pem");
    let path = folder.join("localhost.pem");
    let mut text = read(&pair).map_err(|source| at(&pair, source))?;
    if let Some(old) = &text
        && !is_current(old.as_bytes(), now).ok_or_else(|| IdentityError::Damaged(pair.clone()))?
    {
        fs::remove_file(&pair).map_err(|source| at(&pair, source))?;
        text = None;
    }
    let text = if let Some(text) = text {
        text
    } else {
        let made = make(now)?;
        // Of two agents that start at once the first one's key stays, and the other takes it.
        write_first(&pair, &made).map_err(|source| at(&pair, source))?;
        read(&pair).map_err(|source| at(&pair, source))?.unwrap_or(made)
    };
    let damaged = |_| IdentityError::Damaged(pair.clone());
    let certificate = CertificateDer::from_pem_slice(text.as_bytes()).map_err(damaged)?;
    let key = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(damaged)?;
    let public =
        text.find("-----BEGIN CERTIFICATE").map_or("", |start| text.get(start..).unwrap_or_default());
    if fs::read_to_string(&path).ok().as_deref() != Some(public) {
        fs::write(&path, public).map_err(|source| at(&path, source))?;
    }
    Ok(Identity { certificate, key, path })
}

/// Key and certificate, PEM, in this order.
fn make(now: OffsetDateTime) -> Result<String, rcgen::Error> {
    let key = KeyPair::generate()?;
    let mut parameters = CertificateParams::new(["127.0.0.1".to_owned(), "localhost".to_owned()])?;
    parameters.distinguished_name.push(DnType::CommonName, "signing-agent 127.0.0.1");
    parameters.not_before = now - Duration::hours(1);
    parameters.not_after = now + VALIDITY;
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let certificate = parameters.self_signed(&key)?;
    Ok(key.serialize_pem() + &certificate.pem())
}

/// Whether the certificate holds now and for a while; `None` when there is none to read.
fn is_current(pem: &[u8], now: OffsetDateTime) -> Option<bool> {
    let der = CertificateDer::from_pem_slice(pem).ok()?;
    let certificate: Result<Certificate, CertificateError> = Certificate::from_der(&der);
    let ends = OffsetDateTime::parse(&certificate.ok()?.valid_to, &Rfc3339).ok()?;
    Some(ends - now > RENEWAL)
}

fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes the file whole and for its owner only, unless it is there already.
fn write_first(path: &Path, text: &str) -> io::Result<()> {
    let partial = path.with_extension(std::process::id().to_string());
    let _ = fs::remove_file(&partial);
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&partial)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&partial, path);
    fs::remove_file(&partial)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn an_identity_is_made_once_and_made_anew_before_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let now = OffsetDateTime::from_unix_timestamp(1_750_000_000).unwrap();
        let first = open_or_make(folder.path(), now).unwrap();
        let again = open_or_make(folder.path(), now + Duration::days(699)).unwrap();
        let renewed = open_or_make(folder.path(), now + Duration::days(701)).unwrap();
        assert_eq!(first.certificate, again.certificate);
        assert_ne!(first.certificate, renewed.certificate);
        assert_eq!(CertificateDer::from_pem_file(&renewed.path).unwrap(), renewed.certificate);
    }

    #[test]
    fn the_key_is_its_owner_s_alone_and_not_in_the_file_to_trust() {
        let folder = tempfile::tempdir().unwrap();
        let now = OffsetDateTime::from_unix_timestamp(1_750_000_000).unwrap();
        let identity = open_or_make(folder.path(), now).unwrap();
        let mode = fs::metadata(folder.path().join("localhost.key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!fs::read_to_string(identity.path).unwrap().contains("PRIVATE KEY"));
    }

    #[test]
    fn a_damaged_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("localhost.key.pem");
        fs::write(&path, "nothing").unwrap();
        let now = OffsetDateTime::from_unix_timestamp(1_750_000_000).unwrap();
        assert!(
            matches!(open_or_make(folder.path(), now), Err(IdentityError::Damaged(named)) if named == path)
        );
    }
}

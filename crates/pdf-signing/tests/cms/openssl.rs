//! The `openssl` command: keys that `ring` cannot make, and a second opinion on our CMS.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

static FILES: AtomicUsize = AtomicUsize::new(0);

/// A file of the build's own temporary folder, removed with this value.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn holding(bytes: &[u8]) -> Self {
        let number = FILES.fetch_add(1, Ordering::Relaxed);
        let name = format!("cms-{}-{number}", std::process::id());
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    pub(crate) fn read(&self) -> Vec<u8> {
        std::fs::read(&self.0).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Runs `openssl` with this standard input; its standard output, or its complaint.
pub(crate) fn openssl(arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, String> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

/// What `openssl cms -verify` says of a detached CMS over this content.
pub(crate) fn verify(cms: &[u8], content: &[u8], root_pem: &str, at: i64) -> Result<(), String> {
    let (cms, content, root) =
        (Scratch::holding(cms), Scratch::holding(content), Scratch::holding(root_pem.as_bytes()));
    let arguments = [
        "cms",
        "-verify",
        "-binary",
        "-cades",
        "-inform",
        "DER",
        "-in",
        cms.path(),
        "-content",
        content.path(),
        "-CAfile",
        root.path(),
        "-purpose",
        "any",
        "-attime",
        &at.to_string(),
    ];
    let verified = openssl(&arguments, &[])?;
    assert_eq!(verified, content.read(), "what was verified is the content");
    Ok(())
}

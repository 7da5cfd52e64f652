//! The command line.

use lexopt::prelude::{Long, Short, ValueExt as _};
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

/// Port of the VGCA Sign Service.
pub const USUAL_PORT: u16 = 8987;

/// What `--help` shows.
pub const HELP: &str = "\
Dịch vụ ký số tại máy của cán bộ (Linux, macOS).

  signing-agent --origin URL --pkcs12 TỆP [--passphrase-file TỆP]
  signing-agent --origin URL --pkcs11 THƯ_VIỆN [--token NHÃN] [--key-label NHÃN] [--pin-file TỆP]

  --origin URL            chỉ trả lời trang này, ví dụ https://chungthuc.example.gov.vn (lặp lại được)
  --pkcs12 TỆP            khóa trong tệp PKCS#12 (dùng thử)
  --passphrase-file TỆP   mật khẩu của tệp; không có thì hỏi khi bắt đầu
  --pkcs11 THƯ_VIỆN       khóa trong thiết bị ký số, qua thư viện PKCS#11 của nhà cung cấp
  --token NHÃN            nhãn của thiết bị, khi có nhiều thiết bị
  --key-label NHÃN        nhãn hoặc số hiệu của chứng thư số, khi thiết bị có nhiều chứng thư
  --pin-file TỆP          mã PIN; không có thì hỏi khi ký lần đầu
  --port CỔNG             cổng trên 127.0.0.1 (mặc định 8987; 0: cổng trống bất kỳ)
  --data-dir THƯ_MỤC      nơi giữ chứng thư của 127.0.0.1 (mặc định ~/.local/share/signing-agent)
  --unattended            ký mà không hỏi (chỉ để dùng thử và kiểm thử)
  --stop-with-stdin       dừng khi đầu vào chuẩn đóng lại
  -h, --help              hướng dẫn này
  -V, --version           phiên bản
";

/// What the program is to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Serve.
    Serve(Options),
    /// Show [`HELP`].
    Help,
    /// Show the version.
    Version,
}

/// How to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Where the key is.
    pub source: Source,
    /// The pages that are answered, as browsers write them in `Origin`; at least one.
    pub origins: BTreeSet<String>,
    /// Port on 127.0.0.1; 0 for any that is free.
    pub port: u16,
    /// Folder of the certificate of 127.0.0.1; `None` for the usual one.
    pub data_dir: Option<PathBuf>,
    /// Sign without asking.
    pub is_unattended: bool,
    /// Stop when standard input ends.
    pub stops_with_stdin: bool,
}

/// Where the key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In a file.
    Pkcs12 {
        /// The file.
        file: PathBuf,
        /// The first line of this file is the passphrase; `None` to ask.
        passphrase_file: Option<PathBuf>,
    },
    /// In a token.
    Pkcs11 {
        /// The PKCS#11 library.
        module: PathBuf,
        /// Label of the token.
        token: Option<String>,
        /// Label or serial number of the certificate.
        key_label: Option<String>,
        /// The first line of this file is the PIN; `None` to ask.
        pin_file: Option<PathBuf>,
    },
}

/// What is wrong with the command line.
#[derive(Debug, thiserror::Error)]
pub enum OptionsError {
    /// An unknown option, or a value missing or malformed.
    #[error("{0}. Xem: signing-agent --help")]
    Malformed(#[from] lexopt::Error),
    /// No or two sources of the key, or options of the other source.
    #[error(
        "Chọn một nơi giữ khóa: --pkcs12 (với --passphrase-file) hoặc --pkcs11 (với --token, --key-label, --pin-file)."
    )]
    Source,
    /// No origin.
    #[error(
        "Thiếu --origin: phải chỉ rõ trang được phép yêu cầu ký, ví dụ --origin https://chungthuc.example.gov.vn"
    )]
    NoOrigin,
    /// An origin that no browser would send.
    #[error(
        "--origin {0} không đúng: chỉ gồm giao thức, máy chủ và cổng, ví dụ https://chungthuc.example.gov.vn:8443"
    )]
    Origin(String),
}

/// Reads the command line, without the program's name.
///
/// # Errors
/// [`OptionsError`].
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, OptionsError> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let (mut pkcs12, mut passphrase_file) = (None, None);
    let (mut pkcs11, mut token, mut key_label, mut pin_file) = (None, None, None, None);
    let (mut origins, mut port, mut data_dir) = (BTreeSet::new(), USUAL_PORT, None);
    let (mut is_unattended, mut stops_with_stdin) = (false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("pkcs12") => pkcs12 = Some(PathBuf::from(parser.value()?)),
            Long("passphrase-file") => passphrase_file = Some(PathBuf::from(parser.value()?)),
            Long("pkcs11") => pkcs11 = Some(PathBuf::from(parser.value()?)),
            Long("token") => token = Some(parser.value()?.string()?),
            Long("key-label") => key_label = Some(parser.value()?.string()?),
            Long("pin-file") => pin_file = Some(PathBuf::from(parser.value()?)),
            Long("origin") => {
                origins.insert(origin(parser.value()?.string()?)?);
            }
            Long("port") => port = parser.value()?.parse()?,
            Long("data-dir") => data_dir = Some(PathBuf::from(parser.value()?)),
            Long("unattended") => is_unattended = true,
            Long("stop-with-stdin") => stops_with_stdin = true,
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("version") | Short('V') => return Ok(Command::Version),
            other => return Err(other.unexpected().into()),
        }
    }
    let source = match (pkcs12, pkcs11) {
        (Some(file), None) if token.is_none() && key_label.is_none() && pin_file.is_none() => {
            Source::Pkcs12 { file, passphrase_file }
        }
        (None, Some(module)) if passphrase_file.is_none() => {
            Source::Pkcs11 { module, token, key_label, pin_file }
        }
        _ => return Err(OptionsError::Source),
    };
    if origins.is_empty() {
        return Err(OptionsError::NoOrigin);
    }
    Ok(Command::Serve(Options { source, origins, port, data_dir, is_unattended, stops_with_stdin }))
}

/// An origin as browsers serialise it (RFC 6454, 6.2): lower case, no path, no slash at the end.
fn origin(text: String) -> Result<String, OptionsError> {
    let lower = text.to_ascii_lowercase();
    let origin = lower.strip_suffix('/').unwrap_or(&lower);
    let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
    let is_host = |host: &str| !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ', '*']);
    if host.is_some_and(is_host) { Ok(origin.to_owned()) } else { Err(OptionsError::Origin(text)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, OptionsError> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn a_token_and_several_consoles_are_read() {
        let line =
            "--pkcs11 /lib/p11.so --token A --origin https://A.vn/ --origin http://localhost:5173 --port 0";
        let expected = Options {
            source: Source::Pkcs11 {
                module: "/lib/p11.so".into(),
                token: Some("A".to_owned()),
                key_label: None,
                pin_file: None,
            },
            origins: ["https://a.vn".to_owned(), "http://localhost:5173".to_owned()].into(),
            port: 0,
            data_dir: None,
            is_unattended: false,
            stops_with_stdin: false,
        };
        assert_eq!(parsed(line).unwrap(), Command::Serve(expected));
    }

    #[test]
    fn a_command_line_that_leaves_a_doubt_is_refused() {
        assert!(matches!(parsed("--pkcs12 a.p12"), Err(OptionsError::NoOrigin)));
        assert!(matches!(parsed("--origin https://a.vn"), Err(OptionsError::Source)));
        assert!(matches!(parsed("--pkcs12 a --pkcs11 b --origin https://a.vn"), Err(OptionsError::Source)));
        assert!(matches!(parsed("--pkcs12 a --pin-file b --origin https://a.vn"), Err(OptionsError::Source)));
        assert!(matches!(parsed("--unknown"), Err(OptionsError::Malformed(_))));
        for wrong in ["*", "a.vn", "https://", "https://a.vn/console", "https://*.vn", "ftp://a.vn"] {
            let line = format!("--pkcs12 a --origin {wrong}");
            assert!(matches!(parsed(&line), Err(OptionsError::Origin(named)) if named == wrong), "{wrong}");
        }
    }
}

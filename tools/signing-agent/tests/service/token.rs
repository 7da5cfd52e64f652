//! A token behind PKCS#11: SoftHSM2, with a token of its own for each test.
//!
//! SoftHSM2 finds its tokens by an environment variable, and no test can set one for itself: a test runs
//! itself again as a process of its own, which has the variable.

use crate::agent::{Agent, CONSOLE, answer};
use crate::keystore::Keystore;
use crate::signing::{assert_signed, sign_message};
use anyhow::{Context as _, Result, ensure};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::object::{Attribute, CertificateType, ObjectClass};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use futures_util::SinkExt as _;
use ring::signature::{ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tokio_tungstenite::tungstenite::Message;

const MODULES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm2.so",
    "/usr/local/lib/softhsm/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];
/// Set in the process that a test runs again in: the folder of its token.
const FOLDER: &str = "SIGNING_AGENT_TOKEN_FOLDER";
const PIN: &str = "271828";

/// The PKCS#11 module of SoftHSM2.
fn module() -> Result<&'static str> {
    let found = MODULES.into_iter().find(|module| Path::new(module).exists());
    found.context("SoftHSM2 is not installed (Debian: softhsm2); `cargo xtask test` installs it")
}

/// Runs the test `name` again with a folder for tokens. `None` in the process that is to do the test.
fn run_apart(name: &str) -> Option<Result<()>> {
    if std::env::var_os(FOLDER).is_some() {
        return None;
    }
    let run = || {
        let folder = tempfile::tempdir()?;
        let settings = folder.path().join("softhsm2.conf");
        let tokens = folder.path().join("tokens");
        std::fs::create_dir(&tokens)?;
        std::fs::write(
            &settings,
            format!("directories.tokendir = {}\nlog.level = ERROR\n", tokens.display()),
        )?;
        let output = Command::new(std::env::current_exe()?)
            .args(["--exact", name, "--nocapture"])
            .env(FOLDER, folder.path())
            .env("SOFTHSM2_CONF", settings)
            .output()?;
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        ensure!(output.status.success() && said.contains("1 passed"), "{said}");
        Ok(())
    };
    Some(run())
}

/// A token with one key and its certificate.
struct Token {
    module: &'static str,
    keystore: Keystore,
}

impl Token {
    fn make(keystore: Keystore) -> Result<Self> {
        let module = module()?;
        let pkcs11 = open(module)?;
        let slot = *pkcs11.get_all_slots()?.first().context("no slot")?;
        let officer = AuthPin::from("3141592");
        pkcs11.init_token(slot, &officer, "Lãnh đạo")?;
        let session = pkcs11.open_rw_session(slot)?;
        session.login(UserType::So, Some(&officer))?;
        session.init_pin(&AuthPin::from(PIN))?;
        session.logout()?;
        session.login(UserType::User, Some(&AuthPin::from(PIN)))?;
        put_certificate(&session, "chung-thu", 0xA1, keystore.certificate()?)?;
        drop(session);
        drop(pkcs11);
        let key = keystore.folder.path().join("key.pem");
        let import = ["--token", "Lãnh đạo", "--pin", PIN, "--id", "A1", "--label", "khoa", "--import"];
        let output = Command::new("softhsm2-util").args(import).arg(key).output()?;
        ensure!(output.status.success(), "softhsm2-util: {}", String::from_utf8_lossy(&output.stderr));
        Ok(Self { module, keystore })
    }

    /// Puts a certificate of somebody else beside it, as if the key were renewed.
    fn add_certificate(&self, label: &str, certificate: Vec<u8>) -> Result<()> {
        let pkcs11 = open(self.module)?;
        let slot = *pkcs11.get_slots_with_initialized_token()?.first().context("no token")?;
        let session = pkcs11.open_rw_session(slot)?;
        session.login(UserType::User, Some(&AuthPin::from(PIN)))?;
        put_certificate(&session, label, 0xA2, certificate)
    }

    fn pin_file(&self, pin: &str) -> Result<String> {
        let path = self.keystore.folder.path().join("pin");
        std::fs::write(&path, format!("{pin}\n"))?;
        Ok(path.display().to_string())
    }

    /// Whether the token remembers a wrong try.
    fn remembers_a_wrong_pin(&self) -> Result<bool> {
        let pkcs11 = open(self.module)?;
        let slot = *pkcs11.get_slots_with_initialized_token()?.first().context("no token")?;
        Ok(pkcs11.get_token_info(slot)?.user_pin_count_low())
    }
}

fn put_certificate(session: &Session, label: &str, id: u8, certificate: Vec<u8>) -> Result<()> {
    session.create_object(&[
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
        Attribute::Token(true),
        Attribute::Private(false),
        Attribute::Id(vec![id]),
        Attribute::Label(label.as_bytes().to_vec()),
        Attribute::Subject(vec![0x30, 0x00]),
        Attribute::Value(certificate),
    ])?;
    Ok(())
}

fn open(module: &str) -> Result<Pkcs11> {
    let pkcs11 = Pkcs11::new(module)?;
    match pkcs11.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(pkcs11),
        Err(error) => Err(error.into()),
    }
}

#[tokio::test]
async fn an_rsa_key_in_a_token_signs_with_one_pin_for_all() -> Result<()> {
    if let Some(ran) = run_apart("token::an_rsa_key_in_a_token_signs_with_one_pin_for_all") {
        return ran;
    }
    let token = Token::make(Keystore::rsa()?)?;
    let mut agent = Agent::start(&["--pkcs11", token.module, "--unattended"])?;
    let certificate = agent.ask_json("GetCertInfo", "certinfo").await?;
    assert_eq!(certificate["CertInfo"]["Subject"], "C=VN, CN=Nguyễn Thử", "{certificate}");

    let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
    socket.send(Message::text(sign_message("a"))).await?;
    agent.shows("Mã PIN của “Lãnh đạo”: ")?;
    agent.type_line(PIN)?;
    let first: Value = serde_json::from_str(&answer(&mut socket).await?)?;
    assert_signed(&RSA_PKCS1_2048_8192_SHA256, &first["CertBase64"], &first["Signature"], "a")?;
    let second = agent.ask_json("SignMsg", &sign_message("b")).await?;
    assert_signed(&RSA_PKCS1_2048_8192_SHA256, &second["CertBase64"], &second["Signature"], "b")
}

#[tokio::test]
async fn a_p_256_key_in_a_token_signs_in_der_with_the_pin_of_a_file() -> Result<()> {
    if let Some(ran) = run_apart("token::a_p_256_key_in_a_token_signs_in_der_with_the_pin_of_a_file") {
        return ran;
    }
    let token = Token::make(Keystore::p256()?)?;
    let pin = token.pin_file(PIN)?;
    let choice = ["--token", "Lãnh đạo", "--key-label", "chung-thu", "--pin-file", &pin, "--unattended"];
    let agent = Agent::start(&[["--pkcs11", token.module].as_slice(), &choice].concat())?;
    for text in ["a", "b"] {
        let signed = agent.ask_json("SignMsg", &sign_message(text)).await?;
        assert_signed(&ECDSA_P256_SHA256_ASN1, &signed["CertBase64"], &signed["Signature"], text)?;
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_pin_is_sent_once_and_then_only_a_person_s() -> Result<()> {
    if let Some(ran) = run_apart("token::a_wrong_pin_is_sent_once_and_then_only_a_person_s") {
        return ran;
    }
    let token = Token::make(Keystore::p256()?)?;
    let pin = token.pin_file("000000")?;
    let options = ["--pkcs11", token.module, "--pin-file", &pin, "--unattended"];
    let mut agent = Agent::start(&options)?;
    assert!(!token.remembers_a_wrong_pin()?);
    assert_eq!(agent.ask_json("SignMsg", &sign_message("a")).await?["Status"], 111);
    assert!(token.remembers_a_wrong_pin()?);

    // The same program asks a person now, and so does one that is started again with the same file.
    for started_again in [false, true] {
        if started_again {
            agent = Agent::start(&options)?;
        }
        let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
        socket.send(Message::text(sign_message("a"))).await?;
        agent.shows("Mã PIN của “Lãnh đạo”: ")?;
        agent.type_line("")?;
        let unanswered: Value = serde_json::from_str(&answer(&mut socket).await?)?;
        assert_eq!(unanswered["Status"], 14, "{unanswered}");
    }

    let mut socket = agent.connect(Some(CONSOLE), "SignMsg").await?;
    socket.send(Message::text(sign_message("a"))).await?;
    agent.shows("Mã PIN của “Lãnh đạo”: ")?;
    agent.type_line(PIN)?;
    let signed: Value = serde_json::from_str(&answer(&mut socket).await?)?;
    assert_signed(&ECDSA_P256_SHA256_ASN1, &signed["CertBase64"], &signed["Signature"], "a")?;
    assert!(!token.remembers_a_wrong_pin()?);
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_not_there_is_asked_for() -> Result<()> {
    if let Some(ran) = run_apart("token::a_token_that_is_not_there_is_asked_for") {
        return ran;
    }
    let token = Token::make(Keystore::p256()?)?;
    let cases = [("--token", "Khác", 113), ("--key-label", "khac", 114)];
    for (option, label, status) in cases {
        let agent = Agent::start(&["--pkcs11", token.module, option, label, "--unattended"])?;
        assert_eq!(agent.ask_json("SignMsg", &sign_message("a")).await?["Status"], status, "{option}");
        assert_eq!(agent.ask_json("GetCertInfo", "certinfo").await?["Status"], status, "{option}");
    }
    Ok(())
}

#[tokio::test]
async fn of_two_certificates_one_is_named_by_label_or_serial_number() -> Result<()> {
    if let Some(ran) = run_apart("token::of_two_certificates_one_is_named_by_label_or_serial_number") {
        return ran;
    }
    let token = Token::make(Keystore::p256()?)?;
    token.add_certificate("chung-thu-cu", Keystore::p256()?.certificate()?)?;
    let pin = token.pin_file(PIN)?;
    let options = ["--pkcs11", token.module, "--pin-file", &pin, "--unattended"];
    let unnamed = Agent::start(&options)?.ask_json("SignMsg", &sign_message("a")).await?;
    assert_eq!(unnamed["Status"], 114);
    let said = unnamed["Message"].as_str().context("no message")?;
    assert!(said.contains("chung-thu-cu, số hiệu") && said.contains("chung-thu, số hiệu"), "{said}");

    let certificate = signing_agent::certificate::Certificate::from_der(&token.keystore.certificate()?)?;
    for name in ["chung-thu", &certificate.serial_number] {
        let agent = Agent::start(&[options.as_slice(), &["--key-label", name]].concat())?;
        let signed = agent.ask_json("SignMsg", &sign_message("a")).await?;
        assert_signed(&ECDSA_P256_SHA256_ASN1, &signed["CertBase64"], &signed["Signature"], "a")?;
    }
    Ok(())
}

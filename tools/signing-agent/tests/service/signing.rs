//! What comes back verifies with the certificate that comes with it.

use crate::agent::Agent;
use crate::keystore::Keystore;
use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use ring::signature::{
    ECDSA_P256_SHA256_ASN1, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
};
use serde_json::{Value, json};
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// SHA-256 of a text, Base64.
pub(crate) fn hash_of(text: &str) -> String {
    BASE64.encode(ring::digest::digest(&ring::digest::SHA256, text.as_bytes()))
}

/// A `SignMsg` for one text.
pub(crate) fn sign_message(text: &str) -> String {
    json!({ "HashAlg": "SHA256", "HashValue": hash_of(text), "Encode": "RSA" }).to_string()
}

/// Verifies that `signature` over `text` was made with the key of `certificate`; both Base64.
pub(crate) fn assert_signed(
    algorithm: &'static dyn VerificationAlgorithm,
    certificate: &Value,
    signature: &Value,
    text: &str,
) -> Result<()> {
    let certificate = BASE64.decode(certificate.as_str().context("no certificate")?)?;
    let signature = BASE64.decode(signature.as_str().context("no signature")?)?;
    let (_, parsed) = X509Certificate::from_der(&certificate)?;
    let key = UnparsedPublicKey::new(algorithm, &parsed.public_key().subject_public_key.data);
    key.verify(text.as_bytes(), &signature).map_err(|_| anyhow::anyhow!("{text}: the signature is wrong"))
}

#[tokio::test]
async fn an_rsa_key_signs_the_given_hash_and_sends_its_certificate() -> Result<()> {
    let keystore = Keystore::rsa()?;
    let agent = Agent::start(&[keystore.options().as_slice(), &["--unattended"]].concat())?;
    let answer = agent.ask_json("SignMsg", &sign_message("lời chứng")).await?;
    assert_signed(&RSA_PKCS1_2048_8192_SHA256, &answer["CertBase64"], &answer["Signature"], "lời chứng")?;
    let expected = json!({
        "Status": 0,
        "Message": "",
        "HashValue": hash_of("lời chứng"),
        "Signature": answer["Signature"],
        "CertBase64": BASE64.encode(keystore.certificate()?),
    });
    assert_eq!(answer, expected);
    Ok(())
}

#[tokio::test]
async fn a_p_256_key_signs_in_der() -> Result<()> {
    let keystore = Keystore::p256()?;
    let agent = Agent::start(&[keystore.options().as_slice(), &["--unattended"]].concat())?;
    let answer = agent.ask_json("SignMsg", &sign_message("lời chứng")).await?;
    assert_signed(&ECDSA_P256_SHA256_ASN1, &answer["CertBase64"], &answer["Signature"], "lời chứng")
}

#[tokio::test]
async fn a_batch_is_signed_in_its_order() -> Result<()> {
    let keystore = Keystore::p256()?;
    let agent = Agent::start(&[keystore.options().as_slice(), &["--unattended"]].concat())?;
    let texts: Vec<String> = (1..=50).map(|number| format!("hồ sơ {number}")).collect();
    let hashes: Vec<String> = texts.iter().map(|text| hash_of(text)).collect();
    let message = json!({ "HashAlg": "SHA256", "HashValues": hashes, "Encode": "RSA" }).to_string();
    let answer = agent.ask_json("SignMsg", &message).await?;
    let expected = json!({
        "Status": 0,
        "Message": "",
        "HashValues": hashes,
        "Signatures": answer["Signatures"],
        "CertBase64": BASE64.encode(keystore.certificate()?),
    });
    assert_eq!(answer, expected);
    let signatures = answer["Signatures"].as_array().context("no signatures")?;
    assert_eq!(signatures.len(), texts.len());
    for (signature, text) in signatures.iter().zip(&texts) {
        assert_signed(&ECDSA_P256_SHA256_ASN1, &answer["CertBase64"], signature, text)?;
    }
    Ok(())
}

#[tokio::test]
async fn the_certificate_and_the_version_are_told() -> Result<()> {
    let keystore = Keystore::p256()?;
    let agent = Agent::start(&keystore.options())?;
    let version = agent.ask("GetVersion", "version").await?;
    assert_eq!(version, concat!("signing-agent ", env!("CARGO_PKG_VERSION")));

    let certificate = keystore.certificate()?;
    let (_, parsed) = X509Certificate::from_der(&certificate)?;
    let answer = agent.ask_json("GetCertInfo", "certinfo").await?;
    let expected = json!({
        "Status": 0,
        "Message": "",
        "CertInfo": {
            "Subject": "C=VN, CN=Nguyễn Thử",
            "Issuer": "C=VN, CN=Nguyễn Thử",
            "SerialNumber": parsed.raw_serial_as_string().replace(':', ""),
            "ValidFrom": answer["CertInfo"]["ValidFrom"],
            "ValidTo": answer["CertInfo"]["ValidTo"],
            "Certificate": BASE64.encode(&certificate),
        },
    });
    assert_eq!(answer, expected);
    Ok(())
}

#[test]
fn a_keystore_is_not_opened_with_another_passphrase() -> Result<()> {
    let keystore = Keystore::p256()?;
    std::fs::write(&keystore.passphrase, "khác\n")?;
    let refusal = Agent::start(&keystore.options()).err().context("it started")?.to_string();
    assert!(refusal.contains("Không mở được tệp khóa PKCS#12"), "{refusal}");
    Ok(())
}

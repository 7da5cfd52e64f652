//! A chain of authorities that is longer than any known: signed with, and refused before the desk signs when one
//! of its authorities is believed no longer.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Answer, Centre, Office, Requester, Signing, images, validators::Examined};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, CustomExtension, DnType, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use serde_json::{Value, json};

use super::trust::TRUST;
use crate::{
    refusals::{all_of, cause, of, refused},
    scene::{nothing, small_scan, unequipped},
};

/// Bytes of policies in each intermediate certificate; two of them leave no room in the least that is reserved.
const PADDING: usize = 8_200;

/// A key at a desk, and the authorities above it: root first.
struct LongChain {
    key: tempfile::NamedTempFile,
    certificate: String,
    authorities: [String; 3],
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, format!("{name} {}", api::Clock.ulid()));
    params.not_before = date_time_ymd(2024, 1, 1);
    params.not_after = date_time_ymd(2099, 1, 1);
    params
}

fn authority(name: &str, padding: usize) -> CertificateParams {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let private = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 55_555, 1], vec![0x04; padding]);
    params.custom_extensions = vec![private];
    params
}

impl LongChain {
    fn create(subject: &str) -> Result<Self> {
        let root = CertifiedIssuer::self_signed(authority("Gốc", 0), KeyPair::generate()?)?;
        let upper = CertifiedIssuer::signed_by(authority("Cấp trên", PADDING), KeyPair::generate()?, &root)?;
        let lower = CertifiedIssuer::signed_by(authority("Cấp dưới", PADDING), KeyPair::generate()?, &upper)?;
        let mut person = named("Nguyễn Thử Nghiệm");
        let user_id = DnType::CustomDnType(vec![0, 9, 2342, 19_200_300, 100, 1, 1]);
        person.distinguished_name.push(user_id, subject);
        person.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        let own = KeyPair::generate()?;
        let key = tempfile::NamedTempFile::new()?;
        std::fs::write(key.path(), own.serialize_pem())?;
        let certificate = STANDARD.encode(person.signed_by(&own, &lower)?.der());
        Ok(Self { key, certificate, authorities: [root.pem(), upper.pem(), lower.pem()] })
    }

    /// Signs a hash, given as base64, as a desk does.
    fn sign(&self, hash: &Value) -> Result<String> {
        use std::io::Write as _;
        let mut command = Command::new("openssl");
        command.args(["pkeyutl", "-sign", "-pkeyopt", "digest:sha256", "-inkey"]).arg(self.key.path());
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let hash = STANDARD.decode(hash.as_str().context("no hash")?)?;
        process.stdin.take().context("no input")?.write_all(&hash)?;
        let output = process.wait_with_output()?;
        ensure!(output.status.success(), "openssl did not sign");
        Ok(STANDARD.encode(output.stdout))
    }

    async fn bind(&self, office: &Office) -> Result<Answer> {
        let api = &office.signer.api;
        let challenge = api.post("/me/certificate/challenge", &nothing()).await?.done()?;
        let signature = self.sign(&challenge["hash"])?;
        api.put("/me/certificate", &json!({ "signature": signature, "certificate": self.certificate })).await
    }
}

async fn trust(centre: &Centre, kind: &str, pem: &str) -> Result<()> {
    let api = &centre.admin.api;
    let before = api.get("/trust").await?.done()?;
    let body = json!({ "version": before["version"], "kind": kind, "pem": pem });
    api.post("/trust", &body).await?.done()?;
    Ok(())
}

/// Believes an authority no longer.
async fn distrust(centre: &Centre, pem: &str) -> Result<()> {
    use sha2::{Digest as _, Sha256};
    let der: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let fingerprint = hex::encode(Sha256::digest(STANDARD.decode(der)?));
    let api = &centre.admin.api;
    let before = api.get("/trust").await?.done()?;
    let version = before["version"].as_u64().context("no version")?;
    api.delete(&format!("/trust/{fingerprint}?version={version}")).await?.done()?;
    Ok(())
}

#[tokio::test]
async fn a_chain_longer_than_any_known_signs_and_is_checked_before_the_desk() -> Result<()> {
    let _alone = TRUST.lock().await;
    let signing = Signing::chair();
    let office = unequipped(&signing).await?;
    let centre = Centre::enter(&office.stack).await?;
    let chain = LongChain::create(&signing.subject)?;
    let [root, upper, lower] = &chain.authorities;
    trust(&centre, "government", root).await?;
    trust(&centre, "intermediate", upper).await?;
    assert_eq!(cause(chain.bind(&office).await?)?, of(422, "certificate-unknown-root"));
    trust(&centre, "intermediate", lower).await?;
    chain.bind(&office).await?.done()?;
    let api = &office.signer.api;
    api.put("/me/signature-image", &json!({ "png": STANDARD.encode(images::signature()?) })).await?.done()?;

    let case = office.submitted(&Requester::by_email(), small_scan()).await?;
    let path = format!("/cases/{case}/signature");
    let prepared = api.post(&format!("{path}/prepare"), &nothing()).await?.done()?;
    let body = json!({ "prepared": prepared["prepared"], "signature": chain.sign(&prepared["hash"])? });
    // Without one of its authorities nothing is prepared, so no PIN is asked for; what is at a desk is not taken.
    distrust(&centre, lower).await?;
    let before = all_of(&office, &case).await?;
    for (step, body) in [(format!("{path}/prepare"), nothing()), (path.clone(), body.clone())] {
        let problem = refused(api.post(&step, &body).await?)?;
        assert_eq!((problem.status, &*problem.code), (422, "certificate-unknown-root"), "{step}");
        assert!(problem.detail.contains("không do tổ chức được công nhận cấp"), "{}", problem.detail);
    }
    assert_eq!(all_of(&office, &case).await?, before);
    trust(&centre, "intermediate", lower).await?;
    assert_eq!(api.post(&path, &body).await?.done()?["state"], "signed");
    let copy = office.document(&case, "signed").await?;
    assert!(copy.len() - small_scan().len() > 4 * PADDING, "the chain is embedded");
    Examined::new(&copy)?.qpdf()?;
    for authority in [lower, upper, root] {
        distrust(&centre, authority).await?;
    }
    Ok(())
}

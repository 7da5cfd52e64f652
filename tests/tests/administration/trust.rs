//! Whose certificates are believed.

use anyhow::{Context as _, Result};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, KeyPair, KeyUsagePurpose};
use serde_json::{Value, json};

use crate::{
    refusals::{cause, of},
    scene::office,
};

/// A certificate that signs itself.
fn certificate(name: &str, authority: bool, years: (i32, i32)) -> Result<String> {
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters.not_before = rcgen::date_time_ymd(years.0, 1, 1);
    parameters.not_after = rcgen::date_time_ymd(years.1, 1, 1);
    if authority {
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    }
    Ok(parameters.self_signed(&KeyPair::generate()?)?.pem())
}

fn named<'a>(list: &'a Value, name: &str) -> Option<&'a Value> {
    list.as_array().into_iter().flatten().find(|authority| authority["subject"] == name)
}

/// There is one trust store: tests that change it take turns.
pub(super) static TRUST: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test]
async fn the_centre_adds_and_removes_authorities_and_each_is_looked_at() -> Result<()> {
    let _alone = TRUST.lock().await;
    // Whoever comes first fills the trust store; this must not.
    let office = office().await?;
    let centre = journeys::Centre::enter(&office.stack).await?;
    let api = &centre.admin.api;
    let before = api.get("/trust").await?.done()?;
    let name = format!("Gốc mẫu {}", api::Clock.ulid());
    let body = |version: &Value, pem: &str| json!({ "version": version, "kind": "public", "pem": pem });
    let root = certificate(&name, true, (2024, 2099))?;
    let refused = [
        (certificate("Người dùng", false, (2024, 2099))?, "certificate-not-an-authority"),
        (certificate("Đã hết hạn", true, (2020, 2021))?, "certificate-expired"),
        (certificate("Chưa đến hạn", true, (2098, 2099))?, "certificate-not-yet-valid"),
        (
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n".to_owned(),
            "certificate-unreadable",
        ),
        ("không phải PEM".to_owned(), "invalid-field"),
        (format!("{root}{root}"), "invalid-field"),
    ];
    for (pem, code) in refused {
        let answer = api.post("/trust", &body(&before["version"], &pem)).await?;
        assert_eq!(cause(answer)?, of(422, code), "{pem}");
    }
    let added = api.post("/trust", &body(&before["version"], &root)).await?.done()?;
    let authority = named(&added["public"], &name).context("the root is not in its list")?;
    assert_eq!(
        (&authority["issuer"], &authority["not_before"]),
        (&json!(name), &json!("2024-01-01T07:00:00+07:00"))
    );
    assert!(named(&added["government"], &name).is_none());
    let again = api.post("/trust", &body(&added["version"], &root)).await?;
    assert_eq!(cause(again)?, of(409, "trust-exists"));
    let stale = api.post("/trust", &body(&before["version"], &root)).await?;
    assert_eq!(cause(stale)?, of(409, "changed-meanwhile"));

    let fingerprint = authority["fingerprint"].as_str().context("no fingerprint")?;
    let path = format!("/trust/{fingerprint}?version=");
    let version = added["version"].as_u64().context("no version")?;
    assert_eq!(cause(api.delete(&format!("{path}{}", version + 9)).await?)?, of(409, "changed-meanwhile"));
    let left = api.delete(&format!("{path}{version}")).await?.done()?;
    assert_eq!((&left["public"], &left["government"]), (&before["public"], &before["government"]));
    assert_eq!(cause(api.delete(&format!("{path}{version}")).await?)?, of(404, "not-found"));

    let history = api.get("/agency/history?limit=200").await?.done()?;
    let changes = history["changes"].as_array().into_iter().flatten();
    let of_root: Vec<_> =
        changes.filter(|change| change["subject"] == fingerprint).map(|change| &change["action"]).collect();
    assert_eq!(of_root, ["remove-trust", "add-trust"]);
    Ok(())
}
